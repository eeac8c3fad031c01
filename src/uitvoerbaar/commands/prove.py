"""`uitvoerbaar prove`: prove a property of a law for every household, or show the simplest household that breaks it."""

from __future__ import annotations

import importlib.util
import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import retold, said, tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.commands.prove_table import WORDS, counts, table

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.property import Property
    from uitvoerbaar.engine.prove.result import Counterexample, Proof
    from uitvoerbaar.law import Corpus
    from uitvoerbaar.proposal import Proposal

_HELP = """Bewijs eigenschappen van een wet voor elk huishouden, of toon het eenvoudigste huishouden dat ze breekt.

WAT is het id van een wet, of een voornemen (dan telt de wet na het voornemen). De eigenschappen staan in
data/properties; zonder --property worden ze allemaal gevraagd. Een uitkomst is bewezen, weerlegd of onbeslist.
Een bewijs geldt voor de huishoudens en aannames die erbij staan. Elke weerlegging is nagerekend met de uitleg.

\b
  uitvoerbaar prove kinderopvangtoeslag-2015 --property c
  uitvoerbaar prove wet_op_de_huurtoeslag --on 2025-01-01 --property a-huur
  uitvoerbaar prove --all --timeout 60"""


@click.command(help=_HELP)
@click.argument("what", metavar="[WAT]", required=False)
@click.option("--property", "name", metavar="ID", help="Een eigenschap, of een letter voor een groep.")
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    metavar="SECONDEN",
    help="Tijd per eigenschap en wetsversie.",
)
@click.option("--on", "day", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--all", "everything", is_flag=True, help="Alle meegeleverde versies van de wetten met eigenschappen.")
@click.option(
    "--side",
    type=click.Choice(["voor", "na"]),
    default="na",
    show_default=True,
    help="Bij een voornemen: de wet ervoor of erna.",
)
@click.option("--fresh", is_flag=True, help="Vraag opnieuw, ook wat al beslist was.")
@click.option(
    "--population",
    type=click.Path(path_type=Path),
    help="Map met een bevolking: tel bij elke weerlegging hoeveel huishoudens er zo zijn.",
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomsten als JSON.")
def command(
    what: str | None, name: str | None, seconds: float, day: str | None, everything: bool, side: str, fresh: bool,
    population: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Print what is decided. Raises UserError for what the user can mend."""
    if importlib.util.find_spec("z3") is None:
        raise UserError(tr("voor bewijzen is z3 nodig; installeer 'uitvoerbaar[prove]'"))
    from uitvoerbaar.engine.explain.explainer import Explainer
    from uitvoerbaar.engine.prove.domain import load_domain
    from uitvoerbaar.engine.prove.property import find_property, load_properties
    from uitvoerbaar.engine.prove.prove import prove
    from uitvoerbaar.law import LawLookupError
    from uitvoerbaar.law.registers import load_registers

    if (what is None) == (not everything):
        raise click.UsageError(tr("noem een wet of een voornemen, of geef --all"))
    properties = load_properties()
    chosen = find_property(properties, name) if name else properties
    catalogue, domain = load_registers(), load_domain()
    explainers: dict[int, Explainer] = {}
    proofs: list[Proof] = []
    census = proxies = None
    if population is not None:
        from uitvoerbaar.assess.aspects.proven.people import Census
        from uitvoerbaar.assess.aspects.proven.proxies import Proxies

        census, proxies = Census(population), Proxies(population, _proposal(what), side)
    told: list[dict[str, Any]] = []
    asked = list(_targets(what, day, side, chosen))
    options = _options(what, side)
    for corpus, law, on in asked:
        explainer = explainers.setdefault(id(corpus), Explainer(corpus, catalogue))
        for prop in chosen:
            for output in [o for owner, o in prop.outputs if owner == law]:
                try:
                    proof = prove(
                        corpus,
                        explainer,
                        law,
                        output,
                        on,
                        prop,
                        domain,
                        seconds=seconds,
                        cache=not fresh,
                        options=options,
                    )
                except LawLookupError:
                    continue  # Older versions of a law lack some outputs.
                found = measured = None
                if census is not None and proof.result == "refuted":
                    found = census.count(corpus, explainer, proof, prop, domain)
                if proxies is not None and proof.result == "proven" and prop.sort == "onafhankelijk":
                    measured = proxies.measure(proof)
                proofs.append(proof)
                extra = {"population": found.as_json() if found else None}
                extra |= {"proxies": measured.as_json()} if measured else {}
                told.append({**proof.as_json(), **extra})
                if not as_json:
                    _show(proof, Text(prop.title, prop.english), brief=everything)
                    for text in ([found.told] if found else []) + ([measured.told()] if measured else []):
                        click.echo(f"  {said(text)}")
    if not proofs:
        raise UserError(tr("geen eigenschap in data/properties gaat over {what} op die dag", what=what))
    if as_json:
        applicable = [raw for raw in told if raw["result"] != "not_applicable"]
        click.echo(json.dumps(applicable, indent=2, ensure_ascii=False))
    elif everything:
        click.echo("\n".join([*table(proofs), counts(proofs)]))
    return 0


def _proposal(what: str | None) -> Proposal | None:
    """The proposal that is asked about; None for a law."""
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.proposal import load_proposal

    return None if what is None or what in load_corpus().versions else load_proposal(what)


def _options(what: str | None, side: str) -> str:
    """What `explain` needs to find the law of a proposal."""
    proposal = _proposal(what)
    return "" if proposal is None else f" --proposal {shlex.quote(proposal.called)} --side {side}"


def _targets(what: str | None, day: str | None, side: str, chosen: list[Property]) -> Iterator[tuple[Corpus, str, str]]:
    """What to prove: (corpus, law, day)."""
    from uitvoerbaar.engine.explain.refusals import read_date
    from uitvoerbaar.engine.prove.prove import versions
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.proposal import load_proposal

    corpus = load_corpus()
    laws = list(dict.fromkeys(law for prop in chosen for law, _ in prop.outputs))
    if what is None:
        for law in laws:
            yield from ((corpus, law, on) for on in versions(corpus, law))
    elif what in corpus.versions:
        today = date.today()
        latest = [v for v in versions(corpus, what) if v <= today.isoformat()]
        yield corpus, what, read_date(day) if day else max(latest[-1], f"{today.year}-01-01")
    else:
        proposal = load_proposal(what)
        situation = proposal.before if side == "voor" else proposal.after
        changed = situation.corpus(corpus)
        yield from ((changed, law, day or situation.date) for law in laws if law in proposal.changed_laws)


def _show(proof: Proof, title: Text, *, brief: bool) -> None:
    head = f"{proof.law} {proof.version}  {proof.property}: {tr(WORDS[proof.result])} ({proof.seconds:.1f} s)"
    click.echo(f"{head}{'  ' + retold(proof.reason) if proof.reason else ''}")
    if brief:
        return
    click.echo(f"  {said(title)}.")
    example = proof.counterexample
    if example is not None:
        click.echo(tr("  Het eenvoudigste huishouden waarvoor dit niet geldt:"))
        for field, value in example.household.items():
            click.echo(f"    {field} = {value}")
        for field, value in example.changed.items():
            click.echo(tr("    wordt: {field} = {value}", field=field, value=value))
        click.echo(f"  {proof.output}: {_outcome(example)}")
        for when, lines in ((tr("ervoor"), example.reasons_before), (tr("erna"), example.reasons_after)):
            for line in lines:
                click.echo(f"  {when}: {retold(line)}")
        for again in example.commands:
            click.echo(f"  {again}")
    for finding in proof.findings:
        click.echo(f"  {retold(finding)}")
    if proof.best is not None:
        click.echo(
            tr(
                "  Het dichtst bij: {items}",
                items=" ".join((f"{field}={value}" for field, value in proof.best.items())),
            )
        )
    if proof.result == "proven":
        for text in proof.assumptions:
            click.echo(f"  - {retold(text)}")


def _outcome(example: Counterexample) -> str:
    """What the law says, and the bound that it breaks."""
    if example.after is None and example.bound is not None and example.error is None:
        return tr("{before} (grens: ten hoogste {bound})", before=example.before, bound=example.bound)
    if example.settled:
        facts = ", ".join(f"{name} {value}" for name, value in example.settled.items())
        return tr(
            "{before} -> {after}; terug te betalen {cost} (grens: {bound}), bij {facts}",
            before=example.before,
            after=example.after,
            cost=example.cost,
            bound=example.bound,
            facts=facts,
        )
    return tr(
        "{before} -> {after} (grens: verlies van {bound})",
        before=example.before,
        after=example.after,
        bound=example.bound,
    )
