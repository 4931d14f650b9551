"""Rows written on a Dask cluster that someone has: each of its worker processes keeps one render process of ours."""

from __future__ import annotations

import contextlib
import logging
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import msgspec

from slawizard import __version__
from slawizard.batch.crew import Event
from slawizard.errors import SlaWizardError, WorkerError
from slawizard.worker.client import COMMAND, RenderWorker
from slawizard.worker.protocol import encode
from slawizard.worker.row_messages import RowResult, RowsJob

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_S = 15.0
_FIRST_S = 120.0
"""So long a cluster that starts its workers when there is work may take for the first of them."""
_FETCH_S = 300.0
_WATCH_S = 1.0
_RETRIES = 2


class JobOutcome(msgspec.Struct, frozen=True):
    """What a worker of the cluster sends back: the results of the rows that were done, and why others were not."""

    results: tuple[RowResult, ...]
    what: str = ""
    remedy: str = ""


class ClusterCrew:
    """The workers of a Dask cluster. Raises WorkerError when Dask is not installed, or the cluster cannot be used."""

    def __init__(self, address: str) -> None:
        self.events: SimpleQueue[Event] = SimpleQueue()
        self._address = address
        self._last = 0
        self._closing = threading.Event()
        self._futures: dict[int, Future[Any]] = {}
        self._client = _connect(address)
        try:
            self._ask_workers()
            workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
            self.width = max(1, sum(worker["nthreads"] for worker in workers))
        except BaseException:
            self._client.close(timeout=_WATCH_S)
            raise
        self._watch = threading.Thread(target=self._watch_connection, name="cluster-watch", daemon=True)
        self._watch.start()

    def send(self, job: RowsJob) -> int:
        """Have a job done; its ticket."""
        self._last += 1
        ticket = self._last
        key = f"slawizard-{id(self)}-{ticket}"
        try:
            future = self._client.submit(
                write_rows_here, __version__, encode(job), pure=False, retries=_RETRIES, key=key
            )
        except Exception:  # whatever Dask raises when it has lost its scheduler
            self.events.put(self._lost(ticket))
            return ticket
        self._futures[ticket] = future
        future.add_done_callback(lambda done: self._take(ticket, done))
        return ticket

    def close(self) -> None:
        """Give up what is under way, and leave the cluster as it was."""
        self._closing.set()
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._futures.values()), force=True)
        self._client.close(timeout=5)
        self._watch.join()

    def _ask_workers(self) -> None:
        """See that a worker can do our work, and in the same version. Raises WorkerError."""
        probe = self._client.submit(version_here, pure=False)
        try:
            found = probe.result(timeout=_FIRST_S)
        except TimeoutError as problem:
            raise WorkerError(
                f"The cluster at {self._address} has no worker that answers.",
                remedy="Start its workers, and try again.",
            ) from problem
        except Exception as problem:
            raise WorkerError(
                f"The workers of the cluster at {self._address} cannot do this work ({problem}).",
                remedy=f"Install SLA Wizard {__version__} on each of them.",
            ) from problem
        if found != __version__:
            raise WorkerError(_other_version(found, __version__), remedy=_SAME)

    def _take(self, ticket: int, future: Future[Any]) -> None:
        """Hand on what came of a job; called on a thread of Dask's."""
        self._futures.pop(ticket, None)
        if self._closing.is_set():
            return
        try:
            outcome = msgspec.msgpack.decode(future.result(timeout=_FETCH_S), type=JobOutcome)
        except Exception as problem:  # whatever Dask raises: a worker that died again and again, a lost connection
            self.events.put(Event(ticket, problem=WorkerError(f"The cluster did not finish this work ({problem}).")))
            return
        for result in outcome.results:
            self.events.put(Event(ticket, result))
        failed = WorkerError(outcome.what, remedy=outcome.remedy) if outcome.what else None
        self.events.put(Event(ticket, problem=failed))

    def _watch_connection(self) -> None:
        while not self._closing.wait(_WATCH_S):
            if self._client.status not in ("running", "connecting", "newly-created"):
                self.events.put(self._lost(0))
                return

    def _lost(self, ticket: int) -> Event:
        words = WorkerError(f"The connection to the cluster at {self._address} was lost.")
        return Event(ticket, problem=words, is_final=True)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as problem:
        raise WorkerError(
            "A cluster is reached through Dask, which is not installed.",
            remedy='Install it: pip install "slawizard[cluster]". Without --scheduler, this machine does the work.',
        ) from problem
    # What goes wrong is told in our words; Dask's own are for its logs.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        raise WorkerError(
            f"No Dask scheduler answers at {address}.", remedy="Check the address; it looks like tcp://host:8786."
        ) from problem


_SAME = "Install the same version on this machine and on all of the cluster."


def _other_version(theirs: str, ours: str) -> str:
    return f"The cluster has SLA Wizard {theirs}, and this machine has {ours}."


# --- in the cluster's workers -----------------------------------------------------------------------------------


_lock = threading.Lock()
_workers: list[RenderWorker] = []


def version_here() -> str:
    """The version of the program where this is called."""
    return __version__


def write_rows_here(version: str, data: bytes) -> bytes:
    """Do a RowsJob in the render process of this worker of the cluster; a JobOutcome, both as MessagePack."""
    if version != __version__:
        return encode(JobOutcome((), _other_version(__version__, version), _SAME))
    job = msgspec.msgpack.decode(data, type=RowsJob)
    results: list[RowResult] = []
    outcome: SimpleQueue[int | SlaWizardError] = SimpleQueue()
    _render_worker().submit(job, outcome.put, outcome.put, each=results.append)
    ended = outcome.get()
    if isinstance(ended, SlaWizardError):
        return encode(JobOutcome(tuple(results), ended.what, ended.remedy))
    return encode(JobOutcome(tuple(results)))


def _render_worker() -> RenderWorker:
    with _lock:
        if not _workers:
            from distributed import get_worker

            _workers.append(RenderWorker((*COMMAND, "--children", str(get_worker().state.nthreads))))
        return _workers[0]
