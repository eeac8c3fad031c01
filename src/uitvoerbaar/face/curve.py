"""Net income of one household along one fact, with every jump and its article."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.clock import today
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, said, trn
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.version import __version__
from uitvoerbaar.base.whole import put
from uitvoerbaar.engine.explain.needs import needs_of
from uitvoerbaar.engine.explain.read_case import read_case
from uitvoerbaar.engine.explain.refusals import undecided
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.face.case import Case, Facts, as_case
from uitvoerbaar.face.compare import sides_of
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.face.figures import Figure
from uitvoerbaar.face.given import DAY, LANG, NAME, PATH, TRUTH, takes
from uitvoerbaar.face.laws import Laws, as_day
from uitvoerbaar.findings import Figure as Record
from uitvoerbaar.findings import Software
from uitvoerbaar.law.horizon import together
from uitvoerbaar.law.not_modelled import NotModelled

if TYPE_CHECKING:
    import pyarrow as pa

    from uitvoerbaar.engine.explain.explainer import Used
    from uitvoerbaar.face.reform import Reform


@dataclass(frozen=True, repr=False)
class Curve:
    """The curve of a household: in a notebook the drawing, for a program its points. Made by `uv.curve`."""

    figure: Figure
    about: tuple[Text, ...]
    """Who it is about, and by which law."""
    along: str
    notes: tuple[str, ...] = ()
    """What is odd in the law files, and what was understood of amounts that were typed without a unit."""

    facts: tuple[tuple[Text, Text], ...] = ()
    """What stands above the drawing, as a name and what is said: the proposal, the laws that it rests on, the data, the day."""

    household: tuple[tuple[Text, Text], ...] = ()
    """Every fact of the household that was given, as a name and its value."""

    warnings: tuple[Text, ...] = ()
    """Which laws were carried forward to a day on which they are not known, that both lines are the same, with why, and what
    is not computed and can matter to this household. They stand on the page too."""

    @property
    def jumps(self) -> tuple[tuple[Text, Text], ...]:
        """Every jump that is named: by which law, and how large with its article."""
        return tuple(self._jumps())

    def _jumps(self) -> Iterator[tuple[Text, Text]]:
        for row in self.figure.record.rows:
            law, jump = row["kant"], row["sprong"]
            if isinstance(law, Text) and isinstance(jump, Text):
                yield law, jump

    def lines(self, lang: Lang | None = None) -> Iterator[str]:
        """Every jump in a line: where it lies, by which law, and how large with its article."""
        from uitvoerbaar.report.words import plain, show, unit_word

        spoken = lang or active()
        record = self.figure.record
        unit = next(column.unit for column in record.columns if column.key == record.encoding.category)
        for row in record.rows:
            law, jump, place = row["kant"], row["sprong"], row[str(record.encoding.category)]
            if isinstance(law, Text) and isinstance(jump, Text):
                yield (
                    f"{show(place, unit, spoken)} {unit_word(unit, spoken)}".rstrip()
                    + f", {plain(law, spoken)}: {plain(jump, spoken)}"
                )

    @takes(lang=LANG)
    def to_arrow(self, lang: Lang | None = None) -> pa.Table:
        """The points as an Arrow table: x, net income in eurocent a year, the law, and the jump where there is one.

        Texts are in `lang`, or in the language that is spoken.
        """
        return self.figure.to_arrow(lang)

    @takes(folder=PATH.like("'out/lijn'"), lang=LANG, one_language=TRUTH)
    def write(self, folder: str | Path, *, lang: Lang | None = None, one_language: bool = False) -> tuple[Path, Path]:
        """Write the page and the table (CSV) in a folder; gives both paths.

        The page opens in `lang`, or in what is spoken, and holds the other language too unless `one_language`; the table is
        in `lang`.
        """
        need_report()
        lang = lang or active()
        from uitvoerbaar.report.csv_files import csv_of
        from uitvoerbaar.report.curve_page import CurveHead, render_curve

        figure = self.figure.record
        head = CurveHead(self.facts, self.household, Software("uitvoerbaar", __version__))
        page, table = (Path(folder) / f"lijn-{self.along}.{suffix}" for suffix in ("html", "csv"))
        shown = render_curve(figure, head, lang, both=not one_language)
        put({page: shown.encode(), table: csv_of(figure, lang)})
        return page, table

    def __repr__(self) -> str:
        points = trn(len(self.figure.record.rows), "{n} punt", "{n} punten")
        jumps = trn(len(self.jumps), "{n} sprong", "{n} sprongen")
        return f"<{said(self.figure.record.title)}: {points}, {jumps}>"

    def _repr_html_(self) -> str:
        return self.figure._repr_html_()


@takes(along=NAME.like("'inkomen'"), on=DAY, proposal=PATH.like("'huurtoeslag-2026'"))
def curve(
    case: Case | Facts,
    along: str = "inkomen",
    *,
    on: str | date | None = None,
    proposal: str | Path | Reform | None = None,
) -> Curve:
    r"""Net income of a household while one fact varies and the others stay, exact at every point that is drawn.

    >>> import uitvoerbaar as uv
    >>> case = uv.case(spaargeld=uv.euro(100_000), loon_uit_dienstbetrekking=uv.euro(20_000))
    >>> drawn = uv.curve(case, along="spaargeld", on="2026-01-01")
    >>> drawn
    <Netto inkomen langs spaargeld: ... punten, 1 sprong>
    >>> drawn.jumps[0][1].nl
    '€\xa01.550 verlies (Wet op de zorgtoeslag, artikel 3)'

    `along` is inkomen, huur, spaargeld, opvanguren or opvangkosten. With `proposal` the law before and after it stand
    in one picture. `on` is the day on which law is applied; without, today. Raises UserError for a fact that cannot
    vary, and for a case without an answer.
    """
    return draw(as_case(case), along, as_day(on), proposal, ())


def draw(case: Case, along: str, day: str, proposal: str | Path | Reform | None, words: tuple[str, ...]) -> Curve:
    """A curve; `words` are those of the command line that say whose it is."""
    under = None if proposal is None else str(proposal)
    more = [] if under is None else ["--proposal", under]
    if proposal is not None and not isinstance(proposal, str | Path):
        from uitvoerbaar.face.reform import Reform  # its dials need the tables, which a path does not

        more = proposal.words if isinstance(proposal, Reform) else more
    sides = sides_of(day, under, "na" if proposal is None else "beide")
    command = ["uitvoerbaar", "curve", "--on", day, "--along", along, *(words or _words(case))]
    return draw_on(sides, case, along, command + more)


def draw_on(sides: Sequence[Laws], case: Case, along: str, command: Sequence[str]) -> Curve:
    """A curve under laws that were read before, all of one day; `command` repeats it."""
    from uitvoerbaar.assess.aspects.cliffs.own_curve import own_curve
    from uitvoerbaar.assess.cases.words import facts_of, household_rows, household_words
    from uitvoerbaar.assess.norms import load_settings

    net, last = load_settings().net, sides[-1]
    day = last.on
    needs = needs_of(last.explainer, net.law, net.output, day)
    notes = list(dict.fromkeys(doubt for side in sides for doubt in side.doubts))
    carried = together(last.explainer.carried(net.law, net.output, day))
    warnings = () if carried is None else (carried,)
    household = read_case(last.explainer, needs, case.facts, case.places, notes)
    catalogue = last.explainer.catalogue
    given = facts_of(household)
    named = [(_name(side), side.corpus, day) for side in sides]
    try:
        figure = own_curve(named, household, along, catalogue, shlex.join(command))
        explained = [side.explainer.explain(net.law, net.output, day, household) for side in sides]
    except EvaluationError as error:
        raise UserError(undecided(error), **error.fields) from None  # type: ignore[arg-type]
    same = _same_lines(figure, last)
    told = (*warnings, *([same] if same else []), *_missing(explained[-1].left_out))
    return Curve(
        Figure(figure),
        (*_about(household_words(catalogue, given), day, last), *told),
        along,
        tuple(notes),
        tuple(_facts(day, sides, [one.laws for one in explained])),
        tuple(household_rows(catalogue, given)),
        told,
    )


def _missing(rules: Sequence[NotModelled]) -> tuple[Text, ...]:
    """What the laws say, is not computed, and can matter to the household, in one sentence; nothing when there is nothing."""
    if not rules:
        return ()
    what = Text("; ", "; ").join(
        Text(f"{rule.what.inside.nl} ({rule.article})", f"{rule.what.inside.english} ({rule.article})")
        for rule in rules
    )
    return (
        Text("Niet meegerekend, en kan hier uitmaken: {what}.", "Not computed, and it can matter here: {what}.").format(
            what=what
        ),
    )


def _facts(day: str, sides: Sequence[Laws], used: Sequence[Sequence[Used]]) -> Iterator[tuple[Text, Text]]:
    """What stands above a curve."""
    last = sides[-1]
    if last.proposal is not None:
        yield Text("Voornemen", "Proposal"), last.proposal.title
    yield Text("De wet op", "The law on"), _day(day)
    yield Text("Rust op", "Rests on"), _versions(sides, used)
    yield (
        Text("Gegevens", "Data"),
        Text(
            "een huishouden dat is ingevoerd: geen bevolking, geen steekproef",
            "one household that was entered: no population, no sample",
        ),
    )
    yield Text("Getekend op", "Drawn on"), _day(today().isoformat())


def _versions(sides: Sequence[Laws], used: Sequence[Sequence[Used]]) -> Text:
    """The laws that the proposal changes with the versions on both sides, and how many others; without a proposal how many."""
    proposal = sides[-1].proposal
    changed = () if proposal is None else proposal.changed_laws
    versions: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    for side, laws in zip(sides, used, strict=True):
        pins = _pins(side)
        for law in laws:
            versions.setdefault(law.id, {})[law.version or pins[law.id]] = None
            names[law.id] = law.name
    told = [
        Text("{law} (versie {days})", "{law} (version of {days})").format(
            law=names[law], days=Text(" naast ", " beside ").join(_day(version) for version in days)
        )
        for law, days in versions.items()
        if law in changed
    ]
    others = len(versions) - len(told)
    if others:
        rest = Text("{n} andere wetten", "{n} other laws") if told else Text("{n} wetten", "{n} laws")
        one = Text("1 andere wet", "1 other law") if told else Text("1 wet", "1 law")
        told.append((rest if others > 1 else one).format(n=others))
    return Text("; ", "; ").join(told)


def _pins(side: Laws) -> Mapping[str, str]:
    """The laws that a side fixes to the version of a day: such a version counts on every day and names none itself."""
    if side.proposal is None:
        return {}
    return (side.proposal.before if side.side == "voor" else side.proposal.after).pins


def _day(day: str) -> Text:
    from uitvoerbaar.engine.explain.dutch import DUTCH
    from uitvoerbaar.engine.explain.english import ENGLISH

    return Text(DUTCH.show(day), ENGLISH.show(day))


def _same_lines(figure: Record, last: Laws) -> Text | None:
    """That both lines are one, and why that can be, when a proposal changes nothing along this fact; None when they differ."""
    lines: dict[str, list[tuple[Any, Any]]] = {}
    for row in figure.rows:
        lines.setdefault(str(row["kant"]), []).append((row["x"], row["netto"]))
    if last.proposal is None or len(lines) < 2 or len({tuple(line) for line in lines.values()}) > 1:
        return None
    laws = [law for law in sorted(last.proposal.changed_laws) if law in last.corpus.versions]
    names = ", ".join(_law_name(last, law) for law in laws) or "-"
    if last.proposal.after.date[:4] != last.on[:4]:
        return Text(
            "Niet vergelijkbaar: het voornemen gaat over {own}, en deze lijn over {day}. Beide lijnen zijn gelijk.",
            "Not comparable: the proposal is about {own}, and this line about {day}. Both lines are the same.",
        ).format(own=last.proposal.after.date, day=last.on)
    return Text(
        "Niet vergelijkbaar: het voornemen ({laws}) verandert langs dit gegeven niets voor dit huishouden. Beide lijnen zijn "
        "gelijk.",
        "Not comparable: the proposal ({laws}) changes nothing along this fact for this household. Both lines are the same.",
    ).format(laws=names)


def _law_name(of: Laws, law: str) -> str:
    try:
        return of.corpus.select(law, of.on).name or law
    except UserError:
        return law


def _words(case: Case) -> list[str]:
    """A case as options of the command line."""
    words: list[str] = []
    for name, value in case.facts.items():
        records = [value] if isinstance(value, dict) else value if isinstance(value, list) else None
        heads = {"kinderen": "kind", "huisgenoten": "huisgenoot"}
        if records is None:
            words += ["--with", f"{name}={_typed(value)}"]
            continue
        for position, record in enumerate(records, 1):
            head = f"{heads[name]}.{position}" if name in heads else name
            words += [word for key, item in record.items() for word in ("--with", f"{head}.{key}={_typed(item)}")]
    return words


def _typed(value: object) -> str:
    """A value as the command line takes it."""
    return str(value).lower() if isinstance(value, bool) else "null" if value is None else str(value)


def _name(side: Laws) -> Text:
    from uitvoerbaar.assess.figures import SIDE

    if side.proposal is None:
        return Text("De wet zoals die geldt", "The law as it stands")
    return SIDE.before if side.side == "voor" else SIDE.after


def _about(facts: Text, day: str, side: Laws) -> Iterator[Text]:
    """Who the page is about, and by which law."""
    from uitvoerbaar.engine.explain.dutch import DUTCH
    from uitvoerbaar.engine.explain.english import ENGLISH

    nl, en = DUTCH.show(day), ENGLISH.show(day)
    yield Text(f"Het huishouden: {facts.nl}.", f"The household: {facts.en}.")
    if side.proposal is None:
        yield Text(f"De wet op {nl}.", f"The law on {en}.")
    else:
        title = side.proposal.title
        yield Text(
            f"De wet voor en na het voornemen: {title.nl}; de dag is {nl}.",
            f"The law before and after the proposal: {title.en or title.nl}; the day is {en}.",
        )
