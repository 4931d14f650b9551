"""Someone at the keyboard: a screen, the program on it, and hands that reach it by events of the X server alone."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT_S = 15.0
_TOOLS = ("Xvfb", "xdotool")
_MOST_TABS = 60
_MOST_TURNS = 60
_WHEEL = {1: "5", -1: "4"}


def what_is_missing() -> str:
    """Why no window can be driven here; empty where one can."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    return f"no {' and no '.join(missing)} on this machine" if missing else ""


class Screen:
    """An X server of its own, without a monitor. `with Screen() as screen: screen.name` is the DISPLAY."""

    def __init__(self, width: int = 1360, height: int = 860) -> None:
        reading, writing = os.pipe()
        size = f"{width}x{height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.name = f":{number.readline().strip()}"
        if self.name == ":":
            raise RuntimeError("Xvfb has not started")

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()


class Program:
    """The program in a process of its own, with the answers it gives about its window."""

    def __init__(self, screen: Screen, home: Path, *arguments: str, **environment: str) -> None:
        """`home` takes what the program keeps, and is where its file dialogs begin."""
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self._log = (home / "standard-error.txt").open("w+")
        settings = {
            "DISPLAY": screen.name,
            "SLAWIZARD_HOME": str(home / "kept"),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND_", "XDG_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.launch", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=ROOT,
            env=inherited | settings | environment,
        )

    def ask(self, question: str, *of: Any, within_s: float = 0.0, **conditions: Any) -> Any:
        """The answer to a question; with a condition (is_, is_not, has, lacks) once that holds.

        Raises AssertionError when it does not come to hold within `within_s` seconds, or the program has ended.
        """
        wanted = {name.rstrip("_"): value for name, value in conditions.items()}
        reply = self._send({"ask": question, "of": of, "within_s": within_s, **wanted}, within_s + LONGEST_WAIT_S)
        assert reply["held"], f"{question}{of} should be {wanted}; it is {reply['answer']!r}"
        return reply["answer"]

    def until(self, question: str, *of: Any, **conditions: Any) -> Any:
        """The same, with time enough for anything a person would wait for."""
        return self.ask(question, *of, within_s=LONGEST_WAIT_S, **conditions)

    def _send(self, question: Mapping[str, Any], longest_s: float) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise AssertionError(f"the program has ended: {self.said()}") from None
        ready, _, _ = select.select([self.process.stdout], [], [], longest_s)
        line = self.process.stdout.readline() if ready else b""
        assert line, f"no answer to {question} in {longest_s} s: {self.said()}"
        return json.loads(line)

    def said(self) -> str:
        """What the program wrote to standard error."""
        self._log.flush()
        return Path(self._log.name).read_text()

    def kill(self) -> None:
        """End it as a loss of power would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ended(self) -> int:
        """Wait for the program to end by itself and give its exit code."""
        return self.process.wait(timeout=LONGEST_WAIT_S)

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.kill()
        for stream in (self.process.stdin, self.process.stdout, self._log):
            if stream is not None:
                stream.close()


class Person:
    """Hands on keyboard and mouse, and eyes for what came of it."""

    def __init__(self, screen: Screen, program: Program) -> None:
        self._display = screen.name
        self.program = program

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True, env={**os.environ, "DISPLAY": self._display}, timeout=60)

    def _give_keyboard(self) -> None:
        """What a window manager would do: the window in front has the keyboard."""
        front = self.program.until("front", is_not={})
        if not front["active"]:
            self._do("windowfocus", str(front["id"]))
            self.program.until("front", has={"id": front["id"], "active": True})

    # --- keyboard ----------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys one after another, each as xdotool names it: "ctrl+s", "Tab"."""
        self._send_keys(len(keys), "key", "--delay", "0", *keys)

    def type(self, text: str) -> None:
        """Type text where the keyboard is, Return between its lines."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            self._send_keys(len(line), "type", "--delay", "0", line)

    def _send_keys(self, count: int, *words: str) -> None:
        self._give_keyboard()
        before = self.program.ask("keys_received")
        self._do(*words)
        self.program.until("keys_received", at_least=before + count)

    def quit(self) -> None:
        """Leave the program by its key; nothing is asked when all is saved, and nobody is left to answer."""
        self._give_keyboard()
        self._do("key", "ctrl+q")

    def tab_to(self, name: str) -> None:
        """Press Tab until the widget of this name has the keyboard. Raises AssertionError when that never comes."""
        passed = [self.program.ask("focused")]
        while passed[-1] != name:
            assert len(passed) < _MOST_TABS, f"Tab does not lead to {name}, but to {passed}"
            self.press("Tab")
            passed.append(self.program.ask("focused"))

    def fill(self, name: str, text: str) -> None:
        """Go to a field by Tab and type into it, in place of what it holds."""
        self.tab_to(name)
        if self.program.ask("text", name):
            self.press("ctrl+a")
        self.type(text)
        self.program.until("text", name, is_=text)

    def choose(self, name: str, words: str) -> None:
        """Go to a list that opens by Tab and choose the entry of these words by typing the first of them."""
        self.tab_to(name)
        self.type(words.partition(" ")[0])
        self.program.until("text", name, has=words)

    def add_row(self, name: str, *cells: str) -> None:
        """Go to a list by Tab, add a row, and type its cells one after another; an empty one is passed over."""
        self.tab_to(f"{name}:add")
        rows = str(self.program.ask("text", name) or "").splitlines()
        self.press("space")
        for number, words in enumerate(cells):
            self.program.until("focused", has=f"{name}.{len(rows)}.")
            if number:
                self.press("Tab")
            if words:
                self.type(words)
        self.press("Return")
        self.program.until("text", name, has=cells[0])

    def leave_out(self, name: str, reason: str) -> None:
        """Say of a field why the agreement does without it."""
        self.tab_to(f"{name}:leave_out")
        self.press("space")
        self.program.until("focused", is_=f"{name}:reason")
        self.type(reason)
        self.program.until("text", f"{name}:reason", is_=reason)

    # --- mouse -------------------------------------------------------------------------------------------------

    def click(self, name: str) -> None:
        """Click on a widget, scrolling to it as one would with the wheel."""
        self.click_at(self.seen("place", name))

    def seen(self, question: str, *of: str) -> list[int]:
        """Where something is on the screen, once it is there."""
        return list(self.program.until(question, *of, is_not=None))

    def click_at(self, point: list[int]) -> None:
        """Click on a point of the screen."""
        self._do("mousemove", str(point[0]), str(point[1]), "click", "1")

    def scroll_to(self, name: str, over: str, down: int = 1) -> None:
        """Turn the wheel over one widget until another is to be seen."""
        x, y = self.seen("place", over)
        for _turn in range(_MOST_TURNS):
            if self.program.ask("place", name) is not None:
                return
            self._do("mousemove", str(x), str(y), "click", "--repeat", "3", "--delay", "0", _WHEEL[down])
        raise AssertionError(f"{name} is not to be found by scrolling")

    def point_at_nothing(self) -> None:
        """Take the mouse out of the way."""
        self._do("mousemove", "2000", "2000")
