"""`--set` and `--save`: other numbers in the law, the same option of every verb that looks at law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.terminal import say, say_each

if TYPE_CHECKING:
    from uitvoerbaar.face.laws import Laws
    from uitvoerbaar.face.reform import Reform

_SET = click.option(
    "--set",
    "numbers",
    multiple=True,
    metavar="WET.ARTIKEL.GETAL=WAARDE",
    help="Met een ander getal in de wet, zoals de wet het schrijft (€ 100.000, 13,6 procent); vaker te noemen.",
)
_SAVE = click.option(
    "--save",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="MAP",
    help="Met --set: bewaar de gewijzigde wet als voornemen in deze map.",
)
Command = Callable[..., Any]


def set_options(command: Command) -> Command:
    """The options `--set` (as `numbers`) and `--save`."""
    return _SET(_SAVE(command))


def check_side(numbers: Sequence[str], proposal: str | None) -> None:
    """Refuse `--side` where no law is changed: it would say nothing. Raises UsageError."""
    belongs("side", tr("--proposal of --set"), there=proposal is not None or bool(numbers))


def reformed(
    numbers: Sequence[str],
    save: Path | None,
    date: str | None,
    proposal: str | None,
    laws: Iterable[Path] = (),
) -> Reform | None:
    """The law with other numbers, saved when that is asked, and told; None without `--set`. Raises UserError, UsageError."""
    if not numbers:
        if save is not None:
            raise click.UsageError(tr("--save bewaart wat --set verandert; geef ook --set"))
        return None
    from uitvoerbaar.face.reform import reform

    made = reform(numbers, on=date, proposal=proposal, folders=tuple(laws) or None)
    say_each((tr("Let op: {warning}", warning=note) for note in made.notes), err=True)
    say_each((number.told for number in made.numbers if not number.same), err=True)
    if save is not None:
        say(tr("Bewaard als voornemen: {folder}", folder=made.save(save)), err=True)
    return made


def say_unread(made: Reform | None, law: Laws, outputs: Iterable[tuple[str, str]]) -> None:
    """Say of numbers that were set that what is asked does not read them."""
    if made is None:
        return
    from uitvoerbaar.face.reform import without_effect

    for number in without_effect(made, law.corpus, law.on, outputs):
        told = tr("wat u vraagt leest dit getal niet, dus het maakt hier niet uit: {number}", number=number.told)
        say(tr("Let op: {warning}", warning=told), err=True)


def check_versions(made: Reform | None, law: Laws, last: str) -> None:
    """Raises UserError when a law of which a number was set has another version before the end of month `last`: that one has
    the number that it had."""
    for number in made.numbers if made is not None else ():
        law.check_one_version(number.law.id, last)
