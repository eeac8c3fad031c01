"""Digital values: what the entry of a proposal asks by way of DPIA, AI Act, IAMA and the register of algorithms."""
