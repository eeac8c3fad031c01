"""Unequal outcomes by protected ground."""
