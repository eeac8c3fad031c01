"""Households that break a property, looked for among random ones and in a population."""
