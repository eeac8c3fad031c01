"""A sweep as it goes to another machine, and what is done with it there.

The proposal goes along; laws, program and people are those of that machine. They must be the same as here: the question that
the machine makes of them holds their hashes, and when it differs the machine refuses. So no machine can give another answer.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.live.measures import Measure
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, language, tr
from uitvoerbaar.base.scratch import scratch
from uitvoerbaar.face.population import Population, population
from uitvoerbaar.face.provenance import digest, program_hash
from uitvoerbaar.face.sweep.asked import Sweep, place_of
from uitvoerbaar.face.sweep.kept import Done, differing
from uitvoerbaar.face.sweep.plan import Values, find_dial
from uitvoerbaar.face.sweep.variant import Failed, computed
from uitvoerbaar.law.corpus import law_files
from uitvoerbaar.proposal.load import FILE

FOLDER = "UITVOERBAAR_POPULATION"
"""In the environment of a worker: where it has the people; without, the folder that the command names."""
_MOST = 2
"""Questions that a worker keeps open."""


@dataclass(frozen=True)
class Job:
    """What is asked of a population that lies elsewhere. `files`: of the proposal, by their place in its folder."""

    files: tuple[tuple[str, bytes], ...]
    law: str
    articles: tuple[str, ...]
    day: str
    dials: tuple[str, ...]
    measures: tuple[str, ...]
    question: Mapping[str, Any]
    folder: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class Refusal:
    """A worker that may not answer: it has no such people, or another program, law or population."""

    worker: str
    why: str


@dataclass(frozen=True)
class _Opened:
    sweep: Sweep
    measures: tuple[Measure, ...]
    question: Mapping[str, Any]


_open: OrderedDict[str, _Opened] = OrderedDict()
_people: dict[str, Population] = {}
_lock = threading.Lock()
"""One variant at a time in a process: it uses every core by itself."""


def job_of(sweep: Sweep, measures: Sequence[Measure], question: Mapping[str, Any]) -> Job:
    """A sweep to send away. Raises UserError when the proposal changed since it was opened."""
    place = sweep.place
    return Job(
        files=_files(sweep) if place.named else (),
        law=place.law,
        articles=tuple(dict.fromkeys(dial.control.article for dial in sweep.dials)),
        day=place.proposal.after.date,
        dials=tuple(dial.id for dial in sweep.dials),
        measures=tuple(measure.id for measure in measures),
        question=question,
        folder=str(sweep.people.folder.resolve()),
        lang=active(),
    )


def _files(sweep: Sweep) -> tuple[tuple[str, bytes], ...]:
    """proposal.yaml and the law files of both sides: all that a proposal is read from."""
    proposal = sweep.place.proposal
    paths = [proposal.folder / FILE, *law_files((*proposal.before.laws, *proposal.after.laws))]
    return tuple((path.relative_to(proposal.folder).as_posix(), path.read_bytes()) for path in dict.fromkeys(paths))


def run_variant(job: Job, key: str, values: tuple[str, ...], worker: str = "") -> Done | Failed | Refusal:
    """A variant on this machine, whose name is `worker` (that of the Dask worker when it is not given).

    Gives the figures, why there are none, or why this machine may not answer. Laws and people stay open for the next one.
    """
    name = worker or _address()
    with language(job.lang), _lock:
        try:
            opened = _opened(job)
        except UserError as error:
            return Refusal(name, str(error))
        try:
            return computed(opened.sweep, opened.measures, opened.question, tuple(map(Decimal, values)))
        except UserError as error:
            return Failed(key, str(error))


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _opened(job: Job) -> _Opened:
    """The sweep of a job on the people of this machine. Raises UserError when it is another question here."""
    name = digest([job.question, job.measures])
    if name not in _open:
        _open[name] = _fresh(job)
        while len(_open) > _MOST:
            _open.popitem(last=False)
    _open.move_to_end(name)
    return _open[name]


def _fresh(job: Job) -> _Opened:
    _same({"programma": program_hash()}, {"programma": job.question["programma"]})
    people = _people_in(os.environ.get(FOLDER) or job.folder)
    with scratch() as folder:
        for path, content in job.files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        place = place_of(str(folder) if job.files else None, job.law, job.articles, None if job.files else job.day)
        sweep = Sweep(place, tuple(find_dial(place.dials, name) for name in job.dials), people)
        measures = sweep.measures(job.measures)
        question = sweep.question(measures)
        _same(question, job.question)
        # What is read late is read while the folder is there.
        _ = sweep.start, sweep.rule
    return _Opened(sweep, measures, question)


def _same(here: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    """Raises UserError for what this machine has otherwise than where the command was given."""
    told = differing(here, asked)
    if told:
        raise UserError(tr("heeft {told} dan waar de opdracht is gegeven", told=told))


def _people_in(folder: str) -> Population:
    """The people in a folder, opened once. Raises UserError for a folder that cannot be read here."""
    if folder not in _people:
        made = population(Path(folder))
        _people.clear()
        _people[folder] = made
    return _people[folder]


def typed(values: Values) -> tuple[str, ...]:
    """Values as they go with a job."""
    return tuple(map(str, values))
