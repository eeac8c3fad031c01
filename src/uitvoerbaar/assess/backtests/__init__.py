"""Backtests: changes of law that were estimated or happened, run on the population, beside what was published of them."""
