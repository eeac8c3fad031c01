"""A household of one's own: what it gets and pays under the law and under a change of it, with every reason. Nothing is kept."""
