"""The window against a bare one and against LibreOffice, on a screen of its own: `python -m tests.bench.window`."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from slawizard.storage.draft_file import save_draft
from slawizard.storage.starters import load_starter
from slawizard.worker.client import RenderWorker
from slawizard.worker.protocol import ExportJob
from tests.bench.table import Row, in_turns

_TURNS = 9
_ATTEMPTS = 3
_LOOK_EVERY_S = 0.01
_LONGEST_S = 60.0

_FIRST_PAINT = "first paint ÷ bare PySide6 window"
_COMPLETE = "start screen with all that it offers ÷ bare PySide6 window"
_OFFICE = "first paint ÷ LibreOffice Writer opening the same agreement"
_OPENED = "a draft opened, its first step whole ÷ LibreOffice Writer opening the same agreement"
_MEMORY = "memory at first paint ÷ bare window"
_KEYS = "key to clause view, 95 of 100 within"
_CLAUSE_KEYS = "key in a clause's text to the clause as it reads, 95 of 100 within"
_HOLD = "longest hold of the window's thread"


def rows() -> list[Row]:
    """The rows of `make bench` that are about the window."""
    if shutil.which("Xvfb") is None:
        goals = (
            (_FIRST_PAINT, 1.5, 1.2),
            (_COMPLETE, 2, 1.5),
            (_OFFICE, 0.75, 0.6),
            (_OPENED, 1, 0.75),
            (_MEMORY, 1.6, 1.35),
            (_KEYS, 150, 75),
            (_CLAUSE_KEYS, 250, 150),
            (_HOLD, 50, 16),
        )
        return [Row(what, None, rung, goal, detail="Xvfb is not installed") for what, rung, goal in goals]
    with TemporaryDirectory() as folder, _screen(Path(folder)) as environment:
        draft = Path(folder) / "agreement.sladraft"
        save_draft(load_starter("saas"), draft, None)
        return [*_start_rows(environment), *_office_rows(environment, draft), *_work_rows(environment, draft)]


@contextlib.contextmanager
def _screen(folder: Path) -> Iterator[dict[str, str]]:
    """An environment with an X display of its own and an empty home for the program."""
    read_fd, write_fd = os.pipe()
    # Without -noreset, the server begins anew whenever its last window has gone, and the next one waits for it.
    command = ["Xvfb", "-displayfd", str(write_fd), "-noreset", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_fd], stderr=subprocess.DEVNULL) as server:
        os.close(write_fd)
        with os.fdopen(read_fd) as told:
            number = told.readline().strip()
        # A home of its own, found in the usual way: SLAWIZARD_HOME would spare the program the search for its folders.
        unwanted = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "SLAWIZARD_HOME")
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        try:
            yield {**kept, "DISPLAY": f":{number}", **dict.fromkeys(homes, str(folder / "home"))}
        finally:
            server.kill()


def _probe(environment: dict[str, str], *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.window_probe", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=300)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _start_rows(environment: dict[str, str]) -> list[Row]:
    memory: dict[str, list[float]] = {"bare": [], "ours": [], "complete": []}

    def painted(kind: str) -> Callable[[], float]:
        def measure() -> float:
            began_s = time.time()
            figures = _probe(environment, kind)
            memory[kind].append(figures["memory_kib"])
            return figures["painted_s"] - began_s

        return measure

    ours_s, bare_s, complete_s = in_turns(*(painted(kind) for kind in ("ours", "bare", "complete")), turns=_TURNS)
    ours_kib, bare_kib = min(memory["ours"]), min(memory["bare"])
    sizes = f"{ours_kib / 1024:,.0f} MiB and {bare_kib / 1024:,.0f} MiB"
    return [
        Row(_FIRST_PAINT, ours_s / bare_s, 1.5, 1.2, detail=_times(ours_s, bare_s)),
        Row(_COMPLETE, complete_s / bare_s, 2, 1.5, detail=_times(complete_s, bare_s)),
        Row(_MEMORY, ours_kib / bare_kib, 1.6, 1.35, detail=sizes),
    ]


def _times(ours_s: float, theirs_s: float) -> str:
    return f"{ours_s * 1000:,.0f} ms and {theirs_s * 1000:,.0f} ms"


def _lacking_office() -> str:
    """Why LibreOffice Writer cannot be shown here; empty when it can."""
    office = shutil.which("soffice")
    if office is None or shutil.which("xdotool") is None:
        return "LibreOffice or xdotool is not installed"
    if not list(Path(office).resolve().parent.glob("libvclplug_*")):
        return "this LibreOffice is one without a window"
    return ""


def _opening_in_writer(environment: dict[str, str], draft: Path) -> Callable[[], float]:
    """A function that opens the agreement in LibreOffice Writer, and gives the seconds until its window shows."""
    document = draft.with_suffix(".docx")
    worker = RenderWorker()
    document.write_bytes(worker.call(ExportJob(load_starter("saas"), "docx")))
    worker.close()
    profile = f"-env:UserInstallation=file://{draft.parent}/profile"
    command = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", "--view", str(document)]
    look = ["xdotool", "search", "--onlyvisible", "--name", document.name]

    def opened() -> float:
        began_s = time.monotonic()
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as writer:
            try:
                while subprocess.run(look, env=environment, capture_output=True, check=False).returncode != 0:
                    if time.monotonic() - began_s > _LONGEST_S:
                        raise TimeoutError("LibreOffice showed no window")
                    time.sleep(_LOOK_EVERY_S)
                return time.monotonic() - began_s
            finally:
                os.killpg(writer.pid, signal.SIGKILL)

    return opened


def _office_rows(environment: dict[str, str], draft: Path) -> list[Row]:
    if lacks := _lacking_office():
        return [Row(_OFFICE, None, 0.75, 0.6, detail=lacks), Row(_OPENED, None, 1, 0.75, detail=lacks)]
    opened = _opening_in_writer(environment, draft)

    def painted(*arguments: str) -> float:
        began_s = time.time()
        return _probe(environment, *arguments)["painted_s"] - began_s

    opened()  # makes its profile the first time
    ours_s, whole_s, office_s = in_turns(
        lambda: painted("ours"), lambda: painted("opened", str(draft)), opened, turns=_ATTEMPTS
    )
    return [
        Row(_OFFICE, ours_s / office_s, 0.75, 0.6, detail=_times(ours_s, office_s)),
        Row(_OPENED, whole_s / office_s, 1, 0.75, detail=_times(whole_s, office_s)),
    ]


def _work_rows(environment: dict[str, str], draft: Path) -> list[Row]:
    keys = [_probe(environment, "keys", str(draft)) for _attempt in range(_ATTEMPTS)]
    clauses = [_probe(environment, "clause_keys", str(draft)) for _attempt in range(_ATTEMPTS)]
    holds = [_probe(environment, "holds", str(draft)) for _attempt in range(_ATTEMPTS)]
    best_keys = min(keys, key=lambda figures: figures["p95_ms"])
    best_clauses = min(clauses, key=lambda figures: figures["p95_ms"])
    best_hold = min(holds, key=lambda figures: figures["longest_ms"])
    longest = max((name for name in best_hold if name != "longest_ms"), key=lambda name: best_hold[name])
    return [
        Row(_KEYS, best_keys["p95_ms"], 150, 75, "ms", f"half of them within {best_keys['median_ms']:.0f} ms"),
        Row(_CLAUSE_KEYS, best_clauses["p95_ms"], 250, 150, "ms",
            f"half of them within {best_clauses['median_ms']:.0f} ms"),
        Row(_HOLD, best_hold["longest_ms"], 50, 16, "ms", f"in {longest.removesuffix(' ms')}; processor time"),
    ]  # fmt: skip


if __name__ == "__main__":
    from tests.bench.__main__ import show

    show(rows())
