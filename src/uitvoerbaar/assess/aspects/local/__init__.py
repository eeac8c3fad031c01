"""The test on municipalities, provinces and water boards."""
