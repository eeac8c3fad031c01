"""Personas: fictional persons of data/personas, each one a case that `uitvoerbaar explain --case` takes as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir, shown_file
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load
from uitvoerbaar.engine.explain.needs import of_field
from uitvoerbaar.engine.explain.person_case import PersonCase, case_of, field_of
from uitvoerbaar.engine.explain.read_case import PERSONA, read_case_file, read_value
from uitvoerbaar.findings import Text
from uitvoerbaar.law.corpus import PERSONAS
from uitvoerbaar.law.registers import COLLECTIONS, PERSON, Catalogue

FOLDER = PERSONAS
_KEYS = ("id", "naam", "verhaal", "groepen", "jaar")


@dataclass(frozen=True, slots=True)
class Persona:
    """A fictional person: who it is in one sentence, the groups it stands for, and its case in the money of `year`."""

    id: str
    name: str
    story: Text
    groups: tuple[str, ...]
    year: int
    case: PersonCase
    place: Path | None = None
    """The file of one that a proposal brings; None of a shipped one."""

    @property
    def called(self) -> Text:
        """The name in a sentence; two persons are joined by a word."""
        return Text(self.name, self.name.replace(" en ", " and "))

    @property
    def file(self) -> str:
        """The case file as a command names it."""
        return f"data/{FOLDER}/{self.id}.yaml" if self.place is None else shown_file(str(self.place))


def load_personas(catalogue: Catalogue) -> list[Persona]:
    """Every persona of data/personas, by file name; none when there is no such folder.

    Raises LawFileError for a file that is no persona and UserError for a value that does not fit its register field.
    """
    return [read_persona(path, catalogue) for path in sorted((data_dir() / FOLDER).glob("*.yaml"))]


def brought_personas(proposal: Path, catalogue: Catalogue) -> list[Persona]:
    """The personas in the folder `personas` of a proposal, by file name; none when it has none. Raises as `load_personas`."""
    return [replace(read_persona(path, catalogue), place=path) for path in sorted((proposal / FOLDER).glob("*.yaml"))]


def read_persona(path: Path, catalogue: Catalogue) -> Persona:
    """One persona file. Raises LawFileError or UserError with the file and what was expected."""
    told = _told(path)
    values: dict[str, Any] = {}
    for name, raw in read_case_file(path).items():
        if name in COLLECTIONS:
            values[name] = [_record(item, f"{COLLECTIONS[name]}.1.", catalogue, path) for item in raw]
        elif name == "partner":
            values[name] = _record(raw, "partner.", catalogue, path)
        else:
            values |= _record({name: raw}, "", catalogue, path)
    return Persona(
        id=str(told["id"]),
        name=str(told["naam"]),
        story=Text(str(told["verhaal"]["nl"]), str(told["verhaal"]["en"])),
        groups=tuple(str(group) for group in told["groepen"]),
        year=int(told["jaar"]),
        case=case_of(values, catalogue),
    )


def _told(path: Path) -> YamlMapping:
    """What the file tells readers of its person."""
    raw = load(path.read_text(encoding="utf-8"), str(path))
    told = raw.get(PERSONA) if isinstance(raw, YamlMapping) else None
    if not isinstance(told, YamlMapping):
        raise LawFileError(
            [
                Problem(
                    str(path),
                    1,
                    tr("verwacht een object '{persona}' met {keys}", persona=PERSONA, keys=", ".join(_KEYS)),
                )
            ]
        )
    problems = [
        Problem(str(path), told.line_of(key), tr("een persona kent geen '{key}'", key=key), hint=suggest(key, _KEYS))
        for key in told
        if key not in _KEYS
    ]
    lacking = [key for key in _KEYS if key not in told]
    if lacking:
        problems.append(Problem(str(path), told.line, tr("de persona mist {lacking}", lacking=", ".join(lacking))))
    elif not isinstance(told["verhaal"], Mapping) or not {"nl", "en"} <= set(told["verhaal"]):
        problems.append(
            Problem(str(path), told.line_of("verhaal"), tr("'verhaal' moet een zin 'nl' en een zin 'en' hebben"))
        )
    elif told["id"] != path.stem:
        problems.append(
            Problem(str(path), told.line_of("id"), tr("'id' moet de naam van het bestand zijn: {stem}", stem=path.stem))
        )
    if problems:
        raise LawFileError(problems)
    return told


def _record(given: Mapping[str, Any], prefix: str, catalogue: Catalogue, path: Path) -> dict[str, Any]:
    """The fields of one record, read by the type that the register catalogue gives them."""
    values: dict[str, Any] = {}
    for name, raw in given.items():
        found = field_of(catalogue, prefix + name)
        if found is None:
            table = {"": PERSON, "partner.": PERSON}.get(prefix, prefix.split(".")[0])
            hint = suggest(name, catalogue.names(table))
            raise LawFileError(
                [
                    Problem(
                        str(path),
                        1,
                        tr("geen register heeft het veld '{prefix}{name}'", prefix=prefix, name=name),
                        hint=hint,
                    )
                ]
            )
        values[name] = read_value(of_field(found[1], prefix + name), raw, str(path))
    return values
