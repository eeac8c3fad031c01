"""One job from its first part to its end, whatever the work does."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Callable, Generator
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import DEFAULT, both, language, tr
from uitvoerbaar.base.limits import COMPUTE_MEGABYTES, COMPUTE_MESSAGE_BYTES, COMPUTE_RESULT_BYTES, Limit
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.jobs import Ending, Job
from uitvoerbaar.desk.compute.questions import encoded
from uitvoerbaar.desk.compute.refusals import over
from uitvoerbaar.desk.compute.registry import Stopped, Tools, work_of
from uitvoerbaar.desk.compute.results import size_of
from uitvoerbaar.desk.compute.states import DONE, FAILED, OLD, STOPPED

LOG = logging.getLogger("uitvoerbaar.desk.compute")


class _TooLarge(Exception):
    """A part, or all of them together, goes over a limit."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.name)
        self.limit = limit


def run(job: Job, tools: Tools, add: Callable[[bytes], None]) -> Ending:
    """Answer a job: `add` takes each part as JSON. Raises nothing: how it ended says what went wrong."""
    try:
        with language(DEFAULT), contextlib.closing(_parts(job, tools)) as parts:
            for part in parts:
                add(_bounded(job, part))
        return Ending(DONE)
    except Stopped:
        return Ending(OLD) if job.stopping else _broken(job, "Stopped")
    except _TooLarge as error:
        return Ending(STOPPED, over(error.limit))
    except UserError as error:
        return Ending(FAILED, words_of(error))
    except MemoryError:
        return Ending(STOPPED, over(COMPUTE_MEGABYTES))
    except BaseException as error:  # also SystemExit: a work does not end the process
        _log_defect(job, error)
        return _broken(job, type(error).__name__)


def words_of(error: UserError) -> Text:
    """What an error says, in both languages."""
    return both(error.args[0] if error.args and isinstance(error.args[0], str) else error)


def _parts(job: Job, tools: Tools) -> Generator[Any, None, None]:
    """The parts that a work gives, with its turn asked before each."""
    tools.check()
    given = work_of(job.kind).function(job.arguments, tools)
    try:
        for part in given:
            yield part
            tools.check()
    finally:
        close = getattr(given, "close", None)
        if close is not None:
            close()


def _bounded(job: Job, part: Any) -> bytes:
    data = encoded(part)
    if len(data) > COMPUTE_MESSAGE_BYTES.most:
        raise _TooLarge(COMPUTE_MESSAGE_BYTES)
    if size_of(job.parts) + len(data) > COMPUTE_RESULT_BYTES.most:
        raise _TooLarge(COMPUTE_RESULT_BYTES)
    return data


def _broken(job: Job, kind: str) -> Ending:
    told = tr("het rekenproces maakte een fout bij '{work}' ({kind}); zie het logboek ervan", work=job.kind, kind=kind)
    return Ending(FAILED, both(told))


def _log_defect(job: Job, error: BaseException) -> None:
    LOG.error("defect in %s: %s at %s", job.kind, type(error).__name__, where(error))


def where(error: BaseException) -> str:
    """Where something went wrong, without what it said: that may hold data of a person."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
