"""Proofs: does a property hold for every possible household, before and after? Done when time for it is given."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.assess.aspects.proven.ask import Asked, ask, can_prove
from uitvoerbaar.assess.aspects.proven.weigh import Weight, weigh
from uitvoerbaar.assess.cases.words import household_words
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.protected_grounds.report import named
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.base.extras import command
from uitvoerbaar.base.numbers import money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Cell, Column, Figure, Finding, TestRun, Text

ID = "bewijzen"
_TITLE = Text("Bewijzen voor elk mogelijk huishouden", "Proofs for every possible household")
_INTRO = Text(
    "De andere toetsen kijken naar de huishoudens van de bevolking. Een bewijs geldt voor ieder huishouden dat mogelijk is, "
    "binnen de aannames die bij het bewijs staan (uitvoerbaar prove). Wat niet waar is, wordt weerlegd met een voorbeeld.",
    "The other tests look at the households of the population. A proof holds for every possible household, within the "
    "assumptions that belong to the proof (uitvoerbaar prove). What is not true is refuted by an example.",
)
_RESULTS = {
    "proven": Text("bewezen", "proven"),
    "refuted": Text("weerlegd", "refuted"),
    "undecided": Text("onbeslist", "undecided"),
    "not_applicable": Text("n.v.t.", "n/a"),
}

_CODES = {"proven": "bewezen", "refuted": "weerlegd", "undecided": "onbeslist", "not_applicable": "nvt"}
"""The words of the format for a result."""


def run(ctx: Context) -> Outcome:
    """The table property x law, before and after; a finding for each property that the proposal breaks or restores."""
    if ctx.proving is None:
        why = Text(
            "Niet gevraagd: laat --prove 0 weg, of geef tijd met --prove SECONDEN (per eigenschap en kant).",
            "Not asked for: leave out --prove 0, or give time with --prove SECONDS (per property and side).",
        )
        return not_done(ID, _TITLE, _INTRO, why)
    if not can_prove():
        why = Text(
            f"De oplosser ontbreekt; installeer hem met: {command('prove')}",
            f"The solver is missing; install it with: {command('prove')}",
        )
        return not_done(ID, _TITLE, _INTRO, why)
    worked = ctx.proving.stop is None or ctx.proving.stop()
    asked = ask(ctx, ctx.proving.seconds)
    if not asked:
        why = Text(
            "Over de gewijzigde wetten is geen eigenschap beschreven (data/properties).",
            "No property is described for the changed laws (data/properties).",
        )
        return not_done(ID, _TITLE, _INTRO, why)
    open_ = [a for a in asked if "undecided" in (a.result("voor"), a.result("na"))]
    missing = tuple(
        Text(f"{a.property.title}: onbeslist binnen de tijd.", f"{a.property.english}: undecided in the time given.")
        for a in open_
    )
    if not worked:
        missing += (
            Text(
                "Het bewijzen naast de toets brak af met een fout; zie de melding van het programma.",
                "Proving beside the assessment broke off with an error; see the message of the program.",
            ),
        )
    findings = [finding for a in asked if (finding := _finding(ctx, a)) is not None]
    run_ = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if missing else "uitgevoerd", missing)
    return Outcome(run_, findings, [_table(ctx, asked)])


def _finding(ctx: Context, asked: Asked) -> Finding | None:
    """Broken by the proposal (`weigh`): serious or critical; perhaps broken by it: for attention. Restored, or broken at
    another household: for information. None where the law before does no better."""
    before, after = asked.result("voor"), asked.result("na")
    law = ctx.law(asked.law)
    if after != "refuted" and not (before == "refuted" and after == "proven"):
        return None
    weight = weigh(ctx, asked) if after == "refuted" else Weight("informatie", brought=False)
    if weight.before_too:
        return None
    hit = asked.crowds.get("na")
    if after == "refuted" and before == "proven":
        title = Text(f"Niet meer waar: {_low(asked.property.title)}", f"No longer true: {_low(asked.property.english)}")
    elif after == "refuted":
        title = Text(f"Niet waar: {_low(asked.property.title)}", f"Not true: {_low(asked.property.english)}")
    else:
        title = Text(f"Nu bewezen: {_low(asked.property.title)}", f"Now proven: {_low(asked.property.english)}")
    return Finding(
        id=f"{ID}-{asked.property.id}-{asked.output}",
        test=ID,
        severity=weight.severity,
        title=title,
        explanation=_explanation(ctx, asked, weight),
        whom=Text("Ieder huishouden dat zo is", "Every household like this") if hit is None else hit.told,
        law=asked.law,
        article=None,
        households=None if hit is None else hit.broken,
        smallest_case=None,
        command=command_line("prove", ctx.proposal.called, property=asked.property.id),
        mend=Text(
            "Neem de sprong uit de regel weg, zodat de eigenschap weer voor iedereen geldt.",
            "Take the jump out of the rule, so that the property holds for everyone again.",
        )
        if weight.brought
        else None,
        url=law.url if law is not None else None,
    )


def _low(title: str) -> str:
    return title[:1].lower() + title[1:]


_SIDES = Text("Voor het voornemen: {before}. Erna: {after}.", "Before: {before}. After: {after}.")
_EXAMPLE = Text("Eenvoudigste voorbeeld: {facts}.", "Simplest example: {facts}.")
_BECOMES = Text("Wordt {changed}.", "Becomes {changed}.")
_OUTCOME = Text("De uitkomst gaat van {before} naar {after}.", "The outcome goes from {before} to {after}.")


def _explanation(ctx: Context, asked: Asked, weight: Weight) -> Text:
    """The example that refutes it, in amounts where the outcome is one, and what the law before does to it."""
    before, after = (_RESULTS[asked.result(role)] for role in ROLES)
    sentences = [_SIDES.format(before=before, after=after)]
    role: Role = "na" if asked.result("na") == "refuted" else "voor"
    example = asked.proofs[role].counterexample if role in asked.proofs else None
    if example is not None:
        facts, changed = (household_words(ctx.catalogue, given) for given in (example.household, example.changed))
        sentences.append(_EXAMPLE.format(facts=facts))
        sentences += [_BECOMES.format(changed=changed)] if example.changed else []
        if isinstance(example.before, int) and isinstance(example.after, int) and not isinstance(example.before, bool):
            sentences.append(_OUTCOME.format(before=money(example.before), after=money(example.after)))
    if weight.compared is not None:
        sentences.append(weight.compared)
    return SPACE.join(sentences)


def _hit(asked: Asked, *, near: bool) -> int | None:
    """How many households a refutation after the proposal falls on; None when there is none, or it was not counted."""
    crowd = asked.crowds.get("na")
    found = None if crowd is None else crowd.near if near else crowd.broken
    return None if found is None else found.value


_TABLE_TABLE = TableSpec(
    ID,
    "tabel",
    Text("Eigenschappen, voor en na", "Properties, before and after"),
    Text(
        "Bewezen: geldt voor elk huishouden binnen de aannames. Weerlegd: er is een voorbeeld waarvoor het niet geldt. "
        "Onbeslist: niet beslist in {limit}. Bij een weerlegging staat hoeveel huishoudens er na "
        "het voornemen volgens de wet zo zijn, aangevraagd of niet, en hoeveel het scheelt bij een kleine verandering. "
        "Niet te tellen is wat afhangt van wanneer iemand iets meldt of schat, of van de tekst van de wet.{proxies}",
        "Proven: holds for every household within the assumptions. Refuted: there is an example for which it does not "
        "hold. Undecided: not decided in {limit}. Next to a refutation: how many households are "
        "like that after the proposal by law, applied for or not, and how many more are a small change away from it. "
        "What depends on when someone reports or estimates, or on the text of the law, cannot be counted.{proxies}",
    ),
    (
        Column("eigenschap", Text("Eigenschap", "Property")),
        Column("uitkomst", Text("Uitkomst van de wet", "Output of the law")),
        Column("voor", SIDE.before, "bewijs"),
        Column("na", SIDE.after, "bewijs"),
        Column("geraakt", Text("Nu in deze situatie", "In this situation now"), "huishoudens"),
        Column("bereik", Text("Binnen bereik ervan", "Within reach of it"), "huishoudens"),
    ),
    unit="tekst",
)


def _table(ctx: Context, asked: list[Asked]) -> Figure:
    rows: list[Mapping[str, Cell]] = [
        {
            "eigenschap": Text(a.property.title, a.property.english),
            "uitkomst": field_label(a.output, ""),
            "voor": _CODES[a.result("voor")],
            "na": _CODES[a.result("na")],
            "geraakt": _hit(a, near=False),
            "bereik": _hit(a, near=True),
        }
        for a in asked
    ]
    limit, proxies = _limit(ctx), _proxies(ctx, asked)
    return _TABLE_TABLE.filled(limit=limit, proxies=proxies).figure(
        ctx,
        rows,
        source=Text("data/properties; uitvoerbaar prove", "data/properties; uitvoerbaar prove"),
        reproduce=command_line("prove", ctx.proposal.called),
    )


def _proxies(ctx: Context, asked: list[Asked]) -> Text:
    """What a proof about protected grounds cannot see: facts that the law does read and that go along with one."""
    blind = [a for a in asked if a.property.sort == "onafhankelijk" and a.result("na") == "proven"]
    if not blind:
        return Text("", "")
    said = [named(ctx, a.law, a.output).told() for a in blind]
    nl, en = " ".join(dict.fromkeys(t.nl for t in said)), " ".join(dict.fromkeys(str(t.en) for t in said))
    return Text(
        f" Een bewijs over verboden gronden gaat over gegevens die de grond zelf zijn. {nl}",
        f" A proof about protected grounds is about facts that are the ground itself. {en}",
    )


def _limit(ctx: Context) -> Text:
    """The time that a question had, in words."""
    if ctx.proving is not None and ctx.proving.seconds:
        seconds = f"{ctx.proving.seconds:g}"
        return Text("{seconds} seconden per vraag", "{seconds} seconds a question").format(seconds=seconds)
    return Text(
        "de tijd die de toets zelf nam; de opdracht hieronder neemt meer tijd",
        "the time that the assessment itself took; the command below takes more time",
    )


TEST = Test(ID, run, late=True)
