"""The proposal for made-up people whom a reader can picture."""
