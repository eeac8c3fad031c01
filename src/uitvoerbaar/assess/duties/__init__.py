"""Duties of businesses and citizens in a report and on a page of their own: whom they fall on, and the figures of them."""
