"""Every message of the source stands in the catalogues, and every entry of the catalogues stands in the source."""

from __future__ import annotations

import importlib.util
import string
import sys
from pathlib import Path
from types import ModuleType

import pytest

from uitvoerbaar.base.language import LANGUAGES, as_written, both, in_language, language, retold, tr, trn

TOOL = Path(__file__).parents[2] / "tools" / "messages.py"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["messages"] = made  # a dataclass looks its own module up
    spec.loader.exec_module(made)
    return made


messages = _tool()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_missing_and_none_is_stale(lang: str) -> None:
    missing, stale = messages.missing(lang)
    assert [key.template for key in missing] == [], "run: python tools/messages.py update, and translate"
    assert [key.template for key in stale] == [], "run: python tools/messages.py update"


def test_the_source_says_many_things() -> None:
    """The walk over the source sees the messages: without this, an empty walk would pass."""
    assert len(messages.source_messages("en")) > 900
    assert len(messages.source_messages("nl")) > 40


def test_no_dutch_sentence_passes_by_the_catalogue() -> None:
    assert messages.raw_messages() == []
    assert messages.untold_words() == []
    assert messages.raw_template_words() == []


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('page("Bewijzen")', 1),
        ('text(f"{n} huishoudens erbij")', 1),
        ('text(f"<p>Niet gemodelleerd ({n})</p>")', 1),
        ('text(tr("Bewijzen"))', 0),
        ('"""Bewijzen van huishoudens."""', 0),
        ('name = "kinderen" if who == "de huishoudens" else ""', 0),
    ],
)
def test_the_measure_sees_a_word_that_passes_by(
    source: str, seen: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "face").mkdir()
    (tmp_path / "face" / "x.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    assert len(messages.untold_words()) == seen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_fills_in_the_same_values(lang: str) -> None:
    def holes(text: str) -> set[tuple[str, str | None, str | None]]:
        return {(name, spec, how) for _, name, spec, how in string.Formatter().parse(text) if name is not None}

    for entry in messages.read_po(messages.catalogue_path(lang)):
        for said in entry.said if entry.key.template else ():
            assert holes(said) == holes(entry.key.template), entry.key.template


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_made_from_the_text(lang: str) -> None:
    text = messages.read_po(messages.catalogue_path(lang))
    assert messages.catalogue_path(lang, ".mo").read_bytes() == messages.compiled(text), (
        "run: python tools/messages.py compile"
    )


def test_a_message_follows_the_language() -> None:
    assert tr("bestaat niet") == "bestaat niet"
    with language("en"):
        assert tr("bestaat niet") == "does not exist"
        assert trn(1, "{n} fout", "{n} fouten") == "1 error"
        assert trn(2, "{n} fout", "{n} fouten") == "2 errors"
    assert trn(2, "{n} fout", "{n} fouten") == "2 fouten"


def test_a_message_can_still_be_said_in_the_other_language() -> None:
    inner = tr("geen toegang")
    message = tr("{filename}: lezen of schrijven lukt niet: {error}", filename="x", error=inner)
    assert in_language(message, "en") == "x: cannot be read or written: no access"
    assert both(message).nl == "x: lezen of schrijven lukt niet: geen toegang"


def test_a_kept_message_is_told_in_either_language() -> None:
    reason = as_written("het veld {name} zonder bereik", name="loon")
    engine = as_written("Variable not found: {name}", name="loon")
    assert retold(reason) == "het veld loon zonder bereik"
    assert retold(engine) == "er is geen waarde voor loon"
    with language("en"):
        assert retold(reason) == "the field loon without a range"
        assert retold(engine) == "Variable not found: loon"
        assert retold("something nobody wrote down") == "something nobody wrote down"
