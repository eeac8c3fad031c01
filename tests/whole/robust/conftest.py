"""What tests of caches share."""

from __future__ import annotations

from tests.fixtures.proofs import nothing_shipped

__all__ = ["nothing_shipped"]
