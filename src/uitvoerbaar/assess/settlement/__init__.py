"""Advances on an estimate and their settlement: what households repay or get, shared by every test that counts it."""
