"""Reading a page for tests: its elements, texts, ids and what it would load. Refuses tags that do not close in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "img", "hr"}


@dataclass
class Element:
    """A tag with its attributes and all text within it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    ancestors: tuple[str, ...] = ()


@dataclass
class Page(HTMLParser):
    """All elements of a page in order."""

    elements: list[Element] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), ancestors=tuple(above.tag for above in self.stack))
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), ancestors=tuple(above.tag for above in self.stack)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack[-1].tag == tag, f"</{tag}> closes <{self.stack[-1].tag}> at {self.getpos()}"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        """Every element with this tag."""
        return [element for element in self.elements if element.tag == tag]

    def ids(self) -> list[str]:
        """Every id in order, doubles included."""
        return [value for element in self.elements if (value := element.attributes.get("id"))]


def read(html: str) -> Page:
    """The page; fails when a tag is left open or closed out of order."""
    page = Page()
    page.feed(html)
    page.close()
    assert not page.stack, f"never closed: {[element.tag for element in page.stack]}"
    return page
