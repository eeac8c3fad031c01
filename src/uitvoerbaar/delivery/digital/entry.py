"""The entry of a proposal on its algorithm and data (digitaal.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.digital.words import CATEGORIES, Words
from uitvoerbaar.law.corpus import DIGITAL

FILE = DIGITAL
PLACES = ("binnen EER", "buiten EER")
STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
_OUT_OF_USE = "Buiten gebruik"
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Transfer:
    """Data that leave the European Economic Area: where they are stored, from where support comes, by which mechanism; and
    whether special data are among them, and whether it is done by a cloud.
    """

    stored: str
    support: str
    mechanism: str
    special: bool = False
    cloud: bool = False

    @property
    def outside(self) -> bool:
        """Whether storage or support is outside the area."""
        return "buiten EER" in (self.stored, self.support)


@dataclass(frozen=True, slots=True)
class System:
    """Whether the algorithm is AI, and what it is used for (words of the AI Act)."""

    ai: bool
    learns: bool
    forbidden: tuple[Text, ...]
    areas: tuple[Text, ...]
    product: bool
    talks: bool
    """Whether people speak with it or see what it makes, and may take that for a person's."""


@dataclass(frozen=True, slots=True)
class Done:
    """An impact assessment that was carried out: its name, and where it can be read (empty when it cannot)."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Algorithm:
    """What the register of algorithms asks of it; empty texts were not given."""

    name: str
    summary: str
    organisation: str
    contact: str
    status: str
    begin: str
    end: str
    themes: tuple[str, ...]
    goal: str
    weighing: str
    human: str
    risks: str
    working: str
    supplier: str
    code: str
    website: str
    source_record: str
    processing_record: str
    own_id: str
    search_words: str
    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that a proposal says of its digital side. `large` and `legal` are None where the run is to tell.

    `data` are the categories of personal data by kind, `subjects` the groups of people that they are about.
    """

    data: Mapping[str, tuple[str, ...]]
    subjects: tuple[str, ...]
    large: bool | None
    frequency: str
    retention: str
    base_registers: tuple[str, ...]
    ap: tuple[Text, ...]
    edpb: tuple[Text, ...]
    transfer: Transfer | None
    service: bool
    service_minors: bool
    no_minors: bool
    """Whether it can be shown that no minors use the service."""
    legal: bool | None
    contacts: bool
    decisive: bool
    """Whether the algorithm has a significant effect on the outcome of the process."""
    impactful: bool
    system: System
    algorithm: Algorithm


def load_entry(folder: Path, words: Words) -> Entry | None:
    """The entry in the folder of a proposal; None when it has none. Raises LawFileError with every problem."""
    path = folder / FILE
    if not path.exists():
        return None
    file = read_entries(path)
    data, use = file.object("gegevens"), file.object("gebruik")
    weights = words.weights
    entry = Entry(
        data={kind: _once(data, kind, words.categories[kind]) for kind in CATEGORIES},
        subjects=data.choices("betrokkenen", weights["betrokkenen"]),
        large=data.truth("minstens_10000") if "minstens_10000" in data else None,
        frequency=data.choice("frequentie", weights["frequenties"]),
        retention=data.choice("bewaartermijn", weights["bewaartermijnen"]),
        base_registers=_once(data, "basisregistraties", tuple(weights["basisregistraties"])),
        ap=_texts(data, "ap_lijst", words.ap),
        edpb=_texts(data, "edpb_lijst", words.edpb),
        transfer=_transfer(data.object("doorgifte"), words) if "doorgifte" in data else None,
        service=use.truth("digitale_dienst", False),
        service_minors=use.truth("vooral_onder_18", False),
        no_minors=use.truth("zonder_minderjarigen", False),
        legal=use.truth("rechtsgevolgen") if "rechtsgevolgen" in use else None,
        contacts=use.truth("deelt_mensen_in", False),
        decisive=use.truth("bepaalt_uitkomst", True),
        impactful=use.truth("vindt_zelf_impactvol", False),
        system=_system(file.object("ai"), words),
        algorithm=_algorithm(file.object("algoritme")),
    )
    _contradictions(entry, data, use)
    file.check()
    return entry


def _contradictions(entry: Entry, data: Entries, use: Entries) -> None:
    """Answers that cannot both be so: one of them would be passed over in silence."""
    if "betrokkenen" in data.raw and not entry.subjects:
        data.tell("betrokkenen", tr("'betrokkenen' is leeg; over wie gaan de gegevens?"))
    if entry.service_minors and not entry.service:
        use.tell("vooral_onder_18", tr("'vooral_onder_18' zonder digitale dienst; zet 'digitale_dienst' op true"))
    if entry.service_minors and entry.no_minors:
        use.tell("zonder_minderjarigen", tr("een dienst vooral voor minderjarigen wordt door hen gebruikt"))


def _texts(e: Entries, key: str, known: tuple[Text, ...]) -> tuple[Text, ...]:
    """Items of a list by their Dutch words."""
    by_word = {text.nl: text for text in known}
    return tuple(by_word[word] for word in _once(e, key, tuple(by_word)) if word in by_word)


def _once(e: Entries, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Items of a list, each named once: an item that stands there twice would count as two."""
    items = e.choices(key, known) if key in e else ()
    for item in dict.fromkeys(items):
        if items.count(item) > 1:
            _tell(e, key, tr("'{key}' noemt '{item}' twee keer", key=key, item=item))
    return tuple(dict.fromkeys(items))


def _transfer(e: Entries, words: Words) -> Transfer:
    return Transfer(
        e.choice("opslag", PLACES),
        e.choice("ondersteuning", PLACES),
        e.choice("mechanisme", words.mechanisms),
        e.truth("bijzondere_gegevens", False),
        e.truth("cloud", False),
    )


def _system(e: Entries, words: Words) -> System:
    system = System(
        e.truth("systeem"),
        e.truth("zelflerend"),
        _texts(e, "verboden", words.forbidden),
        _texts(e, "gebieden", words.areas),
        e.truth("in_product", False),
        e.truth("spreekt_met_mensen", False),
    )
    if system.learns and not system.ai and "systeem" in e.raw:
        _tell(e, "zelflerend", tr("wat zelf leert is een AI-systeem; zet 'systeem' op true"))
    said = {
        "verboden": system.forbidden,
        "gebieden": system.areas,
        "in_product": system.product,
        "spreekt_met_mensen": system.talks,
    }
    for key in (key for key, value in said.items() if value and not system.ai and "systeem" in e.raw):
        _tell(
            e, key, tr("'{key}' geldt alleen voor een AI-systeem; zet 'systeem' op true of laat '{key}' weg", key=key)
        )
    return system


def _algorithm(e: Entries) -> Algorithm:
    def maybe(key: str) -> str:
        return e.word(key) if key in e else ""

    begin, end, status = _month(e, "begin"), _month(e, "einde"), e.choice("status", STATUSES)
    if end and status and status != _OUT_OF_USE:
        _tell(
            e,
            "einde",
            tr("'einde' hoort bij status '{status}'; wat in gebruik is heeft geen einde", status=_OUT_OF_USE),
        )
    if begin and end and end < begin:
        _tell(e, "einde", tr("'einde' ({end}) ligt voor 'begin' ({begin})", end=end, begin=begin))
    return Algorithm(
        name=e.word("naam"),
        summary=e.word("omschrijving"),
        organisation=e.word("organisatie"),
        contact=e.word("contact"),
        status=status,
        begin=begin,
        end=end,
        themes=e.words("themas") if "themas" in e else (),
        goal=maybe("doel"),
        weighing=maybe("afwegingen"),
        human=maybe("menselijke_tussenkomst"),
        risks=maybe("risicobeheer"),
        working=maybe("werking"),
        supplier=maybe("leverancier"),
        code=maybe("broncode"),
        website=maybe("publiekspagina"),
        source_record=maybe("bronregistratie"),
        processing_record=maybe("verwerkingsregister"),
        own_id=maybe("bron_id"),
        search_words=maybe("zoektermen"),
        done=tuple(_done(one) for one in e.objects("impacttoetsen")) if "impacttoetsen" in e else (),
    )


def _done(e: Entries) -> Done:
    return Done(e.word("titel"), e.word("link") if "link" in e else "")


def _month(e: Entries, key: str) -> str:
    """A month, empty when it was not given."""
    month = e.word(key) if key in e else ""
    if month and not _MONTH.fullmatch(month):
        _tell(e, key, tr("'{key}' is '{month}'; verwacht: een maand (JJJJ-MM)", key=key, month=month))
    return month


def _tell(e: Entries, key: str, message: str) -> None:
    e.problems.append(Problem(e.file, e.raw.line_of(key), message))
