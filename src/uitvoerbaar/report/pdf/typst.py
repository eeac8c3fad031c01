"""From the tree of a page to Typst code: the same words in the same order, with the functions of style.typ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import sqrt

from uitvoerbaar.report.pdf.page_tree import Element, squeezed

OFF_PAPER = {"screen", "visually-hidden", "skip"}
"""Classes of words in a line that are not on paper."""
INLINE = {"a", "strong", "em", "span", "code", "br", "img"}
PIXEL = 0.75
"""Points in a pixel of a drawing."""
WIDEST, TALLEST = 504, 620
"""Largest drawing on a page of A4, in points."""
DENSE = 6
"""From so many columns on the widths of all columns of a table are shared out, by what is in them."""
USUAL_SIZE = 0.9
SIZES = ((150, 0.55), (125, 0.62), (100, 0.7), (0, 0.78))
"""Size of type in such a table, against that of the page, by the number of letters in its longest line."""


class Writer:
    """Writes Typst code for elements and keeps the drawings that the code refers to, by file name."""

    def __init__(self, ids: set[str]) -> None:
        """``ids`` are the places on paper that a link goes to."""
        self.ids = ids
        self.drawings: dict[str, str] = {}
        self.headed: list[bool] = []
        """For each row of each table below its header: whether its first cell is the heading of the row."""

    def blocks(self, children: Iterable[Element | str]) -> str:
        """A code block that shows these children below each other; words without a paragraph get one."""
        parts: list[str] = []
        run: list[Element | str] = []
        for child in [*children, None]:
            if isinstance(child, str) or (child is not None and child.tag in INLINE and not _is_chart(child)):
                run.append(child)
                continue
            words = self.inline(run)
            if words != "{}":
                parts.append(f"par({words})")
            run = []
            if child is not None:
                parts.append(self.block(child))
        return _joined(part for part in parts if part)

    def block(self, element: Element) -> str:
        """One element that stands on its own."""
        written = self._kind(element)(element)
        if "screen" in element.classes:
            return ""
        place = self._place(element)
        return f"{place}; {written}" if place and written else written or place

    def _kind(self, element: Element) -> Callable[[Element], str]:
        tag, classes = element.tag, element.classes
        if tag in {"head", "style", "script"} or "screen" in classes or ("visually-hidden" in classes and tag != "h2"):
            return lambda _: ""
        if re.fullmatch("h[1-6]", tag):
            return self._heading
        by_class = {"contents": self._contents, "cards": self._cards, "legend": self._legend, "origin": self._pairs}
        by_class |= {"meta": self._pairs, "plain": self._plain}
        for name in classes:
            if name in by_class:
                return by_class[name]
        by_tag: dict[str, Callable[[Element], str]] = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._terms,
            "table": self._table,
            "pre": lambda e: f"command({_string(e.text())})",
            "img": self._drawing,
            "summary": lambda e: f"summary({self.inline(e.children)})",
        }
        return by_tag.get(tag, self._box)

    def _place(self, element: Element) -> str:
        name = element.attributes.get("id", "")
        return f"place-of({_string(name)})" if name in self.ids else ""

    def _heading(self, element: Element) -> str:
        level = int(element.tag[1])
        words = self.inline(element.children)
        return f"title({words})" if level == 1 else f"heading(level: {level - 1}, {words})"

    def _paragraph(self, element: Element) -> str:
        words = self.inline(element.children)
        if words == "{}":
            return ""
        styled = [name for name in element.classes if name in _PARAGRAPHS]
        return f"{styled[0]}({words})" if styled else f"par({words})"

    def _box(self, element: Element) -> str:
        """A part of the page: in a frame when its class has one, else just what is in it."""
        within = self.blocks(element.children)
        if within == "{}":
            return ""
        if "first" in element.classes:
            sides = [child for child in element.children if isinstance(child, Element)]
            return f"beside({', '.join(self.block(side) for side in sides)})"
        frame = next((name for name in element.classes if name in _FRAMES), None)
        colour = next((_COLOURS[name] for name in element.classes if name in _COLOURS), "note")
        return f"{frame}({colour}, {within})" if frame else within

    def _contents(self, element: Element) -> str:
        heading = next(element.all("h2"))
        return f"contents({self.inline(heading.children)})"

    def _cards(self, element: Element) -> str:
        return _joined(self._box(child) for child in element.children if isinstance(child, Element))

    def _legend(self, element: Element) -> str:
        items = [child for child in element.children if isinstance(child, Element)]
        return f"legend({', '.join(self.inline(item.children) for item in items)},)"

    def _plain(self, element: Element) -> str:
        items = [child for child in element.children if isinstance(child, Element)]
        return _joined(self.blocks(item.children) for item in items)

    def _list(self, element: Element) -> str:
        there = (c for c in element.children if isinstance(c, Element) and not OFF_PAPER & set(c.classes))
        items = [self.content(child) for child in there]
        return f"{'enum' if element.tag == 'ol' else 'list'}({', '.join(items)},)" if items else ""

    def _rows(self, element: Element) -> list[tuple[Element, list[Element]]]:
        rows = []
        for group in element.children:
            if isinstance(group, Element) and "screen" not in group.classes:
                parts = [child for child in group.children if isinstance(child, Element)]
                rows.append((parts[0], parts[1:]))
        return rows

    def _terms(self, element: Element) -> str:
        items = []
        for term, answers in self._rows(element):
            said = " ; linebreak() ; ".join(self.content(answer) for answer in answers)
            items.append(f"terms.item({self.inline(term.children)}, {{{said}}})")
        return f"terms({', '.join(items)},)" if items else ""

    def _pairs(self, element: Element) -> str:
        items = [f"({self.inline(term.children)}, {self.content(answers[0])})" for term, answers in self._rows(element)]
        return f"pairs({', '.join(items)},)" if items else ""

    def _table(self, element: Element) -> str:
        caption = next(element.all("caption"), None)
        head = [list(row.all("th", "td")) for part in element.all("thead") for row in part.all("tr")]
        lines = [row for part in element.all("tbody") for row in part.all("tr") if "screen" not in row.classes]
        body = [list(row.all("th", "td")) for row in lines]
        if not body:
            return ""
        rows = [*head, *body]
        across = max(map(len, rows))
        columns = [[row[at] for row in rows if at < len(row)] for at in range(across)]
        aligns = ["right" if any("num" in cell.classes for cell in column) else "left" for column in columns]
        weights = [_weight(column, align) for column, align in zip(columns, aligns, strict=True)]
        crowded = across >= DENSE
        widths = [
            "auto" if align == "right" and not crowded else f"{weight:.1f}fr"
            for weight, align in zip(weights, aligns, strict=True)
        ]
        cells = [f"table.header({', '.join(f'heading-cell({self.content(cell)})' for cell in row)})" for row in head]
        self.headed += [row[0].tag == "th" for row in body]
        for line, row in zip(lines, body, strict=True):
            place = self._place(line)
            cells += [
                f"[{f'#{place}' if place and at == 0 else ''}#{self.content(cell)}]" for at, cell in enumerate(row)
            ]
        size = next((size for most, size in SIZES if crowded and sum(weights) + 2 * across > most), USUAL_SIZE)
        above = ""
        if caption is not None and "visually-hidden" not in caption.classes:
            said = self.inline(caption.children)
            above = f"par({said}); " if "intro" in caption.classes else f"summary({said}); "
        shape = f"columns: ({', '.join(widths)},), align: ({', '.join(aligns)},)"
        headed = "true" if head else "false"
        return f"{above}grid-of({size}em, {headed}, {shape}, {', '.join(cells)})"

    def content(self, element: Element) -> str:
        """What is in a cell or an item: words when there is nothing else, blocks otherwise."""
        if all(isinstance(child, str) or child.tag in INLINE for child in element.children):
            return self.inline(element.children)
        return self.blocks(element.children)

    def inline(self, children: Iterable[Element | str]) -> str:
        """A code block that shows words in a row."""
        parts = [part for child in children for part in self._words(child)]
        while parts and parts[0] == '" "':
            parts.pop(0)
        while parts and parts[-1] == '" "':
            parts.pop()
        return _joined(parts)

    def _words(self, child: Element | str) -> list[str]:
        if isinstance(child, str):
            words = squeezed(child)
            return [_string(words)] if words else []
        if OFF_PAPER & set(child.classes):
            return []
        if child.tag == "br":
            return ["linebreak()"]
        if child.tag == "img":
            return [drawn] if (drawn := self._drawing(child)) else []
        within = self.inline(child.children)
        if within == "{}":
            return []
        address = child.attributes.get("href", "")
        if address.startswith("#") and address[1:] not in self.ids:
            return [within]
        if address.startswith("#"):
            return [f"link(label({_string(address[1:])}), {within})"]
        if address:
            return [f"link({_string(address)}, {within})"]
        if child.tag == "strong":
            return [f"strong({within})"]
        if child.tag == "code":
            return [f"raw({_string(child.text())})"]
        if child.attributes.get("lang"):
            return [f"text(lang: {_string(child.attributes['lang'])}, {within})"]
        if "badge" in child.classes:
            colour = next((_COLOURS[name] for name in child.classes if name in _COLOURS), "note")
            return [f"badge({colour}, {within})"]
        if "proof" in child.classes:
            colour = next((_COLOURS[name] for name in child.classes if name in _COLOURS), "ink")
            return [f"badge({colour}, {within})"]
        if "ends" in child.classes:
            return [f"ends({within})"]
        return [within]

    def _drawing(self, drawing: Element) -> str:
        """A drawing at its wide size; the same one for a narrow screen is left out."""
        if "narrow" in drawing.classes:
            return ""
        name = f"drawing-{len(self.drawings)}.svg"
        opening = '<svg xmlns="http://www.w3.org/2000/svg" font-family="Liberation Sans" '
        self.drawings[name] = drawing.svg.replace("<svg ", opening, 1)
        box = drawing.attributes.get("viewbox", "0 0 1 1").split()
        width, height = float(box[2]) * PIXEL, float(box[3]) * PIXEL
        if "chart" not in drawing.classes:
            return f"swatch({_string(name)})"
        shrink = min(1.0, WIDEST / width, TALLEST / height)
        said = _string(drawing.attributes.get("aria-label", ""))
        return f"drawing({_string(name)}, {width * shrink:.1f}pt, {said})"


_PARAGRAPHS = {"name", "part", "small", "word", "big", "lead", "kicker", "fictional", "sign", "lost", "status"}
_FRAMES = {"warning", "card", "finding", "verdict", "numbers", "case", "together"}
_COLOURS = {
    "kritiek": "critical",
    "niet_uitvoerbaar": "critical",
    "ernstig": "serious",
    "uitvoerbaar_mits": "serious",
    "assumption": "serious",
    "status": "serious",
    "warning": "serious",
    "weerlegd": "critical",
    "onbeslist": "serious",
}


def _is_chart(element: Element) -> bool:
    """Whether it is a drawing that stands on its own and not a colour in a line of words."""
    return element.tag == "img" and "chart" in element.classes


def _weight(column: list[Element], align: str) -> float:
    """The share of the width of a table, in letters: of numbers the longest, of words also how much there is to say."""
    texts = [cell.text() for cell in column]
    longest = max(len(word) for text in texts for word in text.split(" "))
    if align == "right":
        return longest + 1.0
    return max(longest, 2.2 * sqrt(max(map(len, texts)))) + 1.0


def _joined(parts: Iterable[str]) -> str:
    return "{" + "; ".join(parts) + "}"


def _string(text: str) -> str:
    """``text`` as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
