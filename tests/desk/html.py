"""What a page must be, whatever stands on it: whole, with one heading and one of each id, and nothing inline."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class Page(HTMLParser):
    """A page taken apart: its links, and everything that is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.count: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.controls: list[tuple[str, str | None]] = []
        self.lang = ""
        self.words: list[str] = []
        """What is said in the language of the page: not what is marked as another language, nor code."""
        self.elsewhere: list[bool] = []
        self.feed(text)
        self.wrong += [f"<{tag}> stays open" for tag in self.open]
        self.wrong += [f"id {name} {number} times" for name, number in self.ids.items() if number > 1]
        for tag in ("h1", "title", "main"):
            if self.count[tag] != (1 if tag != "title" else self.count[tag]) or not self.count[tag]:
                self.wrong.append(f"{self.count[tag]} times <{tag}>")
        self.wrong += [f"<{tag} id={at}> without a label" for tag, at in self.controls if at not in self.labelled]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is open; look at every attribute."""
        given = dict(attrs)
        self.count[tag] += 1
        if tag == "html":
            self.lang = given.get("lang") or ""
        if tag not in VOID:
            self.open.append(tag)
            other = given.get("lang") not in (None, self.lang) or tag in ("code", "script", "style")
            self.elsewhere.append(other or any(self.elsewhere))
        self.words += [] if any(self.elsewhere) else [given.get("aria-label") or ""]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.wrong.append(f"inline <{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"inline {name} at <{tag}>")
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith("javascript:"):
                self.wrong.append(f"script in {name} at <{tag}>")
            if name in ("src", "href") and tag in ("script", "link", "img") and not (value or "").startswith("/"):
                self.wrong.append(f"<{tag}> asks {value}")
        if given.get("id"):
            self.ids[given["id"] or ""] += 1
        if tag == "label":
            self.labelled.add(given.get("for") or "")
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.controls.append((tag, given.get("id")))
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            self.elsewhere.pop()

    def handle_data(self, data: str) -> None:
        """Words of the page."""
        if not any(self.elsewhere):
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> after {self.open[-1:]}")
            return
        self.open.pop()
        self.elsewhere.pop()
