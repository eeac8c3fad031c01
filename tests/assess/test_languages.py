"""A report of the fictional country can be read in both languages; the check that says so sees what is not."""

from __future__ import annotations

import pytest

from tests.fixtures.polderland import Assess
from tests.languages import untranslated


@pytest.mark.parametrize("name", ["alles-of-niets", "lager-deel"])
def test_every_text_is_in_both_languages(assess: Assess, name: str) -> None:
    assert untranslated(assess(name).to_json()) == []


@pytest.mark.parametrize(
    "text",
    [
        {"nl": "Wie te veel krijgt", "en": None},
        {"nl": "Wie te veel krijgt", "en": "Wie het niet betaalt"},
        {"nl": "Those with the right", "en": "Those with the right"},
    ],
)
def test_a_text_in_one_language_is_seen(text: dict[str, str | None]) -> None:
    assert len(untranslated({"laws": [], "note": [text]})) == 1
    assert untranslated({"laws": [], "note": {"nl": "Wie het niet betaalt, heeft geen recht.", "law": True}}) == []
