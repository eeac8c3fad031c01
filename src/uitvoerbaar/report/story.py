"""What a first reader must know, from the numbers of the report: to whom it does what, what it costs, what breaks, and what
was not looked at. And the one picture that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from uitvoerbaar.base.numbers import uncapital
from uitvoerbaar.findings import KADER, Assessment, Figure, Finding, SmallestCase, counts
from uitvoerbaar.report import words
from uitvoerbaar.report.grounds import grounds_said
from uitvoerbaar.report.parliament import Group, spread_in
from uitvoerbaar.report.view import GAINED, LOSERS, LOST, TREASURY, WINNERS, View
from uitvoerbaar.report.words import Lang, catalogue, plain

NAMED = 4
"""So many tests that were done in part are named."""
TENTHS = "inkomenseffecten-aandelen-inkomensdeciel"
KINDS = "inkomenseffecten-aandelen-huishoudtype"
CRITICAL, SAYS = 4, 4
"""So many critical findings are named behind the first; a title is cut at its colon where so many words stand before it."""
MOST_OF = 2
"""From so many kinds of households one can be the most."""
SUMS = "inkomenseffecten-aansluiting"
SUM_ROWS = ("gained", "lost", "small", "cost")
"""The rows of that figure in their order; before the last there may be one for what is in no household's income."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story: the question that it answers, its sentences, and the id of the finding that it tells of.

    ``others`` are the ids and short titles of the next, behind ``also``; ``left`` says how many were not named.
    """

    question: str
    told: str
    finding: str | None = None
    also: str = ""
    others: tuple[tuple[str, str], ...] = ()
    left: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of the first page: the smallest case of a critical finding, or who gains and loses by income."""

    title: str
    case: SmallestCase | None = None
    figure: Figure | None = None


def lines_of(a: Assessment, v: View, lang: Lang) -> tuple[Line, ...]:
    """The story in the order in which it is read. A number that was not computed is said to be so."""
    fixed = catalogue(lang)["story"]
    return (
        Line(fixed["who"], _who(v, lang)),
        Line(fixed["cost"], _cost(v, lang)),
        _breaks(v, lang),
        Line(fixed["open"], _not_looked_at(a, v, lang)),
    )


def picture_of(v: View, lang: Lang) -> Picture | None:
    """The picture of the first page; none where nothing is critical and nobody gains or loses."""
    first = next((f for f in v.leading if f.severity == "kritiek" and f.smallest_case is not None), None)
    if first is not None:
        return Picture(plain(first.title, lang), case=first.smallest_case)
    tenths = v.figures.get(TENTHS)
    said = _worst_tenth(v, lang)
    return Picture(said, figure=tenths) if tenths is not None and said else None


def _value(v: View, name: str) -> float | None:
    figure = v.figures.get(name)
    return None if figure is None or figure.value is None else float(figure.value)


def _who(v: View, lang: Lang) -> str:
    fixed = catalogue(lang)["story"]
    lost, gained = _value(v, LOSERS), _value(v, WINNERS)
    if lost is None or gained is None:
        return str(fixed["who_unknown"])
    if not lost and not gained:
        return " ".join((fixed["nobody"], *_smaller(v, lang)))
    parts = []
    for count, name, one in ((lost, LOST, fixed["lose"]), (gained, GAINED, fixed["gain"])):
        said = one.format(count=words.estimate(count, lang)) if count else one.format(count=fixed["no_one"])
        mean = _value(v, name)
        if count:
            said += fixed["by_unknown"] if mean is None else fixed["by"].format(amount=words.money(mean, lang))
        parts.append(said)
    told = fixed["both"].format(lose=parts[0], gain=parts[1])
    worst = (_worst_tenth(v, lang), _worst_kind(v, lang)) if lost else ()
    return " ".join((told, *(f"{line}." for line in worst if line), *_smaller(v, lang)))


def _worst_tenth(v: View, lang: Lang) -> str:
    """Of which tenth of incomes the largest part loses (or gains, where nobody loses); empty where it is not known."""
    groups = _groups(v, TENTHS)
    if not groups:
        return ""
    fixed = catalogue(lang)["story"]
    for at, key in ((0, "most_lose"), (2, "most_gain")):
        worst = max(groups, key=lambda group: group.parts[at])
        if worst.parts[at] > 0:
            tenth = plain(worst.label, lang)
            tenth = fixed["tenth"].format(tenth=tenth) if tenth.isdigit() else tenth
            return str(fixed[key].format(tenth=tenth, share=words.share(worst.parts[at], lang)))
    return ""


def _worst_kind(v: View, lang: Lang) -> str:
    """Of which kind of household the largest part loses, of the kinds that the report holds; empty where that is not known."""
    groups = _groups(v, KINDS)
    if len(groups) < MOST_OF:
        return ""
    worst = max(groups, key=lambda group: group.parts[0])
    if not worst.parts[0]:
        return ""
    fixed, kind = catalogue(lang)["story"], uncapital(plain(worst.label, lang))
    return str(fixed["kind_loses"].format(kind=kind, share=words.share(worst.parts[0], lang)))


def _groups(v: View, name: str) -> tuple[Group, ...]:
    """The groups of a figure and who of them loses and gains; none where some are not told (own microdata): then the figure is a
    table, and which group it is most is not known."""
    figure = v.figures.get(name)
    return () if figure is None or figure.chart != "diverging" else spread_in(figure).groups


def _cost(v: View, lang: Lang) -> str:
    fixed = catalogue(lang)["story"]
    value = _value(v, TREASURY)
    if value is None:
        return str(fixed["cost_unknown"])
    if not value:
        return str(fixed["cost_none"])
    amount, span = words.money(abs(value), lang), _span(v.figures[TREASURY], lang)
    told = str(fixed["costs" if value > 0 else "yields"].format(amount=amount, span=span))
    return " ".join((told, *_why(v, lang)))


@dataclass(frozen=True, slots=True)
class Sums:
    """What households and the treasury win and lose together, in eurocent a year; `outside` is in no household's income."""

    gained: float
    lost: float
    small: float
    small_count: float
    outside: float
    cost: float


def _sums(v: View) -> Sums | None:
    """The figure that adds up; None where it is not there, or some of it is not told (own microdata)."""
    figure = v.figures.get(SUMS)
    values = [] if figure is None else [(row["bedrag"], row["huishoudens"]) for row in figure.rows]
    amounts = [float(amount) for amount, _ in values if isinstance(amount, int | float)]
    if len(amounts) < len(SUM_ROWS) or len(amounts) < len(values):
        return None
    gained, lost, small, *outside, cost = amounts
    many = values[SUM_ROWS.index("small")][1]
    count = float(many) if isinstance(many, int | float) else 0.0
    return Sums(gained, lost, small, count, sum(outside), cost)


def _smaller(v: View, lang: Lang) -> Iterator[str]:
    """What becomes of who does not gain or lose noticeably: together that can be more than all others."""
    found = _sums(v)
    if found is not None and found.small and found.small_count:
        key = "small_gain" if found.small > 0 else "small_lose"
        yield catalogue(lang)["story"][key].format(
            count=words.estimate(found.small_count, lang), amount=words.money(words.significant(abs(found.small)), lang)
        )


def _why(v: View, lang: Lang) -> Iterator[str]:
    """Why what households win and lose is not what the treasury pays; nothing where what differs does not show in the amounts."""
    found = _sums(v)
    if found is None:
        return
    net = found.gained + found.lost + found.small
    if words.money(words.significant(net), lang) == words.money(words.significant(found.cost), lang):
        return
    fixed = catalogue(lang)["story"]
    yield fixed["net"].format(net=words.change(words.significant(net), lang))
    if found.outside:
        yield fixed["outside"].format(amount=words.change(words.significant(found.outside), lang))


def _span(figure: Figure, lang: Lang) -> str:
    """The interval of an amount behind it, without the sign that the sentence has; empty for one that is exact.

    The sentence says "pays" or "saves", so the ends are of what it says: of an amount that is saved the signs turn round, and one
    that passes zero says by its minus that it may be the other way.
    """
    span = figure.wider or figure.range
    if span is None or span.low is None or span.high is None or span.low == span.high:
        return ""
    saved = (figure.value or 0) < 0
    low, high = (-span.high, -span.low) if saved else (span.low, span.high)
    between = catalogue(lang)["between"].format(low=words.money(low, lang), high=words.money(high, lang))
    if saved:
        span = replace(span, grounds=span.grounds[::-1])
    of = f"; {grounds_said(span, lang)}" if span.grounds else ""
    return f" ({between}{of})"


def _breaks(v: View, lang: Lang) -> Line:
    fixed = catalogue(lang)["story"]
    heavy = [f for f in v.leading if f.severity in ("kritiek", "ernstig")]
    if not heavy and v.leading:
        weighs = v.leading[0]
        told = fixed["nothing_but"].format(title=plain(weighs.title, lang))
        return Line(fixed["breaks"], told, weighs.id)
    if not heavy:
        return Line(fixed["breaks"], fixed["nothing"])
    first: Finding = heavy[0]
    others = [f for f in v.ordered if f.severity == "kritiek" and f.id != first.id]
    if not others:
        return Line(fixed["breaks"], f"{plain(first.title, lang)}.", first.id)
    said = fixed["more_critical" if len(others) > 1 else "one_more_critical"].format(count=len(others))
    left = len(others) - CRITICAL
    return Line(
        fixed["breaks"],
        f"{plain(first.title, lang)}.",
        first.id,
        said,
        tuple((f.id, brief(plain(f.title, lang))) for f in others[:CRITICAL]),
        fixed["and_more"].format(count=left) if left > 0 else "",
    )


def brief(title: str) -> str:
    """What a title says before its colon, where that says something; all of it where it is only a name or a heading."""
    head, colon, _ = title.partition(": ")
    return head if colon and len(head.split()) >= SAYS else title


def _some(names: list[str], lang: Lang) -> str:
    """The first names, and how many more there are; one more is named too."""
    more = len(names) - NAMED
    if more == 1:
        return "; ".join(names)
    told = "; ".join(names[:NAMED])
    return f"{told} {catalogue(lang)['story']['and_more'].format(count=more)}" if more > 0 else told


def _rows_seen(rows: int, part: int, fixed: Mapping[str, str]) -> str:
    """That every row of the kader was looked at, and how many only in part: "11 of them" of 11 makes a reader look for others."""
    name = {0: "no_rows_whole", rows: "no_rows_part"}.get(part, "no_rows")
    return fixed[name].format(all=rows, part=part)


def _not_looked_at(a: Assessment, v: View, lang: Lang) -> str:
    """In one line: the tests that were not done, the rows of the kader that nobody assessed, and what was done in part."""
    fixed = catalogue(lang)["story"]
    skipped = [plain(c.test.title, lang) for c in v.chapters if c.test.status == "niet_uitgevoerd"]
    partly = [plain(c.test.title, lang) for c in v.chapters if c.test.status == "gedeeltelijk"]
    open_rows = [
        plain(KADER[row.id].title, lang) for row in a.kader if row.status == "niet_beoordeeld" and not row.person
    ]
    told = (
        [fixed["skipped"].format(count=len(skipped), all=len(v.chapters), tests=_some(skipped, lang))]
        if skipped
        else []
    )
    if open_rows:
        told.append(fixed["rows"].format(rows=len(open_rows), all=len(a.kader), names=_some(open_rows, lang)))
    else:
        told.append(_rows_seen(len(a.kader), counts(a.kader).part, fixed))
    if partly:
        told.append(fixed["partly"].format(count=len(partly), tests=len(v.chapters), names=_some(partly, lang)))
    return " ".join(told)
