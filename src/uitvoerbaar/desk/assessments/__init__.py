"""Assessments on a page: a proposal, shipped or sent in, tested on the population, with its report."""
