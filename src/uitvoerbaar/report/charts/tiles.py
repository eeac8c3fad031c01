"""The twelve provinces as tiles of one size, laid out as on the map: a small province is seen as well."""

from __future__ import annotations

from uitvoerbaar.findings import Figure
from uitvoerbaar.findings.provinces import PROVINCES
from uitvoerbaar.report.charts.bars import amount, name, unit_of
from uitvoerbaar.report.charts.marks import layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import DEEP, DEEP_LOSS, INK, LINE, PALE, Size, Swatch
from uitvoerbaar.report.words import Lang, catalogue, show, unit_word

NOTHING = "#ffffff"
GAP = 4
TILE_HEIGHT = 64
COLUMNS = 4
LARGEST = 440


def draw_tiles(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The tile map as SVG. Every tile carries its value in words; shade only repeats it."""
    values = {name(row, figure.encoding.category, "nl"): amount(row, figure.encoding.value) for row in figure.rows}
    unit = unit_of(figure, figure.encoding.value)
    known = [value for value in values.values() if value is not None]
    width = min(size.width, LARGEST)
    tile = (width - GAP * (COLUMNS - 1)) / COLUMNS
    rects, words = [], []
    hits: list[Hit] = []
    called = {
        name(row, figure.encoding.category, "nl"): name(row, figure.encoding.category, lang) for row in figure.rows
    }
    for province, (short, column, line) in PROVINCES.items():
        value = values.get(province)
        x, y = column * (tile + GAP) + 1, line * (TILE_HEIGHT + GAP) + 1
        fill = NOTHING if value is None else shade(value, min(known), max(known))
        rects.append({"x": x, "x2": x + tile - 2, "y": y, "y2": y + TILE_HEIGHT - 2, "fill": fill})
        hits.append(
            Hit(x, y, tile - 2, TILE_HEIGHT - 2, f"{called.get(province, province)}: {said(figure, value, lang)}")
        )
        for text, drop in ((short, -0.6), (show(value, unit, lang), 0.6)):
            middle = y + TILE_HEIGHT / 2 + drop * LINE
            words.append({"x": x + tile / 2, "y": middle, "text": text, "align": "center", "fill": INK})
    total = 4 * (TILE_HEIGHT + GAP)
    return to_svg(layers(rects=rects, words=words), width, total, size.name, description, hits)


def said(figure: Figure, value: float | None, lang: Lang) -> str:
    """A value of a map with the words of its unit."""
    unit = unit_of(figure, figure.encoding.value)
    return (
        str(catalogue(lang)["no_data"])
        if value is None
        else f"{show(value, unit, lang)} {unit_word(unit, lang)}".strip()
    )


def shade(value: float, low: float, high: float) -> str:
    """The fill of a value between the lowest and the highest: from light to dark, and another hue below zero."""
    if low < 0:
        return _blend(DEEP_LOSS if value < 0 else DEEP, abs(value) / max(abs(low), abs(high)))
    return _blend(DEEP, (value - low) / (high - low) if high > low else 0.0)


def _blend(deep: str, part: float) -> str:
    light, dark = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (PALE, deep))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(light, dark, strict=True))


def tile_legend(figure: Figure, lang: Lang) -> tuple[Swatch, ...]:
    """The lowest and the highest value with their shade."""
    known = [v for row in figure.rows if (v := amount(row, figure.encoding.value)) is not None]
    unit = unit_of(figure, figure.encoding.value)
    low, high = min(known), max(known)
    ends = (("lowest", low), ("highest", high))
    return tuple(
        Swatch(shade(value, low, high), f"{catalogue(lang)[word]}: {show(value, unit, lang)}") for word, value in ends
    )
