"""The chain behind a decision: registers, shared facilities and suppliers, and what stops when one of them fails."""
