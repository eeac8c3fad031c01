"""Reading law files, checking them and linking them into one graph. Knows nothing of people."""
