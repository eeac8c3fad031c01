"""What a small mistake costs."""
