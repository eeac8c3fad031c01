"""Numbers as a sentence writes them, in Dutch and English."""

from __future__ import annotations


def euros(cents: float, lang: str = "nl") -> str:
    """A whole amount in euros as a sentence writes it: € 1.234 or € 0,05 (nl), €1,234 or €0.05 (en)."""
    exact = abs(cents) < 100_00 and cents % 100 != 0
    text = f"{cents / 100:,.2f}" if exact else f"{round(cents / 100):,}"
    if lang == "en":
        return f"€{text}"
    return "€\u00a0" + text.replace(",", "_").replace(".", ",").replace("_", ".")


def capital(text: str) -> str:
    """A text as the start of a sentence."""
    return text[:1].upper() + text[1:]


def decimal_nl(value: float) -> str:
    """A number with Dutch separators; whole numbers without decimals."""
    value = int(value) if float(value).is_integer() else value
    return f"{value:,}".replace(",", "_").replace(".", ",").replace("_", ".")
