"""Limits on a job's process, asked of a process that has set them."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time

import pytest

from slawizard.errors import WorkerError
from slawizard.worker import limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")

_ASK = """
import json, os, resource
from slawizard.worker import limits
before = os.nice(0)
limits.limit_job(5)
names = ("AS", "CPU", "FSIZE", "CORE")
print(json.dumps([os.nice(0) - before, *[resource.getrlimit(getattr(resource, f"RLIMIT_{n}"))[0] for n in names]]))
"""


def test_a_job_gives_way_and_has_its_limits() -> None:
    printed = subprocess.run([sys.executable, "-c", _ASK], check=True, capture_output=True, text=True).stdout
    nice, memory, processor, file, core = json.loads(printed)

    assert nice > 0
    assert memory == limits.JOB_MEMORY_BYTES == 1024**3
    assert processor == 6
    assert file < 1024**3
    assert core == 0


def test_a_loop_is_ended_with_a_sentence() -> None:
    def loop() -> None:
        with limits.processor_limit(0.05, "That took too long."):
            while True:
                pass

    with pytest.raises(WorkerError, match="That took too long"):
        loop()


def test_the_limit_is_off_again_afterwards() -> None:
    with limits.processor_limit(0.01, "Never."):
        pass
    end = time.monotonic() + 0.03
    while time.monotonic() < end:
        pass


def test_waiting_for_the_processor_is_no_fault() -> None:
    with limits.processor_limit(0.05, "Never."):
        select.select([], [], [], 0.1)
