"""Every household that is possible: properties proven, refuted or undecided."""
