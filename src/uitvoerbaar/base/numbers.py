"""Numbers as a sentence writes them, in Dutch and English."""

from __future__ import annotations

import math

from uitvoerbaar.base.text import Text

MINUS = "\u2212"
"""The sign of less in what is read; a hyphen is not one."""


def euros(cents: float, lang: str = "nl") -> str:
    """A whole amount in euros as a sentence writes it: € 1.234 or € 0,05 (nl), €1,234 or €0.05 (en); −€ 5 below zero."""
    if cents < 0:
        return f"{MINUS}{euros(-cents, lang)}"
    exact = abs(cents) < 100_00 and cents % 100 != 0
    text = f"{cents / 100:,.2f}" if exact else f"{round(cents / 100):,}"
    if lang == "en":
        return f"€{text}"
    return "€\u00a0" + _swapped(text)


def _swapped(text: str) -> str:
    """Digits with English separators as Dutch writes them."""
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def money(cents: float) -> Text:
    """An amount in eurocent as a part of a sentence."""
    return Text(euros(cents), euros(cents, "en"))


def supported(value: float, half: float, figures: int = 3) -> float:
    """An estimate rounded to the step that half its interval supports: 1.234.567 with 80.000 either way is 1.230.000.

    Without an interval to `figures` figures, but never finer than a whole.
    """
    step = 10 ** (math.floor(math.log10(half)) if half > 0 else max(0, len(str(int(abs(value)))) - figures))
    return round(value / step) * step if step >= 1 else value


_MILLION, _BILLION = 10**6, 10**9
_FIGURES = 12
"""Of a number that is no whole one: what is beyond these is noise of a float."""


def spoken_money(cents: float) -> Text:
    """A rounded amount in eurocent as a part of a sentence, with millions in words: € 1,1 miljard, −€ 160 miljoen."""
    if cents < 0:
        said = spoken_money(-cents)
        return Text(f"{MINUS}{said.nl}", f"{MINUS}{said.en}")
    size = cents / 100
    for step, nl, en in ((_BILLION, "miljard", "billion"), (_MILLION, "miljoen", "million")):
        if size >= step:
            amount = decimal(float(f"{size / step:.4g}"))
            return Text(f"€\u00a0{amount.nl}\u00a0{nl}", f"€{amount.en}\u00a0{en}")
    return money(cents)


def exact_money(cents: int) -> Text:
    """An amount in eurocent with its cents, for two that lie close."""
    if cents < 0:
        said = exact_money(-cents)
        return Text(f"{MINUS}{said.nl}", f"{MINUS}{said.en}")
    english = f"{cents / 100:,.2f}"
    return Text("€\u00a0" + _swapped(english), f"€{english}")


def numeral(value: int) -> Text:
    """How many, as a part of a sentence: 1.234 (nl), 1,234 (en), with the minus of amounts below zero."""
    return Text(_signed(decimal_nl(value)), _signed(f"{value:,}"))


def decimal(value: float) -> Text:
    """A number as a part of a sentence: 2,5 or 1.234,5 (nl), 2.5 or 1,234.5 (en), with the minus of amounts below zero."""
    return Text(_signed(decimal_nl(value)), _signed(_separated(value)))


def _signed(written: str) -> str:
    """With the minus that amounts and tables have: a hyphen in front of a number reads as a dash, or as nothing."""
    return f"{MINUS}{written[1:]}" if written.startswith("-") else written


def percent(share: float, decimals: int = 0) -> Text:
    """A share (of 1) in percents, without the word: 12,5 (nl), 12.5 (en)."""
    words = f"{100 * share:.{decimals}f}"
    return Text(words.replace(".", ","), words)


def part_in_percents(share: float, decimals: int = 0) -> Text:
    """A share (of 1) in percents for a sentence, without the word: `0` only when it is nothing, and `100` only when it is all.

    What rounds to either is `minder dan 0,1` or `meer dan 99,9`.
    """
    least = 10.0**-decimals
    rounded = round(100 * share, decimals)
    if rounded == 0 and share > 0:
        return Text("minder dan {least}", "less than {least}").format(least=decimal(least))
    if rounded == 100 and share < 1:
        return Text("meer dan {most}", "more than {most}").format(most=decimal(round(100 - least, decimals)))
    return decimal(rounded)


def capital(text: str) -> str:
    """A text as the start of a sentence."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """A text within a sentence."""
    return text[:1].lower() + text[1:]


def decimal_nl(value: float) -> str:
    """A number with Dutch separators; whole numbers without decimals."""
    return _swapped(_separated(value))


def _separated(value: float) -> str:
    """A number with English separators, never with a power of ten; whole numbers without decimals."""
    if float(value).is_integer():
        return f"{int(value):,}"
    known = float(f"{value:.{_FIGURES}g}")
    written = f"{known:,}"
    return f"{known:,.{_FIGURES}f}".rstrip("0") if "e" in written else written
