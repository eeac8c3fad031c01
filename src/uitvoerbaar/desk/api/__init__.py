"""The interface for programs, under /api/v1, by the Dutch API Design Rules (NLGov ADR 2.1)."""
