"""One folder per test of an assessment; none imports another."""
