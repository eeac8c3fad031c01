"""Values that programs trip over: numbers at every edge, days that do not exist, letters of every script."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.whole.fuzz.trees import Pairs, Raw

DIGITS = "9" * 5000
"""More digits than Python turns into a number unasked."""
NUMBERS = (
    0, -1, 1, 2, 7, 12, 100, 0.1, -0.5, 1e-9, 2**31, 2**51 + 1, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, 10**400,
    Raw("1e308"), Raw("1e309"), Raw("1E400"), Raw("1e-400"), Raw("-0.0"), Raw(".5"), Raw("1_000"), Raw("0x1F"), Raw("0o17"),
    Raw("0x" + "f" * 60), Raw("0x" + "f" * 6000), Raw("0o" + "7" * 6000), Raw(DIGITS), Raw(f"-{DIGITS}"), Raw(f"0.{DIGITS}"),
    Raw(f"1.{DIGITS}e9"), Raw(".inf"), Raw(".nan"), Raw("NaN"), Raw("Infinity"), Raw("1e99999999999"),
)  # fmt: skip
DAYS = (
    "2026-01-01", "2026-02-30", "2024-02-29", "2023-02-29", "0000-00-00", "0000-01-01", "0001-01-01", "9999-12-31",
    "10000-01-01", "-001-01-01", "2026-1-1", "2026-13-01", "2026-01-01\n", " 2026-01-01", "01-01-2026", "20260101",
    "2026-W01-1", "2026-01-01T00:00:00", "٢٠٢٦-٠١-٠١", "1899-12-31", "2036-01-01", "$referencedate", "1900-02-29",
)  # fmt: skip
TEXTS = (
    "", " ", "\n", "\t", "\x00", "\x1b[2J", "\ufeff", "\ud800", "\u202eolleh", "é", "e\u0301", "İ", "ß", "ﬀ", "日本語", "ⵣⵣⵣ", "😀",
    "👨‍👩‍👧", "a" * 5000, "=1+1", "@x", "{}", "{x}", "{0}", "{x!r:>99999}", "%s %(x)s %", "$", "$.", "$a", "$a.b.c",
    "$$a", "..", "../x", "/",
    "null", "true", "ja", "nee", "no", "~", "-", "|", ">", "&a", "*a", "!x", "#", "<script>", "javascript:x", "٣", "²",
    "Ⅷ", "½", "१२",
    "1,5", "1.000", "€ 5", "5 euro", "1.2.3", "1e5", "\\", '"', "'", "a\\nb", ";", "a b", "self", "__class__", DIGITS, f"-{DIGITS}",
    "https://example.org", "https://[", "http://a:99999999/", "file:///etc/passwd", "bsn", "x.y", "²³",
)  # fmt: skip
CONSTANTS = (True, False, None)


def nested(depth: int, kind: str) -> object:
    """A value inside so many lists or maps."""
    value: object = 1
    for _ in range(depth):
        value = [value] if kind == "list" else Pairs([[kind, value]])
    return value


free = st.one_of(st.integers(), st.floats(), st.text(max_size=12), st.integers(-(10**25), 10**25))
deep = st.builds(nested, st.integers(1, 60), st.sampled_from(("list", "value", "operation", "x")))
hostile = st.one_of(
    st.sampled_from(NUMBERS), st.sampled_from((*DAYS, *TEXTS, *CONSTANTS)), free, deep, st.sampled_from(([], Pairs()))
)
"""Any of them."""
words = st.one_of(st.sampled_from((*TEXTS, *DAYS)), st.text(max_size=12))
"""Texts only."""
