"""Tests of the pages of assessments."""
