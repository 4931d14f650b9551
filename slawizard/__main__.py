"""The command `slawizard`, also `python -m slawizard`: the one place that knows both the commands and the window."""

from __future__ import annotations

import sys
from pathlib import Path

from slawizard import cli


def main() -> int:
    """Do what the command line says and give the exit code."""
    return cli.main(sys.argv[1:], _open_window)


def _open_window(draft: Path | None) -> int:
    # Imported here: no command needs Qt, and where it cannot be loaded every command still works.
    from slawizard.gui.app import run

    return run(draft)


if __name__ == "__main__":
    sys.exit(main())
