"""The text of articles beside their rules: numbers as controls, changes of them, and the sentences that amend the law.

For a page in which somebody takes hold of a number in the running text: `article_numbers` gives the controls with their places,
`change` the law file with other numbers, `sentences` what an amending act would say, `carry_out` the reverse, and `propose` a
proposal folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_bytes
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.show import find_article
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.controls import ArticleNumbers, Control, numbers_in, numbers_of
from uitvoerbaar.proposal.amend.apply import apply
from uitvoerbaar.proposal.amend.change import Amended, amend
from uitvoerbaar.proposal.amend.folder import Draft, LawPair, write_proposal
from uitvoerbaar.proposal.amend.read_sentences import read_amendments
from uitvoerbaar.proposal.amend.sentences import Amendment, amendments, compose

__all__ = [
    "Amended", "Amendment", "ArticleNumbers", "Control", "Draft", "LawPair", "LawText", "NumbersOfLaw", "article_numbers",
    "carry_out", "change", "law_numbers", "law_text", "propose", "sentences",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumbersOfLaw:
    """The numbers of one version of a law, article by article."""

    law: str
    name: str
    version: str
    file: str
    articles: tuple[ArticleNumbers, ...]


def law_text(of: Laws, law: str) -> LawText:
    """The file of a law as it is written, in the version of these laws. Raises UserError for a law that does not exist."""
    return text_of(find_version(of.corpus, law, of.on))


def text_of(law: Law) -> LawText:
    """The file of a version of a law. Raises LawFileError when it cannot be read any more."""
    raw = read_bytes(Path(law.file), law.file)
    try:
        return LawText.of(raw, law.file)
    except UnicodeDecodeError:
        problem = Problem(law.file, 1, tr("het bestand is geen UTF-8-tekst"), hint=tr("sla het op als UTF-8"))
        raise LawFileError([problem]) from None


def law_numbers(of: Laws, law: str) -> NumbersOfLaw:
    """The numbers of a law, in the version of these laws. Raises UserError for a law that does not exist."""
    return numbers_of_law(find_version(of.corpus, law, of.on))


def numbers_of_law(law: Law) -> NumbersOfLaw:
    """The numbers of a version of a law. Raises LawFileError."""
    return NumbersOfLaw(law.id, law.name, law.version, law.file, numbers_of(text_of(law)))


def article_numbers(of: Laws, law: str, article: str) -> ArticleNumbers:
    """The numbers of one article. Raises UserError for a law or article that does not exist."""
    found = find_version(of.corpus, law, of.on)
    return numbers_in(text_of(found), find_article(found, article).number)


def change(
    of: Laws | LawText,
    wanted: Mapping[str, str | int | Decimal],
    units: Mapping[str, str] | None = None,
    *,
    law: str = "",
) -> Amended:
    """A law with other numbers: what was given by the id of a control, with the unit of bare numbers in `units`.

    `of` is the file of a law, or laws in which `law` names one. The new file is read as a law before it is given back. Raises
    UserError (AmendError) for what cannot be made.
    """
    made = amend(of if isinstance(of, LawText) else law_text(of, law), wanted, units)
    parse_text(made.after.text, made.after.file)
    return made


def sentences(before: LawText, after: LawText, *, heading: bool = False) -> str:
    """What an amending act would say of the difference between two versions of a law, in Dutch."""
    name = str(before.tree.get("name") or before.tree.get("$id")) if heading else ""
    return compose(amendments(before, after), name)


def carry_out(law: LawText, text: str) -> LawText:
    """A law after amending sentences. Raises UserError (AmendError) for a sentence that cannot be read or carried out."""
    after = apply(law, read_amendments(text, law))
    parse_text(after.text, after.file)
    return after


def propose(folder: str | Path, draft: Draft, changed: Iterable[LawPair]) -> Path:
    """Write a proposal folder that `check` and `assess` take. Raises UserError."""
    return write_proposal(Path(folder), draft, changed)
