"""What a law asks of people, read from its rules and words."""
