"""Tests of one noun of the desk."""
