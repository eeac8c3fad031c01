"""What it costs, per scheme."""
