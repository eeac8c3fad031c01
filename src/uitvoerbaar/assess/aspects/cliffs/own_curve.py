"""Net income of one household of the user along one fact, by algebra, under one law or on both sides of a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.cliffs.data import load_types
from uitvoerbaar.assess.aspects.cliffs.household_types import (
    Axis,
    HouseholdType,
    end_of,
    field_of,
    of_child,
    varied,
)
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.assess.words import report_unit
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import retold, said, tr
from uitvoerbaar.base.numbers import capital, money
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.piecewise.jumps import Jump, Line, points
from uitvoerbaar.engine.piecewise.profile import Exact, profile
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text, Unit
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.graph import topological
from uitvoerbaar.law.registers import Catalogue

KANT = Column("kant", Text("Wet", "Law"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The law of one side: what the line is called, its line and its jumps, the largest first."""

    name: Text
    corpus: Corpus
    line: Line
    jumps: list[Jump]


def own_curve(
    sides: Iterable[tuple[Text, Corpus, str]], case: PersonCase, along: str, catalogue: Catalogue, command: str
) -> Figure:
    """The curve of a household as a figure. `sides` are a name, the laws and the day on which they are applied.

    Raises UserError for a fact that this household cannot vary and EvaluationError when the law has no answer.
    """
    sides = list(sides)
    axes, _ = load_types(int(sides[0][2][:4]))
    if along not in axes:
        raise UserError(
            tr("--along {along}: dit gegeven kan niet variëren; kies uit {axes}", along=along, axes=", ".join(axes))
        )
    axis, called = axes[along], Text("Uw huishouden", "Your household")
    household = HouseholdType("eigen", called, case, (along,), ())
    if of_child(axis, household, catalogue) and len(case.children) != 1:
        raise UserError(
            tr(
                "--along {along} kan bij een huishouden met precies een kind; dit heeft er {children}",
                along=along,
                children=len(case.children),
            )
        )
    drawn = [_drawn(name, corpus, day, household, axis, catalogue) for name, corpus, day in sides]
    return _figure(drawn, axis, sides[-1][2], command, _unit(axis, household, catalogue))


def _drawn(name: Text, corpus: Corpus, day: str, household: HouseholdType, axis: Axis, catalogue: Catalogue) -> Drawn:
    settings = load_settings()
    net = settings.net
    explainer = Explainer(corpus, catalogue)
    explainer.explain(net.law, net.output, day, household.case)  # a case without an answer has no curve
    root, records = explainer.walkable(net.law, net.output, day, household.case)
    moving = varied(topological([root]), household, axis, catalogue)
    try:
        found = profile(root, records, moving, axis.low, end_of(axis, household))
    except NotImplementedError as error:
        raise UserError(
            tr(
                "het netto inkomen is langs {name} niet te volgen: {error}",
                name=said(axis.name),
                error=retold(str(error)),
            )
        ) from None
    line = Line(Exact(root, records, moving), found, axis.step, axis.less)
    return Drawn(name, corpus, line, line.jumps(round(settings.norm("sprong_kleinste_eurocent"))))


def _unit(axis: Axis, household: HouseholdType, catalogue: Catalogue) -> Unit:
    name = field_of(axis, household)
    known = next(field for field in catalogue if field.name == name)
    return report_unit(known.unit, 0)


def _figure(drawn: list[Drawn], axis: Axis, day: str, command: str, unit: Unit) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for one in drawn:
        marks = {jump.x: _mark(one, jump, day) for jump in one.jumps}
        for x, value in points(one.line, one.jumps):
            rows.append({"x": x, "netto": value, "kant": one.name, "sprong": marks.pop(x, None)})
    return Figure(
        id=f"eigen-{axis.id}",
        test="eigen",
        title=Text("Netto inkomen langs {axis}", "Net income along {axis}").format(axis=axis.name),
        reading=Text(
            "Het netto besteedbare inkomen van het huishouden per jaar, terwijl een gegeven verandert en de andere gelijk "
            "blijven. Een steile val is een sprong; het artikel staat erbij.",
            "Net disposable income of the household a year, while one fact changes and the others stay the same. A steep "
            "fall is a jump, with its article.",
        ),
        unit="eurocent_per_jaar",
        range=None,
        source=Text(
            "Wetten als stukken van veeltermen, exact op elk getekend punt",
            "Laws as pieces of polynomials, exact at every drawn point",
        ),
        date=day,
        reproduce=command,
        chart="line",
        columns=(
            Column("x", Text(capital(axis.name.nl), capital(str(axis.name.en))), unit),
            Column("netto", Text("Netto per jaar", "Net a year"), "eurocent_per_jaar"),
            KANT,
            Column("sprong", Text("Sprong", "Jump")),
        ),
        rows=tuple(rows),
        encoding=Encoding(category="x", value="netto", series="kant", mark="sprong"),
    )


def _mark(one: Drawn, jump: Jump, day: str) -> Text:
    """How large a jump is and where it comes from."""
    way = ("verlies", "loss") if jump.loss > 0 else ("winst", "gain")
    size, origin = abs(jump.size), jump.origin
    if origin is None:
        return Text("{size} {way}", "{size} {way}").format(size=money(size), way=Text(*way))
    law = law_name(one.corpus.select(origin.law, day))
    return Text("{size} {way} ({law}, artikel {article})", "{size} {way} ({law}, article {article})").format(
        size=money(size), way=Text(*way), law=law, article=origin.article
    )
