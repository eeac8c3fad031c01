"""The laws by which allowances are settled and recovered, their parameters, and linking them for people of a side."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.law.graph import FieldSpec, Node

AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
PARTNER = "toeslagpartner"
"""The file that names the partner whom the Awir sees."""
PARTNER_KEYS = ("toeslagpartner_bsn", "partner_bsn")
"""What articles 7 and 16 of the Awir call that person: the shipped text, and one that reads the register by itself."""
RULING = "uitvoeringsregeling_awir"
PROTECTION = "wetboek_van_burgerlijke_rechtsvordering"
DEBT = "terugvordering"
ADVANCE, FINAL = "voorschot", "vastgestelde_toeslag"
_NUMBER, _TRUTH = FieldSpec("number", nullable=False), FieldSpec("bool", nullable=False)


def link_outputs_of(
    ctx: Context,
    role: Role,
    law: str,
    outputs: tuple[str, ...],
    numbers: Iterable[str],
    truths: Iterable[str] = (),
    nullable: Iterable[str] = (),
) -> dict[str, Node]:
    """Outputs of a law of a side, by parameters that are numbers, truths or (`nullable`)
    numbers that may be null; people come in by the parameter bsn.

    Raises LawLookupError when the law of that day lacks one of them.
    """
    side = ctx.sides.of(role)
    linker = side.linker(ctx.catalogue, ctx.graph)
    parameters = dict.fromkeys(numbers, _NUMBER) | dict.fromkeys(truths, _TRUTH)
    return dict(linker.link(law, outputs, parameters).outputs)
