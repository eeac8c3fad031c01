"""Jumps: where a little more income, or a birthday, costs a lot."""
