"""Digital values: one entry gives the DPIA pre-scan, the AI Act class, the need of an IAMA and a register record."""
