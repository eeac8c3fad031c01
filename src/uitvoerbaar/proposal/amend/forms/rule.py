"""An expression of a rule in its file: where it stands, and another one written in its place with the layout around it kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.text.constants import RULES, LawText
from uitvoerbaar.proposal.amend.change import Edit, added, edited
from uitvoerbaar.proposal.amend.forms.writer import Writer
from uitvoerbaar.proposal.amend.value import AmendError


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression in the rules of an article: what it is and its path in the file."""

    law: LawText
    article: str
    path: Path

    @property
    def raw(self) -> Any:
        """The expression as it was loaded."""
        found = self.law.tree
        for key in self.path:
            found = found[key]
        return found

    def refused(self, message: str, hint: str | None = None) -> AmendError:
        """Why this expression cannot be changed so."""
        told = message + (f" ({hint})" if hint else "")
        return AmendError(told, file=self.law.file, article=self.article, hint=hint)


def rule_of(law: LawText, article: str, output: str) -> Rule:
    """What an article says of an output (or a step). Raises AmendError when it says nothing of it."""
    for at, action in _actions(law, article):
        if action.get("output") == output:
            return Rule(law, article, at if "operation" in action else (*at, "value"))
    known = ", ".join(str(action.get("output")) for _, action in _actions(law, article))
    message = tr(
        "artikel {article} bepaalt geen '{output}'; er zijn: {known}", article=article, output=output, known=known
    )
    raise AmendError(message, file=law.file, article=article)


def rule_at(law: LawText, article: str, dotted: str) -> Rule:
    """The expression at a path below the rules ('execution.actions.0.value'). Raises AmendError when there is none."""
    at = law.position(article)
    keys: list[str | int] = [int(key) if key.isdigit() else key for key in dotted.split(".")]
    made = Rule(law, article, ("articles", len(law.articles) if at is None else at, RULES, *keys))
    try:
        _ = made.raw
    except (KeyError, IndexError, TypeError):
        raise made.refused(tr("artikel {article} heeft geen regel '{path}'", article=article, path=dotted)) from None
    return made


def _actions(law: LawText, article: str) -> Iterator[tuple[Path, Mapping]]:
    at = law.position(article)
    rules = law.articles[at].get(RULES) if at is not None else None
    execution = rules.get("execution") if isinstance(rules, Mapping) else None
    actions = execution.get("actions") if isinstance(execution, Mapping) else None
    for number, action in enumerate(actions or ()):
        if isinstance(action, Mapping):
            yield ("articles", at or 0, RULES, "execution", "actions", number), action


def outputs_of(law: LawText, article: str) -> Iterator[str]:
    """What the rules of an article determine: outputs and steps, in their order."""
    yield from (str(action["output"]) for _, action in _actions(law, article) if isinstance(action.get("output"), str))


def names_of(rule: Rule) -> set[str]:
    """What the article can name: its parameters, inputs, definitions and steps, each with a $."""
    at = rule.law.position(rule.article)
    rules = rule.law.articles[at or 0].get(RULES) or {}
    execution = rules.get("execution") or {}
    fields = [item for key in ("parameters", "input") for item in execution.get(key) or () if isinstance(item, Mapping)]
    steps = [action.get("output") for _, action in _actions(rule.law, rule.article)]
    return {f"${name}" for name in (*(item.get("name") for item in fields), *(rules.get("definitions") or {}), *steps)}


def replaced_by(rule: Rule, new: Any, sentence: str = "") -> LawText:
    """The law with another expression in the place of this one; `sentence` is added to the text of the article.

    What stands around it keeps its layout, and so do parts of the old expression that are in the new one. Raises AmendError
    when the outcome is no law.
    """
    place = rule.law.places.get(rule.path)
    write = Writer(rule.law)
    if place is not None:
        return _made(rule, [Edit(place.start, place.end, write.line(new))], sentence)
    span, raw = write.spans[rule.path], rule.raw
    if isinstance(raw, Mapping) and "output" in raw:  # the operation stands on the action itself
        new = {"output": raw["output"], "value": new}
    words = write.line(new) if span.flow else write.rows(new, span.column)
    return _made(rule, [Edit(span.start, span.end, words)], sentence)


def with_item(rule: Rule, key: str, item: Any, sentence: str = "", *, first: bool = False) -> LawText:
    """The law with an item more at the end of a list of this expression, or before its others.

    Raises AmendError as `replaced_by` does.
    """
    write = Writer(rule.law)
    span = write.spans[(*rule.path, key)]
    words = write.line(item)
    indent = f"\n{' ' * span.column}"
    if first:
        at, words = (span.start + 1, f"{words}, ") if span.flow else (span.start, f"- {words}{indent}")
    elif span.flow:
        at, words = span.end - 1, (", " if rule.raw[key] else "") + words
    else:
        at, words = span.end, f"{indent}- {words}"
    return _made(rule, [Edit(at, at, words)], sentence)


def _made(rule: Rule, edits: list[Edit], sentence: str) -> LawText:
    after = edited(rule.law, [*edits, *added(rule.law, rule.article, sentence)])
    try:
        parse_text(after.text, after.file)
    except LawFileError as error:
        raise rule.refused(tr("zo is het geen wet meer: {error}", error=error)) from None
    return after
