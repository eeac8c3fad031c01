"""Grounds that the law forbids to tell people apart by, and facts that go along with one."""
