"""The running text of an article beside its rules: which number in the words is which constant, and where both stand."""
