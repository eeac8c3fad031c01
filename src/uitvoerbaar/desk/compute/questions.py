"""A question: what is asked, by whom, and which of theirs it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.base.once import cached_property

LONGEST = 200
"""Characters of a `kind` or of a `who`."""
LARGEST = 2**53
"""Numbers of questions stay below this, so that a browser can count them."""


@dataclass(frozen=True)
class Question:
    """`kind` is the name of a work, `arguments` a JSON object for it.

    `who` is the name of a browser tab (or whatever asks as one): random, so that nobody guesses that of another.
    `number` rises with everything that this `who` changes. Questions with the same number belong together (the panels of
    one page); a higher number makes all earlier ones of this `who` too old.
    """

    kind: str
    arguments: Mapping[str, Any]
    who: str
    number: int

    @cached_property
    def ticket(self) -> str:
        """Its name: the same question has the same one, also after the process was started again.

        Raises UserError for arguments that are no JSON.
        """
        try:
            return digest([self.who, self.number, self.kind, self.arguments])
        except NotJson:
            raise UserError(
                tr("vraag: 'arguments' is geen JSON; gebruik tekst, eindige getallen, ja of nee, lijsten en objecten"),
                column="arguments",
            ) from None


class NotJson(ValueError):
    """A value that JSON does not have: an object of another kind, or a number that is not finite."""


def digest(value: Any) -> str:
    """A name for a JSON value. Raises NotJson."""
    return hashlib.sha256(encoded(value)).hexdigest()[:40]


def encoded(value: Any) -> bytes:
    """The bytes of a JSON value, keys in order. Raises NotJson."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise NotJson(str(error)) from None


def question_of(raw: Mapping[str, Any]) -> Question:
    """The question in a message of a client. Raises UserError for a field that is missing or of another kind."""
    kind, arguments, who, number = (raw.get(name) for name in ("kind", "arguments", "who", "number"))
    for name, value in (("kind", kind), ("who", who)):
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
            expected = tr("een tekst van 1 tot en met {most} tekens", most=LONGEST)
            raise _wrong(name, value, expected)
    if not isinstance(arguments, dict):
        raise _wrong("arguments", arguments, tr("een object"))
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < LARGEST:
        raise _wrong("number", number, tr("een geheel getal vanaf 0"))
    return Question(str(kind), arguments, str(who), number)


def _wrong(name: str, value: object, expected: str) -> UserError:
    return UserError(
        tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(value), expected=expected),
        column=name,
        expected=expected,
    )
