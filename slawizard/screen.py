"""Whether a window can open here: asked before Qt is, because Qt ends the program where there is no screen."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_ANSWER_WITHIN_S = 3.0
_FIRST_X_PORT = 6000


def why_no_screen(environment: Mapping[str, str], platform_name: str = sys.platform) -> str:
    """Why no window can open, as a sentence; empty when one can, and where it cannot be told beforehand."""
    if not platform_name.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    named = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if environment.get(name)]
    if not named:
        return "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    if any(_answers(family, address) for family, address in _addresses(environment)):
        return ""
    return f"The screen that {' and '.join(f'{name}={environment[name]}' for name in named)} names does not answer."


_Address = str | tuple[str, int]


def _addresses(environment: Mapping[str, str]) -> Iterator[tuple[socket.AddressFamily, _Address]]:
    """Where the display servers named in the environment listen."""
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland:
        yield socket.AF_UNIX, str(Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland))
    host, _, number = environment.get("DISPLAY", "").rpartition(":")
    display = number.partition(".")[0]
    if display.isdecimal() and host in ("", "unix"):
        yield socket.AF_UNIX, f"/tmp/.X11-unix/X{display}"
        yield socket.AF_UNIX, f"\0/tmp/.X11-unix/X{display}"
    elif display.isdecimal():
        yield socket.AF_INET, (host, _FIRST_X_PORT + int(display))


def _answers(family: socket.AddressFamily, address: _Address) -> bool:
    with suppress(OSError, OverflowError, ValueError), socket.socket(family) as knock:
        knock.settimeout(_ANSWER_WITHIN_S)
        knock.connect(address)
        return True
    return False
