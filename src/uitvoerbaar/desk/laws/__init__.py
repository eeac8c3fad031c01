"""The laws: which there are, what an article says and how it is put in rules, how articles hang together, and search."""
