"""What differs between two assessments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.language import Lang, active, tr
from uitvoerbaar.base.whole import target
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.face.given import LANG, PATH, TRUTH, takes
from uitvoerbaar.face.related import check_related

if TYPE_CHECKING:
    from uitvoerbaar.face.assessment import Assessment
    from uitvoerbaar.report.difference.compare import Difference as Compared


@dataclass(frozen=True, repr=False)
class Difference:
    """Everything in which an assessment differs from an earlier one: `toets - eerdere`.

    Attributes: `came` and `went` (findings), `kept` (findings in both, and what of them changed), `keys` (the key
    numbers), `moved` (numbers that moved further than their intervals, the largest relative change first), `within`
    (how many stayed inside), `same_people`, and `a` and `b` themselves.
    """

    record: Compared

    @takes(lang=LANG)
    def text(self, lang: Lang | None = None) -> str:
        """The difference in lines for a terminal, in `lang` or what is spoken."""
        from uitvoerbaar.report.difference.page import tell_difference

        return tell_difference(self.record, lang or active())

    @takes(path=PATH.like("'out/verschil.html'"), lang=LANG, one_language=TRUTH)
    def write(self, path: str | Path, *, lang: Lang | None = None, one_language: bool = False) -> Path:
        """Write the page of the difference as HTML; gives its path.

        It opens in `lang`, or in what is spoken, and holds the other language too unless `one_language`.
        """
        from uitvoerbaar.report.difference.page import render_difference

        page = Path(path)
        with target(page) as fresh:
            shown = render_difference(self.record, lang or active(), both=not one_language)
            fresh.write_text(shown, encoding="utf-8")
        return page

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "record":
            raise AttributeError(name)
        return getattr(self.record, name)

    def __repr__(self) -> str:
        d = self.record
        return tr(
            "<verschil {before} -> {after}: {came} bevindingen erbij, {went} weg, {moved} getallen veranderd>",
            before=d.a.proposal.id,
            after=d.b.proposal.id,
            came=len(d.came),
            went=len(d.went),
            moved=len(d.moved),
        )

    def _repr_html_(self) -> str:
        from uitvoerbaar.report.fragments import difference_html

        return difference_html(self.record, active())


def difference_of(a: Assessment, b: Assessment) -> Difference:
    """The difference from `a` to `b`. Raises NotComparable for assessments that have nothing in common."""
    need_report()
    check_related(a.record, b.record)
    from uitvoerbaar.report.difference.compare import compare

    return Difference(compare(a.record, b.record))
