"""Amounts and numbers as people type them on a command line: euro or eurocent is never guessed, and what is unclear is refused."""

from __future__ import annotations

import re
from decimal import Decimal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, tr
from uitvoerbaar.base.typed import integer
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.engine.explain.plain_words import plain_words

_SPACES = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
_MINUS = re.compile("[\u2010\u2011\u2012\u2013\u2212]")
_EURO = re.compile(r"(?i)^(-?)(?:€|euro|eur)|(?:€|euro|eur)$")
_CENT = re.compile(r"(?i)(?:eurocent|cents|cent|ct)$")
_WHOLE = r"[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_DUTCH = re.compile(rf"(-?)({_WHOLE})(?:,([0-9]{{1,2}}|-{{1,2}}))?\Z")
_POINT = re.compile(r"(-?)([0-9]+)\.([0-9]{1,2})\Z")
_COMMA = re.compile(r"-?[\d.]+,\d+\Z")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+\Z")
_PLAIN = re.compile(r"-?\d+\Z")
_SCIENTIFIC = re.compile(r"(?i)-?[\d.,]+e[+-]?\d+\Z")


def is_money(need: Need) -> bool:
    """Whether the law counts this in eurocents."""
    return (need.unit or "").startswith("eurocent")


def read_amount(need: Need, text: str, where: str) -> int | None:
    """The eurocents that a text says: with € or euro, with cent, or with cents behind a decimal comma.

    None for a text that says no unit. Raises UserError for an amount that is none, or where none is asked.
    """
    typed = _MINUS.sub("-", _SPACES.sub("", text))
    euro, cent = _EURO.search(typed), _CENT.search(typed)
    bare = _CENT.sub("", typed) if cent else _EURO.sub(r"\1", typed) if euro else typed
    if not bare[-1:].isdigit() and not bare.endswith("-"):
        return None
    if (cent or euro) and not is_money(need):
        raise UserError(
            tr(
                "{where}: '{name}' is geen bedrag in eurocent, dus kan niet {text} zijn.\n{need}",
                where=where,
                name=need.name,
                text=text,
                need=need,
            )
        )
    if cent:
        if not (_PLAIN.match(bare) or (_THOUSANDS.match(bare) and "," not in bare)):
            raise UserError(
                tr(
                    "{where}: '{name}' is {text}; schrijf hele eurocenten, zoals 2500000cent.\n{need}",
                    where=where,
                    name=need.name,
                    text=text,
                    need=need,
                )
            )
        return integer(bare.replace(".", ""))
    if not euro and not (is_money(need) and _COMMA.match(bare)):
        return None
    found = _DUTCH.match(bare) or (_POINT.match(bare) if euro else None)
    if found is None:
        raise UserError(
            tr(
                "{where}: '{name}' kan niet {text} zijn; schrijf €25000, €25.000 of €25.000,50.\n{need}",
                where=where,
                name=need.name,
                text=text,
                need=need,
            )
        )
    sign, whole, rest = found.groups()
    digits = (rest or "").strip("-").ljust(2, "0")
    cents = integer(whole.replace(".", "")) * 100 + int(digits)
    return -cents if sign else cents


def refuse_unclear(need: Need, text: str, where: str) -> None:
    """Raise UserError for a number that can be read in two ways, or in a notation that loses digits."""
    typed = _MINUS.sub("-", _SPACES.sub("", text))
    if _THOUSANDS.match(typed):
        whole = re.sub("[.,]", "", typed)
        ways = (
            tr("{whole}euro, of {whole} voor eurocenten", whole=whole)
            if is_money(need)
            else tr("{whole}, of een decimaal met een punt", whole=whole)
        )
        raise UserError(
            tr(
                "{where}: '{name}' is {text}, en dat is op twee manieren te lezen; schrijf {ways}.\n{need}",
                where=where,
                name=need.name,
                text=text,
                ways=ways,
                need=need,
            )
        )
    if _SCIENTIFIC.match(typed):
        raise UserError(
            tr(
                "{where}: '{name}' is {text}; schrijf het getal voluit.\n{need}",
                where=where,
                name=need.name,
                text=text,
                need=need,
            )
        )
    if _COMMA.match(typed):
        plainly = typed.replace(".", "").replace(",", ".")
        raise UserError(
            tr(
                "{where}: '{name}' is {text}; schrijf {plainly}.\n{need}",
                where=where,
                name=need.name,
                text=text,
                plainly=plainly,
                need=need,
            )
        )
    if typed.endswith("%") and typed[:-1].replace(",", "").replace(".", "").isdecimal():
        share = Decimal(typed[:-1].replace(",", ".")) / 100
        raise UserError(
            tr(
                "{where}: '{name}' is {text}; schrijf {normalize:f}, zonder %.\n{need}",
                where=where,
                name=need.name,
                text=text,
                normalize=share.normalize(),
                need=need,
            )
        )


def understood(need: Need, text: str) -> str | None:
    """What was understood of an amount without a unit; None for what says its unit, or is nothing."""
    typed = text.strip()
    if not is_money(need) or not _PLAIN.match(typed) or integer(typed) == 0:
        return None
    amount = plain_words().show(integer(typed), need.unit)
    if active() == "nl":
        amount = amount.removeprefix("€").strip().replace(" per", " euro per", 1)
        amount = amount if "euro" in amount else f"{amount} euro"
    return tr(
        "{name}={typed} is {amount}; bedoelde u {typed} euro? schrijf {typed}euro",
        name=need.name,
        typed=typed,
        amount=amount,
    )
