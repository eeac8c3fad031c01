"""Many variants of a law on the same people: which there are, what each comes to, kept so that a run can stop and go on."""
