"""Planted faults: small edits of law files, each caught by the test or property that is named for it."""
