"""The same rows on a real Dask cluster of two processes."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from slawizard.batch import cluster
from slawizard.batch.cluster import ClusterCrew, JobOutcome, write_rows_here
from slawizard.batch.crew import LocalCrew
from slawizard.batch.folder import BatchFolder
from slawizard.batch.plan import Plan
from slawizard.batch.run import Outcome, Progress, run_batch
from slawizard.errors import WorkerError
from tests.batch.conftest import plan_of

distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")


@pytest.fixture(scope="module")
def local_cluster() -> Iterator[Any]:
    """Two worker processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as started:
        yield started


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    made = plan_of(tmp_path / "t.csv", *(f"Customer {number:02}" for number in range(12)))
    return msgspec.structs.replace(made, job=msgspec.structs.replace(made.job, watermark="DRAFT"))


def test_a_cluster_writes_the_same_bytes_as_this_machine(tmp_path: Path, plan: Plan, local_cluster: Any) -> None:
    with BatchFolder(tmp_path / "far") as folder:
        far = run_batch(plan, folder, lambda: ClusterCrew(local_cluster.scheduler_address))
    with BatchFolder(tmp_path / "near") as folder:
        near = run_batch(plan, folder, lambda: LocalCrew(2))

    assert far.count(Outcome.WRITTEN) == 12
    assert [row.files for row in far.rows] == [row.files for row in near.rows]
    assert far.rows[0].findings == near.rows[0].findings


def test_the_rows_of_a_worker_that_dies_are_done_by_another(tmp_path: Path, plan: Plan, local_cluster: Any) -> None:
    killed: list[str] = []

    def kill_one(progress: Progress) -> None:
        if progress.done == 2:
            with distributed.Client(local_cluster.scheduler_address, set_as_default=False) as client:
                victim = next(iter(client.scheduler_info(n_workers=-1)["workers"]))
                os.kill(client.run(os.getpid, workers=[victim])[victim], signal.SIGKILL)
                killed.append(victim)

    with BatchFolder(tmp_path / "out") as folder:
        summary = run_batch(plan, folder, lambda: ClusterCrew(local_cluster.scheduler_address), tell=kill_one)

    assert killed
    assert summary.count(Outcome.WRITTEN) == 12


def test_a_stopped_batch_leaves_the_cluster_at_work_for_others(tmp_path: Path, plan: Plan, local_cluster: Any) -> None:
    stop = threading.Event()
    with BatchFolder(tmp_path / "out") as folder:
        summary = run_batch(
            plan, folder, lambda: ClusterCrew(local_cluster.scheduler_address), tell=lambda _: stop.set(), stop=stop
        )
    with distributed.Client(local_cluster.scheduler_address, set_as_default=False) as client:
        assert client.submit(sum, [1, 2], pure=False).result(timeout=60) == 3

    assert summary.stopped
    assert summary.count(Outcome.NOT_DONE) > 0


def test_a_cluster_with_another_version_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, local_cluster: Any
) -> None:
    monkeypatch.setattr(cluster, "__version__", "99.0")
    with pytest.raises(WorkerError, match=r"The cluster has SLA Wizard .*, and this machine has 99\.0"):
        ClusterCrew(local_cluster.scheduler_address)


def test_a_worker_that_joins_later_in_another_version_says_so() -> None:
    outcome = msgspec.msgpack.decode(write_rows_here("99.0", b""), type=JobOutcome)

    assert "99.0" in outcome.what
    assert outcome.results == ()


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_S", 1.0)
    with pytest.raises(WorkerError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        ClusterCrew("tcp://127.0.0.1:9")


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(WorkerError, match="No Dask scheduler answers"):
        ClusterCrew("nonsense://here")


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkerError, match="not installed") as refused:
        ClusterCrew("tcp://127.0.0.1:8786")

    assert "slawizard[cluster]" in refused.value.remedy


def test_a_cluster_that_goes_away_ends_the_batch_with_words(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_WATCH_S", 0.1)
    crews: list[ClusterCrew] = []
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as started:

        def hire() -> ClusterCrew:
            crews.append(ClusterCrew(started.scheduler_address))
            return crews[0]

        def leave(progress: Progress) -> None:
            if progress.done == 1:
                crews[0]._client.close()

        with BatchFolder(tmp_path / "out") as folder:
            summary = run_batch(plan, folder, hire, tell=leave)

    assert "was lost" in str(summary.trouble)
    assert summary.count(Outcome.NOT_DONE) > 0
