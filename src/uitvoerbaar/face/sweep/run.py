"""Run a sweep or a part of it, go on where an earlier run stopped, and join parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.assess.live.measures import Measure
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.base.whole import put, target
from uitvoerbaar.face.extras import need_report, need_tables
from uitvoerbaar.face.population import population
from uitvoerbaar.face.sweep import plan as plans
from uitvoerbaar.face.sweep.asked import Place, Sweep, key_of, place_of
from uitvoerbaar.face.sweep.kept import DoneList
from uitvoerbaar.face.sweep.page import page
from uitvoerbaar.face.sweep.plan import Plan, Values
from uitvoerbaar.face.sweep.table import NUMBER, RESULT, UNDECIDED, joined, part_name, table_of, written
from uitvoerbaar.face.sweep.told import shown, texts
from uitvoerbaar.face.sweep.variant import Answered, Failed, failures, here

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = 30
"""Variants in the table of a terminal."""
_DIGITS = 9
Told = Callable[[int, int], None]
Way = Callable[[Sweep, Sequence[Measure], Mapping[str, Any], Mapping[str, Values]], Iterator[Answered]]
"""How variants, by their key, are computed: in this process or elsewhere, in any order."""


@dataclass(frozen=True)
class Varied:
    """Which numbers vary, as the command line has it: `vary` for a grid or, with `sample`, a hypercube; or a `file`."""

    vary: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 1
    file: Path | None = None

    def plan(self, place: Place) -> Plan:
        """The variants. Raises UserError for what cannot be varied so."""
        if self.file is not None:
            if self.vary or self.sample is not None:
                raise UserError(tr("--variants kan niet samen met --vary of --sample"))
            return plans.listed(place.dials, self.file)
        if self.sample is not None:
            return plans.sample(place.dials, self.vary, self.sample, self.seed)
        return plans.grid(place.dials, self.vary)

    def words(self) -> list[str]:
        """The same as options of the command line."""
        made = [word for each in self.vary for word in ("--vary", each)]
        made += [] if self.sample is None else ["--sample", str(self.sample), "--seed", str(self.seed)]
        return made + ([] if self.file is None else ["--variants", str(self.file)])


@dataclass(frozen=True)
class Results:
    """What a sweep came to: the table, how to read it, and the files that were written."""

    table: pa.Table
    asked: Mapping[str, Any]
    files: tuple[Path, ...]
    computed: int
    """Variants that were run now; the others were done before."""
    since: tuple[str, ...] = ()
    """What changed while it ran: the results are of what it was before."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know."""
        undecided = sum(1 for many in self.table[UNDECIDED].to_pylist() if many)
        told = [*self.since, *(said(texts(each)) for each in self.asked["opmerkingen"])]
        if undecided:
            told.append(
                tr("in {n} varianten heeft de wet voor sommige mensen geen antwoord (kolom onbeslist)", n=undecided)
            )
        return tuple(told)

    def lines(self) -> Iterator[str]:
        """The first variants as a table for a terminal."""
        from uitvoerbaar.report.words import show, unit_word

        lang = active()
        dials, measures = self.asked["getallen"], self.asked["maten"]
        names = [said(texts(dial["naam"])) for dial in dials]
        heads = [f"{m['id']} {unit_word(m['eenheid'], lang)}".strip() for m in measures]
        rows = [["", *names, *heads]]
        for row in self.table.slice(0, SHOWN).to_pylist():
            cells = [shown(dial, row[dial["id"]]) for dial in dials]
            rows.append([str(row[NUMBER]), *cells, *(show(row[m["id"]], m["eenheid"], lang) for m in measures)])
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        yield from ("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
        left = len(self.table) - SHOWN
        if left > 0:
            yield tr("… en nog {left} varianten", left=left)


def read_part(given: str | None) -> tuple[int, int] | None:
    """`i/n`: which part of how many. Raises UserError."""
    if given is None:
        return None
    parts = given.split("/")
    if len(parts) != 2 or not all(p.isascii() and p.isdigit() and len(p) <= _DIGITS for p in parts):
        raise UserError(tr("--part {given}: verwacht: i/n, zoals 17/200", given=given))
    part, of = map(int, parts)
    if not 1 <= part <= of:
        raise UserError(tr("--part {given}: kies een deel van 1 tot en met {of}", given=given, of=of))
    return part, of


def open_sweep(place: Place, plan: Plan, folder: Path) -> Sweep:
    """A place with the dials of a plan on a population. Raises UserError."""
    need_tables()
    return Sweep(place, plan.dials, population(folder))


def run_sweep(
    sweep: Sweep,
    plan: Plan,
    measures: Sequence[Measure],
    out: Path,
    *,
    part: tuple[int, int] | None = None,
    command: Sequence[str] = (),
    told: Told = lambda _done, _all: None,
    way: Way = here,
) -> Results:
    """Run the variants that are not done yet and write their table; the whole of them with a page.

    Raises UserError; also when variants fail, after the others: those are kept.
    """
    from uitvoerbaar.face.sweep.words import description

    if part is None:
        need_report()
    asked = description(sweep, plan, measures, command)
    number, of = part or (1, 1)
    mine = range(number - 1, len(plan.variants), of)
    keys = {at: key_of(asked["vraag"], plan.variants[at]) for at in mine}
    name = part_name(number, of)
    file = out / f"{RESULT if part is None else name}.parquet"
    people = _stamp(sweep.people.folder)
    with target(file) as fresh, DoneList(out / f"{name}.jsonl", asked["vraag"]) as done:
        todo = {key: plan.variants[at] for at, key in keys.items() if key not in done.done}
        rows = Counter(keys.values())
        ready = sum(many for key, many in rows.items() if key not in todo)
        failed = []
        for answer in way(sweep, measures, asked["vraag"], todo):
            if isinstance(answer, Failed):
                failed.append(answer)
            else:
                done.add(answer)
            ready += rows[answer.key]
            told(ready, len(mine))
        if failed:
            numbers = {key: at + 1 for at, key in reversed(keys.items())}
            raise failures(failed, numbers, len(done.done))
        table = table_of(asked, [(at + 1, plan.variants[at], done.done[key]) for at, key in keys.items()])
        fresh.write_bytes(written(table))
    files = (file,) if part else (file, _page(table, asked, out, active()))
    return Results(table, asked, files, len(todo), tuple(_since(sweep, people)))


def _since(sweep: Sweep, people: Sequence[object]) -> Iterator[str]:
    """What changed while a sweep ran."""
    if sweep.changed:
        yield tr("het voornemen of een wet is intussen veranderd; de uitkomsten gaan over de tekst van het begin")
    if _stamp(sweep.people.folder) != people:
        yield tr("de bevolking is intussen veranderd; de uitkomsten gaan over de bevolking van het begin")


def _stamp(folder: Path) -> list[tuple[str, int, int]]:
    """What the files of a population look like from outside."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return [(str(path), about.st_size, about.st_mtime_ns) for path, about in found]


def join_sweep(folder: Path, out: Path | None) -> Results:
    """Join the parts in a folder, with the page; the table has the same bytes as one run writes. Raises UserError."""
    from uitvoerbaar.face.sweep.table import described

    need_tables()
    need_report()
    table = joined(folder)
    asked = described(table, folder)
    place = out or folder
    file = place / f"{RESULT}.parquet"
    put({file: written(table)})
    return Results(table, asked, (file, _page(table, asked, place, active())), 0)


def _page(table: pa.Table, asked: Mapping[str, Any], out: Path, lang: Lang) -> Path:
    path = out / f"{RESULT}.html"
    put({path: page(table, asked, lang)})
    return path


__all__ = ["Results", "Varied", "Way", "here", "join_sweep", "open_sweep", "place_of", "read_part", "run_sweep"]
