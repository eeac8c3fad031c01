"""Who comes in: the owner of the desk, by an address that works once."""
