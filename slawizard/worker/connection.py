"""One render process and the pipes to it: never blocks its user, notices death, silence and garbage."""

from __future__ import annotations

import os
import selectors
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Sequence

from slawizard.errors import WorkerError
from slawizard.worker.protocol import Frames, Message

_READ_BYTES = 1 << 18
_KEPT_LOG_BYTES = 16_384
_FAREWELL_S = 2.0


class Connection:
    """Starts the process and moves bytes until it ends. Used on one thread; `outbox` and `wake_fd` reach into it."""

    def __init__(self, command: Sequence[str], outbox: deque[bytes], wake_fd: int) -> None:
        # A folder of its own for passing files, gone with the process however it ends.
        self._scratch = tempfile.TemporaryDirectory(prefix="slawizard-", ignore_cleanup_errors=True)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env={**os.environ, "TMPDIR": self._scratch.name},
            )
        except OSError:
            self._scratch.cleanup()
            raise
        stdin, stdout, stderr = self._process.stdin, self._process.stdout, self._process.stderr
        if stdin is None or stdout is None or stderr is None:
            raise AssertionError("pipes were asked for")
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        self._outbox = outbox
        self._unsent = memoryview(b"")
        self._frames: Frames[Message] = Frames(Message)
        self._log = bytearray()
        self._selector = selectors.DefaultSelector()
        os.set_blocking(stdin.fileno(), False)
        for fd in (stdout.fileno(), stderr.fileno(), wake_fd):
            self._selector.register(fd, selectors.EVENT_READ)
        self._wake_fd = wake_fd
        self._writes = False

    @property
    def last_words(self) -> str:
        """The end of what the process wrote to its standard error; for a log, never for the user."""
        return self._log.decode("utf-8", "replace")

    def turn(self, patience_s: float | None, take: Callable[[Message], None]) -> bool:
        """Move what can be moved, waiting up to `patience_s` seconds (None: for ever); False once the process is gone.

        `take` gets each reply. Raises WorkerError for bytes that are no replies.
        """
        self._watch_for_room()
        for key, _ in self._selector.select(patience_s):
            if key.fd == self._wake_fd:
                os.read(self._wake_fd, _READ_BYTES)
            elif key.fd == self._stderr.fileno():
                self._note(os.read(key.fd, _READ_BYTES))
            elif key.fd == self._stdin.fileno():
                self._write()
            else:
                data = os.read(key.fd, _READ_BYTES)
                if not data:
                    return False
                for reply in self._frames.feed(data):
                    take(reply)
        return True

    def _watch_for_room(self) -> None:
        wants = bool(self._outbox or self._unsent)
        if wants and not self._writes:
            self._selector.register(self._stdin.fileno(), selectors.EVENT_WRITE)
        elif self._writes and not wants:
            self._selector.unregister(self._stdin.fileno())
        self._writes = wants

    def _write(self) -> None:
        if not self._unsent and self._outbox:
            self._unsent = memoryview(self._outbox.popleft())
        try:
            self._unsent = self._unsent[os.write(self._stdin.fileno(), self._unsent) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it is dying: its other pipe will say so
            self._unsent = memoryview(b"")

    def _note(self, words: bytes) -> None:
        self._log += words
        del self._log[:-_KEPT_LOG_BYTES]
        if not words:
            self._selector.unregister(self._stderr.fileno())

    def close(self, *, at_once: bool) -> int:
        """End the process: by closing its pipe, or `at_once` by force; its exit code."""
        self._selector.close()
        self._stdin.close()
        try:
            if at_once:
                self._process.kill()
            status = self._process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._stdout.close()
        self._stderr.close()
        self._scratch.cleanup()
        return status


def start(command: Sequence[str], outbox: deque[bytes], wake_fd: int) -> Connection:
    """A connection to a new process. Raises WorkerError when it cannot be started."""
    try:
        return Connection(command, outbox, wake_fd)
    except OSError as problem:
        raise WorkerError(
            f"The render process could not be started ({problem.strerror or problem}).",
            remedy="Close other programs and try again.",
        ) from problem
