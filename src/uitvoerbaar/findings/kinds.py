"""What the thing that was tested is called: a law that was passed and what courts decided are proposed by nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from uitvoerbaar.base.text import Text
from uitvoerbaar.findings.assessment import Assessment

PASSED, CASE_LAW, THOUGHT = "aangenomen wet", "rechtspraak", "denkoefening"
"""Kinds of `proposal.yaml` that are no proposal of anybody."""
CALLED: Mapping[str, Text] = {
    PASSED: Text("wetswijziging", "change in the law"),
    CASE_LAW: Text("rechtspraak", "case law"),
    THOUGHT: Text("denkoefening", "thought experiment"),
}
"""The noun of such a kind, in Dutch with "de"."""
_OWN = ("proposal", "laws", "software", "sources")
"""Parts of a report that hold words of others."""
_DUTCH = re.compile(r"\b([Hh])et (?:voornemen|voorstel)\b(?! van de machine)")
_ENGLISH = re.compile(r"\b([Tt])he proposal\b(?! (?:of|by) the machine)")


def called(words: str, kind: str, *, english: bool) -> str:
    """Words of ours with "the proposal" as what a proposal of this kind is; as they are where it is one.

    Only with its article: "a proposal" is any, and "proposal.yaml" a file.
    """
    noun = CALLED.get(kind)
    if noun is None:
        return words
    if english:
        return _ENGLISH.sub(lambda found: f"{found[1]}he {noun.en}", words)
    return _DUTCH.sub(lambda found: f"{'D' if found[1] == 'H' else 'd'}e {noun.nl}", words)


def called_so(assessment: Assessment) -> Assessment:
    """An assessment with what was tested called what it is, in everything that the program wrote.

    Words of others, such as the summary of a proposal and the text of a law, stay as they were written.
    """
    kind = assessment.proposal.kind
    if kind not in CALLED:
        return assessment
    ours = {f.name: _each(getattr(assessment, f.name), kind) for f in fields(assessment) if f.name not in _OWN}
    return replace(assessment, **ours)


def _each(value: Any, kind: str) -> Any:
    """A value of a report with every Text in it in the words of the kind."""
    if isinstance(value, Text):
        return value if value.law else _text(value, kind)
    if isinstance(value, tuple | list):
        return type(value)(_each(item, kind) for item in value)
    if isinstance(value, Mapping):
        return {key: _each(item, kind) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return cast(Any, replace)(value, **{f.name: _each(getattr(value, f.name), kind) for f in fields(value)})
    return value


def _text(text: Text, kind: str) -> Text:
    english = None if text.en is None else called(text.en, kind, english=True)
    return replace(text, nl=called(text.nl, kind, english=False), en=english)
