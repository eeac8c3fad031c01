"""The language that the program speaks, and messages through the gettext catalogues in `locale`.

Messages stand in the source in the language they were written in: Dutch, except for those of the engine, which keep
the English wording of the RegelRecht reference because third-party scenarios compare it. The catalogue of a language
has every message of the other one. `tools/messages.py` lists what is missing or stale and compiles the catalogues.
"""

from __future__ import annotations

import contextlib
import gettext
import re
import string
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar

from uitvoerbaar.base.text import Text

Lang = Literal["nl", "en"]
LANGUAGES: tuple[Lang, ...] = ("nl", "en")
DEFAULT: Lang = "nl"
DOMAIN = "uitvoerbaar"
LOCALE = Path(__file__).resolve().parents[1] / "locale"
KEPT = "kept"
"""The gettext context of messages that are kept as they were written and told later."""

P = ParamSpec("P")
R = TypeVar("R")
_active: ContextVar[Lang | None] = ContextVar("language", default=None)
_process: list[Lang] = []
"""What `speak` chose last; empty when nobody chose yet."""


class Message(str):
    """A message in the language of the moment that can still be said in another one."""

    template: str
    values: Mapping[str, object]
    many: tuple[int, str] | None
    """For a message about a number: the number, and the template for other numbers than one."""

    def __new__(
        cls,
        text: str,
        template: str = "",
        values: Mapping[str, object] | None = None,
        many: tuple[int, str] | None = None,
    ) -> Message:
        made = super().__new__(cls, text)
        made.template, made.values, made.many = template, values or {}, many
        return made


def active() -> Lang:
    """The language that is spoken now: that of the `language` block, else what `speak` chose, else Dutch."""
    return _active.get() or (_process[-1] if _process else DEFAULT)


class Spoken(contextlib.AbstractContextManager[None]):
    """What `speak` chose; as a `with` block it ends in the language of before."""

    def __init__(self, lang: Lang, before: Lang) -> None:
        self.lang, self.before = lang, before

    def __exit__(self, *failed: object) -> None:
        _process[:] = [self.before]

    def __repr__(self) -> str:
        return f"<{self.lang}>"


def speak(lang: Lang) -> Spoken:
    """Choose the language of everything that is shown or told from now on: 'nl' or 'en'.

    >>> import uitvoerbaar as uv
    >>> with uv.speak("en"):
    ...     uv.laws(on="2026-01-01")
    <... laws on 2026-01-01>

    It holds for the whole process, in every thread, until the next `speak`; as a `with` block only until its end.
    Without it the language is what UITVOERBAAR_LANG asks, else that of the system. Raises UserError for another word
    than a language that there is.
    """
    if lang not in LANGUAGES:
        from uitvoerbaar.base.errors import UserError  # which speaks itself

        known = ", ".join(repr(each) for each in LANGUAGES)
        raise UserError(
            tr("speak({lang!r}): kies uit {known}, zoals speak('en')", lang=lang, known=known), expected=known
        )
    before = _process[-1] if _process else DEFAULT
    _process[:] = [lang]
    return Spoken(lang, before)


def chosen() -> bool:
    """Whether `speak` chose a language already."""
    return bool(_process)


@contextlib.contextmanager
def language(lang: Lang) -> Iterator[None]:
    """Speak a language within the block; other threads and tasks keep theirs. `speak` is for the whole process."""
    token = _active.set(lang)
    try:
        yield
    finally:
        _active.reset(token)


def carried(job: Callable[P, R]) -> Callable[P, R]:
    """A function that speaks the language of now, also when another thread calls it."""
    lang = active()

    def speaking(*args: P.args, **kwargs: P.kwargs) -> R:
        with language(lang):
            return job(*args, **kwargs)

    return speaking


def tr(template: str, /, **values: object) -> str:
    """A message in the active language; `{name}` in the template is filled with that value, as `str.format` does."""
    return _say(active(), template, values, None)


def trn(number: int, one: str, many: str, /, **values: object) -> str:
    """A message about a number of things: `one` for exactly one, else `many`. `{n}` is the number itself."""
    return _say(active(), one, {"n": number, **values}, (number, many))


def mark(template: str, /) -> str:
    """The template itself, marked as one that the catalogues must have: for tables of words that `tr` says later."""
    return template


def as_written(template: str, /, **values: object) -> str:
    """A message in the language it was written in, whatever is spoken: `retold` says it to a reader.

    For what is compared, or kept in a file and read by somebody else later.
    """
    return template.format(**values)


def retold(message: str) -> str:
    """A kept message in the active language, recognised by its template; another text as it is."""
    return _retold(active(), message)


def in_language(message: str, lang: Lang) -> str:
    """A message that `tr`, `trn` or `as_written` made, in a language; another text as it is."""
    if isinstance(message, Message):
        return str(_say(lang, message.template, message.values, message.many))
    return _retold(lang, message)


def both(what: object) -> Text:
    """A message, or something that speaks the active language such as an error, as a text in both languages."""
    return Text(_told(what, "nl"), _told(what, "en"))


def _told(what: object, lang: Lang) -> str:
    with language(lang):
        return in_language(what, lang) if isinstance(what, str) else str(what)


def said(text: Text) -> str:
    """A text in the active language; in Dutch when nobody wrote the other."""
    return text.nl if active() == "nl" else text.en or text.nl


def _say(lang: Lang, template: str, values: Mapping[str, object], many: tuple[int, str] | None) -> Message:
    found = _catalogue(lang)
    shape = found.gettext(template) if many is None else found.ngettext(template, many[1], many[0])
    words = {name: in_language(v, lang) if isinstance(v, Message) else v for name, v in values.items()}
    with language(lang):  # a value may speak for itself, such as an error
        return Message(shape.format(**words), template, values, many)


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    """The compiled catalogue of a language. Raises FileNotFoundError when the program is not installed as a whole."""
    return gettext.translation(DOMAIN, LOCALE, [lang])


@cache
def _templates(lang: Lang) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the kept messages of the other language, the most specific first, with what this one says."""
    catalogue = _catalogue(lang)
    assert isinstance(catalogue, gettext.GNUTranslations)
    start = f"{KEPT}\x04"
    # The parsed catalogue has no public listing; `pgettext` looks up in this same table.
    table: Mapping[object, str] = catalogue._catalog  # type: ignore[attr-defined]
    found = [(key[len(start) :], said) for key, said in table.items() if isinstance(key, str) and key.startswith(start)]
    return tuple((_pattern(key), said) for key, said in sorted(found, key=lambda pair: -_weight(pair[0])))


def _weight(template: str) -> int:
    """How many letters of a template are fixed."""
    return sum(len(fixed) for fixed, *_ in string.Formatter().parse(template))


def _pattern(template: str) -> re.Pattern[str]:
    """What a template looks like when it is filled in."""
    seen: set[str] = set()
    parts: list[str] = []
    for fixed, name, _, _ in string.Formatter().parse(template):
        parts.append(re.escape(fixed))
        if name is not None:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _part(lang: Lang, value: str) -> str:
    """What stands in a kept message: a message by itself, or a row of them."""
    return "; ".join(_retold(lang, part) for part in value.split("; "))


def _retold(lang: Lang, message: str) -> str:
    for pattern, shape in _templates(lang):
        match = pattern.fullmatch(message)
        if match is not None:
            return shape.format(**{name: _part(lang, value) for name, value in match.groupdict().items()})
    return message
