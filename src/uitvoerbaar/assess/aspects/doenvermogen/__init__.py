"""What the law asks people to do and keep up."""
