"""Changes of several articles in one address: `w=LAW~CONTROL~VALUE` for each number, the value as it was typed.

A control begins with its article (`3#definitions.grens.value`), so that the three say where the number stands. On the page of an
article its own numbers are fields (`d.CONTROL=VALUE`); those of other articles travel along as `w`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.workbench.typed import Turned, turned
from uitvoerbaar.desk.workbench.written import Asked, amended_laws, dials_on
from uitvoerbaar.face.article_text import Amended
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.typed_law import Number, article_of_control
from uitvoerbaar.face.words import law_words

CHANGE, FIELD, BACK = "w", "d.", "bij"
"""Names in an address: a number of some article, one of the article of the page, and the variants to which somebody goes back."""
MOST, LONGEST, LONGEST_BACK = 100, 400, 8_000
"""Changes in one address, and characters of one: what is more is told and not followed."""
BETWEEN = "~"
"""Between the law, the control and the value of a change."""
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A number that is changed: where it stands, what was typed, and the dial that it is. `trouble`: why it is not followed."""

    law: str
    control: str
    said: str
    law_name: str = ""
    turned: Turned | None = None
    trouble: str = ""

    @property
    def article(self) -> str:
        """The article that the number stands in."""
        return article_of_control(self.control)

    @property
    def law_words(self) -> str:
        """The law in the words of the active language, its own name among them."""
        return law_words(self.law, self.law_name)

    @property
    def word(self) -> str:
        """The change as it stands in an address."""
        return BETWEEN.join((self.law, self.control, self.said))

    @property
    def moved(self) -> bool:
        """Whether it can be followed, and is other than the law."""
        return self.turned is not None and not self.trouble and self.turned.moved


def change_of(of: Laws, word: str) -> Change:
    """A change as it stands in an address; one that cannot be followed says why."""
    parts = word[:LONGEST].split(BETWEEN, 2)
    if len(parts) < 3 or len(word) > LONGEST:
        return Change("", "", word[:LONGEST], trouble=tr("niet te lezen; verwacht: WET~GETAL~WAARDE"))
    law, control, said = (part.strip() for part in parts)
    name = _law_name(of, law)
    if name is None:
        return Change(law, control, said, trouble=tr("deze wet is er niet op {day}", day=of.on))
    dials = [dial for dial in dials_on(of, law, article_of_control(control)) if dial.id == control]
    if not dials:
        told = tr("dit getal is er niet (meer) in de wet van {day}", day=of.on)
        return Change(law, control, said, name, trouble=told)
    (found,) = turned(tuple(dials), {f"{FIELD}{control}": said})
    return Change(law, control, said, name, found, found.trouble)


def changes_of(of: Laws, words: Iterable[str]) -> list[Change]:
    """The changes of an address in its order, the last of two of one number."""
    found: dict[tuple[str, str], Change] = {}
    for word in list(words)[:MOST]:
        made = change_of(of, word)
        found[made.law, made.control or made.said] = made
    return list(found.values())


def asked_changes(request: HttpRequest, of: Laws, law: str = "") -> list[Change]:
    """What an address changes; with the law of a page its numbers as well, which may be fields."""
    own = [
        BETWEEN.join((law, name.removeprefix(FIELD), said.strip()))
        for name, said in request.GET.dict().items()
        if law and name.startswith(FIELD) and said.strip()
    ]
    return changes_of(of, [*request.GET.getlist(CHANGE), *own])


def elsewhere(changes: Iterable[Change], law: str, number: str) -> list[Change]:
    """The changes that are not of this article."""
    return [each for each in changes if (each.law, each.article) != (law, number)]


def own_fields(request: HttpRequest, law: str, number: str) -> dict[str, str]:
    """What the address says for the fields of an article: as fields, or as changes that came along from another page."""
    found = {}
    for word in request.GET.getlist(CHANGE)[:MOST]:
        parts = word[:LONGEST].split(BETWEEN, 2)
        if len(parts) == 3 and parts[0] == law and article_of_control(parts[1]) == number:
            found[f"{FIELD}{parts[1]}"] = parts[2]
    return {**found, **request.GET.dict()}


def typed_of(changes: Iterable[Change]) -> dict[str, dict[str, str]]:
    """What is asked of the compute process: by law and control what was typed, of what can be followed."""
    found: dict[str, dict[str, str]] = {}
    for each in changes:
        if each.moved:
            found.setdefault(each.law, {})[each.control] = each.said
    return found


def asked_back(request: HttpRequest) -> str:
    """The query of the page of variants that somebody came from; empty when it is none, or more than can be one."""
    said = request.GET.get(BACK, "")
    return said if len(said) <= LONGEST_BACK else ""


def words_of(day: str, changes: Iterable[Change], back: str = "") -> Pairs:
    """The query of a page that has all changes."""
    return [("op", day), *((CHANGE, each.word) for each in changes), *([(BACK, back)] if back else [])]


def article_link(day: str, law: str, number: str, changes: Iterable[Change], back: str = "") -> str:
    """The workbench of an article with all changes, its own as its fields."""
    known = list(changes)
    own = [(f"{FIELD}{each.control}", each.said) for each in known if (each.law, each.article) == (law, number)]
    rest = words_of(day, elsewhere(known, law, number), back)
    return f"/werkbank/{quote(law, safe='')}/artikel/{quote(number, safe='')}?{urlencode([*own, *rest])}"


def link(path: str, day: str, changes: Iterable[Change], back: str = "") -> str:
    """A page with all changes in its address."""
    return f"{path}?{urlencode(words_of(day, changes, back))}"


def numbers_of(changes: Iterable[Change]) -> Asked:
    """The numbers of every change that can be followed, per law."""
    numbers: dict[str, dict[str, Number]] = {}
    for each in changes:
        if each.moved and each.turned is not None:
            numbers.setdefault(each.law, {})[each.control] = each.turned.value, each.turned.dial.rule_unit
    return tuple((law, tuple(wanted.items())) for law, wanted in sorted(numbers.items()))


def amended(of: Laws, changes: Sequence[Change]) -> tuple[list[Amended], str]:
    """The laws with every change that can be followed, or why one cannot be written."""
    try:
        return amended_laws(of, numbers_of(changes)), ""
    except UserError as error:
        return [], str(error)


def _law_name(of: Laws, law: str) -> str | None:
    if law not in of.corpus.versions:
        return None
    try:
        return of.corpus.select(law, of.on).name
    except UserError:
        return None


def as_json(changes: Iterable[Change]) -> list[Mapping[str, str]]:
    """The changes as JSON values: `old` and `new` in the unit of the rule, `said` in that of the page."""
    return [
        {
            "law": each.law,
            "article": each.article,
            "control": each.control,
            "said": each.said,
            "old": "" if each.turned is None else str(each.turned.dial.value),
            "new": "" if each.turned is None else str(each.turned.value),
            "unit": "" if each.turned is None else each.turned.dial.unit,
            "rule_unit": "" if each.turned is None else each.turned.dial.rule_unit,
            "trouble": each.trouble,
        }
        for each in changes
    ]
