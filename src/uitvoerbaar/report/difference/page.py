"""The difference between two assessments as one page of HTML and as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from uitvoerbaar.findings import SEVERITIES, Figure, Finding, verdict_said
from uitvoerbaar.findings.kinds import CALLED
from uitvoerbaar.report import words
from uitvoerbaar.report.case_words import amount
from uitvoerbaar.report.charts import Drawing
from uitvoerbaar.report.difference.compare import Difference, FindingMove, Move, by_figure
from uitvoerbaar.report.difference.drawn import draw_moves
from uitvoerbaar.report.filters import on_page
from uitvoerbaar.report.heads import facts_of
from uitvoerbaar.report.html import environment, one_file
from uitvoerbaar.report.tongues import shown_in
from uitvoerbaar.report.words import Lang

MOST = 10
"""How many of the numbers that moved most stand before the list of all of them."""
PICTURES = 3
"""So many figures stand there as a picture too."""
WIDTH = 100


def render_difference(difference: Difference, lang: Lang = "nl", *, both: bool = False) -> str:
    """The page: self-contained HTML, made from the two assessments only. With `both` it opens in `lang` and holds the other
    language as well."""

    def half(tongue: Lang) -> str:
        return environment(tongue).get_template("difference.html.j2").render(**page_parts(difference, tongue))

    tongues = shown_in(lang, both=both)
    titles = {each: words.catalogue(each)["difference_title"] for each in tongues}
    return one_file({each: half(each) for each in tongues}, titles)


def page_parts(difference: Difference, lang: Lang) -> dict[str, object]:
    """What a template of a difference shows, by name."""
    d = difference
    return {
        "d": d,
        "w": on_page(_words(d, lang)),
        "roles": {
            letter: on_page(words.spoken(lang, side.proposal.kind))["role"] for letter, side in (("A", d.a), ("B", d.b))
        },
        "facts_a": facts_of(d.a, lang),
        "facts_b": facts_of(d.b, lang),
        "gap": lambda move: words.unbroken(gap(move, lang)),
        "finding_moves": lambda move: finding_moves(move, lang),
        "laws": {law.id: law.name for law in (*d.a.laws, *d.b.laws)},
        "headings": headings(d, lang),
        "came": _heaviest_first(d.came),
        "went": _heaviest_first(d.went),
        "kept": [move for move in d.kept if move.changed],
        "same": sum(not move.changed for move in d.kept),
        "top": distinct(d.moved)[:MOST],
        "figures": list(by_figure(d.moved)),
        "pictures": list(_pictures(d.moved, lang)),
    }


def _words(difference: Difference, lang: Lang) -> dict[str, Any]:
    """The fixed words of the comparison: those of the kind that both are of. Where each is of its own kind, and one of them
    is no proposal, the columns of the law are called before and after, which holds for both."""
    kinds = {side.proposal.kind for side in (difference.a, difference.b)}
    if len(kinds) == 1:
        return words.spoken(lang, *kinds)
    fixed = words.catalogue(lang)
    return fixed if kinds.isdisjoint(CALLED) else fixed | fixed["not_proposed"]


def _pictures(moved: Iterable[Move], lang: Lang) -> Iterator[tuple[Figure, Drawing]]:
    """The figures that moved most as pictures, at most so many."""
    drawn = ((figure, draw_moves(moves, lang)) for figure, moves in by_figure(moved))
    found = ((figure, drawing) for figure, drawing in drawn if drawing is not None)
    yield from islice(found, PICTURES)


def distinct(moves: Iterable[Move]) -> list[Move]:
    """Moves without those that have the values of an earlier one: the same number, told by another figure."""
    found: dict[tuple[float, float, str], Move] = {}
    for move in moves:
        found.setdefault((move.before.value, move.after.value, move.unit), move)
    return list(found.values())


def headings(difference: Difference, lang: Lang) -> tuple[str, str]:
    """What findings of B and of A alone are called: new and gone only where both change the same law."""
    w = words.catalogue(lang)
    keys = ("came", "went") if difference.same_laws else ("came_other", "went_other")
    return str(w[keys[0]]), str(w[keys[1]])


def _heaviest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def tell_difference(difference: Difference, lang: Lang = "nl") -> str:
    """The same in lines for a terminal."""
    d, w = difference, words.catalogue(lang)
    lines = [
        f"A: {words.plain(d.a.proposal.title, lang)} ({words.day(d.a.date, lang)})",
        f"B: {words.plain(d.b.proposal.title, lang)} ({words.day(d.b.date, lang)})",
    ]
    if not d.same_people:
        lines.append(w["other_people"])
    if not d.same_laws:
        lines.append(w["other_changes"])
    verdicts = [w["verdict"][verdict_said(side.verdict.value, side.kader)] for side in (d.a, d.b)]
    lines.append(
        f"{w['proposed_verdict']}: "
        + (w["stays_as"] if verdicts[0] == verdicts[1] else w["two_verdicts"]).format(
            before=verdicts[0], after=verdicts[1]
        )
    )
    came, went = headings(d, lang)
    for heading, mark, found in ((came, "+", d.came), (went, "-", d.went)):
        lines += ["", f"{heading} ({len(found)})"]
        lines += [line for finding in _heaviest_first(found) for line in _tell_finding(mark, finding, lang)]
    changed = [move for move in d.kept if move.changed]
    lines += ["", f"{w['kept_changed']} ({len(changed)})"]
    lines += [f"  ~ {words.plain(move.after.title, lang)}: {'; '.join(finding_moves(move, lang))}" for move in changed]
    lines += ["", f"{w['key_numbers']}"]
    lines += [f"  {move_words(move, lang)}" for move in d.keys]
    lines += ["", f"{w['moved']} ({len(d.moved)})"]
    lines += [f"  {move_words(move, lang)}" for move in distinct(d.moved)[:MOST]]
    if len(d.moved) > MOST:
        lines.append(f"  {w['more_moved'].format(count=len(d.moved) - MOST)}")
    lines += ["", *textwrap.wrap(w["within_line"].format(within=d.within, unclear=d.unclear), WIDTH)]
    return "\n".join(lines)


def _tell_finding(mark: str, finding: Finding, lang: Lang) -> list[str]:
    severity = words.catalogue(lang)["severity"][finding.severity]
    lines = [f"  {mark} {severity}: {words.plain(finding.title, lang)}"]
    whom = words.plain(finding.whom, lang)
    return [*lines, *textwrap.wrap(whom, WIDTH, initial_indent="      ", subsequent_indent="      ")]


def finding_moves(move: FindingMove, lang: Lang) -> list[str]:
    """What of a finding changed, from and to."""
    w = words.catalogue(lang)
    said = []
    if move.severity:
        before, after = (w["severity"][finding.severity] for finding in (move.before, move.after))
        said.append(f"{w['weight']}: {w['from_to'].format(before=before, after=after)}")
    if move.households:
        counts = [
            f"{words.estimate(finding.households.value, lang)} {w['households']}" if finding.households else w["none"]
            for finding in (move.before, move.after)
        ]
        said.append(w["from_to"].format(before=counts[0], after=counts[1]))
    if move.loss:
        losses = [
            amount(finding.smallest_case.loss, "eurocent_per_jaar", lang) if finding.smallest_case else w["none"]
            for finding in (move.before, move.after)
        ]
        said.append(f"{w['loss_smallest']}: {w['from_to'].format(before=losses[0], after=losses[1])}")
    return said


def gap(move: Move, lang: Lang) -> str:
    """The difference with its sign, of the two numbers as they stand beside it; of shares in points of a percentage."""
    before, after = move.before.value, move.after.value
    difference = words.shown(after, move.unit) - words.shown(before, move.unit) or after - before
    sign = "+" if difference > 0 else words.MINUS if difference < 0 else ""
    if move.unit == "aandeel":
        return f"{sign}{words.number(abs(difference) * 100, 1, lang)} {words.catalogue(lang)['points']}"
    return f"{sign}{words.show(abs(difference), move.unit, lang)}"


def move_words(move: Move, lang: Lang) -> str:
    """A number in both assessments in one line: which, from, to, and whether that is a change."""
    w = words.catalogue(lang)
    name = ", ".join((words.plain(move.figure.title, lang), *(words.plain(part, lang) for part in move.names)))
    before, after = (amount(estimate.value, move.unit, lang) for estimate in (move.before, move.after))
    if before == after and not move.changed:
        return f"{name}: {w['stays_as'].format(before=before, after=after)}"
    said = w["from_to"].format(before=before, after=after)
    return f"{name}: {said}" if move.changed else f"{name}: {said} ({w['inside']})"
