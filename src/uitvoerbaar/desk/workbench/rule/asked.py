"""What is asked of a rule: the article, and its text as it was typed, sent in a link, or as moved numbers make it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from django.http import HttpRequest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import RULE_BYTES
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.laws.asked import DAY, article_of, asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.workbench.rule.links import packed, unpacked
from uitvoerbaar.desk.workbench.typed import turned
from uitvoerbaar.face.article_text import LawText, change, law_text
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import article_dials
from uitvoerbaar.face.rule import ArticleSource, article_source
from uitvoerbaar.face.shown import ShownArticle

TEXT, LINK = "regel", "r"
"""Names in a form and in an address: the text of the article, and the same in a link."""
_DATE = len("2026-01-01")


@dataclass(frozen=True)
class AskedRule:
    """An article with its text: that of the law in `source`, that of who asks in `text`; `trouble` why a link was not read."""

    of: Laws
    shown: ShownArticle
    law: LawText
    source: ArticleSource
    text: str
    trouble: str = ""

    @property
    def here(self) -> str:
        """The address of the page, without its query."""
        return f"/werkbank/{quote(self.shown.law, safe='')}/artikel/{quote(self.source.article, safe='')}"

    @property
    def changed(self) -> bool:
        """Whether the text differs from that of the law."""
        return self.text != self.source.words

    @property
    def link(self) -> str | None:
        """An address that holds the text; None when it is too long for one."""
        day = f"{self.here}/regel?{urlencode({DAY: self.of.on})}"
        if not self.changed:
            return day
        word = packed(self.text, self.source.words)
        return None if word is None else f"{day}&{LINK}={word}"

    @property
    def arguments(self) -> dict[str, str]:
        """What the compute process is asked about; of a text that is too long so much that it sees so."""
        return {
            "day": self.of.on,
            "law": self.shown.law,
            "article": self.source.article,
            "text": self.text[: RULE_BYTES.most + 1],
        }

    def written(self, text: str) -> AskedRule:
        """The same article with another text."""
        return replace(self, text=text)


def asked_rule(request: HttpRequest, law: str, number: str) -> AskedRule:
    """What a request asks. Raises Mistake for a law or article that is not there."""
    of = laws_on(_day(request))
    shown = article_of(of, law, number)
    file = law_text(of, law)
    source = article_source(file, shown.number)
    made = AskedRule(of, shown, file, source, source.words)
    if request.method == "POST" and TEXT in request.POST:
        return made.written(_lined(request.POST[TEXT]))
    try:
        if LINK in request.GET:
            return made.written(unpacked(request.GET[LINK], source.words))
        return made.written(_with_numbers(made, request))
    except UserError as error:
        return replace(made, trouble=str(error))


def _day(request: HttpRequest) -> str:
    """The day of the address; of the form where a button of the page left the address out."""
    said = request.POST.get(DAY, "") if request.method == "POST" and not request.GET.get(DAY) else ""
    if not said:
        return asked_day(request)
    if len(said) > _DATE:
        raise Mistake(400, tr("{day} is geen datum; schrijf JJJJ-MM-DD, zoals 2026-01-01", day=describe(said)))
    return laws_on(said).on


def _lined(text: str) -> str:
    """A text field of a browser sends other line ends than it shows."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def _with_numbers(asked: AskedRule, request: HttpRequest) -> str:
    """The article with the numbers that were moved before. Raises UserError for one that cannot be written."""
    dials = turned(article_dials(asked.of, asked.shown.law, asked.source.article), request.GET.dict())
    trouble = next((each.trouble for each in dials if each.trouble), "")
    if trouble:
        raise UserError(trouble)
    moved = [each for each in dials if each.moved]
    if not moved:
        return asked.text
    units = {each.dial.id: each.dial.rule_unit for each in moved}
    made = change(asked.of, {each.dial.id: each.value for each in moved}, units, law=asked.shown.law)
    return article_source(made.after, asked.source.article).words
