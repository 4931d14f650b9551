"""Looks into every hostile pack within the limits that hold for foreign files, and writes down what came of each.

Run as a program of its own with the folder to work in: the limits of a process cannot be lifted again.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from slawizard.errors import SlaWizardError
from slawizard.storage.packs.inspecting import load_pack
from slawizard.storage.packs.installing import Taking, install_pack
from tests.storage.packs.hostile import all_hostile
from tests.storage.packs.zips import good_part, pack_of

MEMORY_BYTES = 256 * 1024**2
PROCESSOR_S = 3.0

_WRITES = ("w", "a", "x", "+")
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate", "shutil.move")
_O_WRITES = 0o3  # O_WRONLY or O_RDWR


class OutOfTimeError(Exception):
    """A pack took longer than it may."""


def main(folder: Path) -> None:
    """Try every hostile pack, the good one after each; report both, and every file that was touched for writing."""
    packs = [(one.name, one.data) for one in all_hostile()]
    good = folder / "good.slapack"
    good.write_bytes(pack_of(good_part()))
    pack = folder / "hostile.slapack"
    load_pack(good)  # what is loaded once is no pack's fault
    written: list[str] = []
    _watch_files(written)
    _limit()
    report: list[dict[str, Any]] = []
    for name, data in packs:
        pack.write_bytes(data)
        first = len(written)
        refusal = _outcome(lambda: load_pack(pack))
        report.append({"name": name, "refusal": refusal, "written": written[first:]})
        report[-1]["then_good"] = _outcome(lambda: load_pack(good))
    first = len(written)
    name = load_pack(good).members[0].member.name
    installed = _outcome(lambda: install_pack(load_pack(good), {name: Taking.ADD}))
    result = {"packs": report, "installed": installed, "written_by_installing": written[first:]}
    (folder / "report.json").write_text(json.dumps(result))


def _outcome(work: Callable[[], object]) -> str:
    """The refusal; "taken" when there was none."""
    signal.setitimer(signal.ITIMER_PROF, PROCESSOR_S)
    try:
        work()
    except SlaWizardError as refusal:
        return str(refusal)
    except (OutOfTimeError, MemoryError) as problem:
        return f"limit: {problem!r}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "taken"


def _limit() -> None:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    signal.signal(signal.SIGPROF, ring)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _watch_files(written: list[str]) -> None:
    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if (isinstance(mode, str) and any(sign in mode for sign in _WRITES)) or (flags or 0) & _O_WRITES:
                written.append(str(path))
        elif event in _CHANGES:
            written.extend(str(argument) for argument in arguments if isinstance(argument, str | Path))

    sys.addaudithook(note)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
