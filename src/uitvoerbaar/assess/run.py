"""A proposal and a population in, a whole assessment out."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from uitvoerbaar import __version__
from uitvoerbaar.assess.aspects.proven.ask import can_prove
from uitvoerbaar.assess.aspects.proven.background import start
from uitvoerbaar.assess.basis import laws_used, population_summary, proposal_summary, reproduce
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.limits import assumptions, limits, sources
from uitvoerbaar.assess.make_context import Progress, make_context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.assess.verdict import kader, propose
from uitvoerbaar.base.folders import shown_file
from uitvoerbaar.base.language import tr
from uitvoerbaar.findings import (
    SEVERITIES,
    Assessment,
    Finding,
    Software,
)
from uitvoerbaar.proposal import Proposal


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
    progress(tr("wetten lezen en koppelen"))
    beside = start(proposal.called) if prove_beside and can_prove() else None
    try:
        ctx = make_context(proposal, population, command, progress)
        ctx.prove_seconds = 0.0 if prove_beside else prove_seconds
        ctx.stop_proving = beside.stop if beside is not None else None
        tests, made = TESTS, dict[str, Outcome]()
        for test in sorted(tests, key=lambda test: test.late):
            progress(tr("toets: {test}", test=test.id))
            made[test.id] = test.run(ctx)
    finally:
        if beside is not None:
            beside.stop()
    progress(tr("oordeel"))
    return _assessment(ctx, [made[test.id] for test in tests], time.perf_counter() - started)


def _assessment(ctx: Context, outcomes: list[Outcome], seconds: float) -> Assessment:
    findings = tuple(sorted((_filed(f) for outcome in outcomes for f in outcome.findings), key=_weight))
    verdict = propose(findings)
    return Assessment(
        proposal=proposal_summary(ctx.proposal),
        laws=laws_used(ctx),
        population=population_summary(ctx),
        tests=tuple(outcome.run for outcome in outcomes),
        verdict=verdict,
        kader=kader(findings, verdict, (row for outcome in outcomes for row in outcome.kader)),
        findings=findings,
        # A table without rows says nothing: every group in it was too small to show (see the norms).
        figures=tuple(f for outcome in outcomes for f in outcome.figures if f.value is not None or f.rows),
        reproduce=reproduce(ctx),
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
