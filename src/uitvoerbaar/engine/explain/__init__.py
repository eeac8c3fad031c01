"""One case with its reasons: facts in, steps of the law out, in words."""
