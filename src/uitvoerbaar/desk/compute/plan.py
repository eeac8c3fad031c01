"""The work behind the plan: a portfolio solved, with pushes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.registry import Tools, register
from uitvoerbaar.face.plan.run import plan, plan_text, portfolios

SECONDS = 20.0
_MOST_PUSHES = 20


def solve_plan(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """The plan of a portfolio (format `uitvoerbaar-plan/1`).

    Arguments: `portfolio` (the id of a shipped one) or `text` (one that was sent in), and `pushes` (as on the command line). Raises
    UserError for what does not exist or cannot be read.
    """
    tools.progress(0, 0)
    pushes = arguments.get("pushes", [])
    if not isinstance(pushes, list) or not all(isinstance(each, str) for each in pushes) or len(pushes) > _MOST_PUSHES:
        raise _wrong("pushes", pushes, tr("een lijst"))
    text, name = arguments.get("text"), arguments.get("portfolio")
    if isinstance(text, str):
        yield dict(plan_text(text, "portefeuille.yaml", pushes, seconds=SECONDS, stop=tools.stop).data)
    elif isinstance(name, str) and name in portfolios():
        yield dict(plan(name, pushes=pushes, seconds=SECONDS, more=False, stop=tools.stop).data)
    else:
        raise _wrong("portfolio", name, ", ".join(portfolios()))


def _wrong(name: str, given: object, expected: str) -> UserError:
    told = tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(given), expected=expected)
    return UserError(told, column=name, expected=expected)


register("plan", solve_plan)
