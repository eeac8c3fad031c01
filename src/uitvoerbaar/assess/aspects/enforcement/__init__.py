"""Which facts of a scheme can be checked, by whom and at what cost."""
