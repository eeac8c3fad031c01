"""The tests of an assessment, one module each."""
