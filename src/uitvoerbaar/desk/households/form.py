"""The form of a household: who belongs to it, what was answered, and which questions come next. All of it stands in the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.desk.households.typed import read, written
from uitvoerbaar.desk.households.words import asked
from uitvoerbaar.desk.queries import Names
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.questions import Question, Table, checked, questions

PARTNER, CHILDREN, HOUSEMATES = "partner", "kind", "huisgenoot"
MOST = {CHILDREN: 12, HOUSEMATES: 6}
"""So many children and housemates a form can hold."""
ADD, AWAY = "erbij", "weg"
"""Buttons that add somebody or take somebody away, without JavaScript."""
GROUPS: Mapping[str, str] = {
    "brp": mark("Wie"), "wonen": mark("Wonen"), "inkomen": mark("Inkomen en bezit"), "uitkeringen": mark("Uitkering en AOW"),
    "kinderopvang": mark("Kinderopvang"), "zorg": mark("Zorgverzekering"), "toeslagen": mark("Aanvragen"),
}  # fmt: skip
"""Registers in the order in which they are asked: who lives there decides most, what was applied for comes last."""
_PERSON = re.compile(rf"({CHILDREN}|{HOUSEMATES})\.([1-9]\d?)\Z")
_HELD = 2000
"""Characters of an answer that are put back in its field."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question put to somebody, with what was typed. `value` is None without an answer or with `trouble`.

    `counts`: whether the laws look at it in this case, so that it is asked in plain sight.
    """

    question: Question
    whose: str
    typed: str
    value: Any
    trouble: str
    counts: bool = True

    @property
    def name(self) -> str:
        """Its name in the form: as a case calls it, partner.spaargeld."""
        return f"{self.whose}.{self.question.name}" if self.whose else self.question.name

    @property
    def title(self) -> str:
        """The question in plain words."""
        return asked(self.question)

    @property
    def id(self) -> str:
        """Its name in the page."""
        return f"v-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Group:
    """Answers about one subject."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household: `whose` is "" (oneself), partner, kind.1, huisgenoot.1."""

    whose: str
    title: str
    answers: tuple[Answer, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What counts, by subject."""
        return tuple(self._grouped(True))

    @property
    def rest(self) -> tuple[Group, ...]:
        """What does not count in this case."""
        return tuple(self._grouped(False))

    def _grouped(self, counts: bool) -> Iterator[Group]:
        known = [*GROUPS, *dict.fromkeys(a.question.group for a in self.answers if a.question.group not in GROUPS)]
        for group in known:
            found = tuple(a for a in self.answers if a.question.group == group and a.counts == counts)
            if found:
                yield Group(tr(GROUPS[group]) if group in GROUPS else group, found)


@dataclass(frozen=True)
class Form:
    """A household as it was filled in. Made by `form_of`."""

    members: tuple[Member, ...]
    trouble: tuple[str, ...] = field(default=())

    @property
    def partner(self) -> bool:
        """Whether there is a partner."""
        return any(member.whose == PARTNER for member in self.members)

    @property
    def children(self) -> int:
        """How many children there are."""
        return sum(member.whose.startswith(f"{CHILDREN}.") for member in self.members)

    @property
    def housemates(self) -> int:
        """How many housemates there are."""
        return sum(member.whose.startswith(f"{HOUSEMATES}.") for member in self.members)

    @property
    def wrong(self) -> tuple[Answer, ...]:
        """The answers that could not be read."""
        return tuple(a for member in self.members for a in member.answers if a.trouble)

    @property
    def answered(self) -> bool:
        """Whether anything was filled in."""
        return len(self.members) > 1 or any(a.typed for member in self.members for a in member.answers)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts as a case has them: what could be read, and who there is."""
        made: dict[str, Any] = {}
        for member in self.members:
            said = {a.question.name: a.value for a in member.answers if a.value is not None}
            if not member.whose:
                made.update(said)
            elif member.whose == PARTNER:
                made[PARTNER] = said
            else:
                head = member.whose.partition(".")[0]
                made.setdefault("kinderen" if head == CHILDREN else "huisgenoten", []).append(said)
        return made

    @property
    def query(self) -> list[tuple[str, str]]:
        """What was typed, as names and texts of an address."""
        said = [(a.name, a.typed) for member in self.members for a in member.answers if a.typed]
        return [*([(PARTNER, "ja")] if self.partner else []), *self._counts(), *said]

    def _counts(self) -> Iterator[tuple[str, str]]:
        for head, many in ((CHILDREN, self.children), (HOUSEMATES, self.housemates)):
            if many:
                yield f"aantal.{head}", str(many)

    def counting(self, read_by_law: Sequence[tuple[str, str]]) -> Form:
        """The same, with the questions that the laws looked at in sight, in the order in which they did."""
        place = {pair: at for at, pair in enumerate(read_by_law)}

        def marked(member: Member) -> Member:
            told = [replace(a, counts=(a.whose, a.question.name) in place or bool(a.typed)) for a in member.answers]
            told.sort(key=lambda a: place.get((a.whose, a.question.name), len(place)))
            return replace(member, answers=tuple(told))

        return replace(self, members=tuple(map(marked, self.members)))


def form_of(of: Laws, said: Mapping[str, str]) -> Form:
    """The form from names and texts of a request. What cannot be read stays in its field, with what to do."""
    many, trouble = _many(said)
    partner, wrong = _partner(said)
    trouble += wrong
    known = questions(of)
    whose: list[tuple[str, Table]] = [("", "persoon"), *([(PARTNER, "persoon")] if partner else [])]  # type: ignore[list-item]
    whose += [(f"{CHILDREN}.{n}", "kind") for n in range(1, many[CHILDREN] + 1)]
    whose += [(f"{HOUSEMATES}.{n}", "huisgenoot") for n in range(1, many[HOUSEMATES] + 1)]
    gone = _PERSON.match(said.get(AWAY, ""))
    members = tuple(
        Member(name, _title(name), tuple(_answers(of, known, name, table, _moved(said, name, gone))))
        for name, table in whose
    )
    return Form(members, trouble)


def names_of(of: Laws) -> Names:
    """The names that the address of a form can hold: what it asks of a person, of each child and of each housemate."""
    asked: dict[Table, list[str]] = {}
    for question in questions(of):
        asked.setdefault(question.table, []).append(question.name)
    persons = asked.get("persoon", [])
    counts = [f"aantal.{head}" for head in MOST]
    once = (PARTNER, *counts, ADD, AWAY, *persons, *(f"{PARTNER}.{name}" for name in persons))
    heads: tuple[tuple[str, Table], ...] = ((CHILDREN, "kind"), (HOUSEMATES, "huisgenoot"))
    others = (rf"{head}\.[1-9]\d?\.(?:{'|'.join(map(re.escape, asked.get(table, [])))})" for head, table in heads)
    return Names(once, (), "|".join(others))


def at_odds(said: Mapping[str, str], form: Form) -> dict[str, str]:
    """What an address says twice and differently of who is in the household, by name: which of the two counts."""
    told: dict[str, str] = {}
    if said.get(PARTNER, "").strip() == "nee":
        of_partner = (name for name, text in said.items() if name.startswith(f"{PARTNER}.") and text.strip())
        told |= dict.fromkeys(of_partner, tr("telt niet mee: er is volgens {name} geen partner", name=f"{PARTNER}=nee"))
    for head, many in ((CHILDREN, form.children), (HOUSEMATES, form.housemates)):
        name = f"aantal.{head}"
        number = said.get(name, "").strip()
        if number.isascii() and number.isdigit() and int(number) < many:
            told[name] = tr(
                "is {number}, maar er staan gegevens van nummer {many}; er tellen er {many}", number=number, many=many
            )
    return told


def query_of(of: Laws, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A case as the names and texts of a filled form. What the form does not ask is left out."""
    known = {(question.table, question.name): question for question in questions(of)}
    made: list[tuple[str, str]] = []

    def put(prefix: str, table: Table, record: Mapping[str, Any]) -> None:
        made.extend(
            (f"{prefix}{name}", written(known[table, name], value))
            for name, value in record.items()
            if (table, name) in known and value is not None
        )

    put("", "persoon", {name: value for name, value in facts.items() if not isinstance(value, Mapping | list)})
    if PARTNER in facts:
        made.append((PARTNER, "ja"))
        put(f"{PARTNER}.", "persoon", facts[PARTNER])
    heads: tuple[tuple[str, str, Table], ...] = (
        ("kinderen", CHILDREN, "kind"),
        ("huisgenoten", HOUSEMATES, "huisgenoot"),
    )
    for name, head, table in heads:
        records = facts.get(name, [])
        made += [(f"aantal.{head}", str(len(records)))] if records else []
        for at, record in enumerate(records, 1):
            put(f"{head}.{at}.", table, record)
    return made


def _partner(said: Mapping[str, str]) -> tuple[bool, tuple[str, ...]]:
    """Whether there is a partner: as was answered, else because something is said of one; and what cannot be read of it."""
    told = said.get(PARTNER, "").strip()
    if told not in ("", "ja", "nee"):
        return False, (tr("Heeft u een partner? {typed} is geen antwoord. Kies ja of nee.", typed=describe(told)),)
    return told == "ja" or (not told and PARTNER in _heads(said)), ()


def _many(said: Mapping[str, str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """How many children and housemates there are, after the button that was pressed."""
    many, trouble = {}, []
    for head, most in MOST.items():
        told = said.get(f"aantal.{head}", "").strip() or "0"
        number = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else None
        if number is None:
            name = f"aantal.{head}"
            trouble.append(
                tr("{name}: {typed} is geen aantal. Schrijf een getal, zoals 2.", name=name, typed=describe(told))
            )
            number = 0
        number = max(
            [number, *(int(found[2]) for found in map(_PERSON.match, _heads(said)) if found and found[1] == head)]
        )
        number += said.get(ADD) == head
        gone = _PERSON.match(said.get(AWAY, ""))
        number -= gone is not None and gone[1] == head and int(gone[2]) <= number
        if number > most:
            trouble.append(
                tr(
                    "Dit formulier kan ten hoogste {children} kinderen en {mates} huisgenoten aan.",
                    children=MOST[CHILDREN],
                    mates=MOST[HOUSEMATES],
                )
            )
        many[head] = min(number, most)
    return many, tuple(dict.fromkeys(trouble))


def _heads(said: Mapping[str, str]) -> set[str]:
    """Who is named in the fields."""
    return {name.rpartition(".")[0] for name, text in said.items() if text.strip()}


def _moved(said: Mapping[str, str], whose: str, gone: re.Match[str] | None) -> Mapping[str, str]:
    """What was said of somebody: who stood after one that was taken away moves up."""
    found = _PERSON.match(whose)
    source = whose
    if found and gone and found[1] == gone[1] and int(found[2]) >= int(gone[2]):
        source = f"{found[1]}.{int(found[2]) + 1}"
    prefix = f"{source}." if source else ""
    return {name[len(prefix) :]: text for name, text in said.items() if name.startswith(prefix)}


def _answers(
    of: Laws, known: Sequence[Question], whose: str, table: Table, said: Mapping[str, str]
) -> Iterator[Answer]:
    for question in known:
        if question.table != table:
            continue
        typed = "".join(c if c.isprintable() else " " for c in said.get(question.name, "")).strip()[:_HELD]
        value, trouble = None, ""
        if typed:
            try:
                value = checked(of, f"{whose}.{question.name}" if whose else question.name, read(question, typed))
            except UserError as error:
                trouble = str(error).partition("\n")[0]
        yield Answer(question, whose, typed, value, trouble)


def _title(whose: str) -> str:
    head, _, number = whose.partition(".")
    if head == CHILDREN:
        return tr("Kind {number}", number=number)
    if head == HOUSEMATES:
        return tr("Huisgenoot {number}", number=number)
    return tr("Uw partner") if head == PARTNER else tr("Uzelf")
