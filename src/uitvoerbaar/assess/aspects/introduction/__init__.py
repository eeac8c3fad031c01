"""When a proposal can honestly be in force, and what it asks of organisations beside all else that they must do."""
