"""A group of commands whose modules are loaded only when their verb is used, so that `--help` answers at once."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.spoken import SpokenContext, spoken


class LazyGroup(click.Group):
    """A group made from a table: verb -> (module with a `command`, one line of help)."""

    context_class = SpokenContext

    def __init__(self, *args: Any, verbs: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the table: the order in which a newcomer meets them."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, or None when there is no such verb."""
        if cmd_name not in self.verbs:
            return None
        loaded = import_module(self.verbs[cmd_name][0]).command
        assert isinstance(loaded, click.Command)
        return spoken(loaded)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. Raises UsageError with the verb that looks like it."""
        name = args[0]
        if name in self.verbs or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(name, self.verbs, n=1)
        verbs = ", ".join(self.verbs)
        told = tr(" Bedoelde u '{near}'?", near=near[0]) if near else tr(" Kies uit: {verbs}.", verbs=verbs)
        raise click.UsageError(tr("de opdracht '{name}' bestaat niet.{told}", name=name, told=told), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, written from the table without loading a module."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, tr(text)) for verb, (_, text) in self.verbs.items()])
