"""What tests of several rooms share: the fictional country, a town of one's own, contexts on a made population."""

import os

# The suite speaks Dutch, whatever the machine that runs it speaks; a test of a language asks for it.
os.environ["UITVOERBAAR_LANG"] = "nl"
# An ensemble that somebody has in the cache is not that of a test: a test that wants one names it.
os.environ["UITVOERBAAR_ENSEMBLE"] = os.path.join(os.sep, "geen-ensemble")

pytest_plugins = [
    "tests.fixtures.workers",
    "tests.fixtures.left_out",
    "tests.fixtures.polderland",
    "tests.fixtures.people",
    "tests.fixtures.town",
    "tests.fixtures.edited_law",
    "tests.fixtures.shipped_check",
]
