"""One household of the population, made as simple as it can be and told."""
