"""Two languages: every message has both, and no output mixes them."""
