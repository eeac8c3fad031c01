"""What is wrong or odd in a proposal beside the laws that it changes, told before anything is run.

A name under `wijzigingen` that no law has is an error; a file that does nothing, a number that looks like another unit or
a change that nobody described is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law.check.law_files import law_errors
from uitvoerbaar.law.corpus import Corpus, LawLookupError, law_files
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.not_modelled import repealed
from uitvoerbaar.law.read.head import read_heads
from uitvoerbaar.law.read.law_file import parse_file
from uitvoerbaar.proposal.alternative_law import alternative_problems
from uitvoerbaar.proposal.beside import beside_before, read_by_nobody
from uitvoerbaar.proposal.found import decided_amounts, found_schemes, not_counted, of_both, read_by, reads_into
from uitvoerbaar.proposal.load import FILE, shipped_proposals
from uitvoerbaar.proposal.model import Proposal, Situation
from uitvoerbaar.proposal.numbers import compare_numbers

_SHOWN = 12
"""Articles that a message names at most."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The corpus as each side of a proposal sees it."""

    before: Corpus
    after: Corpus


def doubts(proposal: Proposal, base: Corpus) -> list[Problem]:
    """Everything to say of a proposal from its own files. Raises LawFileError for a law file that cannot be read."""
    sides = Sides(proposal.before.corpus(base), proposal.after.corpus(base))
    found = [
        *_id(proposal),
        *_dates(proposal),
        *_too_early(proposal),
        *_named(proposal, sides),
        *_schemes(proposal, sides),
    ]
    for situation, other in ((proposal.after, proposal.before), (proposal.before, proposal.after)):
        found += _files(proposal, situation, other, base, sides)
    later = [proposal.after.date] if years_apart(proposal) else []  # both sides are run on that day
    return [
        *found,
        *unused_on(proposal.before, sides.before, later),
        *_strays(proposal),
        *_undescribed(proposal, sides),
        *alternative_problems(proposal, sides.before, base),
    ]


def doubts_of_files(proposal: Proposal, base: Corpus, day: str | None = None) -> list[Problem]:
    """What whoever asks a law under the proposal must know: names that do not exist, files that do nothing (also on `day`,
    when another day is asked than that of the proposal), and numbers that look like another unit. Raises LawFileError for a
    law file that cannot be read."""
    sides = Sides(proposal.before.corpus(base), proposal.after.corpus(base))
    found = [p for p in (*_named(proposal, sides), *_schemes(proposal, sides)) if p.level == "error"]
    found += (*own_errors(proposal), *_strays(proposal))
    for situation, other in ((proposal.after, proposal.before), (proposal.before, proposal.after)):
        found += _files(proposal, situation, other, base, sides)
    asked = [] if day is None else [day]
    return [
        *found,
        *unused_on(proposal.after, sides.after, asked),
        *unused_on(proposal.before, sides.before, asked),
    ]


def unused_on(situation: Situation, corpus: Corpus, days: Iterable[str]) -> Iterator[Problem]:
    """Laws of a side of which another version holds on one of some `days`: the proposal does not reach that day, and the
    answer is that of the law without it. `corpus` is that of the side; its own day is told by `doubts`."""
    own: dict[str, dict[str, Law]] = {}
    for path in law_files(situation.laws):
        law = parse_file(path, str(path))
        own.setdefault(law.id, {})[law.version] = law
    others = [day for day in days if day != situation.date]
    for law_id, versions in own.items():
        if law_id in situation.pins:  # the pinned version holds on every day
            continue
        for day in others:
            used = _select(corpus, law_id, day)
            if used is not None and used.version in versions:
                continue
            law = versions[max((version for version in versions if version <= day), default=min(versions))]
            hint = (
                tr("vraag een dag waarop het geldt")
                if used is None
                else tr(
                    "vraag een dag waarop het geldt, of neem ook de versie van {version} in het voornemen op",
                    version=used.version,
                )
            )
            line = _line_of(Path(law.file), "valid_from")
            yield Problem(law.file, line, _unused(law, used, day), level="warning", hint=hint)
            break


def _strays(proposal: Proposal) -> Iterator[Problem]:
    """Law files in the folder of a proposal that neither side names under `wetten`: a changed law that changes nothing."""
    read = {path.resolve() for side in (proposal.before, proposal.after) for path in law_files(side.laws)}
    for path in law_files([proposal.folder]):
        if path.resolve() not in read and (head := read_heads([read_text(path, str(path))])[0]) is not None and head.id:
            message = tr("deze wet staat in geen map of bestand van 'wetten', en verandert dus niets")
            hint = tr("noem haar bij 'voor' of 'na' in proposal.yaml, of haal haar weg")
            yield Problem(str(path), _line_of(path, "$id"), message, level="warning", hint=hint)


def own_errors(proposal: Proposal) -> list[Problem]:
    """The errors that `check` finds in the law files of a proposal; a run goes on with them. Raises LawFileError."""
    return law_errors(dict.fromkeys((*proposal.before.laws, *proposal.after.laws)))


def wrong_names(proposal: Proposal, base: Corpus) -> list[Problem]:
    """The errors among the doubts: names of laws, articles and outputs that do not exist."""
    return [problem for problem in doubts(proposal, base) if problem.level == "error"]


def _place(proposal: Proposal) -> str:
    return str(proposal.folder / FILE)


def _warn(proposal: Proposal, line: int, message: str, hint: str | None = None) -> Problem:
    return Problem(_place(proposal), line, message, level="warning", hint=hint)


def _id(proposal: Proposal) -> Iterator[Problem]:
    shipped = data_dir() / "proposals" / proposal.id
    if proposal.id in shipped_proposals() and proposal.folder.resolve() != shipped.resolve():
        hint = tr("kies een andere id, dan zijn de rapporten uit elkaar te houden")
        yield _warn(proposal, 1, tr("'{id}' is ook de id van een meegeleverd voornemen", id=proposal.id), hint)


def _dates(proposal: Proposal) -> Iterator[Problem]:
    before, after = proposal.before.date, proposal.after.date
    if before[:4] != after[:4]:
        yield _warn(
            proposal,
            1,
            tr(
                "'voor' is op {before} en 'na' op {after}: wat tussen die jaren vanzelf verandert "
                "(indexering, andere wetten) is geen gevolg van het voornemen",
                before=before,
                after=after,
            ),
            tr(
                "assess vergelijkt beide kanten op {after} en toont apart wat het jaar doet; zet 'voor: "
                '{{datum: "{after}"}}\' om alleen het voornemen te zien',
                after=after,
            ),
        )
    elif before != after:
        hint = tr("zet beide kanten op dezelfde dag, of zeg in 'bron_cijfers' waarom niet")
        yield _warn(
            proposal,
            1,
            tr(
                "'voor' is op {before} en 'na' op {after}: een ander gevolg van die dagen telt mee",
                before=before,
                after=after,
            ),
            hint,
        )


def _too_early(proposal: Proposal) -> Iterator[Problem]:
    """A day that is tested on and that lies before the proposal takes effect. A version that is pinned is tested on purpose on
    another day than its own."""
    on, effective = proposal.after.date, proposal.effective
    if on < effective and not proposal.after.pins:
        message = tr(
            "het voornemen gaat in op {effective}, maar 'na' is op {on}: op die dag geldt het nog niet",
            effective=effective,
            on=on,
        )
        hint = tr("toets op of na de ingangsdatum, of zet de versie van die dag vast met 'pins'")
        yield _warn(proposal, 1, message, hint)


def _named(proposal: Proposal, sides: Sides) -> Iterator[Problem]:
    """Laws and articles under `wijzigingen` that do not exist, or that are the same before and after."""
    for change in proposal.changes:
        laws = _versions(change.law, proposal, sides)
        if not laws:
            known = {*sides.before.versions, *sides.after.versions}
            hint = suggest(change.law, known) or tr("zie 'uitvoerbaar laws' voor de wetten die er zijn")
            yield Problem(
                _place(proposal),
                change.line,
                tr("'wijzigingen': de wet '{law}' bestaat niet", law=change.law),
                hint=hint,
            )
            continue
        articles = list(dict.fromkeys(article.number for law in laws.values() for article in law.articles))
        if change.article not in articles:
            shown = ", ".join(articles[:_SHOWN]) + (" ..." if len(articles) > _SHOWN else "")
            near = suggest(change.article, articles)
            hint = (
                tr("{near} Er zijn: {shown}", near=near, shown=shown) if near else tr("er zijn: {shown}", shown=shown)
            )
            message = tr("'wijzigingen': {law} heeft geen artikel '{article}'", law=change.law, article=change.article)
            yield Problem(_place(proposal), change.line, message, hint=hint)
        elif len(laws) == 2 and _essence(laws["voor"], change.article) == _essence(laws["na"], change.article):
            hint = tr(
                "de regels van dit artikel zijn voor en na gelijk; noem het artikel dat verandert, of pas de regels aan"
            )
            message = tr(
                "'wijzigingen': artikel {article} van {law} verandert niet", article=change.article, law=change.law
            )
            yield _warn(proposal, change.line, message, hint)


def _schemes(proposal: Proposal, sides: Sides) -> Iterator[Problem]:
    """New schemes whose law or output does not exist after the proposal."""
    for scheme in proposal.new_schemes:
        law = _select(sides.after, scheme.law, proposal.after.date)
        if law is None:
            hint = suggest(scheme.law, sides.after.versions) or tr(
                "zet het wetsbestand in {folder}", folder=proposal.folder / "laws"
            )
            message = tr(
                "'nieuwe_regelingen': de wet '{law}' geldt op {date} niet", law=scheme.law, date=proposal.after.date
            )
            yield Problem(_place(proposal), scheme.line, message, hint=hint)
        elif law.producer(scheme.output) is None:
            outputs = [output.name for a in law.articles if a.rules for output in a.rules.outputs]
            hint = suggest(scheme.output, outputs) or tr("er zijn: {outputs}", outputs=", ".join(outputs))
            message = tr(
                "'nieuwe_regelingen': {law} heeft geen uitkomst '{output}'", law=scheme.law, output=scheme.output
            )
            yield Problem(_place(proposal), scheme.line, message, hint=hint)
        elif (wrong := not_counted(law, scheme.output)) is not None:
            message = tr("'nieuwe_regelingen': {why}", why=wrong[0])
            yield Problem(_place(proposal), scheme.line, message, hint=wrong[1])
        elif scheme.rows == "personen" and of_both(law, sides.after, proposal.after.date):
            yield _warn(
                proposal,
                scheme.line,
                tr("'nieuwe_regelingen': {law} kijkt naar de partner of de kinderen van een paar", law=scheme.law),
                tr(
                    "met 'rijen: personen' krijgen beide partners het hele bedrag; 'rijen: eenheden' telt het een keer per paar"
                ),
            )


def _files(proposal: Proposal, situation: Situation, other: Situation, base: Corpus, sides: Sides) -> Iterator[Problem]:
    """Law files of one side that do nothing, and numbers that look wrong beside the version that they replace."""
    own = sides.after if situation is proposal.after else sides.before
    for path in law_files(situation.laws):
        law = parse_file(path, str(path))
        line = _line_of(path, "$id")
        earlier = _select(base, law.id, situation.date) or _newest(base, law.id)
        if earlier is None:
            yield from _new_law(proposal, law, line, own, base)
        else:
            yield from compare_numbers(earlier, law)
            yield from _only_text(earlier, law)
            yield from beside_before(earlier, law, _essence)
            counted = {scheme.output for scheme in proposal.new_schemes if scheme.law == law.id}
            yield from read_by_nobody(earlier, law, own, counted)
        used = _select(own, law.id, situation.date)
        pinned = situation.pins.get(law.id)
        if pinned is not None and pinned != law.version:
            message = tr(
                "dit bestand wordt niet gebruikt: 'pins' zet de wet vast op de versie van {pinned}, en dit is die van {version}",
                pinned=pinned,
                version=law.version or tr("altijd"),
            )
            hint = tr("haal de pin weg, of het bestand")
            yield Problem(str(path), _line_of(path, "valid_from"), message, level="warning", hint=hint)
        elif used is None or Path(used.file) != path:
            yield Problem(
                str(path),
                _line_of(path, "valid_from"),
                _unused(law, used, situation.date),
                level="warning",
                hint=tr("pas 'valid_from' aan, of de datum in proposal.yaml"),
            )
        elif earlier is not None and _essence(law) == _essence(earlier) and path not in set(law_files(other.laws)):
            version = earlier.version or tr("altijd")
            message = tr(
                "deze wet heeft dezelfde regels als de versie van {version} die al geldt: er verandert niets",
                version=version,
            )
            yield Problem(
                str(path), line, message, level="warning", hint=tr("haal het bestand weg, of pas de regels aan")
            )


def _only_text(earlier: Law, law: Law) -> Iterator[Problem]:
    """Articles that the file adds or changes and that are text alone: nothing computes what they say."""
    hint = tr("geef het artikel regels ('machine_readable'), of zeg in het voornemen dat dit niet is doorgerekend")
    for article in law.articles:
        before = earlier.article(article.number)
        if article.rules is not None or repealed(article):
            continue
        if before is None:
            message = tr(
                "artikel {number} is nieuw en heeft alleen tekst; wat het bepaalt, is niet meegerekend",
                number=article.number,
            )
        elif before.rules is not None:
            message = tr(
                "artikel {number} had regels en heeft nu alleen tekst; wat het bepaalt, is niet meegerekend",
                number=article.number,
            )
        elif before.text.split() != article.text.split():
            message = tr(
                "artikel {number} is gewijzigd en heeft alleen tekst; wat het bepaalt, is niet meegerekend",
                number=article.number,
            )
        else:
            continue
        yield Problem(law.file, article.line, message, article.number, "warning", hint)


def _unused(law: Law, used: Law | None, day: str) -> str:
    since = tr("vanaf {version}", version=law.version) if law.version else tr("altijd")
    until = tr(" tot en met {valid_to}", valid_to=law.valid_to) if law.valid_to else ""
    instead = tr("; daar geldt de versie van {version}", version=used.version) if used is not None else ""
    return tr(
        "dit bestand wordt op {day} niet gebruikt: het geldt {since}{until}{instead}",
        day=day,
        since=since,
        until=until,
        instead=instead,
    )


def _new_law(proposal: Proposal, law: Law, line: int, corpus: Corpus, base: Corpus) -> Iterator[Problem]:
    """A law that is new: somebody must read it, or it must be named as a new scheme."""
    if any(scheme.law == law.id for scheme in proposal.new_schemes) or reads_into(law) or read_by(law.id, corpus):
        return
    counted = next((s for s in found_schemes(proposal, base, corpus) if s.law == law.id), None)
    if counted is not None:
        said = tr(
            "de wet '{id}' is nieuw en telt mee als regeling, herkend aan haar besluit: '{output}', een bedrag per jaar, "
            "rijen: {rows}",
            id=law.id,
            output=counted.output,
            rows=counted.rows,
        )
        yield Problem(law.file, line, said, level="warning", hint=scheme_line(law))
        yield from _by_month(law, counted.output)
        return
    unfit = [wrong for _, output in decided_amounts(law) if (wrong := not_counted(law, output)) is not None]
    if unfit:
        said = tr("de wet '{id}' is nieuw en telt niet mee: {why}", id=law.id, why=unfit[0][0])
        yield Problem(law.file, line, said, level="warning", hint=unfit[0][1])
        return
    near = suggest(law.id, base.versions)
    known = _newest(base, near.split("'")[1]) if near else None
    if known is None or not _outputs(known) & _outputs(law):
        near = None  # a name that looks alike is no misspelling when the law gives something else
    said = tr("de wet '{id}' is nieuw en geen andere wet leest haar: zo bereikt zij niemand", id=law.id)
    yield Problem(law.file, line, said, level="warning", hint=near or scheme_line(law))


_BY_MONTH = re.compile(r"\b(per|elke|iedere) (maand|kwartaal)\b|\bmaandelijks", re.IGNORECASE)
_BY_YEAR = re.compile(r"\b(per|elk|ieder) (kalender)?jaar\b|\bjaarlijks|\btwaalf\b|\b12\b", re.IGNORECASE)


def _by_month(law: Law, output: str) -> Iterator[Problem]:
    """An amount that counts for a year, of an article that speaks of months only."""
    article = law.producer(output)
    said = _BY_MONTH.search(article.text) if article is not None else None
    if article is None or said is None or _BY_YEAR.search(article.text):
        return
    message = tr(
        "de tekst zegt '{words}', maar '{output}' telt als bedrag per jaar", words=said.group(0), output=output
    )
    hint = tr("geef de uitkomst per jaar, of zeg in de tekst dat het bedrag per jaar is")
    yield Problem(law.file, article.line, message, article.number, "warning", hint)


def _outputs(law: Law) -> frozenset[str]:
    return frozenset(output.name for a in law.articles if a.rules for output in a.rules.outputs)


def scheme_line(law: Law) -> str:
    """The line of proposal.yaml that makes a new law count."""
    outputs = [o.name for a in law.articles if a.rules for o in a.rules.outputs if o.type in ("amount", "number")]
    output = outputs[-1] if outputs else "UITKOMST"
    return tr(
        "is het een nieuwe regeling? Zet in proposal.yaml: nieuwe_regelingen: "
        "[{{wet: {id}, uitkomst: {output}, naam: ..., rijen: huishoudens (of eenheden, personen), uitvoerder: ...}}]",
        id=law.id,
        output=output,
    )


def _undescribed(proposal: Proposal, sides: Sides) -> Iterator[Problem]:
    """Laws that differ between the sides and that `wijzigingen` does not name, when it names any."""
    named = proposal.changed_laws
    if not named:
        return
    touched = {parse_file(p, str(p)).id for s in (proposal.before, proposal.after) for p in law_files(s.laws)}
    touched |= {*proposal.before.pins, *proposal.after.pins}
    for law_id in sorted(touched - named):
        laws = _versions(law_id, proposal, sides)
        if len(laws) == 2 and _essence(laws["voor"]) != _essence(laws["na"]):
            message = tr(
                "{law_id} verandert ook, maar staat niet onder 'wijzigingen': dan telt zij niet mee als gewijzigd",
                law_id=law_id,
            )
            yield _warn(proposal, 1, message, tr("noem wet, artikel, voor en na onder 'wijzigingen'"))
    # Between years more differs than the proposal, which is told; so it does between a pinned version and another.
    for law_id in () if years_apart(proposal) else sorted(touched & named):
        laws = _versions(law_id, proposal, sides)
        if len(laws) < 2 or law_id in {*proposal.before.pins, *proposal.after.pins}:
            continue
        said = {change.article for change in proposal.changes if change.law == law_id}
        numbers = dict.fromkeys(a.number for law in laws.values() for a in law.articles)
        silent = [n for n in numbers if n not in said and _essence(laws["voor"], n) != _essence(laws["na"], n)]
        if silent:
            message = tr(
                "van {law} verandert ook artikel {articles}, maar dat staat niet onder 'wijzigingen'",
                law=law_id,
                articles=", ".join(silent[:_SHOWN]) + (" ..." if len(silent) > _SHOWN else ""),
            )
            yield _warn(proposal, 1, message, tr("noem wet, artikel, voor en na onder 'wijzigingen'"))


def _versions(law_id: str, proposal: Proposal, sides: Sides) -> dict[str, Law]:
    """The version of a law on each side that has it."""
    asked = (("voor", sides.before, proposal.before), ("na", sides.after, proposal.after))
    found = {role: _select(corpus, law_id, side.date) or _newest(corpus, law_id) for role, corpus, side in asked}
    return {role: law for role, law in found.items() if law is not None}


def _select(corpus: Corpus, law_id: str, day: str) -> Law | None:
    try:
        return corpus.select(law_id, day)
    except LawLookupError:
        return None


def _newest(corpus: Corpus, law_id: str) -> Law | None:
    entries = corpus.versions.get(law_id, ())
    return entries[0].law if entries else None


_NO_MEANING = frozenset(("line", "file", "description", "name", "url", "text"))


def _essence(law: Law, article: str | None = None) -> Any:
    """The rules of a law (or one article) without what no computation reads: lines, texts and descriptions."""
    chosen = [a for a in law.articles if a.rules and article in (None, a.number)]
    return tuple((a.number, _plain(a.rules)) for a in chosen)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = type(value).__name__ in ("Definition", "Field")
        kept = [f.name for f in fields(value) if f.name not in _NO_MEANING or (named and f.name == "name")]
        return (type(value).__name__, *(_plain(getattr(value, name)) for name in kept))
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), _plain(inner)) for key, inner in value.items()))
    if isinstance(value, list | tuple):
        return tuple(_plain(inner) for inner in value)
    return repr(value)


def _line_of(path: Path, key: str) -> int:
    """The line of a key at the top of a law file; 1 when it is not there."""
    for number, text in enumerate(read_text(path, str(path)).splitlines(), 1):
        if text.startswith(f"{key}:"):
            return number
    return 1


def years_apart(proposal: Proposal) -> bool:
    """Whether the sides are in different years, so that more than the proposal changes between them."""
    days = [parse_date(side.date) for side in (proposal.before, proposal.after)]
    return days[0] is not None and days[1] is not None and days[0].year != days[1].year
