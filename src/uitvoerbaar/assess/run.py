"""A proposal and a population in, a whole assessment out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from uitvoerbaar.assess.aspects.proven.ask import can_prove
from uitvoerbaar.assess.aspects.proven.background import start
from uitvoerbaar.assess.basis import laws_used, population_summary, proposal_summary, reproduce
from uitvoerbaar.assess.context import Context, Proving
from uitvoerbaar.assess.disclosure.protect import protect
from uitvoerbaar.assess.effect import no_difference, nobody_differs, not_computable, reaches_nobody
from uitvoerbaar.assess.in_copy import Copy, Job
from uitvoerbaar.assess.in_copy import start as start_copy
from uitvoerbaar.assess.kader import kader
from uitvoerbaar.assess.lacking import in_part, lacking, told
from uitvoerbaar.assess.left_out import left_out
from uitvoerbaar.assess.limits import assumptions, limits, sources
from uitvoerbaar.assess.make_context import Progress, make_context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.part_of_year import part_of_year
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.assess.uncertainty.run import with_intervals
from uitvoerbaar.assess.verdict import NOBODY, none, propose, with_answers
from uitvoerbaar.assess.year_apart import limit, on_one_day, third_run
from uitvoerbaar.assess.years_behind import years_behind
from uitvoerbaar.base.clock import today
from uitvoerbaar.base.folders import shown_file
from uitvoerbaar.base.heap import keep_freed
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.base.version import __version__
from uitvoerbaar.findings import (
    Assessment,
    Finding,
    Software,
    Text,
    Verdict,
)
from uitvoerbaar.findings.kinds import called_so
from uitvoerbaar.findings.order import unchanged, weight
from uitvoerbaar.proposal import Proposal

_IN_YEAR, _LEFT_OUT = "deel van het jaar", "niet gemodelleerd"
"""The names of the jobs, beside those of the tests, that say for whom one day does not stand for the year, and what of the law is
left out."""
_MANY = 1_000_000
"""Households from which on the people cost more time than the cases: tests that stand apart then run beside the others too."""


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
    in_copy: bool = False,
    linked: Context | None = None,
    own_figures: Path | None = None,
    also: Callable[[Context], object] | None = None,
) -> Assessment:
    """Run every test of `registry.TESTS` on a proposal.

    `population` is the folder of a made or an own population, `command` the command line that reproduces all this,
    `prove_seconds` the time for each proof (None: no proofs); with `prove_beside` a process of its own proves for as long
    as the rest takes. With `in_copy` tests on cases, and what the months of the year come to, run in a copy of this
    process, for who has no threads that a copy would miss. `linked` is what `without_people` made of the proposal, for who
    looked at it before; `own_figures` a file with figures of organisations that take the place of ours; `also` is handed both
    sides on the people when the tests are done. Raises
    UserError for law, register, proposal or population files that cannot be read.
    """
    started = time.perf_counter()
    progress(tr("wetten lezen en koppelen"))
    beside = start(proposal.called) if prove_beside and can_prove() else None
    copy: Copy | None = None
    try:
        proving = None if prove_seconds is None else Proving(prove_seconds)
        if prove_beside:
            proving = Proving(0.0, beside.stop if beside is not None else None)
        looked_at = on_one_day(proposal)
        same = linked if looked_at is proposal else None
        ctx = make_context(looked_at, population, command, progress, proving, same)
        ctx.own_figures = own_figures
        tests, made = TESTS, dict[str, Outcome]()
        many = len(ctx.heads) >= _MANY
        aside = [test for test in tests if test.cases or (test.apart and many)]
        jobs: dict[str, Job] = {test.id: test.run for test in aside}
        jobs |= {_IN_YEAR: part_of_year, _LEFT_OUT: left_out}
        if in_copy and many:
            keep_freed()
        if in_copy and many and beside is None:
            ctx.compute_columns()  # once, for both
        copy = start_copy(ctx, jobs, others=beside is not None) if in_copy else None
        for test in tests:
            if not test.late and not (test in aside and copy):
                progress(tr("toets: {test}", test=test.id))
                made[test.id] = test.run(ctx)
        if copy is None:
            in_year, left = part_of_year(ctx), left_out(ctx)
        else:
            for test in aside:
                progress(tr("toets: {test}", test=test.id))
            answers = copy.answers()
            in_year, left = answers.pop(_IN_YEAR), answers.pop(_LEFT_OUT)
            made |= answers
        for test in (test for test in tests if test.late):
            progress(tr("toets: {test}", test=test.id))
            made[test.id] = test.run(ctx)
        apart = third_run(proposal, population, command, progress)
    finally:
        if beside is not None:
            beside.stop()
        if copy is not None:
            copy.stop()
    progress(tr("oordeel"))
    outcomes = [made[test.id] for test in tests]
    no_change = no_difference(ctx)
    if no_change is not None:
        outcomes = [_not_done(outcome, no_change) for outcome in outcomes]
    names = lacking(ctx)
    lacks: tuple[Text, ...] = (told(names),) if names else ()
    for why in lacks:
        outcomes = [in_part(outcome, why) for outcome in outcomes]
    first, last = lacks, tuple(years_behind(ctx))
    unreached = reaches_nobody(ctx)
    no_verdict = no_change or not_computable(ctx)
    if no_verdict is None and unreached is not None:
        if nobody_differs(ctx):
            no_verdict = _and_so_no_verdict(unreached)
        else:
            first = (unreached, *first)
    intervals = with_intervals(ctx, outcomes)
    done = _assessment(ctx, intervals.outcomes, no_verdict, in_year, left, time.perf_counter() - started)
    done = replace(
        done,
        figures=(*done.figures, *apart),
        limits=(*first, *last, *limit(proposal), *done.limits, *intervals.limits),
        population=replace(done.population, notes=(*first, *last, *done.population.notes)),
        verdict=_with(done.verdict, first, last),
    )
    if also is not None:
        also(ctx)
    return called_so(protect(ctx, done, of_law=last))


def _with(verdict: Verdict, first: tuple[Text, ...], last: tuple[Text, ...]) -> Verdict:
    """The verdict with what must be known before it is read, and what must be known of its amounts behind it."""
    return replace(verdict, explanation=SPACE.join([*reversed(first), verdict.explanation, *last]))


def _and_so_no_verdict(why: Text) -> Text:
    return Text(f"{why.nl} Zonder verschil is er geen oordeel.", f"{why.en} Without a difference there is no verdict.")


def _not_done(outcome: Outcome, why: Text) -> Outcome:
    """An outcome of which nothing can be laid at the proposal: what it found was there before, and is told as such only."""
    run = replace(outcome.run, status="niet_uitgevoerd", missing=(why,))
    return replace(
        outcome, run=run, findings=[f for f in outcome.findings if f.severity == "informatie"], kader=[], kader_parts=[]
    )


def _assessment(
    ctx: Context,
    outcomes: list[Outcome],
    no_verdict: Text | None,
    in_year: Iterable[Text],
    left: Iterable[Text],
    seconds: float,
) -> Assessment:
    made = (_filed(f) for outcome in outcomes for f in outcome.findings if _concerns_somebody(f))
    findings = tuple(sorted(made, key=weight))
    filled = [row for outcome in outcomes for row in outcome.kader]
    verdict = propose(findings)
    if no_verdict is None and verdict.value == "uitvoerbaar" and not _weighs(findings) and nobody_differs(ctx):
        no_verdict = NOBODY
    if no_verdict is not None:
        verdict = none(no_verdict)
    parts = [row for outcome in outcomes for row in outcome.kader_parts]
    rows = kader(findings, verdict, filled, ctx.proposal.person_values, parts)
    return Assessment(
        proposal=proposal_summary(ctx.proposal),
        laws=laws_used(ctx),
        population=population_summary(ctx),
        tests=tuple(outcome.run for outcome in outcomes),
        verdict=with_answers(verdict, rows),
        kader=rows,
        findings=findings,
        # A table without rows says nothing: every group in it was too small to show (see the norms).
        figures=tuple(f for outcome in outcomes for f in outcome.figures if f.value is not None or f.rows),
        reproduce=reproduce(ctx),
        software=Software("uitvoerbaar", __version__),
        date=today().isoformat(),
        duration_s=round(seconds, 1),
        assumptions=assumptions(ctx),
        limits=limits(ctx, (gap for outcome in outcomes for gap in outcome.undecided), in_year, left),
        sources=sources(ctx),
        key_figures=tuple(key for outcome in outcomes for key in outcome.key_figures),
    )


def _concerns_somebody(finding: Finding) -> bool:
    """Whether a finding that counts households counts any; what is critical stays, for it shows that it can happen."""
    return finding.severity == "kritiek" or finding.households is None or finding.households.value > 0


def _weighs(findings: Iterable[Finding]) -> bool:
    """Whether a finding is more than information."""
    return any(finding.severity != "informatie" for finding in findings)


def _filed(finding: Finding) -> Finding:
    """The finding without folders of this machine in the name of its file, and without a mend that mends nothing: what is
    as bad without the proposal does not go by changing the proposal."""
    told = replace(finding, mend=None) if unchanged(finding) else finding
    return told if told.file is None else replace(told, file=shown_file(told.file))
