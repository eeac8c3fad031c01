"""A jump that the proposal makes, enlarges or takes away as a finding."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.aspects.cliffs.household_types import field_of, with_value
from uitvoerbaar.assess.aspects.cliffs.near import Key, key_of
from uitvoerbaar.assess.aspects.cliffs.tracks import JumpPair, Track, fall
from uitvoerbaar.assess.cases.simplest import command, situation
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.pair import Pair, Role
from uitvoerbaar.assess.people.claim import of_all
from uitvoerbaar.assess.words import told
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import exact_money, money, numeral
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.piecewise.jumps import Jump
from uitvoerbaar.findings import Finding, Households, Outcome, Severity, SmallestCase, Text
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.graph.nodes import Origin

Near = Pair[dict[Key, Bools]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a jump comes from: law, article, line, file and official text."""

    law: str
    name: str
    article: str
    line: int
    url: str | None
    file: str | None

    @property
    def text(self) -> Text:
        """The place in words."""
        return Text("{part}, artikel {article}", "{part}, article {article}").format(
            part=self.name, article=self.article
        )


def place_of(ctx: Context, role: Role, jump: Jump) -> Place | None:
    """The place of the condition behind a jump."""
    origin = jump.origin
    if origin is None:
        return None
    return place_at(ctx, role, origin.law, origin.article, _line(ctx, role, jump.node, origin))


def _line(ctx: Context, role: Role, node: Node, origin: Origin) -> int:
    """The line of a condition in the law file of that side.

    Both sides share equal nodes, so an origin may be the place in the file of the other side; where the node does not know
    its place in this one, it is the line of the article.
    """
    law = ctx.sides.of(role).law(origin.law)
    if law is None:
        return 0
    places = (origin, *(found for found in (node.origin, *node.also) if found is not None))
    here = (p.line for p in places if (p.law, p.article, p.file) == (origin.law, origin.article, law.file))
    article = law.article(origin.article)
    return next(here, article.line if article is not None else 0)


def place_at(ctx: Context, role: Role, law_id: str, number: str, line: int) -> Place:
    """An article of a law of one side."""
    law = ctx.sides.of(role).law(law_id)
    article = law.article(number) if law else None
    name = law.name if law and law.name and not law.name.startswith("#") else law_id.replace("_", " ")
    return Place(law_id, name, number, line, article.url if article else None, law.file if law else None)


def findings(ctx: Context, test: str, made: list[Track], near: Near) -> list[Finding]:
    """One finding per article and fact: by the household type that it hits hardest."""
    worst: dict[tuple[str, str, str, str], tuple[int, Track, JumpPair]] = {}
    for track in made:
        for pair in track.pairs:
            kind = kind_of(ctx, pair)
            place = place_of(ctx, "na" if pair.after else "voor", pair.shown)
            if kind is None or place is None:
                continue
            key = (kind, place.law, place.article, track.axis.id)
            if key not in worst or abs(pair.worse) > worst[key][0]:
                worst[key] = abs(pair.worse), track, pair
    return [_finding(ctx, test, key[0], track, pair, near) for key, (_, track, pair) in worst.items()]


def kind_of(ctx: Context, pair: JumpPair) -> str | None:
    """Whether a fall is new, larger or gone by the proposal; None when it stays about the same."""
    return kind_of_fall(ctx, fall(pair.before), fall(pair.after))


def kind_of_fall(ctx: Context, before: int, after: int) -> str | None:
    """`kind_of` for what a household loses before and after the proposal (0 or more, eurocent a year)."""
    least = ctx.settings.norm("sprong_bevinding_eurocent")
    if after - before >= max(least, ctx.settings.norm("sprong_toename_aandeel") * before):
        return "groter" if before else "nieuw"
    return "weg" if before >= least and not after else None


KINDS = {
    "nieuw": Text("nieuw", "new"),
    "groter": Text("groter", "larger"),
    "weg": Text("verdwijnt", "gone"),
    None: Text("blijft", "stays"),
}
GRADUALLY = Text(
    "Bouw het bedrag geleidelijk af tot de grens in plaats van het in een keer te laten vervallen.",
    "Phase the amount out gradually up to the limit instead of ending it all at once.",
)


def change_text(ctx: Context, before: int, after: int) -> Text:
    """What the proposal does to a jump, in a word, by its loss on each side (below 0 a gain; 0 is no jump)."""
    kind = kind_of_fall(ctx, max(0, before), max(0, after))
    if kind is not None or (before and after):
        return KINDS[kind]
    least = ctx.settings.norm("sprong_bevinding_eurocent")
    if min(before, after) > -least:
        return Text("kleine verandering", "small change")
    return Text("nieuwe winst", "new gain") if after else Text("winst verdwijnt", "gain is gone")


def _finding(ctx: Context, test: str, kind: str, track: Track, pair: JumpPair, near: Near) -> Finding:
    role: Role = "voor" if kind == "weg" else "na"
    jump = pair.shown
    place = place_of(ctx, role, jump)
    assert place is not None
    name = field_of(track.axis, track.household)
    close = near.of(role).get(key_of(jump, name))
    start, end = (with_value(track.household, track.axis, x, ctx.catalogue) for x in (jump.start, jump.end))
    net = ctx.settings.net
    return Finding(
        id=f"{test}-{kind}-{place.law}-{place.article}-{track.axis.id}".replace(" ", "-"),
        test=test,
        severity=severity_of(ctx, kind, pair.worse),
        title=_title(kind, track, pair),
        explanation=_explanation(kind, track, pair, place, close is not None),
        whom=Text("Voorbeeld: {household}", "Example: {household}").format(household=track.household.name),
        law=place.law,
        article=place.article,
        households=None if close is None else _close(ctx, close),
        smallest_case=None if kind == "weg" else _smallest(ctx, track, jump),
        command=command(net.law, net.output, ctx.sides.of(role).date, start, ctx.proposal.called, role, end),
        mend=None if kind == "weg" else GRADUALLY,
        url=place.url,
        file=place.file,
        line=place.line or None,
    )


def _close(ctx: Context, close: Bools) -> Households:
    return of_all(close, ctx.weights, ctx.full, on_people(ctx)).households


def severity_of(ctx: Context, kind: str, worse: int) -> Severity:
    """How bad it is that a fall is `worse` eurocent a year deeper after the proposal."""
    if kind == "weg":
        return "informatie"
    return "ernstig" if worse >= ctx.settings.norm("sprong_ernstig_eurocent") else "aandacht"


def _title(kind: str, track: Track, pair: JumpPair) -> Text:
    axis, before, after = track.axis.name, fall(pair.before), fall(pair.after)
    more = ("minder", "less") if track.axis.less else ("meer", "more")
    if kind == "nieuw":
        return Text(
            "Nieuwe sprong: iets {more} {axis} kost {after} per jaar",
            "New cliff: slightly {more} {axis} costs {after} a year",
        ).format(more=Text(*more), axis=axis, after=money(after))
    if kind == "groter":
        return Text(
            "Grotere sprong: iets {more} {axis} kost {after} in plaats van {before} per jaar",
            "Larger cliff: slightly {more} {axis} costs {after} instead of {before} a year",
        ).format(more=Text(*more), axis=axis, after=money(after), before=money(before))
    return Text(
        "Sprong verdwijnt: iets {more} {axis} kostte {before} per jaar",
        "Cliff disappears: slightly {more} {axis} used to cost {before} a year",
    ).format(more=Text(*more), axis=axis, before=money(before))


_LIES_AT = Text(
    "De sprong ligt bij dit huishouden op {at} {axis} en komt door {place}.",
    "For this household the cliff is at {at} {axis}; it is caused by {place}.",
)
_COUNTED = Text(
    "Geteld zijn huishoudens die de regeling nu krijgen en minder dan {near} van deze grens af zitten.",
    "Counted are households that now receive the scheme and are less than {near} away from this limit.",
)
GONE = Text("Na het voornemen is deze sprong er niet meer.", "After the proposal this cliff is gone.")


def _explanation(kind: str, track: Track, pair: JumpPair, place: Place, counted: bool) -> Text:
    sentences = [_LIES_AT.format(at=shown(track, pair.shown.start), axis=track.axis.name, place=place.text)]
    if counted:
        sentences.append(_COUNTED.format(near=track.axis.near_text))
    if kind == "weg":
        sentences.append(GONE)
    return SPACE.join(sentences)


def shown(track: Track, x: int, *, cents: bool = False) -> Text:
    """A value of the fact in words; with its cents where two values that lie close must be told apart."""
    if track.axis.step == 1:
        return numeral(x)
    return exact_money(x) if cents else money(x)


def _smallest(ctx: Context, track: Track, jump: Jump) -> SmallestCase:
    cases = [with_value(track.household, track.axis, x, ctx.catalogue) for x in (jump.start, jump.end)]
    explained = [_explain(ctx, "na", case) for case in cases]
    old = [_explain(ctx, "voor", case).value for case in cases]
    net = ctx.settings.net.name
    values = [int(one.value) for one in explained]
    at, further = (shown(track, x, cents=True) for x in (jump.start, jump.end))
    return SmallestCase(
        situation=situation(cases[0], explained, ctx.catalogue),
        before=Outcome(Text("{net} bij {at}", "{net} at {at}").format(net=net, at=at), values[0], "eurocent_per_jaar"),
        after=Outcome(
            Text("{net} bij {at}", "{net} at {at}").format(net=net, at=further), values[1], "eurocent_per_jaar"
        ),
        mistake=None,
        loss=values[0] - values[1],
        ratio=None,
        trace=told(explained[1]),
        loss_reference=int(old[0] - old[1]),
        story=Text(
            "{household}. Bij {at} {axis} heeft dit huishouden {before} netto "
            "per jaar. Bij {further} is dat {after}: {loss} minder.",
            "{household}. At {at} {axis} this household has {before} net "
            "a year. At {further} that is {after}: {loss} less.",
        ).format(
            household=track.household.name,
            at=at,
            axis=track.axis.name,
            before=money(values[0]),
            further=further,
            after=money(values[1]),
            loss=money(values[0] - values[1]),
        ),
    )


def _explain(ctx: Context, role: Role, case: PersonCase) -> Explanation:
    net = ctx.settings.net
    return ctx.explainer(role).explain(net.law, net.output, ctx.sides.of(role).date, case)
