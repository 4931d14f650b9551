"""Whether a window can open is known before Qt is asked."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from slawizard.screen import why_no_screen


@pytest.fixture
def runtime_folder() -> Iterator[Path]:
    """A folder in which a display server listens as wayland-7; its name is short, as that of a socket must be."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/wayland-7")
        server.listen()
        yield Path(folder)


@pytest.fixture
def x_server() -> Iterator[str]:
    """The name of a display on this machine's network on which something listens."""
    for number in range(100, 200):
        with socket.socket(socket.AF_INET) as server:
            try:
                server.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            server.listen()
            yield f"127.0.0.1:{number}.0"
            return


def test_without_a_display_there_is_no_screen() -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in why_no_screen({}, "linux")


@pytest.mark.parametrize(
    "display", [":4711", "unix:4711.0", "127.0.0.1:55000", "127.0.0.1:99999", "nonsense", ":", ":x"]
)
def test_a_display_that_does_not_answer_is_named(display: str) -> None:
    assert f"DISPLAY={display} names does not answer" in why_no_screen({"DISPLAY": display}, "linux")


def test_a_display_that_answers_is_a_screen(x_server: str) -> None:
    assert why_no_screen({"DISPLAY": x_server}, "linux") == ""


def test_a_wayland_display_is_looked_for_in_its_folder(runtime_folder: Path) -> None:
    here = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(runtime_folder)}
    assert why_no_screen(here, "linux") == ""
    assert "does not answer" in why_no_screen({**here, "WAYLAND_DISPLAY": "wayland-8"}, "linux")


def test_a_wayland_display_may_be_a_whole_path(runtime_folder: Path) -> None:
    assert why_no_screen({"WAYLAND_DISPLAY": str(runtime_folder / "wayland-7")}, "linux") == ""


def test_one_screen_that_answers_is_enough(runtime_folder: Path) -> None:
    both = {"WAYLAND_DISPLAY": str(runtime_folder / "wayland-7"), "DISPLAY": ":4711"}
    assert why_no_screen(both, "linux") == ""


def test_who_chooses_a_platform_of_qt_is_believed() -> None:
    assert why_no_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""


def test_other_systems_always_have_a_screen() -> None:
    assert why_no_screen({}, "darwin") == ""
