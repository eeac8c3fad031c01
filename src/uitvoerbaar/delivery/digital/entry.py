"""The entry of a proposal on its algorithm and data (digitaal.yaml), and the words that it may use (data/digitaal)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.delivery.chain.read import fact
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.law.corpus import DIGITAL

FILE = DIGITAL
KINDS = ("gewoon", "gevoelig", "bijzonder", "strafrechtelijk", "nationaal identificatienummer")
"""Kinds of personal data (DPIA model 3.0)."""
PLACES = ("binnen EER", "buiten EER")
STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Words:
    """Lists of the pre-scan and classes of the AI Act, with the points that are assumed."""

    ap: tuple[str, ...]
    edpb: tuple[str, ...]
    legislation: tuple[str, ...]
    frequencies: tuple[str, ...]
    mechanisms: tuple[str, ...]
    bound: Fact
    points: dict[str, Fact]
    forbidden: tuple[str, ...]
    areas: tuple[str, ...]
    since: dict[str, str]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Data that leave the European Economic Area: where they are stored, from where support comes, by which mechanism."""

    stored: str
    support: str
    mechanism: str


@dataclass(frozen=True, slots=True)
class System:
    """Whether the algorithm is AI, and what it is used for (words of the AI Act)."""

    ai: bool
    learns: bool
    forbidden: tuple[str, ...]
    areas: tuple[str, ...]
    product: bool
    talks: bool
    """Whether people speak with it or see what it makes, and may take that for a person's."""


@dataclass(frozen=True, slots=True)
class Algorithm:
    """What the register of algorithms asks of it; empty texts were not given."""

    name: str
    summary: str
    organisation: str
    contact: str
    status: str
    begin: str
    themes: tuple[str, ...]
    goal: str
    weighing: str
    human: str
    risks: str
    working: str
    supplier: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that a proposal says of its digital side. `large` and `legal` are None where the run is to tell."""

    kinds: tuple[str, ...]
    minors: bool
    vulnerable: bool
    large: bool | None
    frequency: str
    base_register: bool
    ap: tuple[str, ...]
    edpb: tuple[str, ...]
    transfer: Transfer | None
    service: bool
    service_minors: bool
    legal: bool | None
    contacts: bool
    impactful: bool
    system: System
    algorithm: Algorithm


def load_words(folder: Path | None = None) -> Words:
    """data/digitaal. Raises LawFileError with every problem of a file."""
    folder = folder or data_dir() / "digitaal"
    scan, ai = read_entries(folder / "voorscan.yaml"), read_entries(folder / "ai.yaml")
    points = scan.object("punten")
    since = ai.object("vanaf")
    words = Words(
        scan.words("ap"),
        scan.words("edpb"),
        scan.words("regelgeving"),
        scan.words("frequenties"),
        scan.words("mechanismen"),
        fact(scan, "grens", "punten"),
        {name: fact(points, name, "punten") for name in points.names()},
        ai.words("verboden"),
        ai.words("gebieden"),
        {name: since.word(name) for name in since.names()},
    )
    scan.check()
    ai.check()
    return words


def load_entry(folder: Path, words: Words) -> Entry | None:
    """The entry in the folder of a proposal; None when it has none. Raises LawFileError with every problem."""
    path = folder / FILE
    if not path.exists():
        return None
    file = read_entries(path)
    data, use = file.object("gegevens"), file.object("gebruik")
    entry = Entry(
        kinds=data.choices("soorten", KINDS),
        minors=data.truth("minderjarigen", False),
        vulnerable=data.truth("kwetsbaren", False),
        large=data.truth("minstens_10000") if "minstens_10000" in data else None,
        frequency=data.choice("frequentie", words.frequencies),
        base_register=data.truth("basisregistratie", False),
        ap=_once(data, "ap_lijst", words.ap),
        edpb=_once(data, "edpb_lijst", words.edpb),
        transfer=_transfer(data.object("doorgifte"), words) if "doorgifte" in data else None,
        service=use.truth("digitale_dienst", False),
        service_minors=use.truth("vooral_onder_18", False),
        legal=use.truth("rechtsgevolgen") if "rechtsgevolgen" in use else None,
        contacts=use.truth("deelt_mensen_in", False),
        impactful=use.truth("vindt_zelf_impactvol", False),
        system=_system(file.object("ai"), words),
        algorithm=_algorithm(file.object("algoritme")),
    )
    file.check()
    return entry


def _once(e: Entries, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Items of a list, each named once: an item that stands there twice would count as two."""
    items = e.choices(key, known) if key in e else ()
    for item in dict.fromkeys(items):
        if items.count(item) > 1:
            _tell(e, key, tr("'{key}' noemt '{item}' twee keer", key=key, item=item))
    return tuple(dict.fromkeys(items))


def _transfer(e: Entries, words: Words) -> Transfer:
    return Transfer(
        e.choice("opslag", PLACES), e.choice("ondersteuning", PLACES), e.choice("mechanisme", words.mechanisms)
    )


def _system(e: Entries, words: Words) -> System:
    system = System(
        e.truth("systeem"),
        e.truth("zelflerend"),
        _once(e, "verboden", words.forbidden),
        _once(e, "gebieden", words.areas),
        e.truth("in_product", False),
        e.truth("spreekt_met_mensen", False),
    )
    if system.learns and not system.ai and "systeem" in e.raw:
        _tell(e, "zelflerend", tr("wat zelf leert is een AI-systeem; zet 'systeem' op true"))
    return system


def _algorithm(e: Entries) -> Algorithm:
    begin = e.word("begin") if "begin" in e else ""
    if begin and not _MONTH.fullmatch(begin):
        _tell(e, "begin", tr("'begin' is '{begin}'; verwacht: een maand (JJJJ-MM)", begin=begin))

    def maybe(key: str) -> str:
        return e.word(key) if key in e else ""

    return Algorithm(
        e.word("naam"),
        e.word("omschrijving"),
        e.word("organisatie"),
        e.word("contact"),
        e.choice("status", STATUSES),
        begin,
        e.words("themas") if "themas" in e else (),
        maybe("doel"),
        maybe("afwegingen"),
        maybe("menselijke_tussenkomst"),
        maybe("risicobeheer"),
        maybe("werking"),
        maybe("leverancier"),
        maybe("broncode"),
    )


def _tell(e: Entries, key: str, message: str) -> None:
    e.problems.append(Problem(e.file, e.raw.line_of(key), message))
