"""A proposal and a population in, a whole assessment out."""

from __future__ import annotations

import hashlib
import json
import shlex
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from uitvoerbaar import __version__
from uitvoerbaar.assess.aspects.proven.ask import can_prove
from uitvoerbaar.assess.aspects.proven.background import start
from uitvoerbaar.assess.context import ROLES, Context, Role, population_name
from uitvoerbaar.assess.limits import assumptions, limits, sources
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.people.totals import represented
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.assess.side import Side, link_side, used_laws
from uitvoerbaar.assess.verdict import kader, propose
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import shown_file
from uitvoerbaar.engine.batch.outputs import computed_nodes, fill_computed
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import (
    SEVERITIES,
    Assessment,
    Change,
    Command,
    Finding,
    LawUsed,
    PopulationSummary,
    ProposalSummary,
    Software,
    Text,
)
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population import Population, load
from uitvoerbaar.population.notes import english
from uitvoerbaar.proposal import Bilingual, Proposal

Progress = Callable[[str], None]


def step_count() -> int:
    """How many steps `assess` tells its progress: two sides linked, people loaded, housemates, the tests, the verdict."""
    return 3 + len(TESTS) + 1


def assess(
    proposal: Proposal,
    population: Path,
    command: str,
    progress: Progress = lambda _: None,
    prove_seconds: float | None = None,
    *,
    prove_beside: bool = False,
) -> Assessment:
    """Run every test of `registry.TESTS` on a proposal.

    `population` is the folder of a made or an own population, `command` the command line that reproduces all this,
    `prove_seconds` the time for each proof (None: no proofs); with `prove_beside` a process of its own proves for as long
    as the rest takes. Raises UserError for law, register, proposal or population
    files that cannot be read.
    """
    started = time.perf_counter()
    progress("wetten lezen en koppelen")
    beside = start(proposal.called) if prove_beside and can_prove() else None
    try:
        ctx = make_context(proposal, population, command, progress)
        ctx.prove_seconds, ctx.beside = 0.0 if prove_beside else prove_seconds, beside
        tests, made = TESTS, dict[str, Outcome]()
        for test in sorted(tests, key=lambda test: test.late):
            progress(f"toets: {test.id}")
            made[test.id] = test.run(ctx)
    finally:
        if beside is not None:
            beside.stop()
    progress("oordeel")
    return _assessment(ctx, [made[test.id] for test in tests], time.perf_counter() - started)


def make_context(proposal: Proposal, population: Path, command: str, progress: Progress = lambda _: None) -> Context:
    """Link both sides and load the people of their years."""
    settings, catalogue, base, graph = load_settings(), load_registers(), load_corpus(), Graph()
    sides: dict[Role, Side] = {
        "voor": link_side(proposal.before, base, settings, catalogue, graph),
        "na": link_side(proposal.after, base, settings, catalogue, graph),
    }
    for side in sides.values():
        if not side.nodes:
            why = "; ".join(sorted({reason.nl for reason in side.missing.values()}))
            raise UserError(
                f"op {side.date} is geen enkele regeling te berekenen ({why}); kies in proposal.yaml een datum waarvan de "
                "wetten er zijn, of leg ze vast met 'pins'"
            )
    progress("bevolking laden")
    years: dict[int, Population] = {}
    for side in sides.values():
        if side.year not in years:
            years[side.year] = load(population, side.year)
    progress("huisgenoten doorrekenen")
    people = _people(sides, years, catalogue, graph)
    return Context(proposal, years, settings, catalogue, graph, sides, people, command)


def _people(
    sides: Mapping[Role, Side], years: Mapping[int, Population], catalogue: Catalogue, graph: Graph
) -> dict[Role, People]:
    """The people of each side with what its laws compute for housemates; the same people where that is the same."""
    made: dict[tuple[int, tuple[tuple[tuple[str, str], int], ...]], People] = {}
    people: dict[Role, People] = {}
    for role, side in sides.items():
        nodes = list(side.nodes.values())
        computed = computed_nodes(side.corpus, side.date, catalogue, graph, only=nodes)
        key = side.year, tuple((name, node.id) for name, node in computed.items())
        if key not in made:
            made[key] = fill_computed(side.corpus, side.date, _own(years[side.year].people), catalogue, only=nodes)
        people[role] = made[key]
    return people


def _own(people: People) -> People:
    """The same people with room for their own computed columns: what a law computes differs between the sides."""
    collections = {
        name: replace(c, columns=dict(c.columns), null=dict(c.null)) for name, c in people.collections.items()
    }
    return replace(people, collections=collections)


def _assessment(ctx: Context, outcomes: list[Outcome], seconds: float) -> Assessment:
    findings = tuple(sorted((_filed(f) for outcome in outcomes for f in outcome.findings), key=_weight))
    verdict = propose(findings)
    return Assessment(
        proposal=_proposal(ctx.proposal),
        laws=_laws(ctx),
        population=_population(ctx),
        tests=tuple(outcome.run for outcome in outcomes),
        verdict=verdict,
        kader=kader(findings, verdict, (row for outcome in outcomes for row in outcome.kader)),
        findings=findings,
        # A table without rows says nothing: every group in it was too small to show (see the norms).
        figures=tuple(f for outcome in outcomes for f in outcome.figures if f.value is not None or f.rows),
        reproduce=_reproduce(ctx),
        software=Software("uitvoerbaar", __version__),
        date=date.today().isoformat(),
        duration_s=round(seconds, 1),
        assumptions=assumptions(ctx),
        limits=limits(ctx),
        sources=sources(ctx),
        key_figures=tuple(key for outcome in outcomes for key in outcome.key_figures),
    )


def _filed(finding: Finding) -> Finding:
    """The finding without folders of this machine in the name of its file."""
    return finding if finding.file is None else replace(finding, file=shown_file(finding.file))


def _weight(finding: Finding) -> tuple[int, float, int]:
    """Order of the report: the most severe first, then the largest ratio, then the most households."""
    ratio = finding.smallest_case.ratio if finding.smallest_case else None
    hit = finding.households.value if finding.households else 0
    return SEVERITIES.index(finding.severity), -(ratio or 0.0), -hit


def _text(text: Bilingual) -> Text:
    return Text(text.nl, text.en)


def _proposal(proposal: Proposal) -> ProposalSummary:
    return ProposalSummary(
        id=proposal.id,
        title=_text(proposal.title),
        kind=proposal.kind,
        summary=_text(proposal.summary),
        decides=proposal.decides,
        carries_out=proposal.carries_out,
        effective=proposal.effective,
        date_before=proposal.before.date,
        date_after=proposal.after.date,
        goal=_text(proposal.goal) if proposal.goal else None,
        phase=proposal.phase,
        changes=tuple(Change(c.law, c.article, _text(c.before), _text(c.after), c.url) for c in proposal.changes),
        numbers_source=_text(proposal.numbers_source) if proposal.numbers_source else None,
    )


def _laws(ctx: Context) -> tuple[LawUsed, ...]:
    made: list[LawUsed] = []
    for law, roles, schemes in used_laws({role: ctx.sides[role] for role in ROLES}).values():
        derived = derived_note(law)
        made.append(
            LawUsed(
                id=law.id,
                name=law_name(law),
                version=version_of(law),
                url=law.url or "",
                role="beide" if len(roles) == 2 else "voor" if "voor" in roles else "na",
                derived=derived is not None,
                note=derived,
                outputs=tuple(sorted(schemes)),
                changed=law.id in ctx.proposal.changed_laws and len(roles) == 1,
                sha256=hashlib.sha256(Path(law.file).read_bytes()).hexdigest(),
            )
        )
    return tuple(sorted(made, key=lambda used: (used.id, used.version, used.role)))


def version_of(law: Law) -> str:
    """The first day of a version; a pinned law has none, its file is named after it."""
    return law.valid_from or Path(law.file).stem


def derived_note(law: Law) -> Text | None:
    """The warning of a law whose table was derived and not published; None for any other law."""
    for article in law.articles:
        value = article.rules.definitions.get("tabel_is_afgeleid") if article.rules else None
        if value is not None and value.value is True:
            return Text(
                f"Afgeleide tabel, niet officieel gepubliceerd: {article.text}",
                "Derived table, not officially published; see the text of the article in the law file.",
            )
    return None


def _population(ctx: Context) -> PopulationSummary:
    population = ctx.base
    manifest = population.manifest
    seed = manifest.get("seed")
    return PopulationSummary(
        name=population_name(population),
        kind="synthetisch" if seed is not None else "eigen",
        households=len(ctx.heads),
        persons=int(ctx.members.sum()),
        represents=represented(ctx.weights),
        year=population.year,
        manifest_sha256=hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest(),
        seed=seed,
        sources=tuple(str(entry["bestand"]) for entry in manifest.get("invoer", ())),
        notes=tuple(Text(str(note), english(str(note))) for note in manifest.get("opmerkingen", ())),
    )


def _reproduce(ctx: Context) -> tuple[Command, ...]:
    """The commands that give this report again; the population is made where the assessment reads it."""
    words = shlex.split(ctx.command)
    folder = words[words.index("--population") + 1] if "--population" in words else "out/bevolking"
    made = [Command(ctx.command, Text("Deze toets opnieuw doen", "Do this assessment again"))]
    manifest = ctx.base.manifest
    if manifest.get("seed") is not None:
        again = (
            f"uitvoerbaar population make --households {manifest['huishoudens']} --seed {manifest['seed']} "
            f"--year {manifest['jaar']} --out {shlex.quote(folder)}"
        )
        made.insert(0, Command(again, Text("De bevolking opnieuw maken", "Make the population again")))
    return tuple(made)
