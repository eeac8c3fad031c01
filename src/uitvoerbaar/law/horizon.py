"""How long a version of a law is known to hold: after that it is carried forward with a warning, and in the end refused.

The days stand in data/reikwijdte/geldigheid.yaml with their reason. After how many years a version is refused is a choice of this
project, and every refusal says so. A law that is not in it (a user's own) has no horizon, and
a version that a proposal pins is carried on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from uitvoerbaar.base.dates import add_months, parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import scope_dir
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.link.linker import Linked
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.scope_file import ScopeFile

_YEAR = 12
_KEYS = (
    "wet", "artikelen", "geldt_maanden", "bekend_tot", "onbeperkt", "versies_tot", "weigeren_na_jaren", "reden",
)  # fmt: skip


class BeyondHorizon(UserError):
    """The day lies too far after the last version of a law that is known to hold."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """How long versions of a law (of some of its articles) hold; None in both `months` and `known` is for ever."""

    law: str
    articles: tuple[str, ...]
    months: int | None
    known: str | None
    refuse_after_years: int
    reason: Text
    exceptions: dict[str, str] = field(default_factory=dict)
    assumed: Text | None = None
    """That the years until it is refused are a choice and of whom, for a reader; None when a source gives them."""

    def until(self, version: str, newest: bool) -> date | None:
        """The last day on which `version` (ISO) is known to hold; None when there is no such day.

        A version that starts after the known day (of a proposal) holds for the rest of its first year.
        """
        first = parse_date(version)
        if first is None:
            return None
        if version in self.exceptions:
            return date.fromisoformat(self.exceptions[version])
        if self.months is not None:
            return add_months(first, self.months) - timedelta(days=1)
        if self.known is None or not newest:
            return None
        return max(date.fromisoformat(self.known), date(first.year, 12, 31))


@dataclass(frozen=True, slots=True)
class Carried:
    """A version of a law that is applied on a day after the last one on which it is known to hold."""

    law: str
    name: str
    version: str
    until: str
    on: str
    articles: tuple[str, ...]
    reason: Text
    refused: bool
    years: int = 0
    """For how many years after `until` it is carried forward."""
    assumed: Text | None = None
    """Why those years have no source; None when they have one."""

    @property
    def told(self) -> Text:
        """What is carried forward from when, and why that matters."""
        which = f"{self.name} (artikel {', '.join(self.articles)})" if self.articles else self.name
        in_english = which.replace("(artikel ", "(article ")
        if self.refused:
            after = self._after
            return Text(
                f"{which}: de versie van {self.version} is bekend tot en met {self.until}; {self.on} ligt daar te ver na om nog "
                f"mee te rekenen{after.nl}. {self.reason.nl}",
                f"{in_english}: the version of {self.version} is known until {self.until}; {self.on} is too long after that to "
                f"reckon with it{after.en}. {self.reason.en}",
            )
        if self.until < self.version:
            return Text(
                f"{which}: de bedragen in de versie van {self.version} zijn bekend tot en met {self.until} en zijn hier "
                f"doorgetrokken naar {self.on}. {self.reason.nl}",
                f"{in_english}: the amounts in the version of {self.version} are known until {self.until} and were carried "
                f"forward to {self.on}. {self.reason.en}",
            )
        return Text(
            f"{which}: de versie van {self.version} is bekend tot en met {self.until} en is hier doorgetrokken naar {self.on}. "
            f"{self.reason.nl}",
            f"{in_english}: the version of {self.version} is known until {self.until} and was carried forward to {self.on}. "
            f"{self.reason.en}",
        )

    @property
    def _after(self) -> Text:
        """How long after the known day it is still applied, and who says so."""
        nl, en = f"meer dan {self.years} jaar", f"more than {self.years} years"
        if self.assumed is None:
            return Text(f" ({nl})", f" ({en})")
        return Text(f" ({nl}; {self.assumed.nl})", f" ({en}; {self.assumed.english})")


def horizons(path: Path | None = None) -> tuple[Horizon, ...]:
    """Every horizon of the file, that of the data folder when None; a data folder without it says nothing of its laws.

    Raises LawFileError with every problem in the file.
    """
    file = path or scope_dir() / "geldigheid.yaml"
    return _read(file) if file.exists() else ()


@cache
def _read(path: Path) -> tuple[Horizon, ...]:
    source = ScopeFile(path)
    top = source.top(("wetten", "aanname"))
    assumed = source.text(top, "aanname") if top.get("aanname") is not None else None
    found: list[Horizon] = []
    for raw in source.items("wetten", _KEYS, ("wet", "reden")):
        bounds = [key for key in ("geldt_maanden", "bekend_tot", "onbeperkt") if raw.get(key) is not None]
        if len(bounds) != 1:
            source.problem(raw.line, tr("{wet}: noem een van geldt_maanden, bekend_tot en onbeperkt", wet=raw["wet"]))
        years = source.whole(raw, "weigeren_na_jaren")
        if years is None and bounds != ["onbeperkt"]:
            source.problem(raw.line, tr("{wet}: 'weigeren_na_jaren' ontbreekt", wet=raw["wet"]))
        exceptions = raw.get("versies_tot") or {}
        for version, day in exceptions.items():
            if parse_date(version) is None or parse_date(day) is None:
                source.problem(
                    raw.line_of("versies_tot"),
                    tr("'versies_tot': {version} en {day} moeten dagen zijn", version=version, day=day),
                )
        found.append(
            Horizon(
                str(raw["wet"]),
                source.words(raw, "artikelen"),
                source.whole(raw, "geldt_maanden"),
                source.day(raw, "bekend_tot"),
                years or 0,
                source.text(raw, "reden"),
                dict(exceptions),
                assumed,
            )
        )
    source.done()
    return tuple(found)


def horizon_of(law: str, article: str, known: Iterable[Horizon] | None = None) -> Horizon | None:
    """The horizon of an article: its own, else that of the law; None when the law has none."""
    whole = None
    for one in horizons() if known is None else known:
        if one.law == law and article in one.articles:
            return one
        if one.law == law and not one.articles:
            whole = one
    return whole


def carried(corpus: Corpus, linked: Linked, known: Iterable[Horizon] | None = None) -> tuple[Carried, ...]:
    """What `linked` applies after the days on which it is known to hold, per law and horizon."""
    return _carried(corpus, linked.articles, linked.date, known)


def carried_laws(corpus: Corpus, law: str, day: str) -> tuple[Carried, ...]:
    """What of one law is carried forward on `day`, for all its articles. Raises LawLookupError when it is not in force."""
    found = corpus.select(law, day)
    return _carried(corpus, [(found, article.number) for article in found.articles], day, None)


def _carried(
    corpus: Corpus, articles: Iterable[tuple[Law, str]], day: str, known: Iterable[Horizon] | None
) -> tuple[Carried, ...]:
    on = date.fromisoformat(day)
    found: dict[tuple[str, str, int], tuple[Law, Horizon, date, list[str]]] = {}
    for law, article in articles:
        horizon = horizon_of(law.id, article, known)
        if horizon is None:
            continue
        newest = corpus.versions[law.id][0].valid_from == law.version
        until = horizon.until(law.version, newest)
        if until is not None and until < on:
            found.setdefault((law.id, law.version, id(horizon)), (law, horizon, until, []))[3].append(article)
    return tuple(
        Carried(
            law.id,
            law.name or law.id,
            law.version,
            until.isoformat(),
            day,
            tuple(sorted(set(reached))) if horizon.articles else (),
            horizon.reason,
            on > add_months(until, _YEAR * horizon.refuse_after_years),
            horizon.refuse_after_years,
            horizon.assumed,
        )
        for law, horizon, until, reached in found.values()
    )


def together(found: Iterable[Carried]) -> Text | None:
    """All of it in one sentence; None when nothing is carried forward."""
    listed = list(found)
    if not listed:
        return None
    nl = "; ".join(
        dict.fromkeys(f"{one.name} (versie van {one.version}, bekend tot en met {one.until})" for one in listed)
    )
    en = "; ".join(dict.fromkeys(f"{one.name} (version of {one.version}, known until {one.until})" for one in listed))
    on = listed[0].on
    return Text(
        f"Hoe deze wetten op {on} luiden is nog niet bekend; de laatste bekende versie is doorgetrokken: {nl}.",
        f"How these laws will read on {on} is not known yet; the last known version was carried forward: {en}.",
    )


def within_horizon(corpus: Corpus, linked: Linked) -> tuple[Carried, ...]:
    """What `linked` carries forward. Raises BeyondHorizon when a day is too long after what is known."""
    return _unless_refused(carried(corpus, linked))


def law_within_horizon(corpus: Corpus, law: str, day: str, article: str | None = None) -> tuple[Carried, ...]:
    """What of a law, or of one article of it, is carried forward to `day`. Raises as `within_horizon` does, and
    LawLookupError when the law is not in force.
    """
    if article is None:
        return _unless_refused(carried_laws(corpus, law, day))
    return _unless_refused(_carried(corpus, [(corpus.select(law, day), article)], day, None))


def _unless_refused(found: tuple[Carried, ...]) -> tuple[Carried, ...]:
    refused = [said(one.told) for one in found if one.refused]
    if refused:
        raise BeyondHorizon("\n".join([tr("Deze dag ligt te ver na de laatste wet die bekend is."), *refused]))
    return found
