"""The chain behind the schemes of a proposal, a law or all law of a day, and what stops when one of its links fails."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.base.messages import nearest, suggest
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.chain.failure import Standstill, known_link, standstills
from uitvoerbaar.delivery.chain.model import Chain
from uitvoerbaar.delivery.chain.outage import Outage
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.face.extras import need_report, need_tables
from uitvoerbaar.face.laws import as_day
from uitvoerbaar.findings import Figure, Text
from uitvoerbaar.law.corpus import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import Proposal, load_proposal
from uitvoerbaar.proposal.draft import draft
from uitvoerbaar.proposal.load import FILE, shipped_proposals

if TYPE_CHECKING:
    from uitvoerbaar.assess.context import Context
    from uitvoerbaar.assess.norms import Scheme

DAYS = range(1, 366)
_OWN = Text(
    "Eigen gegevens: aantallen en bedragen staan alleen in de tabel, afgerond en zonder kleine groepen.",
    "Own microdata: counts and amounts stand in the table only, rounded and without small groups.",
)
_KICKER = Text("Keten van de uitvoering · gemaakt door de machine", "Chain of delivery · made by the machine")


@dataclass(frozen=True, repr=False)
class ChainShown:
    """A chain with its figures; `outage` is what the failure of a link comes to, where people were given to count it on."""

    title: Text
    chain: Chain
    figures: tuple[Figure, ...]
    told: tuple[Text, ...]
    outage: Outage | None = None

    def lines(self) -> Iterator[str]:
        """The chain in words, for a terminal."""
        yield said(self.title)
        for text in self.told:
            yield f"  {said(text)}"
        for figure in self.figures:
            yield ""
            yield said(figure.title)
            yield from _table(figure)

    def as_json(self) -> dict[str, Any]:
        """Everything for a program: the failure with each scheme, and the rows of every figure in both languages."""
        found: dict[str, Any] = {
            "title": asdict(self.title),
            "told": [asdict(text) for text in self.told],
            "figures": {figure.id: [_cells(row) for row in figure.rows] for figure in self.figures},
        }
        if self.outage is not None:
            one = self.outage
            found["outage"] = asdict(one) | {
                "resting": one.resting,
                "unpaid": one.unpaid,
                "unpaid_most": one.unpaid_most,
                "new_without_income": one.new_without_income,
                "hit": [row.id for row in one.hit],
            }
        return found

    def write(self, folder: Path, *, lang: Lang | None = None) -> Path:
        """Write the page with the picture of the chain and its tables in a folder; gives its path."""
        need_report()
        from uitvoerbaar.report.curve_page import render_curves

        page = folder / "keten.html"
        put({page: render_curves(self.title, self.figures, self.told, lang or active(), kicker=_KICKER).encode()})
        return page


def chain_of(
    what: str | None,
    *,
    fails: str | None = None,
    days: int = 14,
    population: Path | None = None,
    on: str | None = None,
    folder: Path | None = None,
) -> ChainShown:
    """The chain of the schemes that a proposal changes, that use a law, or (None) of all schemes on a day.

    With `fails` what stops when that link fails for `days` days; with `population` for how many households and how much
    money. `folder` holds a chain of the user's own. Raises UserError for what cannot be found, read or counted.
    """
    if days not in DAYS:
        raise UserError(tr("dagen is {days}; verwacht: 1 tot en met 365", days=days), expected="1..365")
    chain = load_chain(folder)
    failed = None if fails is None else known_link(chain, fails)
    proposal, law = _asked(what, on)
    ctx = _context(proposal, population, shlex.join(_words(what, fails, days, population, on, folder)))
    schemes = _schemes(ctx, law, all_of=what is None or law is not None)
    found = _shown(ctx, chain, schemes, failed, days, counted=population is not None)
    return replace(found, told=(*_unknown(chain, ctx, schemes), *found.told))


def _unknown(chain: Chain, ctx: Context, schemes: Sequence[Scheme]) -> Iterator[Text]:
    """What the chain says of what is not there, and of whom it says nothing: a misspelt name would leave out all that leans on
    it, and the chain would only look shorter."""
    ids = [scheme.id for scheme in ctx.settings.schemes]
    yield from _not_there(chain.rhythms, ids, Text("regeling", "scheme"))
    providers = [scheme.provider for scheme in ctx.settings.schemes]
    yield from _not_there(chain.providers, providers, Text("uitvoerder", "provider"))
    pairs = [f"{field.register}, {field.supplier}" for field in load_registers()]
    held = [", ".join(key) for key in chain.fields]
    yield from _not_there(held, pairs, Text("register en leverancier", "register and supplier"))
    laws = load_corpus().versions
    yield from _not_there([law for law, _ in chain.outcomes], laws, Text("wet", "law"))
    for law, output in chain.outcomes:
        if law in laws:
            known = [f"{law}:{each}" for each in _outputs(law)]
            yield from _not_there([f"{law}:{output}"], known, Text("uitkomst", "outcome"))
    silent = [scheme.provider for scheme in schemes if scheme.provider not in chain.providers]
    if silent:
        yield Text(
            "Let op: de keten zegt niets van {names}; waar dat op leunt, ontbreekt hier.",
            "Note: the chain says nothing of {names}; what that leans on is lacking here.",
        ).format(names="; ".join(dict.fromkeys(silent)))


def _outputs(law: str) -> set[str]:
    """The outcomes that any version of a law has."""
    corpus = load_corpus()
    found = [corpus.select(law, version.valid_from) for version in corpus.versions[law]]
    return {
        output.name for each in found for article in each.articles if article.rules for output in article.rules.outputs
    }


def _not_there(named: Iterable[str], known: Collection[str], what: Text) -> Iterator[Text]:
    """The names that nothing has."""
    for name in dict.fromkeys(named):
        if name not in known:
            near = nearest(name, known)
            yield Text(
                "Let op: de keten noemt {what} '{name}', die er niet is{hint}; wat er van haar staat, telt niet mee.",
                "Note: the chain names {what} '{name}', which is not there{hint}; what it says of it does not count.",
            ).format(
                what=what, name=name, hint=Text(f" (bedoeld: {near}?)", f" (meant: {near}?)") if near else Text("")
            )


def _asked(what: str | None, on: str | None) -> tuple[Proposal, str | None]:
    """The proposal that was asked, or the law of a day as one that changes nothing, and the law. Raises UserError."""
    if what is None:
        return draft(as_day(on)), None
    laws = load_corpus().versions
    if what in laws:
        return draft(as_day(on)), what
    known = (*shipped_proposals(), *laws)
    if not Path(what).exists() and what not in known:
        hint = suggest(what, known)
        message = tr("'{what}' is geen voornemen en geen wet; {hint}", what=what, hint=hint or tr(
            "toon wat er is met: uitvoerbaar laws"))  # fmt: skip
        raise UserError(message, hint=hint)
    if on is not None:
        raise UserError(tr("een voornemen heeft zijn eigen dag (in {file}); laat --on weg", file=FILE), column="--on")
    return load_proposal(what), None


def _words(
    what: str | None, fails: str | None, days: int, population: Path | None, on: str | None, folder: Path | None
) -> list[str]:
    words = ["uitvoerbaar", "chain", *([what] if what else [])]
    words += ["--fails", fails, "--days", str(days)] if fails else []
    words += ["--on", on] if on else []
    words += ["--chain", str(folder)] if folder else []
    return words + (["--population", str(population)] if population else [])


def _context(proposal: Proposal, population: Path | None, command: str) -> Context:
    need_tables()
    from uitvoerbaar.assess.make_context import make_context, without_people

    if population is None:
        return without_people(proposal)
    from uitvoerbaar.population.read import check_there

    check_there(population)
    return make_context(proposal, population, command)


def _schemes(ctx: Context, law: str | None, *, all_of: bool) -> list[Scheme]:
    """The schemes that can be computed: those that use a law, that the proposal changes, or all. Raises UserError."""
    from uitvoerbaar.assess.changed import changed_schemes

    after = ctx.sides.after
    known = [s for s in ctx.settings.schemes if s.id in after.nodes]
    if law is not None:
        known = [s for s in known if any(one.id == law for one in after.laws[s.id])]
    elif not all_of:
        known = [s for s in changed_schemes(ctx) if s.id in after.nodes]
    if not known:
        where = law or ctx.proposal.id
        raise UserError(
            tr("geen regeling die op {date} te berekenen is, hoort bij {where}", date=after.date, where=where)
        )
    return known


def _shown(
    ctx: Context, chain: Chain, schemes: Sequence[Scheme], failed: str | None, days: int, *, counted: bool
) -> ChainShown:
    from uitvoerbaar.assess.aspects.chain.fails import of_no_source, outage
    from uitvoerbaar.assess.aspects.chain.figures import by_scheme, data_needed, failures, picture, single_points
    from uitvoerbaar.assess.aspects.chain.measure import needs
    from uitvoerbaar.assess.aspects.chain.words import head, of_no_register, sentences
    from uitvoerbaar.assess.disclosure.protect import rule_of, shown

    need = needs(ctx, "na", chain, schemes)
    still: dict[str, Standstill] = {} if failed is None else standstills(chain, failed, days)
    title = _title(ctx, schemes)
    drawn = picture(ctx, need, schemes, still, Text("{title}.", "{title}.").format(title=title), None)
    if failed is None:
        tables = (data_needed(ctx, need, schemes), failures(ctx, need)) if counted else ()
        everything = needs(ctx, "na", chain, ctx.settings.schemes)
        every = (drawn, single_points(ctx, everything, need), *tables)
        figures, left = shown(ctx, every) if counted else (every, ())  # without people there is nobody to tell of
        return ChainShown(title, chain, figures, (*of_no_register(of_no_source(need)), *left))
    if not counted:
        told = (Text("Met --population wordt geteld voor wie, en om hoeveel geld het gaat.",
                     "With --population it is counted for whom, and how much money is at stake."),)  # fmt: skip
        return ChainShown(
            title, chain, (drawn,), (_standing(chain, failed, days, need), *of_no_register(of_no_source(need)), *told)
        )
    found = outage(need, failed, days)
    what = head(chain, found)
    table = by_scheme(ctx, chain, found, what, need.sample.full)
    figures, left = shown(ctx, (drawn, *([table] if table.rows else [])))
    if rule_of(ctx) is not None:
        # Sums over schemes tell what a row does not: on own microdata only the figures are told, and no sentence or JSON.
        return ChainShown(what.capital, chain, figures, (_standing(chain, failed, days, need), _OWN, *left))
    return ChainShown(what.capital, chain, figures, sentences(chain, found), found)


def _standing(chain: Chain, failed: str, days: int, need: Any) -> Text:
    """Which schemes stand still, without people to count."""
    from uitvoerbaar.assess.aspects.chain.figures import asked_ties
    from uitvoerbaar.base.text import COMMA
    from uitvoerbaar.delivery.chain.failure import stopped, work_stopped

    still = standstills(chain, failed, days)
    hit = [
        scheme.name.inside
        for scheme in need.schemes
        if stopped(asked_ties(need, scheme), still).days > 0 or work_stopped(chain, scheme.provider, still)
    ]
    names = COMMA.join(hit) if hit else Text("geen", "none")
    return Text(
        "Als {link} {days} dagen uitvalt, staat werk stil bij: {names}.",
        "When {link} fails for {days} days, work stands still of: {names}.",
    ).format(link=chain.links[failed].name, days=days, names=names)


def _title(ctx: Context, schemes: Sequence[Scheme]) -> Text:
    from uitvoerbaar.base.text import COMMA

    return Text("De keten achter {names} op {date}", "The chain behind {names} on {date}").format(
        names=COMMA.join(scheme.name.inside for scheme in schemes), date=ctx.sides.after.date
    )


def _cells(row: Any) -> dict[str, Any]:
    return {key: asdict(cell) if isinstance(cell, Text) else cell for key, cell in row.items()}


def _table(figure: Figure) -> Iterator[str]:
    """The rows of a figure as lines: the first column, then each other that says something."""
    from uitvoerbaar.report.words import show

    lang = active()
    if figure.chart == "chain":
        for row in figure.rows:
            lane, link, on, mark = (
                "" if row[column.key] is None else show(row[column.key], "tekst", lang) for column in figure.columns
            )
            yield f"  {lane}: {link}" + (f" ({mark})" if mark else "") + (f" -> {on}" if on else "")
        return
    first, *rest = figure.columns
    for row in figure.rows:
        parts = [
            f"{said(column.label)}: {show(row[column.key], column.unit, lang)}"
            for column in rest
            if row[column.key] is not None
        ]
        yield f"  {show(row[first.key], first.unit, lang)}"
        yield from (f"      {part}" for part in parts)
