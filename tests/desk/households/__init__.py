"""Tests of the pages of a household."""
