"""Which keys each block of a law file may have, and from which schema version to which.

Source: the published schemas v0.2.0 to v0.8.0 (schema/*/schema.json of MinBZK/regelrecht). A key that another version
has is told apart from a misspelt one; a key that a version knows and that this program does not serve is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.base.language import mark

Version = tuple[int, int, int]

SCHEMAS: tuple[Version, ...] = (
    (0, 2, 0), (0, 3, 0), (0, 3, 1), (0, 3, 2), (0, 4, 0), (0, 5, 0), (0, 5, 1), (0, 5, 2), (0, 5, 3), (0, 5, 4),
    (0, 5, 5), (0, 5, 6), (0, 5, 7), (0, 5, 8), (0, 5, 9), (0, 6, 0), (0, 7, 0), (0, 7, 1), (0, 8, 0),
)  # fmt: skip
"""Every published version that this reader knows."""

OLDEST_FORM: Version = (0, 5, 0)
"""First version of today's form: articles with cases under IF. Of older ones the form is not held against a schema."""
REWORKED: Version = (0, 7, 0)
"""The version that is not additive: markings for untranslatables, no enables, a closed list of delegation types."""
SUBMISSIONS: Version = (0, 8, 0)
"""The version with submissions (RFC-046)."""


@dataclass(frozen=True, slots=True)
class Span:
    """The versions that have a key: from `since`, before `until`; `now` is what it is called afterwards."""

    since: Version = (0, 0, 0)
    until: Version | None = None
    now: str | None = None


_ALWAYS = Span()
_REWORKED = Span(since=REWORKED)
_SUBMISSIONS = Span(since=SUBMISSIONS)


def _keys(text: str, **spans: Span) -> dict[str, Span]:
    return {**dict.fromkeys(text.split(), _ALWAYS), **spans}


CONTAINERS = ("boek", "deel", "hoofdstuk", "titeldeel", "afdeling", "paragraaf")
_FIELD = "name type description type_spec temporal legal_basis nullable"
_REASON = Span(until=REWORKED)

BLOCKS: Mapping[str, tuple[str, Mapping[str, Span]]] = {
    "law": (
        mark("een wet"),
        _keys(
            "$schema $id name regulatory_layer publication_date valid_from valid_to url bwb_id celex_nummer eli "
            "tractatenblad_id unts_nummer gemeente_code provincie_code waterschap_code officiele_titel stcrt_id "
            "organisation legal_basis preamble articles procedure competent_authority uuid identifiers afgeleid bron "
            "effective_date",
        ),
    ),
    "article": (mark("een artikel"), _keys("number text url ref machine_readable references", placement=_REWORKED)),
    "placement": ("placement", _keys(" ".join(CONTAINERS))),
    "container": (mark("een onderdeel van placement"), _keys("number heading")),
    "reference": (
        mark("een verwijzing"),
        _keys("id bwb_id artikel lid onderdeel hoofdstuk paragraaf afdeling"),
    ),
    "basis": (mark("een rechtsgrond"), _keys("law_id article description")),
    "preamble": (mark("de aanhef"), _keys("text url machine_readable")),
    "procedure": (mark("een procedure"), _keys("id default applies_to stages")),
    "procedure_applies": (mark("applies_to van een procedure"), _keys("legal_character")),
    "stage": (mark("een stap van een procedure"), _keys("name description requires")),
    "stage_needs": (mark("wat een stap vraagt"), _keys("name type description")),
    "rules": (
        "machine_readable",
        _keys(
            "endpoint competent_authority requires open_terms implements definitions execution hooks overrides",
            enables=Span(until=REWORKED),
            untranslatables=Span(until=REWORKED, now="markings"),
            markings=_REWORKED,
            declares=_REWORKED,
        ),
    ),
    "authority": ("competent_authority", _keys("name type")),
    "requires": ("requires", _keys("article law regeling koninklijk_besluit values")),
    "enables": ("enables", _keys("regulatory_layer subject for interface defaults")),
    "execution": ("execution", _keys("produces parameters input output actions")),
    "produces": (
        "produces",
        _keys(
            "legal_character decision_type procedure_id",
            submission=_SUBMISSIONS,
            decides_on=_SUBMISSIONS,
        ),
    ),
    "submission": ("submission", _keys("kind")),
    "parameters": (mark("een parameter"), _keys(f"{_FIELD} required")),
    "input": (mark("een invoer"), _keys(f"{_FIELD} source")),
    "output": (mark("een uitvoer"), _keys(_FIELD)),
    "source": ("source", _keys("regulation output parameters description endpoint article legal_basis")),
    "type_spec": ("type_spec", _keys("unit precision min max")),
    "temporal": ("temporal", _keys("type period_type reference")),
    "definition": (mark("een definitie"), _keys("value type type_spec description legal_basis source url")),
    "action": (mark("een actie zonder operation"), _keys("output value resolve legal_basis description")),
    "legal_basis": (
        "legal_basis",
        _keys("law bwb_id article paragraph sentence url juriconnect explanation description"),
    ),
    "open_term": (
        mark("een open term"),
        _keys(
            "id description type required delegated_to delegation_type legal_basis default",
            expected_source=_REWORKED,
            decided_per_case_by=_REWORKED,
        ),
    ),
    "default": (mark("de default van een open term"), _keys("actions")),
    "implements": ("implements", _keys("law article open_term gelet_op")),
    "hook": (mark("een hook"), _keys("hook_point applies_to")),
    "applies_to": (
        mark("applies_to van een hook"),
        _keys(
            "legal_character decision_type stage",
            submission=_SUBMISSIONS,
            decided_by=_SUBMISSIONS,
            established_by=_SUBMISSIONS,
        ),
    ),
    "override": (mark("een override"), _keys("law article output", voids=_REWORKED, legal_text_excerpt=_REWORKED)),
    "untranslatable": ("untranslatables", _keys("construct reason suggestion legal_text_excerpt accepted")),
    "marking": (
        mark("een marking"),
        _keys("about reason resolution resolved_by target legal_text_excerpt accepted"),
    ),
    "declare": ("declares", _keys("property value applies_from")),
}
"""By block: what it is called in messages, and its keys."""

TEXTS: Mapping[str, frozenset[str]] = {
    block: frozenset(keys.split())
    for block, keys in {
        "law": "name url officiele_titel organisation",
        "article": "number text url",
        "reference": "id bwb_id artikel lid onderdeel hoofdstuk paragraaf afdeling",
        "basis": "law_id article description",
        "rules": "endpoint",
        "authority": "name",
        "produces": "procedure_id",
        "parameters": "name description",
        "input": "name description",
        "output": "name description",
        "source": "regulation output description",
        "temporal": "reference",
        "definition": "description",
        "action": "output",
        "legal_basis": "law bwb_id article paragraph sentence url juriconnect explanation description",
        "open_term": "id description delegated_to expected_source decided_per_case_by",
        "implements": "law article open_term gelet_op",
        "override": "law article output legal_text_excerpt",
        "untranslatable": "construct reason suggestion legal_text_excerpt",
        "marking": "about reason resolved_by legal_text_excerpt",
    }.items()
}
"""By block the keys that hold text: a number without quotes is none."""

MAY_BE_NULL = frozenset((("definition", "value"), ("action", "value"), ("declare", "value")))
"""Keys that may be written with nothing behind them: null is a value there."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "basis": ("law_id", "article"), "reference": ("id", "bwb_id"), "untranslatable": ("reason",),
}  # fmt: skip
"""What the schema asks of blocks that nothing is computed with."""

NOT_SERVED: Mapping[tuple[str, str], str] = {
    ("action", "resolve"): "de waarde zou leeg blijven; geef haar als invoer met 'source'",
}
"""Keys that the format knows and this program does not act on although they change what is computed, with a way out."""

IDENTIFIERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("WET", "AMVB", "MINISTERIELE_REGELING", "GRONDWET"), ("bwb_id",)),
    **dict.fromkeys(("EU_VERORDENING", "EU_RICHTLIJN"), ("celex_nummer",)),
    "VERDRAG": ("tractatenblad_id",),
    "GEMEENTELIJKE_VERORDENING": ("gemeente_code", "officiele_titel"),
    "PROVINCIALE_VERORDENING": ("provincie_code", "officiele_titel"),
    "WATERSCHAPS_VERORDENING": ("waterschap_code", "officiele_titel"),
}
"""What the head of a law of each layer must have besides the four keys of every law."""

SHAPES: Mapping[str, tuple[str, str]] = {
    "bwb_id": (r"BWBR[0-9]{7}", "BWBR en zeven cijfers"),
    "gemeente_code": (r"GM[0-9]{4}", "GM en vier cijfers"),
    "provincie_code": (r"PV[0-9]{2}", "PV en twee cijfers"),
    "waterschap_code": (r"WS[0-9]{4}", "WS en vier cijfers"),
}
"""How an identifier is written: a pattern, and that in words."""


def shown(version: Version) -> str:
    """A version as people write it."""
    return "v" + ".".join(map(str, version))
