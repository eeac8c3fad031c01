"""What tests of several rooms share: the fictional country, a town of one's own, contexts on a made population."""

pytest_plugins = [
    "tests.fixtures.workers",
    "tests.fixtures.left_out",
    "tests.fixtures.polderland",
    "tests.fixtures.people",
    "tests.fixtures.town",
    "tests.fixtures.edited_law",
]
