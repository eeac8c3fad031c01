"""A page of this package as a tree: elements with attributes and children, drawings kept as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SVG = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_VOID = {"meta", "link", "br", "img"}


@dataclass(slots=True)
class Element:
    """A tag with its attributes and what stands in it. A drawing is an ``img`` whose ``svg`` holds its source."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    svg: str = ""

    @property
    def classes(self) -> list[str]:
        """The words of its class attribute."""
        return self.attributes.get("class", "").split()

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element below this one with one of these tags, in order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self) -> str:
        """All words in it, white space as single spaces."""
        return squeezed("".join(child if isinstance(child, str) else child.text() for child in self.children)).strip()


def squeezed(text: str) -> str:
    """``text`` with each run of breaking white space as one space, as a browser shows it."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


class _Reader(HTMLParser):
    def __init__(self, drawings: list[str]) -> None:
        super().__init__()
        self.drawings = drawings
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if "data-svg" in element.attributes:
            element.svg = self.drawings[int(element.attributes["data-svg"])]
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Element:
    """The tree of a page that this package wrote: every tag in it is closed in order."""
    drawings: list[str] = []

    def keep(match: re.Match[str]) -> str:
        drawings.append(match[0])
        return f'<img data-svg="{len(drawings) - 1}"{match[1]}>'

    reader = _Reader(drawings)
    reader.feed(_SVG.sub(keep, page))
    reader.close()
    return reader.open[0]
