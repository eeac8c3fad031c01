"""Options that say nothing without another one: who gives them alone is told, instead of getting an answer to another question."""

from __future__ import annotations

import click
from click.core import ParameterSource

from uitvoerbaar.base.language import tr


def belongs(name: str, to: str, *, there: bool) -> None:
    """Refuse the option of parameter `name` when the user gave it while what it belongs `to` is not `there`.

    `to` is how the reader knows that: an option such as --proposal, or words. Raises click.UsageError.
    """
    context = click.get_current_context()
    if there or context.get_parameter_source(name) in (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP):
        return
    option = next(p.opts[0] for p in context.command.params if p.name == name)
    raise click.UsageError(tr("{option} hoort bij {to}", option=option, to=to))
