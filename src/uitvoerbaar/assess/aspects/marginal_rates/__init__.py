"""What remains of a euro more."""
