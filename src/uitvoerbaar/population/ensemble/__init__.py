"""Many populations beside one: each with other values of what was assumed, within how far each assumption can be off."""
