"""What is Dutch in an English page and is not marked as such: two words of the language in one piece of text are a leak."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_DUTCH = re.compile(
    r"\b(het|een|niet|wordt|worden|voor|naar|zijn|geen|heeft|deze|wie|van|ook|uit|bij|om|als|dat|gaat|maar|zonder|onder|"
    r"aanvrager|loon|inkomen|huur|toeslag|huishoudens?|regeling|opvang\w*|geschat|betaald|aanname|bedrag)\b",
    re.IGNORECASE,
)
_LAWS = re.compile(
    r"\b(Wet|Algemene|Besluit|Regeling|Participatiewet|Awir|Wetboek|Ministerie|Dienst|Besteedbaar|Peildag|Toeslagpartner)\b[^.;:,“”]*"
)
_QUOTED = re.compile(r"“[^”]*”")
"""Words of the law itself stand in quotation marks."""
_VOID = {"meta", "link", "br", "img", "input"}
_APART = {"script", "style", "code", "pre"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    @property
    def _apart(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # English within Dutch is English again, such as the half of a page in both.
        apart = given["lang"] == "nl" if given.get("lang") else self._apart
        apart = apart or tag in _APART
        if not apart:
            self.said += [str(given[name]) for name in ("aria-label", "title") if given.get(name)]
        if tag not in _VOID:
            self.open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self._apart and data.strip():
            self.said.append(data.strip())


def is_dutch(text: str) -> bool:
    """Whether a text holds Dutch beside names of laws and bodies, words of the law in quotation marks, and names of files."""
    rest = re.sub(r"\S+\.(csv|yaml|html|json|zip)\b|\w+_\w+", "", _QUOTED.sub("", _LAWS.sub("", text)))
    return len(_DUTCH.findall(rest)) > 1


def leaks(page: str) -> list[str]:
    """The texts of an English page that are Dutch and are not marked so, each once."""
    reader = _Reader()
    reader.feed(page)
    return [text for text in dict.fromkeys(reader.said) if is_dutch(text)]
