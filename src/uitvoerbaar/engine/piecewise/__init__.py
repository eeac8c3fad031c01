"""One household along a fact: an outcome as straight pieces, with its kinks and jumps."""
