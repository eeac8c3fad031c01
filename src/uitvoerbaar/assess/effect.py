"""Whether a proposal changes anything that is computed, and whether it can be computed at all: without either, no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import without_people
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import said as spoken
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.findings import Text
from uitvoerbaar.law.corpus import law_files
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.registers import SOURCE
from uitvoerbaar.population.tables import table
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.load import FILE

_PARTNER = "partner_bsn"


def linked_doubts(proposal: Proposal, linked: Context | None = None) -> list[Problem]:
    """What only shows when both sides are linked: no effect, no answer, no money of that year, one amount for two people.

    `linked` is what `without_people` made of the proposal, for who needs it for more. Raises LawFileError for a law file
    that cannot be read.
    """
    place = str(proposal.folder / FILE)
    ctx = without_people(proposal) if linked is None else linked
    found = [
        Problem(place, 1, spoken(said), level="warning")
        for said in (not_computable(ctx), no_difference(ctx))
        if said is not None
    ]
    found += [Problem(place, 1, message, level="warning", hint=hint) for message, hint in _years(proposal)]
    found += [Problem(place, 1, message, level="warning", hint=hint) for message, hint in _alone(ctx)]
    found += [Problem(place, line, message, level="warning", hint=hint) for line, message, hint in _strangers(ctx)]
    return found


def _strangers(ctx: Context) -> Iterator[tuple[int, str, str | None]]:
    """Schemes that the proposal says something of and that are not there: it would say nothing of anything."""
    ids = [scheme.id for scheme in ctx.settings.schemes]
    money = ctx.proposal.money
    named = [] if money is None else [(money.payers_line, "geld.betaalt", name) for name in money.payers]
    named += [(each.line, "raming", each.scheme) for each in ctx.proposal.estimates]
    for line, block, name in named:
        if name not in ids:
            message = tr(
                "'{block}' noemt regeling '{name}'; die is er niet, dus wat er van haar staat telt niet mee",
                block=block,
                name=name,
            )
            yield line, message, suggest(name, ids) or tr("er zijn: {names}", names=", ".join(ids))


def not_computable(ctx: Context) -> Text | None:
    """The schemes that could be computed before the proposal and cannot be after it; None when there are none."""
    before, after = ctx.sides
    lost = [s for s in (*ctx.settings.schemes, ctx.settings.net) if s.id in before.nodes and s.id not in after.nodes]
    lost += [s for s in ctx.settings.schemes if s.new and s.id not in after.nodes]
    if not lost:
        return None
    shown = list(dict.fromkeys(lost))
    nl = "; ".join(f"{s.name.nl} ({after.missing[s.id].nl})" for s in shown)
    en = "; ".join(f"{s.name.en} ({after.missing[s.id].en})" for s in shown)
    return Text(
        f"Na het voornemen is niet te berekenen: {nl}. Zonder uitkomst is er geen oordeel.",
        f"After the proposal this cannot be computed: {en}. Without an outcome there is no verdict.",
    )


def no_difference(ctx: Context) -> Text | None:
    """Why nothing that is computed differs between the sides; None when something does."""
    before, after = ctx.sides
    if before.year != after.year or not_computable(ctx) is not None:
        return None
    if any(before.nodes.get(name) is not after.nodes.get(name) for name in {*before.nodes, *after.nodes}):
        return None
    unused = [_shown(path) for path in _unused(ctx)]
    files = f" Niet gelezen: {', '.join(unused)}." if unused else ""
    read = f" Not read: {', '.join(unused)}." if unused else ""
    return Text(
        "Het voornemen verandert niets dat wordt doorgerekend: geen regeling en geen bedrag is na het voornemen anders dan "
        f"ervoor.{files} Zonder verschil is er geen oordeel.",
        "The proposal changes nothing that is computed: no scheme and no amount differs from before."
        f"{read} Without a difference there is no verdict.",
    )


def nobody_differs(ctx: Context) -> bool:
    """Whether every amount of every household is the same on both sides, as far as both can be computed."""
    for scheme in (*ctx.settings.schemes, ctx.settings.net):
        before, after = (ctx.household_column(role, scheme) for role in ROLES)
        if before is not None and after is not None and bool((before != after).any()):
            return False
    return True


def reaches_nobody(ctx: Context) -> Text | None:
    """The new schemes of a proposal that give nobody in the population anything; None when there are none."""
    given = {scheme: ctx.household_column("na", scheme) for scheme in ctx.settings.schemes if scheme.new}
    empty = [scheme for scheme, column in given.items() if column is not None and not bool(column.any())]
    if not empty:
        return None
    names = Text(", ".join(s.name.nl for s in empty), ", ".join(s.name.en or s.name.nl for s in empty))
    return Text(
        f"Niemand in deze bevolking krijgt of betaalt iets door wat het voornemen invoert ({names.nl}): aan de voorwaarden "
        "voldoet niemand, of de bevolking mist de gegevens waarvan zij afhangen.",
        f"Nobody in this population gets or pays anything by what the proposal brings in ({names.en}): nobody meets the "
        "conditions, or the population lacks the data that they depend on.",
    )


def _unused(ctx: Context) -> list[Path]:
    """Law files of the proposal that no computed scheme reads on the side where they lie."""
    found = []
    for role, situation in (("voor", ctx.proposal.before), ("na", ctx.proposal.after)):
        used = {
            Path(law.file) for laws in ctx.sides.of("voor" if role == "voor" else "na").laws.values() for law in laws
        }
        found += [path for path in law_files(situation.laws) if path not in used]
    return found


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _years(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Years of which there are no figures to bring the money and the people of a population to."""
    if not (data_dir() / "population" / "groei.csv").is_file():
        return  # laws of a country without a population of ours
    growth, amounts = table("groei"), table("jaarbedragen")
    known = sorted(int(year) for year in set(growth.text("jaar")) & set(amounts.text("jaar")))
    for year in sorted({int(side.date[:4]) for side in (proposal.before, proposal.after)}):
        if year not in known:
            yield (
                tr(
                    "van {year} zijn er geen groeicijfers: {growth} en {amounts} hebben {first} tot en met {last}, dus 'assess' "
                    "kan dit voornemen niet doorrekenen",
                    year=year,
                    growth=growth.path.name,
                    amounts=amounts.path.name,
                    first=known[0],
                    last=known[-1],
                ),
                tr(
                    "kies een datum van {first} tot en met {last}; leg een latere wet vast met 'pins'",
                    first=known[0],
                    last=known[-1],
                ),
            )


def _alone(ctx: Context) -> Iterator[tuple[str, str]]:
    """Schemes that are paid once to a couple and whose law no longer looks at the partner."""
    before, after = ctx.sides
    for scheme in ctx.settings.schemes:
        old, new = before.nodes.get(scheme.id), after.nodes.get(scheme.id)
        if scheme.rows != "eenheden" or old is None or new is None or old is new:
            continue
        if _reads_partner(old) and not _reads_partner(new):
            yield (
                tr(
                    "{scheme} geldt een keer per paar, maar kijkt na het voornemen niet meer naar de partner: zo krijgt alleen "
                    "een van beiden",
                    scheme=spoken(scheme.name),
                ),
                tr(
                    "laat de wet het bedrag van de partner erbij tellen, of noem een nieuwe regeling met 'rijen: personen'"
                ),
            )


def _reads_partner(node: Node) -> bool:
    return any(n.op == "FIELD" and n.payload == (SOURCE, _PARTNER) for n in topological([node]))
