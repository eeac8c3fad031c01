"""A record for the Algoritmeregister (publication standard 1.0), made from the entry and checked against a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.delivery.digital.entry import FILE, Entry
from uitvoerbaar.delivery.digital.prescan import Facts, ai_class, impactful

_SCHEMA = "algoritmeregister-1.0.json"
_LONG = 2_500
_KEYS = {
    "name": "naam", "description_short": "omschrijving", "organization": "organisatie", "contact_email": "contact",
    "status": "status", "begin_date": "begin", "category": "themas", "goal": "doel", "proportionality": "afwegingen",
    "human_intervention": "menselijke_tussenkomst", "risks": "risicobeheer", "methods_and_models": "werking",
    "provider": "leverancier", "publiccode": "broncode", "end_date": "einde", "website": "publiekspagina",
    "url": "bronregistratie", "process_index_url": "verwerkingsregister", "source_id": "bron_id", "tags": "zoektermen",
    "impacttoetsen_grouping": "impacttoetsen",
}  # fmt: skip
"""Where a field of the register comes from in the entry, so that a message names what the user wrote."""


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    loaded: dict[str, Any] = json.loads((data_dir() / "digitaal" / _SCHEMA).read_text(encoding="utf-8"))
    return loaded


def record(
    entry: Entry, facts: Facts, laws: Sequence[tuple[str, str | None]], data: Sequence[str], tests: Sequence[str]
) -> dict[str, Any]:
    """The record. `laws` are names and addresses of the legal basis, `data` the items that the law reads, `tests` the
    impact assessments that are compulsory or recommended. Only those that the entry says were carried out are listed; of the
    others the record says that they were not. Raises UserError when it is not valid.
    """
    told = entry.algorithm
    done = {one.title for one in told.done}
    open_ = ", ".join(name for name in tests if name not in done)
    learns = "Zelflerend: ja." if entry.system.learns else "Zelflerend: nee."
    made: dict[str, Any] = {
        "name": told.name,
        "description_short": told.summary,
        "organization": told.organisation,
        "category": list(told.themes),
        "status": told.status,
        "begin_date": told.begin,
        "contact_email": told.contact,
        "publication_category": category(entry, facts),
        "goal": told.goal,
        "proportionality": told.weighing,
        "human_intervention": told.human,
        "risks": told.risks,
        "lawful_basis": _within(", ".join(name for name, _ in laws)),
        "lawful_basis_grouping": [{"title": name[:100], "link": url} for name, url in laws if url],
        "impacttoetsen_grouping": [
            {"title": one.title, "link": one.link} if one.link else {"title": one.title} for one in told.done
        ],
        "impacttoetsen": _within(f"Verplicht of aanbevolen en nog niet uitgevoerd: {open_}.") if open_ else "",
        "source_data": _within(", ".join(data)),
        "methods_and_models": f"{learns} {told.working}".strip(),
        "provider": told.supplier,
        "publiccode": told.code,
        "end_date": told.end,
        "website": told.website,
        "url": told.source_record,
        "process_index_url": told.processing_record,
        "source_id": told.own_id,
        "tags": told.search_words,
        "lang": "nld",
        "standard_version": "1.0",
    }
    made = {key: value for key, value in made.items() if value not in ("", [])}
    check(made)
    return made


def category(entry: Entry, facts: Facts) -> str:
    """The category in which it is published."""
    if ai_class(entry)[0] == "hoog risico":
        return "Hoog-risico AI-systeem"
    return "Impactvolle algoritmes" if impactful(entry, facts) else "Overige algoritmes"


def check(made: dict[str, Any]) -> None:
    """Raises UserError with every field that the register would refuse, by the name that it has in the entry."""
    from jsonschema import Draft202012Validator  # an extra: an assessment without such an entry does not need it

    problems = [
        f"  {_field(error)}: {_message(error)}"
        for error in sorted(Draft202012Validator(schema()).iter_errors(made), key=lambda error: list(error.path))
    ]
    if problems:
        head = tr("{file} geeft geen geldige registratie voor het Algoritmeregister:", file=FILE)
        raise UserError("\n".join((head, *problems)), file=FILE, hint=problems[0].strip())


def _field(error: Any) -> str:
    if error.validator == "required":
        name = next(key for key in error.validator_value if key not in error.instance)
        return f"algoritme.{_KEYS.get(name, name)}"
    name = str(error.path[0]) if error.path else "?"
    return f"algoritme.{_KEYS[name]}" if name in _KEYS else name


def _message(error: Any) -> str:
    limit = error.validator_value
    if error.validator == "required":
        return tr("ontbreekt of is leeg")
    if error.validator == "maxLength":
        return tr("{n} tekens; verwacht: ten hoogste {limit}", n=len(error.instance), limit=limit)
    if error.validator == "maxItems":
        return tr("{n} waarden; verwacht: ten hoogste {limit}", n=len(error.instance), limit=limit)
    if error.validator == "enum":
        return tr("'{value}' bestaat niet; kies uit: {known}", value=error.instance, known=", ".join(map(str, limit)))
    if error.validator == "uniqueItems":
        return tr("een waarde staat er twee keer")
    return tr("'{value}' heeft niet de vorm die het register vraagt", value=error.instance)


def _within(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rsplit(",", 1)[0] + "…"
