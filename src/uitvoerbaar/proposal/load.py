"""Reading a proposal folder: every problem in one run, each with file, line and what was expected."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import leads_out, outside, read_own_text
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.twofold import twofold
from uitvoerbaar.base.yaml import Mapping, Sequence, load
from uitvoerbaar.proposal.alternative import read_alternative
from uitvoerbaar.proposal.delivery_block import DeliveryBlock, read_block
from uitvoerbaar.proposal.estimate import read_estimates
from uitvoerbaar.proposal.model import LawChange, NewScheme, Proposal, ProposalError, Situation
from uitvoerbaar.proposal.money import read_money
from uitvoerbaar.proposal.person_values import read_person_values

FILE = "proposal.yaml"
KINDS = (
    "wetsvoorstel", "initiatiefwet", "AMvB", "ministeriële regeling", "beleidsregel", "subsidieregeling",
    "begrotingswijziging", "programma", "regeerakkoordafspraak", "toezegging", "motie", "amendement",
    "nota van wijziging", "EU-voorstel", "verordening", "omgevingsplan", "omgevingsverordening", "ICT-project",
    "algoritme", "reorganisatie", "aangenomen wet", "rechtspraak", "denkoefening",
)  # fmt: skip
"""Kinds of voornemen: the words of Comptabiliteitswet art. 3.1, the Aanwijzingen and what departments add to them; and what is
no proposal of anybody: a law that was passed, a rule of case law, and a thought experiment."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_REQUIRED = (
    "id", "titel", "soort", "samenvatting", "besluit_door", "uitgevoerd_door", "ingangsdatum", "voor", "na",
    "bron_cijfers",
)  # fmt: skip
_KEYS = (
    *_REQUIRED, "doel", "fase", "plaats", "bekendmaking", "wijzigingen", "nieuwe_regelingen", "geld", "alternatief", "kader",
    "uitvoering", "raming",
)  # fmt: skip
_COUNTRY = ("nl", "nederland")
_SIDE_KEYS = ("datum", "wetten", "pins")
_SCHEME_REQUIRED = ("wet", "uitkomst", "naam", "rijen", "uitvoerder")
_SCHEME_KEYS = (*_SCHEME_REQUIRED, "eenheid", "richting", "aanvraag")
ROWS = ("huishoudens", "eenheden", "personen")
_DIRECTIONS = ("uitgave", "ontvangst")
_CHANGE_KEYS = ("wet", "artikel", "voor", "na", "url")


def shipped_proposals() -> list[str]:
    """Ids of the proposals in data/proposals."""
    folder = data_dir() / "proposals"
    return sorted(p.parent.name for p in folder.glob(f"*/{FILE}"))


def find_proposal(name: str) -> Path:
    """The folder of a proposal: a path, or the id of a shipped one. Raises ProposalError."""
    for candidate in (Path(name), data_dir() / "proposals" / Path(name).name):
        folder = candidate.parent if candidate.name == FILE else candidate
        if os.path.isfile(folder / FILE):
            return folder
    folder = Path(name)
    if os.path.isdir(folder):
        raise ProposalError(
            [Problem(str(folder / FILE), 1, tr("een voornemen is een map met {file}; die ontbreekt", file=FILE))]
        )
    hint = suggest(Path(name).name, shipped_proposals())
    known = tr("er zijn: {shipped_proposals}", shipped_proposals=", ".join(shipped_proposals()))
    raise ProposalError(
        [Problem(name, 1, tr("geen map met een voornemen en geen bekend voornemen"), hint=hint or known)]
    )


def load_proposal(name: str) -> Proposal:
    """The proposal in a folder or with an id. Raises ProposalError with every problem."""
    folder = find_proposal(name)
    path = folder / FILE
    try:
        raw = load(read_own_text(path, str(path)), str(path))
    except LawFileError as error:
        raise ProposalError(error.problems) from None
    reader = _Reader(path)
    reader.problems += twofold(raw, str(path))
    proposal = reader.read(raw)
    if reader.problems or proposal is None:
        raise ProposalError(reader.problems)
    return proposal


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path, self.folder = path, path.parent
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(str(self.path), line, message, hint=hint))

    def read(self, raw: Any) -> Proposal | None:
        if not isinstance(raw, Mapping):
            self.problem(
                1,
                tr(
                    "een voornemen is een object met {required}, geen {raw}",
                    required=", ".join(_REQUIRED),
                    raw=describe(raw),
                ),
            )
            return None
        self._keys(raw, _KEYS, tr("een voornemen"))
        missing = [key for key in _REQUIRED if raw.get(key) is None]
        if missing:
            self.problem(raw.line, tr("het voornemen mist: {missing}", missing=", ".join(missing)))
            return None
        if not _ID.fullmatch(str(raw["id"])):
            self.problem(
                raw.line_of("id"), tr("'id' bestaat uit kleine letters, cijfers en streepjes, zoals huurtoeslag-2026")
            )
        kind = str(raw["soort"])
        if kind not in KINDS:
            self.problem(
                raw.line_of("soort"),
                tr("onbekende soort '{kind}'", kind=kind),
                suggest(kind, KINDS) or tr("kies uit: {kinds}", kinds=", ".join(KINDS)),
            )
        doers = raw["uitgevoerd_door"]
        if not isinstance(doers, Sequence):
            self.problem(raw.line_of("uitgevoerd_door"), tr("'uitgevoerd_door' is een lijst van organisaties"))
            doers = Sequence()
        before, after = self._side(raw, "voor"), self._side(raw, "na")
        return Proposal(
            id=str(raw["id"]),
            folder=self.folder,
            title=self._text(raw, "titel"),
            kind=kind,
            summary=self._text(raw, "samenvatting"),
            decides=str(raw["besluit_door"]),
            carries_out=tuple(str(item) for item in doers),
            effective=self._date(raw, "ingangsdatum"),
            before=before,
            after=after,
            areas=self._areas(raw),
            areas_line=raw.line_of("plaats") if "plaats" in raw else 1,
            goal=self._text(raw, "doel") if raw.get("doel") is not None else None,
            phase=str(raw["fase"]) if raw.get("fase") is not None else None,
            published=self._date(raw, "bekendmaking") if raw.get("bekendmaking") is not None else None,
            changes=tuple(self._changes(raw)),
            numbers_source=self._text(raw, "bron_cijfers"),
            new_schemes=tuple(self._new_schemes(raw)),
            money=read_money(self.path, raw, self._day_of(raw), self.problems),
            alternative=read_alternative(self.path, raw, self.problems),
            person_values=read_person_values(self.path, raw, self.problems),
            delivery=self._delivery(raw),
            estimates=read_estimates(self.path, raw, self.problems),
        )

    def _day_of(self, raw: Mapping) -> str:
        """The day of entry into force; what is wrong with it is told elsewhere."""
        value = raw.get("ingangsdatum")
        return str(value) if parse_date(value) is not None else "1900-01-01"

    def _keys(self, raw: Mapping, known: tuple[str, ...], what: str) -> None:
        for key in raw:
            if key not in known:
                self.problem(raw.line_of(key), tr("{what} kent geen '{key}'", what=what, key=key), suggest(key, known))

    def _text(self, raw: Mapping, key: str) -> Text:
        value = raw[key]
        if isinstance(value, str):
            return Text(value)
        if isinstance(value, Mapping):
            for other in value:
                if other not in ("nl", "en"):
                    hint = tr("zet een tekst met een komma of dubbele punt tussen aanhalingstekens")
                    self.problem(
                        value.line_of(other),
                        tr("'{key}' kent geen '{other}', alleen nl en en", key=key, other=other),
                        hint,
                    )
            if not isinstance(value.get("nl"), str):
                self.problem(raw.line_of(key), tr("'{key}' mist de Nederlandse tekst 'nl'", key=key))
                return Text("")
            english = value.get("en")
            return Text(value["nl"], str(english) if english is not None else None)
        self.problem(
            raw.line_of(key),
            tr("'{key}' is een tekst, of een object met nl en en, geen {value}", key=key, value=describe(value)),
        )
        return Text("")

    def _date(self, raw: Mapping, key: str) -> str:
        value = raw.get(key)
        if parse_date(value) is None:
            self.problem(
                raw.line_of(key),
                tr("'{key}' moet een datum zijn (JJJJ-MM-DD), niet {value}", key=key, value=describe(value)),
            )
            return "1900-01-01"
        return str(value)

    def _side(self, raw: Mapping, key: str) -> Situation:
        value = raw[key]
        if not isinstance(value, Mapping):
            self.problem(
                raw.line_of(key),
                tr("'{key}' is een object met datum (en wetten of pins), geen {value}", key=key, value=describe(value)),
            )
            return Situation("1900-01-01")
        self._keys(value, _SIDE_KEYS, f"'{key}'")
        pins = value.get("pins")
        if pins is not None and not isinstance(pins, Mapping):
            self.problem(value.line_of("pins"), tr("'pins' is een object van wet naar versiedatum"))
            pins = None
        return Situation(
            self._date(value, "datum"),
            self._laws(value, key),
            {str(law): str(version) for law, version in (pins or {}).items()},
            {} if pins is None else {str(law): (str(self.path), pins.line_of(law)) for law in pins},
        )

    def _laws(self, side: Mapping, key: str) -> tuple[Path, ...]:
        """Changed law files: the folders that `wetten` names; for 'na' the folder laws/ when nothing is named."""
        named = side.get("wetten")
        if named is None:
            default = self.folder / "laws"
            return (default,) if key == "na" and os.path.isdir(default) else ()
        found: list[Path] = []
        for item in named if isinstance(named, Sequence) else [named]:
            path = self.folder / str(item)
            line = side.line_of("wetten")
            if leads_out(path, self.folder):
                self.problems.append(outside(str(self.path), self.folder, line))
            elif not os.path.exists(path):
                self.problem(line, tr("'{item}' bestaat niet in {folder}", item=item, folder=self.folder))
            elif not os.path.isdir(path) and not os.path.isfile(path):
                self.problem(line, tr("'{item}' is geen gewoon bestand en geen map", item=item))
            found.append(path)
        return tuple(found)

    def _changes(self, raw: Mapping) -> list[LawChange]:
        given = raw.get("wijzigingen")
        if given is None:
            return []
        if not isinstance(given, Sequence):
            self.problem(raw.line_of("wijzigingen"), tr("'wijzigingen' is een lijst"))
            return []
        changes = []
        for item, line in zip(given, given.lines, strict=True):
            if not isinstance(item, Mapping) or any(item.get(k) is None for k in ("wet", "artikel", "voor", "na")):
                self.problem(line, tr("een wijziging heeft wet, artikel, voor en na nodig"))
                continue
            self._keys(item, _CHANGE_KEYS, tr("een wijziging"))
            changes.append(
                LawChange(
                    str(item["wet"]),
                    str(item["artikel"]),
                    self._text(item, "voor"),
                    self._text(item, "na"),
                    str(item["url"]) if item.get("url") is not None else None,
                    line,
                )
            )
        return changes

    def _areas(self, raw: Mapping) -> tuple[str, ...]:
        """What `plaats` names: nothing for the whole country, else one authority or a list of them."""
        value = raw.get("plaats")
        if value is None:
            return ()
        names = value if isinstance(value, Sequence) else [value]
        if not names or not all(isinstance(name, str) and name.strip() for name in names):
            self.problem(
                raw.line_of("plaats"),
                tr("'plaats' is {value}; verwacht: NL, of namen of codes van gebieden", value=describe(value)),
                tr("zoals: plaats: [Ede, GM0203, Waterschap Vallei en Veluwe]"),
            )
            return ()
        whole = [name for name in names if name.strip().casefold() in _COUNTRY]
        if whole and len(names) > 1:
            self.problem(
                raw.line_of("plaats"),
                tr("'plaats' noemt het hele land ({name}) en nog een gebied", name=whole[0]),
                tr("laat NL weg, of noem alleen NL"),
            )
        return () if whole else tuple(name.strip() for name in names)

    def _delivery(self, raw: Mapping) -> DeliveryBlock | None:
        if raw.get("uitvoering") is None:
            return None
        return read_block(raw["uitvoering"], raw.line_of("uitvoering"), self.problem)

    def _new_schemes(self, raw: Mapping) -> list[NewScheme]:
        given = raw.get("nieuwe_regelingen")
        if given is None:
            return []
        if not isinstance(given, Sequence):
            self.problem(raw.line_of("nieuwe_regelingen"), tr("'nieuwe_regelingen' is een lijst"))
            return []
        made = []
        for item, line in zip(given, given.lines, strict=True):
            if not isinstance(item, Mapping) or any(item.get(key) is None for key in _SCHEME_REQUIRED):
                self.problem(
                    line,
                    tr(
                        "een nieuwe regeling heeft {scheme_required} nodig", scheme_required=", ".join(_SCHEME_REQUIRED)
                    ),
                )
                continue
            self._keys(item, _SCHEME_KEYS, tr("een nieuwe regeling"))
            for key, known in (("rijen", ROWS), ("richting", _DIRECTIONS), ("eenheid", ("eurocent",))):
                word = str(item.get(key, known[0]))
                if word not in known:
                    hint = suggest(word, known) or tr("kies uit: {known}", known=", ".join(known))
                    self.problem(item.line_of(key), tr("onbekende {key} '{word}'", key=key, word=word), hint)
            asked = item.get("aanvraag")
            made.append(
                NewScheme(
                    str(item["wet"]),
                    str(item["uitkomst"]),
                    self._text(item, "naam"),
                    str(item["rijen"]),
                    str(item["uitvoerder"]),
                    item.get("richting", "uitgave") == "uitgave",
                    None if asked is None else str(asked),
                    line,
                )
            )
        return made
