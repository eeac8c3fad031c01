"""What is wrong with law files, all at once, each with file, line and article."""
