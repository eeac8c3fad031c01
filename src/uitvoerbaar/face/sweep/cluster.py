"""The variants of a sweep on the workers of a Dask cluster: each opens its own laws and people, and only figures travel.

A task is a pure function of its key, the hash of all that its answer rests on, so that it does not matter where it runs or how
often. Rows are never sent: https://distributed.dask.org says that data which was scattered is lost with its worker.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.assess.live.measures import Measure
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.extras import require
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.sweep.asked import Sweep
from uitvoerbaar.face.sweep.job import Job, Refusal, job_of, run_variant, typed
from uitvoerbaar.face.sweep.plan import Values
from uitvoerbaar.face.sweep.variant import Answered, Failed

if TYPE_CHECKING:
    from distributed import Client, Future

ALLOWED_FAILURES = 20
"""Workers that may die under a task before it counts as its fault: a worker that dies marks all that it held."""
EACH = 2
"""Tasks under way for each worker: one that runs, and one so that it never waits."""
PATIENCE = 60.0
"""Seconds without any worker after which the run stops; what is done is kept."""
_CONNECT, _LOOK, _FETCH = 10.0, 1.0, 60.0
Warn = Callable[[str], None]


@dataclass(frozen=True)
class Cluster:
    """A scheduler (its address, or its scheduler file) and the files of TLS; without those, what Dask's own settings say."""

    address: str
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    def client(self) -> Client:
        """A connection. Raises UserError when there is no scheduler, or it does not let this command in."""
        require("cluster")
        from distributed import Client

        place = {"scheduler_file": self.address} if Path(self.address).is_file() else {"address": self.address}
        try:
            return Client(**place, security=self._security(), timeout=_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
            raise UserError(
                tr(
                    "--cluster {address}: geen verbinding met een scheduler van Dask ({error}). Start er een met: dask scheduler",
                    address=self.address,
                    error=str(error) or type(error).__name__,
                )
            ) from None

    def check(self) -> None:
        """Say before the work that nobody answers there. Raises UserError."""
        self.client().close()

    def _security(self) -> Any:
        from distributed.security import Security

        given = {"--tls-ca": self.ca, "--tls-cert": self.cert, "--tls-key": self.key}
        if not any(given.values()):
            return None
        for option, path in given.items():
            if path is None:
                raise UserError(tr("{option} ontbreekt: TLS vraagt --tls-ca, --tls-cert en --tls-key", option=option))
            if not path.is_file():
                raise UserError(tr("{option} {path}: dit bestand is er niet", option=option, path=path))
        return Security(
            tls_ca_file=str(self.ca),
            tls_client_cert=str(self.cert),
            tls_client_key=str(self.key),
            require_encryption=True,
        )


@dataclass(frozen=True)
class OnCluster:
    """Variants on a cluster, in the order in which they are done. `warn` is told of each worker that may not answer."""

    cluster: Cluster
    warn: Warn

    def __call__(
        self, sweep: Sweep, measures: Sequence[Measure], question: Mapping[str, Any], todo: Mapping[str, Values]
    ) -> Iterator[Answered]:
        """Answers, and variants that failed. Raises UserError when there is nobody (left) to ask."""
        if not todo:
            return
        job = job_of(sweep, measures, question)
        with self.cluster.client() as client:
            _raise_failures(client)
            yield from _Flow(client, job, self.warn).run(todo)


def _raise_failures(client: Client) -> None:
    # A lambda goes as its code, so that the scheduler needs nothing of ours for it.
    client.run_on_scheduler(
        lambda dask_scheduler, most: setattr(
            dask_scheduler, "allowed_failures", max(most, dask_scheduler.allowed_failures)
        ),
        most=ALLOWED_FAILURES,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    key: str
    values: Values
    tries: int = 0
    workers: frozenset[str] | None = None
    """Those that may answer it; None: all."""


@dataclass
class _Flow:
    """Tasks under way: few for each worker, so that a worker that dies takes few with it."""

    client: Client
    job: Job
    warn: Warn
    going: dict[Future, _Asked] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    workers: frozenset[str] = frozenset()
    seen: float = field(default_factory=time.monotonic)
    looked: float = float("-inf")

    def run(self, todo: Mapping[str, Values]) -> Iterator[Answered]:
        """An answer for every key. Raises UserError when no worker is left."""
        waiting = deque(_Asked(key, values) for key, values in todo.items())
        while waiting or self.going:
            self._look()
            waiting.extendleft(self._stranded())
            while waiting and len(self.going) < EACH * len(self.workers):
                self._ask(waiting.popleft())
            for future in self._ended():
                asked = self.going.pop(future)
                answer = self._answer(future, asked)
                future.release()
                if isinstance(answer, Refusal):
                    self._refuse(answer)
                    waiting.appendleft(_Asked(asked.key, asked.values, asked.tries + 1))
                else:
                    yield answer

    def _look(self) -> None:
        """Which workers there are now. Raises UserError when there were none for too long, or all refuse."""
        now = time.monotonic()
        if now - self.looked < _LOOK and self.workers:
            return
        self.looked = now
        there = frozenset(self.client.scheduler_info(n_workers=-1)["workers"])
        self.workers = there - self.refused.keys()
        if self.workers:
            self.seen = now
        elif there:
            told = "\n".join(f"{worker}: {why}" for worker, why in self.refused.items() if worker in there)
            raise UserError(tr("geen enkele werker mag antwoorden; wat gedaan is blijft bewaard.\n{told}", told=told))
        elif now - self.seen > PATIENCE:
            raise UserError(
                tr(
                    "de scheduler heeft al {seconds} seconden geen werkers; wat gedaan is blijft bewaard. "
                    "Start ze met: dask worker ADRES --nthreads 1, en geef dezelfde opdracht",
                    seconds=round(PATIENCE),
                )
            )

    def _ask(self, asked: _Asked) -> None:
        only = self.workers if self.refused else None
        future = self.client.submit(
            run_variant,
            self.job,
            asked.key,
            typed(asked.values),
            key=f"uitvoerbaar-{asked.key}-{asked.tries}",
            workers=None if only is None else sorted(only),
            allow_other_workers=False,
        )
        self.going[future] = _Asked(asked.key, asked.values, asked.tries, only)

    def _stranded(self) -> Iterator[_Asked]:
        """Tasks that only workers may do that are gone: taken back, to be asked of others."""
        lost = [f for f, asked in self.going.items() if asked.workers is not None and not asked.workers & self.workers]
        for future in lost:
            asked = self.going.pop(future)
            future.cancel()
            yield _Asked(asked.key, asked.values, asked.tries + 1)

    def _ended(self) -> list[Future]:
        """Tasks that ended, within a moment."""
        if not self.going:
            time.sleep(_LOOK)
            return []
        from distributed import wait

        try:
            with self.client.as_current():
                wait(list(self.going), timeout=_LOOK, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        except Exception as error:
            raise self._lost(error) from None
        return [future for future in self.going if future.done()]

    def _answer(self, future: Future, asked: _Asked) -> Answered | Refusal:
        from distributed import KilledWorker

        if future.status == "cancelled":
            raise self._lost(None)
        error = future.exception(timeout=_FETCH)
        if isinstance(error, KilledWorker):
            told = tr("{n} werkers vielen weg terwijl zij haar rekenden (te weinig geheugen?)", n=ALLOWED_FAILURES + 1)
            return Failed(asked.key, told)
        if error is not None:
            return Failed(asked.key, tr("fout op een werker ({kind}: {error})", kind=type(error).__name__, error=error))
        answer: Answered | Refusal = future.result(timeout=_FETCH)
        return answer

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.worker not in self.refused:
            self.refused[refusal.worker] = refusal.why
            self.looked = float("-inf")
            self.warn(tr("werker {worker} rekent niet mee: {why}", worker=refusal.worker, why=refusal.why))

    def _lost(self, error: Exception | None) -> UserError:
        told = tr("de verbinding met de scheduler is weg") if error is None or not str(error) else str(error)
        return UserError(
            tr("--cluster: {told}. Wat gedaan is blijft bewaard: dezelfde opdracht gaat verder.", told=told)
        )
