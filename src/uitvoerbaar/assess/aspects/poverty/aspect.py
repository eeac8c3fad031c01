"""Poverty: who lives below the low-income line and the poverty line, before and after the proposal.

The lines are laws of `uitvoeringsbeleid`, the income is net income as every other test has it. What the proposal changes is
the news; the level is set beside what was published. Nothing is run for a proposal that does not touch net income.
"""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.assess.aspects.poverty.figures import ID, by_type, depth, key, level, overview
from uitvoerbaar.assess.aspects.poverty.findings import findings
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.poverty.lines import Line, known_lines
from uitvoerbaar.assess.poverty.measure import Measured, measured, touches
from uitvoerbaar.base.language import both
from uitvoerbaar.findings import Figure, TestRun, Text
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.horizon import carried_laws

_TITLE = Text("Armoede: wie komt onder en wie boven de grens", "Poverty: who falls below and who rises above the line")
_INTRO = Text(
    "Met het netto inkomen van voor en na het voornemen is geteld wie in een huishouden onder een armoedegrens leeft en hoe ver. "
    "Huishoudens van studenten tellen niet mee, zoals bij het CBS. Wie hier onder een grens komt, telt ook bij wie erop "
    "achteruitgaat: tel die aantallen niet op.",
    "With net income before and after the proposal it was counted who lives in a household below a poverty line and how far. "
    "Households of students do not count, as with Statistics Netherlands. Who falls below a line here also counts among those "
    "who lose: do not add those numbers.",
)
_UNTOUCHED = Text(
    "Het voornemen verandert het netto inkomen van niemand, dus ook armoede niet.",
    "The proposal changes the net income of nobody, and so no poverty either.",
)
_NO_LINES = Text("Er zijn geen armoedegrenzen bij deze wetten.", "There are no poverty lines with these laws.")


def run(ctx: Context) -> Outcome:
    """Every line before and after; a finding where people come below one."""
    if not ctx.by_net:
        return not_done(ID, _TITLE, _INTRO, ctx.no_net)
    if not touches(ctx):
        return not_done(ID, _TITLE, _INTRO, _UNTOUCHED)
    lines = known_lines()
    try:
        found = measured(ctx, lines) if lines else ()
    except LawLookupError as error:
        return not_done(ID, _TITLE, _INTRO, _NO_LINES if error.kind == "LawNotFound" else both(error))
    if not found:
        return not_done(ID, _TITLE, _INTRO, _NO_LINES)
    keys = [each for each in (key(ctx, one, "personen") for one in found[-1:]) if each is not None]
    figures = [*keys, overview(ctx, found), *_types(ctx, found), depth(ctx, found), level(ctx, found)]
    missing = (*(_of_line(one.line) for one in found), *_carried(ctx, lines))
    return Outcome(
        TestRun(ID, _TITLE, _INTRO, "gedeeltelijk", missing),
        findings(ctx, found),
        figures,
        [each.id for each in keys],
    )


def _of_line(line: Line) -> Text:
    return Text("{line}. {caveat}", "{line}. {caveat}").format(line=line.name, caveat=line.caveat)


def _types(ctx: Context, found: Sequence[Measured]) -> list[Figure]:
    return [made for made in (by_type(ctx, each) for each in found) if made is not None]


def _carried(ctx: Context, lines: Sequence[Line]) -> tuple[Text, ...]:
    """Lines of an earlier year that are applied on the day of a side, with the day until which they are known."""
    told = [one.told for side in ctx.sides for line in lines for one in carried_laws(side.corpus, line.law, side.date)]
    return tuple(dict.fromkeys(told))


TEST = Test(ID, run, apart=True)
