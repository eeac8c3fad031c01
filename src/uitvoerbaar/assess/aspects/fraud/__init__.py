"""What a false claim gains and how likely it is found: fraud as the mirror of mistakes."""
