"""Households as rows: samples, totals with intervals, groups."""
