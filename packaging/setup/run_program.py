"""Opens the wizard's window; with no screen it drafts, checks and exports the example agreement instead."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from slawizard.doctor import find_screen

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out"
# A window that ends in trouble within this time never came up; later, it is a fault of its own.
_STARTING_S = 15
# The user, or the terminal that was closed, ended it: that is no failure to start.
_ENDED_FROM_OUTSIDE = (-signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP)


def main() -> int:
    """Return 0 when the window was closed by the user, or when the example's documents were written."""
    if find_screen(os.environ) is None:
        return write_example("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).")
    started = time.monotonic()
    status = slawizard().returncode
    if status == 0 or status in _ENDED_FROM_OUTSIDE or time.monotonic() - started > _STARTING_S:
        return 0 if status == 0 else 1
    return write_example("The window could not start; the lines above say why, and `slawizard doctor` says more.")


def write_example(reason: str) -> int:
    """Do the job without a window: draft the first starter, check it, and write it as DOCX and PDF into out/."""
    print(f"{reason}\nThe example agreement is drafted, checked and exported without a window.\n", flush=True)
    listed = slawizard("starters", "--json", output=subprocess.PIPE)
    if listed.returncode != 0:
        return 1
    starter = json.loads(listed.stdout)[0]
    OUT.mkdir(exist_ok=True)
    draft = OUT / f"{starter['key']}.sladraft"
    print(f"Draft     {_shown(draft)}: {starter['title']}", flush=True)
    if draft.exists():
        print("          is there from an earlier run and is used as it is", flush=True)
    elif slawizard("new", starter["key"], "-o", str(draft)).returncode != 0:
        return 1
    print("Check", flush=True)
    if slawizard("check", str(draft)).returncode != 0:
        return 1
    for ending in ("docx", "pdf"):
        document = draft.with_suffix(f".{ending}")
        if slawizard("export", str(draft), "-o", str(document)).returncode != 0:
            return 1
        print(f"Exported  {_shown(document)} ({document.stat().st_size // 1024} KiB)", flush=True)
    return 0


def slawizard(*arguments: str, output: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as its user would, from the user's own folder."""
    command = [sys.executable, "-m", "slawizard", *arguments]
    return subprocess.run(command, check=False, text=True, stdout=output)


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
