"""How much of the systems a proposal changes: numbers, rules, items, registers, schemes."""
