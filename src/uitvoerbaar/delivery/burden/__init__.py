"""What rules ask of businesses and citizens in hours and euros: duties as data, and the standard cost model."""
