"""The kinds of input that are tried, how many of each, and the readers that take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.whole.fuzz import documents, laws, sentences, tables
from tests.whole.fuzz.attempt import Attempt, Reader
from uitvoerbaar.assess.duties.target import read_duties
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.digital.entry import load_entry
from uitvoerbaar.delivery.digital.words import load_words
from uitvoerbaar.delivery.organisations.load import load_organisations
from uitvoerbaar.delivery.plan.load import load_portfolio
from uitvoerbaar.delivery.queues.file import read_process
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.face.people import people
from uitvoerbaar.law.corpus import load_corpus
from uitvoerbaar.law.read.head import _head as read_head
from uitvoerbaar.law.read.law_file import parse_file
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population.own.load import load_own
from uitvoerbaar.population.own.mapping import read_mapping
from uitvoerbaar.population.own.microdata import Reader as PeopleReader
from uitvoerbaar.population.own.run import link_tables
from uitvoerbaar.proposal.load import load_proposal
from uitvoerbaar.report import read_report


@dataclass(frozen=True)
class Kind:
    """A kind of input: its attempts, how many of the 5,000 of `make test`, and whether in the fictional country."""

    attempts: st.SearchStrategy[Attempt]
    share: int
    fictional: bool = True


@cache
def _explainer(data: Path) -> Explainer:
    """The laws and registers of a country, read and linked once: what is tried here is what comes beside them."""
    return Explainer(load_corpus(), load_registers())


def _catalogue() -> Catalogue:
    return _explainer(data_dir()).catalogue


def _law(folder: Path) -> None:
    file = folder / laws.FILE
    # The head is read apart from the law, and remembered: what is looked at here is the reading.
    read_head(read_text(file, str(file)))
    parse_file(file, str(file))


def _tables(folder: Path) -> None:
    found = {name: next(iter(folder.glob(f"{name}.*")), None) for name in ("personen", "kinderen", "huisgenoten")}
    given = people(found["personen"] or folder, children=found["kinderen"], housemates=found["huisgenoten"])
    explainer = _explainer(data_dir())
    outputs = {"h": ("wet_heffing", "heffing"), "k": ("wet_kindertoeslag", "hoogte_kindertoeslag")}
    _, wanted = link_tables(explainer, outputs, "2026-01-01", given.tables)
    PeopleReader(explainer.catalogue, wanted, on="2026-01-01").read(
        given.tables.persons, given.tables.children, given.tables.housemates
    )


READERS: Mapping[str, Reader] = {
    "law": _law,
    "proposal": lambda folder: load_proposal(str(folder)),
    "registers": lambda folder: load_registers(folder / "r"),
    "mapping": lambda folder: read_mapping(folder / "mapping.yaml", _catalogue()),
    "own": lambda folder: load_own(folder / "mapping.yaml"),
    "tables": _tables,
    "report": lambda folder: read_report(folder / "report.json"),
    "portfolio": lambda folder: load_portfolio(str(folder / "portefeuille.yaml")),
    "duties": lambda folder: read_duties(str(folder / "plichten.yaml")),
    "process": lambda folder: read_process(folder / "proces.yaml"),
    "digital": lambda folder: load_entry(folder, load_words()),
    "organisations": lambda folder: load_organisations(folder / "eigen.csv"),
}
"""What takes the files of an attempt, by name; each may raise a UserError and nothing else."""

KINDS: Mapping[str, Kind] = {
    "law": Kind(laws.read, 900),
    "law-checked": Kind(laws.checked, 150),
    "law-explained": Kind(laws.explained(), 300),
    "law-made": Kind(laws.made(), 350),
    "law-tabled": Kind(laws.tabled(), 20),
    "proposal": Kind(documents.proposal, 700),
    "proposal-checked": Kind(documents.proposal_checked, 10),
    "registers": Kind(documents.registers, 300),
    "mapping": Kind(documents.mapping, 400, fictional=False),
    "mapping-loaded": Kind(documents.mapping_loaded, 30, fictional=False),
    "own-tables": Kind(tables.own(), 30, fictional=False),
    "csv": Kind(tables.read("csv"), 400),
    "parquet": Kind(tables.read("parquet"), 150),
    "run": Kind(tables.run(), 40),
    "report": Kind(documents.report, 100),
    "report-page": Kind(documents.report_page(), 10),
    "report-values": Kind(documents.report_values(), 10),
    "case": Kind(documents.case, 150),
    "feature": Kind(sentences.feature(), 300),
    "question": Kind(sentences.question(), 100),
    "command": Kind(sentences.command(), 150),
    "portfolio": Kind(documents.portfolio, 80, fictional=False),
    "duties": Kind(documents.duties, 100, fictional=False),
    "process": Kind(documents.process, 100, fictional=False),
    "digital": Kind(documents.digital, 100, fictional=False),
    "organisations": Kind(tables.organisations(), 20, fictional=False),
}
