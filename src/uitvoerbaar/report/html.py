"""One self-contained page of HTML from a report: inline style and drawings, nothing fetched, and one script that the page can do
without. The page allows that script by its hash and no other (CSP Level 3, 2.3.1): nothing in a report can run."""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from uitvoerbaar.base import sealed
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.findings import KADER, Assessment, verdict_said
from uitvoerbaar.findings.check import check_report
from uitvoerbaar.report import paper, parliament, story, view
from uitvoerbaar.report.filters import filters, on_page
from uitvoerbaar.report.heads import facts_of
from uitvoerbaar.report.tongues import drawn_once, other_than, renamed
from uitvoerbaar.report.view import View
from uitvoerbaar.report.words import Lang, catalogue, plain, spoken

MOST_ROWS, TOP_ROWS = 15, 5
"""Of a table with more rows than the first, the second stands open; the rest opens when asked for, and is not on paper."""
MOST_RESTS = 3
"""A row of the kader names so many findings that it rests on; the chapters have the others."""


def render_html(data: Mapping[str, Any], lang: Lang = "nl", *, foreign: bool = False, both: bool = False) -> str:
    """The page for a report in the format uitvoeringstoets/1, in Dutch or English; with `both` it opens in that language and
    holds the other one as well.

    `foreign` says at every command that it was not made by this program (see `made_here`).

    Text that was written in Dutch only stays Dutch in an English page and is marked as such. Raises ``ReportError``
    naming every problem when ``data`` does not fit the format.
    """
    check_report(data)
    return render_checked(data, lang, foreign=foreign, both=both)


def render_checked(data: Mapping[str, Any], lang: Lang = "nl", *, foreign: bool = False, both: bool = False) -> str:
    """`render_html` of data that `check_report` has let pass."""
    shown = Shown.of(data, foreign=foreign)
    first = shown.half(lang)
    return shown.page(lang, first, shown.half(other_than(lang))) if both else shown.page(lang, first)


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with the order of its page, which is the same in every language: worked out once, told as often as asked."""

    a: Assessment
    v: View
    foreign: bool

    @classmethod
    def of(cls, data: Mapping[str, Any], *, foreign: bool = False) -> Shown:
        """What is to be shown of data that `check_report` has let pass."""
        assessment = Assessment.from_json(data)
        return cls(assessment, view.build(assessment), foreign)

    def half(self, lang: Lang) -> str:
        """Everything that the page says in one language."""
        template = environment(lang).get_template("half.html.j2")
        return template.render(
            a=self.a,
            v=self.v,
            w=words_for(lang, self.a.proposal.kind),
            KADER=KADER,
            foreign=self.foreign,
            facts=facts_of(self.a, lang),
            story=story.lines_of(self.a, self.v, lang),
            picture=story.picture_of(self.v, lang),
        )

    def page(self, lang: Lang, half: str, other: str | None = None) -> str:
        """The file that opens with `half`, which is in `lang`; with `other` it holds the half of the other language too."""
        halves = {lang: half} if other is None else {lang: half, other_than(lang): other}
        title = self.a.proposal.title
        titles = {each: f"{catalogue(each)['document']}: {plain(title, each)}" for each in halves}
        return one_file(halves, titles, self.a.proposal.kind)


def one_file(halves: Mapping[Lang, str], titles: Mapping[Lang, str], kind: str = "") -> str:
    """The file that opens with the first of `halves`; with a second one it holds that language too, and a switch.

    `kind` is that of the proposal that all of it is about.
    """
    lang, *others = halves
    told = dict(halves)
    for there in others:
        told = dict(zip((lang, there), drawn_once(halves[lang], renamed(halves[there], there)), strict=True))
    template = environment(lang).get_template("page.html.j2")
    return template.render(
        halves={each: Markup(text) for each, text in told.items()},
        titles=titles,
        w=words_for(lang, kind),
        words=lambda each: spoken(each, kind),
    )


def render_parliament(
    data: Mapping[str, Any], lang: Lang = "nl", *, foreign: bool = False, room: parliament.Room = parliament.ROOMS[0]
) -> str:
    """The version for parliament of the same report: two pages of paper, for which `room` says how much they hold.

    Raises ``ReportError`` as `render_html` does.
    """
    check_report(data)
    assessment = Assessment.from_json(data)
    return (
        environment(lang)
        .get_template("parliament.html.j2")
        .render(
            a=assessment,
            v=view.build(assessment),
            w=words_for(lang, assessment.proposal.kind),
            KADER=KADER,
            foreign=foreign,
            spread=parliament.spread_of(assessment),
            unassessed=[row for row in assessment.kader if row.status == "niet_beoordeeld" and row.person is None],
            room=room,
        )
    )


class _Compiled(BytecodeCache):
    """Templates as they were compiled before, in this run or in an earlier one: the code is the same in every language, its
    words and filters are not."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        key = bucket.key, bucket.checksum
        if key not in self.kept and (raw := sealed.read(self._place(bucket))) is not None:
            bucket.bytecode_from_string(raw)
            self.kept[key] = bucket.code
        bucket.code = self.kept.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code
        sealed.write(self._place(bucket), bucket.bytecode_to_string(), most=_TEMPLATES, days=_DAYS)

    def _place(self, bucket: Bucket) -> Path:
        """The file of a template: by its text, and by what else the code depends on."""
        of = bucket.environment
        known = " ".join(sorted(of.filters))
        asked = (
            of.autoescape,
            of.optimized,
            of.trim_blocks,
            of.lstrip_blocks,
            of.keep_trailing_newline,
            sorted(of.extensions),
        )
        about = f"{bucket.key} {bucket.checksum} {version('jinja2')} {sys.version} {asked} {known}"
        return cache_dir() / "templates" / f"{sha256(about.encode()).hexdigest()}.code"


_TEMPLATES, _DAYS = 200, 90
"""Compiled templates that are kept at most, and days that one stays unused."""
_COMPILED = _Compiled()


@cache
def environment(lang: Lang) -> Environment:
    """Templates with the words and filters of one language. An unknown word is an error, not an empty place."""
    environment = Environment(
        loader=PackageLoader("uitvoerbaar.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
        optimized=False,  # which would write what a filter makes of a fixed word, in one language, into the code
    )
    style = resources.files("uitvoerbaar.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    script = resources.files("uitvoerbaar.report").joinpath("templates/report.js").read_text(encoding="utf-8")
    environment.filters.update(filters(lang))
    environment.globals.update(
        verdict_said=verdict_said,
        w=on_page(catalogue(lang)),
        lang=lang,
        foreign=False,
        style=Markup(style),
        script=Markup(script),
        script_hash=hash_of(script),
        MOST_ROWS=MOST_ROWS,
        TOP_ROWS=TOP_ROWS,
        MOST_RESTS=MOST_RESTS,
        PRINTED_ROWS=paper.ROWS,
        PRINTED_LIMITS=paper.LIMITS,
    )
    return environment


@cache
def words_for(lang: Lang, kind: str) -> Any:
    """The fixed words of a page about a proposal of this kind, as templates use them."""
    return on_page(spoken(lang, kind))


def hash_of(script: str) -> str:
    """A script as a page allows it: the base64 of its SHA-256."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
