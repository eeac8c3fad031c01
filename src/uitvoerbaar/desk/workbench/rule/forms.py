"""The forms of common changes as a page shows them: only those that fit the article, filled with what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.base.language import tr
from uitvoerbaar.face.rule_forms import COMPARED, FORMS, ROUNDED, TRUE, Offers, Part
from uitvoerbaar.face.words import name_words

Option = tuple[str, str]
"""What is sent, and what is shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: a choice when it has options, else something to write."""

    name: str
    label: str
    said: str
    options: tuple[Option, ...] = ()
    note: str = ""

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"v-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Shape:
    """A form: its name, title, what it does, its fields, and whether somebody is busy with it."""

    id: str
    title: str
    note: str
    fields: tuple[Field, ...]
    open: bool


def shapes(offers: Offers, typed: Mapping[str, str], busy: str) -> list[Shape]:
    """The forms that fit; `typed` are the words of fields by name, `busy` the form whose button was used."""
    return list(_Shapes(offers, typed, busy).all()) if offers.outputs else []


class _Shapes:
    def __init__(self, offers: Offers, typed: Mapping[str, str], busy: str) -> None:
        self.offers, self.typed, self.busy = offers, typed, busy

    def all(self) -> Iterator[Shape]:
        """Every form that fits."""
        offers = self.offers
        outputs, names = _named(offers.outputs), _named(offers.names)
        compared = tuple((name, tr(words)) for name, words in COMPARED.items())
        number = tr("Een bedrag in euro, een getal, een percentage, ja of nee, of de naam van een gegeven.")
        yield self._shape(
            "voorwaarde",
            tr("Wie er niet aan voldoet, krijgt nul of nee."),
            ("uitvoer", tr("Voor"), outputs, offers.outputs[-1]),
            ("gegeven", tr("Alleen als"), names, ""),
            ("vergelijking", tr("Vergelijking"), ((TRUE, tr("waar is")), *compared), "LESS_THAN"),
            ("waarde", tr("Waarde"), (), number),
        )
        yield self._shape(
            "trede",
            tr("Vanaf een grens geldt een andere uitkomst; elders blijft het wat het was."),
            ("uitvoer", tr("Voor"), outputs, offers.outputs[-1]),
            ("gegeven", tr("Als"), names, ""),
            ("vergelijking", tr("Vergelijking"), compared, "GREATER_THAN"),
            ("waarde", tr("Waarde"), (), number),
            ("uitkomst", tr("Dan is het"), (), number),
        )
        if offers.below_a_limit:
            note = tr("Onder de grens wordt het bedrag kleiner, in plaats van niets.")
            yield self._shape("evenredig", note, ("uitvoer", tr("Voor"), _named(offers.below_a_limit), ""))
        if offers.above_a_limit:
            yield self._shape(
                "helling",
                tr("Boven de grens gaat van elke euro meer een deel eraf, in plaats van alles ineens."),
                ("uitvoer", tr("Voor"), _named(offers.above_a_limit), ""),
                ("deel", tr("Deel van het meerdere"), (), tr("Zoals 25%.")),
            )
        if offers.comparisons:
            yield self._shape(
                "vergelijking",
                "",
                ("plek", tr("Waar"), tuple(map(_place, offers.comparisons)), ""),
                ("vergelijking", tr("Wordt"), compared, ""),
            )
        if offers.rounded:
            kept = (("", tr("zoals het was")), ("euro", tr("hele euro's")), ("cent", tr("hele centen")))
            yield self._shape(
                "afronding",
                "",
                ("plek", tr("Waar"), tuple(map(_place, offers.rounded)), ""),
                ("afronding", tr("Wordt"), tuple((name, tr(words)) for name, words in ROUNDED.items()), ""),
                ("op", tr("Op"), kept, ""),
            )

    def _shape(self, id_: str, note: str, *fields: tuple[str, str, tuple[Option, ...], str]) -> Shape:
        """A form; the last of each field is what is chosen first, or how to write it."""
        made = []
        for name, label, options, usual in fields:
            full = f"{id_}.{name}"
            said = self.typed.get(full, usual if options else "")
            made.append(Field(full, label, said, options, "" if options else usual))
        return Shape(id_, tr(FORMS[id_]), note, tuple(made), self.busy == id_)


def _named(names: Iterable[str]) -> tuple[Option, ...]:
    return tuple((name, name_words(name)) for name in names)


def _place(part: Part) -> Option:
    """A comparison or rounding by what it determines and what stands in it."""
    does = COMPARED.get(part.operation) or ROUNDED.get(part.operation)
    words = [name_words(part.output), part.words.replace("_", " "), f"({tr(does)})" if does else ""]
    return part.path, " – ".join(word for word in words if word)
