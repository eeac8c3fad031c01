"""Plan a portfolio: the verb `plan` and the page of the desk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.plan.decide import SECONDS, Decision, decide
from uitvoerbaar.delivery.plan.load import FILE, load_portfolio, portfolio_of, shipped_portfolios
from uitvoerbaar.delivery.plan.model import Place, Plan, Portfolio
from uitvoerbaar.delivery.plan.more import more_of_each
from uitvoerbaar.delivery.plan.quarter import read_quarter
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.face.plan.told import FORMAT, told

PLAN, PAGE = "plan.json", "plan.html"
_PART = 4
"""What one step more of a capacity buys is sought this many times as shortly as the plan itself."""
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Planned:
    """A decision on a portfolio: `data` is all of it as JSON values (format `uitvoerbaar-plan/1`)."""

    data: Mapping[str, Any]

    def html(self, lang: Lang | None = None) -> str:
        """The page, in `lang` or what is spoken. Raises ExtraMissing without the extra report."""
        need_report()
        from uitvoerbaar.report.plan_page import render_plan

        return render_plan(self.data, lang or active())

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the page and the plan; a next plan takes it as `--last`."""
        page, plan = folder / PAGE, folder / PLAN
        text = json.dumps(self.data, ensure_ascii=False, indent=1) + "\n"
        put({page: self.html().encode(), plan: text.encode()})
        return page, plan


def portfolios() -> list[str]:
    """Ids of the shipped portfolios."""
    return shipped_portfolios()


def plan(
    name: str,
    *,
    pushes: Iterable[str] = (),
    last: Path | None = None,
    seconds: float = SECONDS,
    more: bool = True,
    stop: Stop | None = None,
) -> Planned:
    """The best plan of a portfolio (a file, folder or shipped id) with `pushes` (`ID=2024K1`: in force from that quarter).

    With pushes, and without `last` (a plan.json of before), it is held against the plan without them. Raises LawFileError for
    a broken file, UserError for what does not exist, ExtraMissing without solvers.
    """
    portfolio = load_portfolio(name)
    return plan_of(
        portfolio,
        read_pushes(portfolio, pushes),
        None if last is None else read_plan(portfolio, last),
        seconds=seconds,
        more=more,
        stop=stop,
    )


def plan_text(text: str, name: str, pushes: Iterable[str], *, seconds: float, stop: Stop | None = None) -> Planned:
    """The same of a portfolio that somebody sent in as text."""
    portfolio = portfolio_of(text, name)
    return plan_of(portfolio, read_pushes(portfolio, pushes), None, seconds=seconds, more=False, stop=stop)


def plan_of(
    portfolio: Portfolio,
    pushes: Mapping[str, int],
    last: Plan | None,
    *,
    seconds: float,
    more: bool,
    stop: Stop | None = None,
) -> Planned:
    """The same of a portfolio that was read."""
    before = last
    if pushes and before is None:
        before = decide(portfolio, seconds=seconds, stop=stop, explain=False).plan
    decision: Decision = decide(portfolio, pushes=pushes, last=before, seconds=seconds, stop=stop)
    buys = []
    if more and not pushes and decision.plan is not None and decision.score is not None:
        proven = decision.answer.state == "optimaal"
        buys = more_of_each(
            portfolio,
            decision.plan,
            decision.score.total,
            proven=proven,
            seconds=seconds / _PART,
            last=before,
            stop=stop,
        )
    return Planned(told(portfolio, decision, pushes=pushes, before=before, more=buys))


_NAMED = 5
"""How many measures of a plan of another portfolio are named."""


def read_pushes(portfolio: Portfolio, said: Iterable[str]) -> dict[str, int]:
    """Pushes as they are typed, by measure. Raises UserError for an unknown measure or a quarter that cannot be."""
    found: dict[str, int] = {}
    ids = [m.id for m in portfolio.measures]
    for each in said:
        id_, _, word = each.partition("=")
        quarter = read_quarter(word)
        if id_ not in ids:
            hint = suggest(id_, ids)
            raise UserError(
                tr(
                    "--push {given}: de maatregel '{id}' is er niet{hint}",
                    given=each,
                    id=id_,
                    hint=f" ({hint})" if hint else "",
                )
            )
        if quarter is None:
            raise UserError(
                tr("--push {given}: verwacht: MAATREGEL=KWARTAAL, zoals {example}", given=each, example=f"{id_}=2024K1")
            )
        number = quarter.minus(portfolio.first)
        if not 0 <= number < portfolio.quarters:
            raise UserError(
                tr(
                    "{name} valt buiten de portefeuille ({first} tot en met {last})",
                    name=quarter.name,
                    first=portfolio.first.name,
                    last=portfolio.quarter(portfolio.quarters - 1).name,
                )
            )
        if found.setdefault(id_, number) != number:
            raise UserError(
                tr("--push {given}: '{id}' is ook naar een ander kwartaal geschoven; houd er één", given=each, id=id_)
            )
    return found


def read_plan(portfolio: Portfolio, file: Path) -> Plan:
    """The plan in a plan.json of before; measures that are no longer in the portfolio are left out. Raises UserError."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        places = {}
        for row in data["measures"]:
            start, effect = read_quarter(row["start"] or ""), read_quarter(row["effect"] or "")
            if start is not None and effect is not None:
                first = portfolio.first
                places[str(row["id"])] = Place(start.minus(first), str(row["mode"]), effect.minus(first))
    except FileNotFoundError:
        raise UserError(tr("{file}: dat bestand is er niet", file=file)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UserError(tr("{file}: geen plan dat dit programma schreef (verwacht: plan.json)", file=file)) from None
    known = {m.id for m in portfolio.measures}
    if places and not known & places.keys():
        raise UserError(
            tr(
                "{file}: geen maatregel van dit plan ({names}) staat in de portefeuille; het is van een andere",
                file=file,
                names=", ".join(sorted(places)[:_NAMED]),
            )
        )
    return Plan({id_: place for id_, place in places.items() if id_ in known})


def name_in(text: str) -> dict[str, str]:
    """The name of a portfolio in a text, in both languages. Raises LawFileError with every problem when it cannot be read."""
    found = portfolio_of(text, FILE).name
    return {"nl": found.nl, "en": found.english}
