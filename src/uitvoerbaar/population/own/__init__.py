"""The user's own tables: read, mapped to registers, run."""
