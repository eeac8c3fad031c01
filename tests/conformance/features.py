"""Where the third-party suite is; its files are read in place."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "regelrecht"
