"""One number of a law, or a few, set to another value: a proposal made of `LAW.ARTICLE.NAME=VALUE`.

The names are those of `uitvoerbaar sweep` and of the dials of the workbench: what the rules of the article call a number, or
its mark (`3#definitions.…`). A value is read as they read it: in the unit that the text of the law counts in, unless it says
its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import load
from uitvoerbaar.engine.batch.outputs import computed_nodes, link_outputs
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.face.article_text import Draft, LawPair, text_of
from uitvoerbaar.face.given import DAY, PATH, PATHS, Kind, takes
from uitvoerbaar.face.laws import MADE, as_day, corpus_of
from uitvoerbaar.face.live import ArticleDial, dials_in, dials_of, typed_value
from uitvoerbaar.face.show import find_article
from uitvoerbaar.face.solve.words import value_words
from uitvoerbaar.face.sweep.plan import find_dial, names_of
from uitvoerbaar.face.typed_law import amended_numbers
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.graph import Graph, topological
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import Proposal, load_proposal
from uitvoerbaar.proposal.amend.folder import files_of, write_files
from uitvoerbaar.proposal.amend.onto import files_onto
from uitvoerbaar.proposal.amend.value import dutch
from uitvoerbaar.proposal.draft import draft as drafted
from uitvoerbaar.proposal.load import FILE

FORM = "WET.ARTIKEL.GETAL=WAARDE"
EXAMPLE = "wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=150.000"
_MARK = "#"
_TITLE_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number of a law and what it becomes, in the unit of the rule."""

    law: Law
    dial: ArticleDial
    value: Decimal

    @property
    def name(self) -> str:
        """What the rules call it."""
        return names_of(self.dial)[-1]

    @property
    def written(self) -> str:
        """The number as `--set` takes it."""
        at = f"{self.law.id}.{self.dial.control.article}.{self.name}"
        return (
            f"{at if self.name != self.dial.id else f'{self.law.id}.{self.name}'}={value_words(self.dial, self.value)}"
        )

    @property
    def same(self) -> bool:
        """Whether the law has it already so."""
        return self.value == self.dial.value

    @property
    def told(self) -> str:
        """The change in words, with both values in the unit of the text."""
        return tr(
            "{law}, artikel {article}: {name} van {before} naar {after}",
            law=self.law.name,
            article=self.dial.control.article,
            name=self.name.replace("_", " "),
            before=value_words(self.dial, self.dial.value),
            after=value_words(self.dial, self.value),
        )


@dataclass(frozen=True, repr=False)
class Reform:
    """A law with other numbers, as a proposal. Made by `uv.reform`; everything that takes a proposal takes it.

    `on` is its day, `numbers` what changes, `notes` what must be known (a number that the law has already so).
    """

    on: str
    numbers: tuple[NewNumber, ...]
    files: Mapping[str, bytes] = field(compare=False)
    """The files of the proposal by their name in its folder."""
    notes: tuple[str, ...] = ()
    base: str | None = None
    """The proposal that it comes on top of, as it was called."""
    _made: list[Any] = field(default_factory=list, compare=False)

    @property
    def folder(self) -> Path:
        """The folder of the proposal: where it was saved last, else one that goes with this object."""
        if not self._made:
            place = tempfile.TemporaryDirectory(prefix=MADE)
            write_files(Path(place.name), self.files)
            self._made.append(place)
        last = self._made[-1]
        return last if isinstance(last, Path) else Path(last.name)

    @property
    def words(self) -> list[str]:
        """The same as options of the command line: the folder where it was saved, else the numbers."""
        if self.saved:
            return ["--proposal", str(self.folder)]
        named = [] if self.base is None else ["--proposal", self.base]
        return [*named, *(word for number in self.numbers for word in ("--set", number.written))]

    @property
    def saved(self) -> bool:
        """Whether it lies in a folder of the user."""
        return bool(self._made) and isinstance(self._made[-1], Path)

    @takes(folder=PATH.like("'mijn-voornemen'"))
    def save(self, folder: str | Path) -> Path:
        """Write it as a proposal that `check` and `assess` take; gives the folder.

        Raises UserError when something else stands there already, and when it cannot be written.
        """
        place = Path(folder)
        if place.is_dir() and any(place.iterdir()) and not _same(place, self.files):
            raise UserError(tr("{folder}: hier staat al iets; kies een andere map", folder=place), file=str(place))
        self._made.append(write_files(place, self.files))
        return place

    @property
    def id(self) -> str:
        """The id of the proposal."""
        return str(load(self.files[FILE].decode(), FILE)["id"])

    def put(self, folder: Path) -> Path:
        """Write it as `save` does, also in the place of an earlier proposal."""
        self._made.append(write_files(folder, self.files))
        return folder

    def __fspath__(self) -> str:
        """The folder, for whatever takes a proposal."""
        return str(self.folder)

    def __str__(self) -> str:
        return str(self.folder)

    def __repr__(self) -> str:
        return f"<{'; '.join(number.told for number in self.numbers)}>"


def _same(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files and no others."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return there.keys() == files.keys() and all(there[name].read_bytes() == files[name] for name in files)


SETS = Kind(
    lambda value: (
        isinstance(value, str | Mapping)
        or (isinstance(value, list | tuple) and all(isinstance(each, str) for each in value))
    ),
    mark("een dict van WET.ARTIKEL.GETAL naar waarde, of een tekst of lijst daarvan"),
    f"'{EXAMPLE}'",
)


@takes(numbers=SETS, on=DAY, proposal=PATH.like("'huurtoeslag-2026'"), folders=PATHS)
def reform(
    numbers: str | Sequence[str] | Mapping[str, Any],
    *,
    on: str | date | None = None,
    proposal: str | Path | None = None,
    folders: Iterable[str | Path] | None = None,
) -> Reform:
    """The law of a day, or that after a proposal, with some numbers set to another value.

    >>> import uitvoerbaar as uv
    >>> grens = uv.reform("wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=100.000", on="2026-01-01")
    >>> grens
    <Wet op de zorgtoeslag, artikel 3: vermogensgrens alleenstaand van € 146.011 naar € 100.000>
    >>> rijk = uv.case(spaargeld=uv.euro(120_000))
    >>> uv.compare("zorgtoeslag", rijk, on="2026-01-01", proposal=grens).values[1]
    0

    `numbers` is `LAW.ARTICLE.NAME=VALUE`, a list of these, or a dict of `LAW.ARTICLE.NAME` to a value. A text is read in the
    unit that the law counts in, or in the one that it names ('€ 100.000', '13,6 procent'); in a dict a whole number that is an
    amount is in eurocent, as everywhere in Python (`uv.euro(100_000)`). `on` is the day of the law (without, that of the
    proposal, or today), `folders` are law files in place of the shipped ones. Raises UserError for a number that
    is not there (with what there is), a value that cannot be, a number that is named twice, and when the law has every number
    already so.
    """
    base = None if proposal is None else load_proposal(str(proposal))
    day = as_day(on if on is not None or base is None else base.after.date)
    laws = load_corpus(None if folders is None else map(Path, folders))
    corpus = laws if base is None else corpus_of(base, "na", laws)
    given = list(_given(numbers))
    if not given:
        raise UserError(tr("er is geen getal genoemd; verwacht: {form}", form=FORM), expected=FORM)
    found = tuple(_read(corpus, day, address, value) for address, value in given)
    _check_once(found)
    notes = [_already(number) for number in found if number.same]
    if len(notes) == len(found):
        raise UserError("\n".join([*notes, tr("er verandert dus niets")]))
    pairs = list(_pairs(found))
    about = Draft(_title(found, base), day)
    files = files_of(about, pairs) if base is None else files_onto(base, _named(about, base), pairs)
    return Reform(day, found, files, tuple(notes), None if proposal is None else str(proposal))


def _already(number: NewNumber) -> str:
    return tr(
        "{law}, artikel {article}: {name} is al {value}",
        law=number.law.name,
        article=number.dial.control.article,
        name=number.name.replace("_", " "),
        value=value_words(number.dial, number.value),
    )


def _given(numbers: str | Sequence[str] | Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Addresses with what was given for them."""
    if isinstance(numbers, Mapping):
        yield from ((str(address), value) for address, value in numbers.items())
        return
    for text in [numbers] if isinstance(numbers, str) else numbers:
        address, equals, value = text.partition("=")
        if not equals or not address.strip() or not value.strip():
            raise UserError(
                tr("'{text}': verwacht: {form}, zoals {example}", text=text, form=FORM, example=EXAMPLE), expected=FORM
            )
        yield address.strip(), value.strip()


def _read(corpus: Corpus, day: str, address: str, value: Any) -> NewNumber:
    law, dial = find_number(corpus, day, address)
    try:
        return NewNumber(law, dial, _value(dial, value))
    except UserError as error:
        raise UserError(f"{address}: {error}", expected=error.expected, hint=error.hint) from None


def find_number(corpus: Corpus, day: str, address: str) -> tuple[Law, ArticleDial]:
    """The law in force on a day and the number of it that `LAW.ARTICLE.NAME` names; an article may have points in it (1.5).

    Raises UserError that lists the laws, the articles or the numbers of the article that there are.
    """
    law_id, point, rest = address.partition(".")
    article, _, name = rest.partition(_MARK) if _MARK in rest else rest.rpartition(".")
    if not point or not article or not name:
        if law_id in corpus.versions and rest:
            raise UserError(_without_name(corpus, day, law_id, rest), expected=FORM)
        raise UserError(
            tr("'{text}': verwacht: {form}, zoals {example}", text=address, form=FORM, example=EXAMPLE), expected=FORM
        )
    law = find_version(corpus, law_id, day)
    article = article.removeprefix("artikel").strip(" _") or article
    numbers = [each.number for each in law.articles]
    if article not in numbers and f"{article}.{name}" in numbers:
        raise UserError(_without_name(corpus, day, law_id, f"{article}.{name}"), expected=FORM)
    number = find_article(law, article).number
    text = text_of(law)
    dials = dials_in(text, number)
    wanted = rest if _MARK in rest else name
    try:
        return law, find_dial(dials, wanted)
    except UserError as error:
        elsewhere = [each for each in numbers if any(wanted in names_of(dial) for dial in dials_in(text, each))]
        more = tr(" Het staat wel in artikel {article}.", article=", ".join(elsewhere)) if elsewhere else ""
        told = tr("{law}, artikel {article}: {error}", law=law.id, article=number, error=error)
        raise UserError(told + more, hint=error.hint, expected=error.expected, article=number) from None


def _without_name(corpus: Corpus, day: str, law_id: str, article: str) -> str:
    """That the name of the number is missing, with the numbers of the article."""
    law = find_version(corpus, law_id, day)
    number = find_article(law, article).number
    known = ", ".join(names_of(dial)[-1] for dial in dials_in(text_of(law), number)) or tr("geen")
    return tr(
        "{law}, artikel {article}: noem ook het getal ({form}). Er zijn: {known}",
        law=law_id,
        article=number,
        form=FORM,
        known=known,
    )


def _value(dial: ArticleDial, value: Any) -> Decimal:
    """A value in the unit of the rule: a text as it is typed; of a whole number in Python an amount is in eurocent."""
    if isinstance(value, str):
        return typed_value(dial, value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        kind = type(value).__name__
        told = tr(
            "{value!r} is {kind}; verwacht: een tekst zoals '13,6 procent', of een heel getal", value=value, kind=kind
        )
        raise UserError(told, hint=suggest(kind, ("int", "Decimal")))
    if dial.control.kind == "amount":
        return typed_value(dial, f"{dutch(Decimal(value))} cent")
    return typed_value(dial, dutch(Decimal(value)))


def _check_once(found: Iterable[NewNumber]) -> None:
    seen = set()
    for number in found:
        key = number.law.id, number.dial.id
        if key in seen:
            raise UserError(
                tr(
                    "het getal '{id}' is twee keer genoemd",
                    id=f"{number.law.id}.{number.dial.control.article}.{number.name}",
                )
            )
        seen.add(key)


def _pairs(found: Iterable[NewNumber]) -> Iterator[LawPair]:
    """Every law that changes, before and after. Raises UserError for a text that cannot say a number in its manner."""
    by_law: dict[str, list[NewNumber]] = {}
    for number in found:
        if not number.same:
            by_law.setdefault(number.law.id, []).append(number)
    for numbers in by_law.values():
        values = {each.dial.id: (each.value, each.dial.rule_unit) for each in numbers}
        made = amended_numbers(text_of(numbers[0].law), values)
        yield LawPair(made.before, made.after)


def _title(found: Sequence[NewNumber], base: Proposal | None) -> Text:
    changed = [number for number in found if not number.same]
    parts = [
        f"{each.law.name} {each.dial.control.article}: {each.name.replace('_', ' ')} {value_words(each.dial, each.value)}"
        for each in changed[:_TITLE_NUMBERS]
    ]
    told = "; ".join(parts) + (" …" if len(changed) > _TITLE_NUMBERS else "")
    if base is None:
        return Text(told, told)
    return Text(f"{base.title.nl}, met {told}", f"{base.title.english}, with {told}")


def _named(about: Draft, base: Proposal) -> Draft:
    """An id for a proposal on top of another."""
    return replace(about, id=f"{base.id}-met-andere-getallen"[:60].rstrip("-"))


def without_effect(made: Reform, corpus: Corpus, day: str, outputs: Iterable[tuple[str, str]]) -> tuple[NewNumber, ...]:
    """The numbers of a reform that none of some outputs reads, also by way of housemates: setting them changes nothing there.

    `corpus` is the law after the reform.
    """
    catalogue, graph = load_registers(), Graph()
    changed = [number for number in made.numbers if not number.same]
    for law_id in dict.fromkeys(number.law.id for number in changed):
        text = text_of(find_version(corpus, law_id, day))
        mine = [number for number in changed if number.law.id == law_id]
        dials = [d for n in mine for d in dials_in(text, n.dial.control.article) if d.id == n.dial.id]
        if len(dials) == len(mine):
            places = {at: (_key(law_id, name), reach) for at, (name, reach) in dials_of(tuple(dials), text).items()}
            corpus = drafted(day, (), {law_id: places}).after.corpus(corpus)
    nodes = list(link_outputs(corpus, day, outputs, catalogue, graph).values())
    nodes += computed_nodes(corpus, day, catalogue, graph, only=nodes).values()
    reached = {node.payload.name for node in topological(nodes) if node.op == "DIAL"}
    return tuple(number for number in changed if _key(number.law.id, number.dial.id) not in reached)


def _key(law: str, dial: str) -> str:
    """A number of one of several laws: articles of two laws may call a number the same."""
    return f"{law}.{dial}"
