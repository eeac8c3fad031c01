"""Explaining cases: link a law once, run many cases, and tell of each how the law came to its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.base.dates import is_leap_day, leap_day_matters, parse_date
from uitvoerbaar.base.language import active, said
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.typed import digits
from uitvoerbaar.engine.explain.glossary import Glossary, declared, law_name, unit_of
from uitvoerbaar.engine.explain.left_out import Facts, left_out
from uitvoerbaar.engine.explain.odd_ages import odd_ages
from uitvoerbaar.engine.explain.person_case import PersonCase, Persons
from uitvoerbaar.engine.explain.trace import Step, Tracer, as_json, tree
from uitvoerbaar.engine.reference.case import answers, plain
from uitvoerbaar.engine.reference.values import Unknown, undecided
from uitvoerbaar.engine.reference.walk import Case, Walk, key_text
from uitvoerbaar.law import Corpus, Linked, Linker, SourceSpec
from uitvoerbaar.law.graph import FieldSpec, Node, having
from uitvoerbaar.law.horizon import Carried, within_horizon
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.not_modelled import NotModelled
from uitvoerbaar.law.registers import KEY, Catalogue

FORMAT = "uitvoerbaar-uitleg-1"


@dataclass(frozen=True, slots=True)
class Used:
    """A version of a law that the answer rests on, with the articles that were reached."""

    id: str
    version: str
    name: str
    url: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A register field that was read but not named in the case: the catalogue's default was used."""

    who: str
    name: str
    value: Any
    unit: str | None


@dataclass(frozen=True, repr=False)
class Explanation:
    """One explained case: the answer, how the law comes to it, what was assumed and which laws were used."""

    law: Law
    output: str
    date: str
    outputs: Mapping[str, Any]
    case: PersonCase
    glossary: Glossary
    tell: Callable[[], Step]
    """Makes the trace; who only wants the answer does not wait for it."""
    everybody: Facts = field(default_factory=dict)
    """Per table the records of the case, with what was assumed."""
    may_carry: tuple[Carried, ...] = ()
    """The versions of laws that were linked for a day after the last on which they are known to hold."""
    explainer: Explainer | None = None
    """What explained it, for who wants to go on from here."""
    notes: tuple[str, ...] = ()
    """Rules that were passed over because the law did not ask for a rule of their layer, or are not in force on the day."""
    walked: tuple[Node, Walk] | None = None
    """The linked output and the finished walk over it, to set beside that of another case."""

    @cached_property
    def trace(self) -> Step:
        """How the law came to the answer, as a tree."""
        return self.tell()

    @property
    def value(self) -> Any:
        """The answer, in the law's own unit (amounts in eurocent)."""
        return self.outputs[self.output]

    @property
    def unit(self) -> str | None:
        """The unit of the answer as the law declares it."""
        return self.trace.unit or self.declared_unit(self.output)

    def declared_unit(self, output: str) -> str | None:
        """The unit that the law declares for an output; an amount without a unit is in eurocent."""
        found = declared(self.law, output)
        return None if found is None else unit_of(found)

    @cached_property
    def assumed(self) -> tuple[Assumed, ...]:
        """What was read but not named, each once, in the order in which the law reads it."""
        found: dict[tuple[str, str], Assumed] = {}
        for step in self.trace:
            if step.assumed:
                found.setdefault((step.who, step.name), Assumed(step.who, step.name, step.value, step.unit))
        return tuple(found.values())

    @cached_property
    def read(self) -> frozenset[tuple[str, str]]:
        """Every register field and parameter that the answer rests on: (whose, name)."""
        return frozenset((s.who, s.name) for s in self.trace if s.node in ("field", "parameter"))

    @cached_property
    def laws(self) -> tuple[Used, ...]:
        """The laws that the answer rests on, the asked law first."""
        found: dict[tuple[str, str], dict[str, None]] = {(self.law.id, self.law.version): {}}
        for step in self.trace:
            if step.law and step.node in ("output", "input", "open_term"):
                found.setdefault((step.law, step.version), {})[step.article] = None
        return tuple(
            Used(law_id, version, law_name(law), law.url, tuple(sorted(articles, key=_in_order)))
            for (law_id, version), articles in found.items()
            if (law := self.glossary.laws.get((law_id, version))) is not None
        )

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """The versions that the answer rests on and that are carried forward to a day on which they are not known."""
        reached = {(used.id, used.version, article) for used in self.laws for article in used.articles}
        whole = {(law, version) for law, version, _ in reached}
        return tuple(
            one
            for one in self.may_carry
            if (one.law, one.version) in whole
            and (not one.articles or any((one.law, one.version, a) in reached for a in one.articles))
        )

    @cached_property
    def left_out(self) -> tuple[NotModelled, ...]:
        """What the used laws say and what is not computed, as far as it can matter to this case."""
        return left_out(self, self.everybody)

    @cached_property
    def leap_days(self) -> tuple[str, ...]:
        """Whose birthday of 29 February can decide on this day (docs/decisions/015), each once."""
        on = parse_date(self.date)
        if on is None or not leap_day_matters(on):
            return ()
        born = ((step.who, parse_date(step.value)) for step in self.trace if step.node in ("field", "parameter"))
        return tuple(dict.fromkeys(who for who, day in born if day is not None and is_leap_day(day)))

    @property
    def odd(self) -> tuple[str, ...]:
        """Ages in the case that cannot be or are odd, in the active language."""
        return odd_ages(self.everybody, self.date)

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """How the law comes to the answer in a few plain Dutch sentences."""
        from uitvoerbaar.engine.explain.summary import sentences

        return sentences(self)

    @cached_property
    def english(self) -> tuple[str, ...]:
        """The same sentences in plain English, one for one."""
        from uitvoerbaar.engine.explain.english import ENGLISH
        from uitvoerbaar.engine.explain.summary import sentences

        return sentences(self, ENGLISH)

    @property
    def told(self) -> tuple[str, ...]:
        """The same sentences in the active language."""
        return self.summary if active() == "nl" else self.english

    def __repr__(self) -> str:
        return f"<Explanation of {self.law.id} {self.output} on {self.date}: {self.value}>"

    def as_json(self) -> dict[str, Any]:
        """The explanation as JSON, with every step."""
        return {
            "format": FORMAT,
            "law": self.law.id,
            "output": self.output,
            "date": self.date,
            "value": as_json(self.value),
            "unit": self.unit,
            "outputs": {name: as_json(value) for name, value in self.outputs.items()},
            "laws": [
                {"id": u.id, "version": u.version, "name": u.name, "url": u.url, "articles": list(u.articles)}
                for u in self.laws
            ],
            "assumed": [
                {"who": a.who, "name": a.name, "value": as_json(a.value), "unit": a.unit} for a in self.assumed
            ],
            "carried_forward": [
                {"law": c.law, "version": c.version, "known_until": c.until, "told": said(c.told)} for c in self.carried
            ],
            "not_modelled": [
                {
                    "law": rule.law,
                    "article": rule.article,
                    "what": said(rule.what),
                    "consequence": said(rule.consequence),
                }
                for rule in self.left_out
            ],
            "passed_over": list(self.notes),
            "odd": list(self.odd),
            "summary": list(self.told),
            "trace": tree(self.trace),
        }


def _in_order(article: str) -> list[tuple[int, str]]:
    """The order of articles in a law: 2 before 10, 2.9 before 2.10, 4 before 4a."""
    parts = [(digits(part), part) for part in re.findall(r"[0-9]+|[^0-9.\s]+", article)]
    return [(0, part) if number is None else (number, "") for number, part in parts]


@dataclass(slots=True)
class Plan:
    """A linked output, ready for many cases."""

    linked: Linked
    glossary: Glossary
    carried: tuple[Carried, ...] = ()
    computed: tuple[tuple[str, tuple[str, str]], ...] = field(init=False)
    """Fields of a housemate that it reads and that a law computes: (field, (law, output))."""

    def __post_init__(self) -> None:
        found = {
            node.payload[0]: node.spec.computed_by
            for node in having(self.linked.outputs.values(), "GET")
            if node.spec is not None and node.spec.computed_by is not None
        }
        self.computed = tuple(found.items())


@dataclass
class Explainer:
    """Explains cases on a corpus and a register catalogue; laws are linked once per output, date and parameters."""

    corpus: Corpus
    catalogue: Catalogue
    _linkers: dict[tuple[str, frozenset[str]], tuple[Linker, Glossary]] = field(default_factory=dict)
    _plans: dict[Any, Plan] = field(default_factory=dict)

    def plan(self, law: str, output: str, date: str, parameters: Iterable[str], extra: Iterable[str] = ()) -> Plan:
        """The linked output. `extra` are fields of a person that the catalogue lacks and the case gives.

        Raises LawLookupError when the law, its version or the output does not exist, BeyondHorizon when the day lies too
        long after the last law that is known.
        """
        names, more = tuple(sorted(parameters)), frozenset(extra)
        key = (law, output, date, names, more)
        if key not in self._plans:
            if (date, more) not in self._linkers:
                base = self.catalogue.source()
                source = SourceSpec(base.name, base.key, {**base.fields, **dict.fromkeys(more)}, complete=True)
                self._linkers[date, more] = Linker(self.corpus, date, [source]), Glossary({})
            linker, glossary = self._linkers[date, more]
            specs = {name: FieldSpec("number", nullable=False) if name == KEY else None for name in names}
            linked = linker.link(law, (output,), specs)
            glossary.laws.update(((used.id, used.version), used) for used in linked.laws)
            self._plans[key] = Plan(linked, glossary, within_horizon(self.corpus, linked))
        return self._plans[key]

    def explain(self, law: str, output: str, date: str, case: PersonCase) -> Explanation:
        """Run one case and keep how the law came to the answer.

        Raises LawLookupError for an unknown law or output and EvaluationError when the case cannot be decided.
        """
        plan, parameters, persons, told = self._ready(law, output, date, case)
        return self._run(plan, output, date, parameters, persons, told)

    def carried(self, law: str, output: str, date: str) -> tuple[Carried, ...]:
        """What an output carries forward to `date` from laws that are not known then. Raises as `plan` does."""
        return self.plan(law, output, date, (KEY,)).carried

    def walkable(self, law: str, output: str, date: str, case: PersonCase) -> tuple[Node, Case]:
        """The linked output and the records of a case, for who walks it otherwise. Raises as `explain` does."""
        plan, parameters, persons, _ = self._ready(law, output, date, case)
        return plan.linked.outputs[output], Case(parameters, persons.register())

    def _ready(
        self, law: str, output: str, date: str, case: PersonCase
    ) -> tuple[Plan, Mapping[str, Any], Persons, list[dict[str, Explanation]]]:
        """The linked output, its parameters and the records of everybody, with what was explained of housemates."""
        version = self.corpus.select(law, date)
        parameters = {name: plain(value) for name, value in case.parameters.items()}
        asked = {p.name for a in version.articles if a.rules for p in a.rules.parameters}
        if KEY in asked and KEY not in parameters:
            parameters[KEY] = case.bsn
        parameters.update(
            (name, plain(case.person[name])) for name in asked if name in case.person and name not in parameters
        )
        known = self.catalogue.person_specs()
        extra = [name for name in (*case.person, *(case.partner or {})) if name not in known and name != KEY]
        plan = self.plan(law, output, date, parameters, extra)
        persons = Persons(case, self.catalogue)
        told = self._housemates(persons, plan, date, extra)
        return plan, parameters, persons, told

    def _housemates(self, persons: Persons, plan: Plan, date: str, extra: list[str]) -> list[dict[str, Explanation]]:
        """Explain for each housemate the fields that a law computes and that are read."""
        if persons.case.housemates:
            self._homes(persons, plan, date, extra)
        told: list[dict[str, Explanation]] = []
        values: list[dict[str, Any]] = []
        for position, named in enumerate(persons.case.housemates):
            made: dict[str, Explanation] = {}
            for name, (law, output) in plan.computed:
                if name in named:
                    continue
                key = persons.case.housemate_bsn(position)
                below = self.plan(law, output, date, (KEY,), extra)
                made[name] = self._run(below, output, date, {KEY: key}, persons, [])
            told.append(made)
            values.append({name: explained.value for name, explained in made.items()})
        persons.set_housemates(tuple(values))
        return told

    def _homes(self, persons: Persons, plan: Plan, date: str, extra: list[str]) -> None:
        """Tell each housemate with whom he lives, where what a law computes of him asks who that is.

        Of those others it is known what a law computes without asking for housemates: their income and wealth.
        """
        below = [self.plan(law, output, date, (KEY,), extra) for _, (law, output) in plan.computed]
        asked = dict(field for one in below for field in one.computed)
        plans = {name: self.plan(law, output, date, (KEY,), extra) for name, (law, output) in asked.items()}
        if not asked or any(one.computed for one in plans.values()):
            return
        case = persons.case
        keys = [key for key in (case.bsn, case.partner_bsn) if key is not None]
        keys += [case.housemate_bsn(position) for position in range(len(case.housemates))]
        persons.set_homes(
            {
                key_text(key): {
                    name: self._run(plans[name], output, date, {KEY: key}, persons, []).value
                    for name, (_, output) in asked.items()
                }
                for key in keys
            }
        )

    def _run(
        self,
        plan: Plan,
        output: str,
        date: str,
        parameters: Mapping[str, Any],
        persons: Persons,
        told: list[dict[str, Explanation]],
    ) -> Explanation:
        walk = Walk(Case(parameters, persons.register(), partial=True), keep_elements=True)
        outputs = answers(walk, plan.linked, (output,))
        answer = outputs[output]
        if isinstance(answer, Unknown):
            raise undecided(answer, plan.linked.outputs[output])

        def item(value: Any) -> tuple[str, frozenset[str], Mapping[str, Step]] | None:
            holder = persons.items.get(id(value))
            if holder is None:
                return None
            computed = told[holder.position] if holder.table == "huisgenoot" and told else {}
            return holder.who, holder.named, {name: explained.trace for name, explained in computed.items()}

        sources = {key: (holder.who, holder.named) for key, holder in persons.holders.items()}

        def tell() -> Step:
            return Tracer(walk, sources, item, plan.glossary).trace(plan.linked.outputs[output])

        linked, facts = plan.linked, persons.everybody()
        return Explanation(
            linked.law,
            output,
            date,
            outputs,
            persons.case,
            plan.glossary,
            tell,
            facts,
            plan.carried,
            explainer=self,
            notes=linked.notes,
            walked=(linked.outputs[output], walk),
        )
