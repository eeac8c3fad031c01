"""Queues at the organisations that carry the proposal out."""
