"""The same people met by several changes and schemes at once."""
