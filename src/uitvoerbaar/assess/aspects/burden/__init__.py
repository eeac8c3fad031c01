"""What a proposal asks of citizens and businesses in hours and euros."""
