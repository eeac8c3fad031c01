"""What the query of each address can hold, so that what is misspelt does not pass for a question without it.

A program is refused (400): what it asks for would be another answer than it thinks. A page tells it above what it shows, for an
address that went through a mail or a search engine comes back with names of theirs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from uitvoerbaar.base.control import shown
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.desk.middleware.preferences import LANGUAGE, THEME

TWIN = "-json"
"""What the name of the address of a twin ends in."""
FOR_PROGRAMS = ("exchange-take", "workbench-strip-svg", "workbench-strip-csv")
"""Addresses beside the twins whose answer cannot say that a name was passed over."""
_MOST_TOLD = 5
"""So many names are told; more are counted."""
MOST_REPEATED = 100
"""So often a name that can be repeated counts, where it is not said otherwise: `workbench.changes.MOST`."""
_ASKS_ON = ("wie", "nummer", "deel")
"""Who asks, the how-manieth time, and how many parts it has: a page that fills in as answers come."""
_STANDING = ("op", "bij", *_ASKS_ON)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a query can hold: those that stand once, those that can be repeated, and patterns of more of both.

    `shapes` are patterns of names with a pattern of their values: what reads the address leaves out what has another one. `most`
    is how often a name that can be repeated counts.
    """

    once: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    like: str = ""
    many_like: str = ""
    shapes: tuple[tuple[str, str], ...] = ()
    most: int = MOST_REPEATED

    def troubles(self, query: QueryDict) -> dict[str, str]:
        """What is wrong with a query, by name: one that is not known, that stands there too often, or with a value that is none."""
        told = ((name, self._trouble(name, [str(value) for value in values])) for name, values in query.lists())
        return {name: trouble for name, trouble in told if trouble}

    def _trouble(self, name: str, values: Sequence[str]) -> str:
        repeated = name in self.many or bool(self.many_like and re.fullmatch(self.many_like, name))
        single = name in (*self.once, LANGUAGE, THEME) or bool(self.like and re.fullmatch(self.like, name))
        if not repeated and not single:
            hint = suggest(name, (*self.once, *self.many))
            return tr("is hier geen bekende naam") + (f" ({hint})" if hint else "")
        if single and not repeated and len(values) > 1:
            return tr("staat er {many} keer; alleen de laatste telt", many=len(values))
        if len(values) > self.most:
            return tr("staat er {many} keer; er tellen er ten hoogste {most}", many=len(values), most=self.most)
        shape = next((value for named, value in self.shapes if re.fullmatch(named, name)), None)
        wrong = next(
            (said for said in values if shape and said.strip() and not re.fullmatch(shape, said.strip())), None
        )
        return "" if wrong is None else tr("is hier niet te lezen: {value}", value=describe(shown(wrong)))


_DAY = Names(("op",))
_BENCH = Names(_STANDING, ("w",), r"d\..+")
_STRIP = Names((*_STANDING, "knop", "maat", "pagina"), ("w",), r"d\..+")
_SOLVE = Names((*_STANDING, "knop", "doel", "hoeveel"), ("w",), r"d\..+")
_PEOPLE = Names((*_STANDING, "groep", "klas", "orde"), ("w",), r"d\..+")
_YEARS = Names((*_STANDING, "dag"), ("j", "vanaf", "w"), r"d\..+")
_RULE = Names((*_STANDING, "r"), ("w",), r"d\..+")
_NUMBER = r"[1-9]|1[0-2]"
"""Of a variant (`variants.address.MOST_VARIANTS`)."""
_VARIANTS = Names(
    ("op", "tegen", "toon", "rij", *_ASKS_ON),
    ("w", "samen"),
    rf"[vp](?:{_NUMBER})",
    rf"[wsk](?:{_NUMBER})",
    (
        ("tegen", f"0|{_NUMBER}"),
        (r"samen|s\d+", _NUMBER),
        ("toon", "stand|verschil"),
        (r"p\d+", r"[^~]+(?:~(?:voor|na))?"),
        (r"k\d+", rf"[^~]+~.+~(?:{_NUMBER})"),
    ),
)
_RECEIPT = Names(like=".+", many_like=".+", most=sys.maxsize)
"""The sum in a link is over all of its names: the page itself says that one was added."""
_QUARTER = r"\d{4}K[1-4]"
_PLAN = Names(
    ("portefeuille", "maatregel", "naar", *_ASKS_ON),
    ("schuif",),
    shapes=(
        ("portefeuille|maatregel", r"[A-Za-z0-9_.-]{1,80}"),
        ("schuif", rf"[A-Za-z0-9_.-]{{1,80}}~{_QUARTER}"),
        ("naar", _QUARTER),
    ),
    most=20,
)
_NONE = Names()
OF_ADDRESS: Mapping[str, Names] = {
    "home": _DAY,
    "laws": Names(("op", "naam", "soort", "uitvoerder")),
    "law": _DAY,
    "law-changes": Names(("van", "tot")),
    "article": _DAY,
    "search": Names(("op", "q")),
    "graph": Names(("op", "van", "naar")),
    "workbench": _BENCH,
    "workbench-changes": _BENCH,
    "workbench-changes-download": _BENCH,
    "workbench-law": _BENCH,
    "workbench-article": _BENCH,
    "workbench-figures": _BENCH,
    "workbench-proofs": _BENCH,
    "workbench-download": _BENCH,
    "workbench-panel": _BENCH,
    "workbench-left": Names(_ASKS_ON),
    "workbench-strip": _STRIP,
    "workbench-strip-panel": _STRIP,
    "workbench-strip-svg": _STRIP,
    "workbench-strip-csv": _STRIP,
    "workbench-solve": _SOLVE,
    "workbench-solve-panel": _SOLVE,
    "workbench-households": _PEOPLE,
    "workbench-household": _PEOPLE,
    "workbench-persona": _PEOPLE,
    "workbench-scenario": _PEOPLE,
    "workbench-years": _YEARS,
    "workbench-years-figures": _YEARS,
    "workbench-years-download": _YEARS,
    "workbench-rule": _RULE,
    "workbench-rule-answer": _RULE,
    "workbench-rule-proofs": _RULE,
    "workbench-rule-download": _RULE,
    "variants": _VARIANTS,
    "variants-outcome": _VARIANTS,
    "receipt": _RECEIPT,
    "receipt-outcome": _RECEIPT,
    "plan": _PLAN,
    "plan-outcome": _PLAN,
    "plan-send": _NONE,
    "assessments": _NONE,
    "assessments-begin": _NONE,
    "assessment": _NONE,
    "assessment-standing": _NONE,
    "assessment-report": _NONE,
    "assessment-file": _NONE,
    "assessment-again": _NONE,
    "assessment-remove": _NONE,
    "exchange": _NONE,
    "exchange-take": Names(("op", "voornemen", "kant"), shapes=(("kant", "voor|na"),)),
    "exchange-send": _NONE,
    "exchange-laws": _NONE,
    "exchange-assess": _NONE,
    "exchange-remove": _NONE,
    "enter": _NONE,
    "leave": _NONE,
    "icon": _NONE,
}
"""By the name of the address. That of a household is not here: its names are the questions that the laws ask (households/views)."""


def troubles(request: HttpRequest) -> dict[str, str]:
    """What is wrong with the names in the address of a request; empty for an address that is not of the desk."""
    match = request.resolver_match
    names = OF_ADDRESS.get((match.url_name or "").removesuffix(TWIN)) if match is not None else None
    return {} if names is None else names.troubles(request.GET)


def lines(found: Mapping[str, str]) -> list[str]:
    """The same as lines to read: some of them, and how many more."""
    told = [f"{describe(shown(name))} {why}" for name, why in list(found.items())[:_MOST_TOLD]]
    more = len(found) - len(told)
    return [*told, tr("en {more} andere", more=more)] if more else told


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the answer to a request is no page, so that nothing can be told above it."""
    name = request.resolver_match.url_name or "" if request.resolver_match is not None else ""
    return name.endswith(TWIN) or name in FOR_PROGRAMS
