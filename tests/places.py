"""Where things lie that tests read: counted once, so that a test can move."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The source tree."""

TESTS = ROOT / "tests"

DATA = ROOT / "data"
"""The shipped laws, registers, population tables, personas and proposals."""

FACTS = TESTS / "data" / "law_facts"
"""Published figures and worked examples of the laws, with their sources."""

SHARED = ROOT.parent / "shared"
"""Third-party data beside the source tree; what needs it is left out when it is not there."""

REGELRECHT = SHARED / "conformance" / "regelrecht"
"""The third-party suite of the law format: its laws, scenarios and fixtures."""
