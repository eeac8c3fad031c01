"""Which facts of a law can stand for a protected ground: what a proof of blindness (property h) cannot see, measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.protected_grounds.grounds import load_grounds, measure
from uitvoerbaar.assess.protected_grounds.proxies import PARTNER, associations, inputs
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.engine.explain import english
from uitvoerbaar.engine.explain.dutch import words
from uitvoerbaar.findings import Text
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.model import Situation


@dataclass(frozen=True, slots=True)
class Proxy:
    """A register field that the law reads and a protected ground that it goes along with (Cramer's V, 0 to 1)."""

    field: str
    ground: str
    name: Text
    closeness: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """The proxies at or above the norm, the closest first; the fields that were looked at, and what could not be."""

    proxies: tuple[Proxy, ...]
    looked_at: tuple[str, ...]
    missing: tuple[Text, ...]

    def as_json(self) -> dict[str, object]:
        """The measurement as JSON values; texts in Dutch."""
        return {
            "proxies": [
                {"field": p.field, "ground": p.ground, "closeness": round(p.closeness, 3)} for p in self.proxies
            ],
            "looked_at": list(self.looked_at),
            "missing": [text.nl for text in self.missing],
        }

    def lines(self) -> list[str]:
        """The measurement as plain Dutch sentences."""
        found = [f"{_called(p.field)} gaat samen met {p.name.nl} (Cramers V {p.closeness:.2f})" for p in self.proxies]
        return found or ["geen gegeven van de wet gaat sterk samen met een verboden grond die gemeten kan worden"]

    def told(self) -> Text:
        """The proxies in one sentence."""
        if not self.proxies:
            return Text(
                "Geen ander gegeven van de wet gaat in de bevolking sterk samen met zo'n grond.",
                "No other fact of the law goes along with such a ground in the population.",
            )
        nl = [f"{_called(p.field)} met {p.name.nl} ({_comma(p.closeness)})" for p in self.proxies]
        en = [f"{_english(p.field)} with {p.name.en} ({p.closeness:.2f})" for p in self.proxies]
        return Text(
            f"In de bevolking gaan wel samen (Cramers V): {'; '.join(nl)}.",
            f"In the population these do go together (Cramer's V): {'; '.join(en)}.",
        )


def _comma(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _english(field: str) -> str:
    return "having a partner" if field == PARTNER else english.words(field)


def _called(field: str) -> str:
    return "een partner hebben" if field == PARTNER else words(field)


def named(ctx: Context, law: str, output: str) -> Measurement:
    """What an output of a law after the proposal reads of people, against every protected ground that can be measured.

    A field that is the ground itself is left out (the proof looks at those), and so are applications. Raises
    LawLookupError.
    """
    side = ctx.sides.after
    nodes = link_outputs(side.corpus, side.date, [(law, output)], ctx.catalogue, ctx.graph)
    measured, missing = measure(ctx, [ground for ground in load_grounds() if ground.kind == "beschermd"])
    own = {field for item in measured for field in item.ground.fields}
    fields = sorted(name for name in inputs(nodes.values()) if name not in own and not name.startswith("aanvraag_"))
    codes = {item.ground.id: item.groups.codes for item in measured}
    names = {item.ground.id: item.ground.name for item in measured}
    close = associations(ctx, fields, codes, int(ctx.settings.norm("gelijk_steekproef_huishoudens")))
    strong = ctx.settings.norm("gelijk_samenhang")
    proxies = [
        Proxy(field, ground, names[ground], closeness)
        for field, by_ground in close.items()
        for ground, closeness in by_ground.items()
        if closeness >= strong
    ]
    return Measurement(tuple(sorted(proxies, key=lambda p: -p.closeness)), tuple(sorted(close)), tuple(missing))


def law_in_force(law: str, on: str) -> Proposal:
    """The law as it is, as a proposal that changes nothing: for looking at it on a population (`run.make_context`)."""
    text = Text(law, law)
    return Proposal(law, Path(law), text, "wet", text, "", (), on, Situation(on), Situation(on))
