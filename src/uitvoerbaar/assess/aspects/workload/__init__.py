"""The test on the work of who carries a law out."""
