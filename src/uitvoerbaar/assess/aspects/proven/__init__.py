"""Properties proven or refuted for every household."""
