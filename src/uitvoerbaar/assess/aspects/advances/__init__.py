"""Advances, settlements and recoveries by the Awir."""
