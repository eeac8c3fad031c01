"""A scheme for businesses in figures, with the tests that people get."""
