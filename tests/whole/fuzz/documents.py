"""Proposals, registers, mappings, case files and reports, with edits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.places import DATA, TESTS
from tests.report.sample import sample
from tests.whole.fuzz.attempt import HERE, Attempt, attempt
from tests.whole.fuzz.edits import edited, texts
from tests.whole.fuzz.trees import Pairs, Tree, dump, tree_of
from tests.whole.fuzz.values import hostile
from uitvoerbaar.base.yaml import load

Draw = Callable[..., Any]


def _read(files: list[Any]) -> tuple[list[str], list[Tree]]:
    found = [file.read_text(encoding="utf-8") for file in files]
    return found, [tree_of(load(text, "x.yaml")) for text in found]


_PROPOSALS = [*sorted((TESTS / "fictional" / "data" / "proposals").glob("*/proposal.yaml"))]
_PROPOSALS += sorted((DATA / "proposals").glob("*/proposal.yaml"))
_LAW = (TESTS / "fictional/data/proposals/alles-of-niets/laws/wet_opvangtoeslag.yaml").read_text(encoding="utf-8")
_proposal_texts, _proposal_trees = _read(_PROPOSALS)
_proposals = texts(_proposal_trees, _proposal_texts)
proposal = _proposals.map(lambda text: attempt({"proposal.yaml": text}, reader="proposal"))
proposal_checked = _proposals.map(
    lambda text: attempt({"v/proposal.yaml": text, "v/laws/wet_opvangtoeslag.yaml": _LAW}, "check", f"{HERE}/v")
)

_register_texts, _register_trees = _read(
    [TESTS / "fictional/data/registers/polder.yaml", *sorted((DATA / "registers").glob("*.yaml"))]
)
registers = texts(_register_trees, _register_texts).map(lambda text: attempt({"r/a.yaml": text}, reader="registers"))


def _of(files: list[Path], name: str, reader: str) -> st.SearchStrategy[Attempt]:
    """Edits of one kind of data file that users bring, for the reader of it."""
    known, trees = _read(files)
    return texts(trees, known).map(lambda text: attempt({name: text}, reader=reader))


portfolio = _of([DATA / "portfolios/toeslagen-2025/portefeuille.yaml"], "portefeuille.yaml", "portfolio")
duties = _of(sorted((DATA / "duties").glob("[!t]*.yaml")), "plichten.yaml", "duties")
process = _of(sorted((DATA / "queues/voorbeelden").glob("*.yaml")), "proces.yaml", "process")
digital = _of(sorted((DATA / "proposals").glob("*/digitaal.yaml")), "digitaal.yaml", "digital")

_OWN = DATA / "population" / "voorbeeld"
TABLES = {file.name: file.read_text(encoding="utf-8") for file in sorted(_OWN.glob("*.csv"))}
_mapping_texts, _mapping_trees = _read([_OWN / "mapping.yaml"])
MAPPING = _mapping_texts[0]
_mappings = texts(_mapping_trees, _mapping_texts)
mapping = _mappings.map(lambda text: attempt({"mapping.yaml": text}, reader="mapping"))
mapping_loaded = _mappings.map(lambda text: attempt({"mapping.yaml": text, **TABLES}, reader="own"))

_persona_texts, _persona_trees = _read(sorted((DATA / "personas").glob("*.yaml")))
_SMALL = tree_of({
    "loon_uit_dienstbetrekking": 2_500_000, "geboortedatum": "1990-05-01", "partner": {"loon_uit_dienstbetrekking": 0},
    "kinderen": [{"geboortedatum": "2020-03-01", "opvangkosten": 100}], "huisgenoten": [{"geboortedatum": "1970-01-01"}],
    "is_huurder": True, "kale_huur": "€742,50", "partner_bsn": 5,
})  # fmt: skip
_cases = st.one_of(texts([_SMALL], [dump(_SMALL)]), texts([_SMALL], _persona_texts), edited(_persona_trees).map(dump))
_asked = st.sampled_from((
    ("wet_heffing", "heffing"), ("wet_kindertoeslag", "hoogte_kindertoeslag"), ("wet_woontoeslag", "hoogte_woontoeslag"),
))  # fmt: skip
case = st.builds(
    lambda text, asked: attempt({"geval.yaml": text}, "explain", *asked, "--on", "2026-01-01", "--case", f"{HERE}/geval.yaml"),
    _cases, _asked,
)  # fmt: skip


def _report() -> Tree:
    """A valid report with each kind of chart once."""
    whole = json.loads(json.dumps(sample().to_json()))
    one_each = {figure["chart"]: figure for figure in reversed(whole["figures"])}
    keep = {figure["id"] for figure in one_each.values()} | set(whole["key_figures"])
    whole["figures"] = [figure for figure in whole["figures"] if figure["id"] in keep]
    for figure in whole["figures"]:
        figure["rows"] = figure["rows"][:4]
    for row in whole["kader"]:
        row["figures"] = [name for name in row.get("figures", ()) if name in keep]
    return tree_of(whole)


_REPORT = _report()
_reports = edited([_REPORT]).map(dump)
report = _reports.map(lambda text: attempt({"report.json": text}, reader="report"))


@st.composite
def report_page(draw: Draw) -> Attempt:
    """An edited report as a page, whole or for parliament."""
    more = draw(st.sampled_from(((), ("--parliament",), ("--lang", "en"))))
    return attempt({"report.json": draw(_reports)}, "report", f"{HERE}/report.json", *more, "--out", f"{HERE}/uit.html")


@st.composite
def report_values(draw: Draw) -> Attempt:
    """A report in which values are replaced by others of the same type: most of these are valid, so the page is made."""
    changed = draw(
        edited([_REPORT], st.one_of(st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=8), hostile))
    )
    assert isinstance(changed, Pairs)
    more = draw(st.sampled_from(((), ("--parliament",), ("--lang", "en"))))
    return attempt({"report.json": dump(changed)}, "report", f"{HERE}/report.json", *more, "--out", f"{HERE}/uit.html")
