"""An amending sentence for who reads English: the sentence is Dutch law and stays Dutch, what it does is explained."""

from __future__ import annotations

from uitvoerbaar.base.text import Text
from uitvoerbaar.law.text.parts import Provision
from uitvoerbaar.proposal.amend.sentences import Amendment


def explained(one: Amendment) -> Text:
    """The sentence in Dutch, and in English what it changes; the words that it quotes are law and stay Dutch."""
    where = _place(one.at)
    name = one.name.replace("_", " ")
    match one.kind:
        case "replace":
            times = " each time" if one.every else ""
            said = f"In {where}, «{one.old}» becomes «{one.new}»{times}."
        case "add":
            said = f"To {where} this is added: «{one.new}»."
        case "lapse":
            said = f"{where[:1].upper()}{where[1:]} lapses."
        case "insert":
            said = f"A new {where} is inserted."
        case "restate":
            said = f"{where[:1].upper()}{where[1:]} gets another text."
        case "rule" | "setting":
            said = f"In the rules of {where}, {name} goes from {one.old} to {one.new}."
        case _:
            said = f"The rules of {where} change as in the law file."
    return Text(one.sentence, said)


def _place(at: Provision) -> str:
    lid = f", paragraph {at.lid}" if at.lid is not None else ""
    part = f", part {at.part}" if at.part else ""
    return f"article {at.article}{lid}{part}"
