"""Reading and writing whole files so that nothing is lost: the only door to a user's files."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from slawizard.errors import FileAccessError, FileChangedError

if sys.platform != "win32":
    import fcntl

_CHUNK = 1 << 20
_PATIENCE_S, _PAUSE_S = 2.0, 0.005

# Asked once, while the program loads: the mask can only be read by setting it, which is not safe with threads.
_UMASK = os.umask(0o077)
os.umask(_UMASK)

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0)
# O_NONBLOCK: opening a named pipe must come back, to be refused, instead of waiting for someone to write into it.
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)


class Fingerprint(NamedTuple):
    """What a file held: its size in bytes and the SHA-256 of its content, in hexadecimal."""

    size: int
    digest: str

    @classmethod
    def of(cls, data: bytes) -> Fingerprint:
        """The fingerprint of a file that holds `data`."""
        import hashlib  # not needed for the first paint, and a large library behind it

        return cls(len(data), hashlib.sha256(data).hexdigest())


ABSENT = Fingerprint(-1, "")
"""The fingerprint of a file that does not exist."""


class FileContent(NamedTuple):
    """What was read from a file."""

    data: bytes
    fingerprint: Fingerprint


def read_file(path: Path, limit: int) -> FileContent:
    """Everything in an ordinary file of at most `limit` bytes, with its fingerprint.

    Raises FileAccessError when the file cannot be read, is not an ordinary file, or is larger.
    """
    data = read_bytes(path, limit)
    return FileContent(data, Fingerprint.of(data))


def read_bytes(path: Path, limit: int) -> bytes:
    """As `read_file`, without the fingerprint."""
    with _worded(path, writing=False):
        handle = os.open(path, _READ)
        try:
            _refuse_unusual(path, os.fstat(handle))
            data = _read_up_to(handle, limit + 1)
        finally:
            os.close(handle)
    if len(data) > limit:
        raise FileAccessError(
            f"The file is larger than {_size_words(limit)}, the most that is read.",
            where=str(path),
            remedy="Is it the right file?",
        )
    return data


def check_source(path: Path) -> None:
    """Raise FileAccessError when `path` is no ordinary file that can be read."""
    with _worded(path, writing=False):
        handle = os.open(path, _READ)
        try:
            _refuse_unusual(path, os.fstat(handle))
        finally:
            os.close(handle)


def check_target(path: Path) -> None:
    """Raise FileAccessError when no file can be written at `path`, as far as that can be known without trying."""
    with _worded(path, writing=True):
        target = _follow(path)
        _stat_target(path, target)
        if not stat.S_ISDIR(target.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def write_atomic(
    path: Path, data: bytes, *, expected: Fingerprint | None = None, owner_only: bool = False
) -> Fingerprint:
    """Make `path` hold `data` and nothing else, or leave it wholly as it was; give the new fingerprint.

    `expected` is what the file held when it was read (ABSENT: there was none); when the disk holds something else by
    now, FileChangedError is raised. With None, whatever is there is replaced. A link is followed and stays a link; an
    existing file keeps its mode, and its owner where the system allows it; with `owner_only`, nobody else may read it,
    whatever its mode was. Raises FileAccessError that tells cause and remedy.
    """
    with _worded(path, writing=True):
        target = _follow(path)
        old = _stat_target(path, target)
        # Opened before anything is written, so that a folder that cannot be synchronised is known in time.
        folder = _open_folder(target.parent)
        try:
            temporary = _write_beside(target, data, old, owner_only=owner_only)
            try:
                if expected is not None:
                    _wait_for_turn(folder)
                    _refuse_changed(path, target, expected)
                temporary.replace(target)
            except BaseException:
                _remove_quietly(temporary)
                raise
            _confirm_folder(path, folder)
        finally:
            if folder is not None:
                # By now the file is in place, and closing a handle that only reads says nothing about it.
                with contextlib.suppress(OSError):
                    os.close(folder)
    return Fingerprint.of(data)


def delete_file(path: Path, expected: Fingerprint | None) -> None:
    """Delete the file at `path` when it still holds what `expected` says, or in any case for None; of a link, the link
    alone.

    Raises FileAccessError, or FileChangedError when it holds something else by now; the file is then as it was.
    """
    with _worded(path, writing=True):
        _refuse_changed(path, path, expected)
        path.unlink()


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, where they are not there yet. Raises FileAccessError."""
    with _worded(path, writing=True):
        path.mkdir(parents=True, exist_ok=True)


def _follow(path: Path) -> Path:
    """Where a file must be written for `path` to hold it: the end of its links, which need not exist yet.

    Nothing is guessed: a link that cannot be read is an error, or it would be replaced by a file.
    """
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        if path.is_symlink():
            return _follow(path.parent / path.readlink())
        return Path(os.path.realpath(path.parent, strict=True), path.name)


def _stat_target(path: Path, target: Path) -> os.stat_result | None:
    """The status of the file to be replaced; None when there is none yet."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    _refuse_unusual(path, status)
    return status


def _refuse_unusual(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise FileAccessError(
            "This is not an ordinary file but a device, a pipe or a socket.",
            where=str(path),
            remedy="Choose an ordinary file.",
        )


def _open_folder(folder: Path) -> int | None:
    """A handle to synchronise the folder with; None on Windows, which has no such thing."""
    return None if os.name == "nt" else os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _BINARY)


def _wait_for_turn(folder: int | None) -> None:
    """Be alone in the folder with what was compared, until the folder's handle is closed.

    Between comparing and replacing, another window or command of this program could replace the file too, and its
    change would be lost. Others hold the folder for a moment; whoever holds it longer is stuck, and is not waited for.
    Where the system cannot lock a folder, the moment in between stays.
    """
    if folder is None or sys.platform == "win32":
        return
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= end:
                return
            time.sleep(_PAUSE_S)
        except OSError:
            return


def _write_beside(target: Path, data: bytes, old: os.stat_result | None, *, owner_only: bool) -> Path:
    """A new file in the same folder that holds `data`, safe on the disk; removed again when that fails."""
    temporary = target.parent / f".slawizard-{os.urandom(8).hex()}.tmp"
    handle = os.open(temporary, _CREATE, 0o600)
    try:
        try:
            if not owner_only:  # it was made so
                _take_over_rights(temporary, old)
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view[:_CHUNK]) :]
            # Never tried twice: after a failed fsync the system may have dropped the pages and say yes the next time.
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        _remove_quietly(temporary)
        raise
    return temporary


def _take_over_rights(temporary: Path, old: os.stat_result | None) -> None:
    if old is None:
        temporary.chmod(0o666 & ~_UMASK)
        return
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        # Only root may give a file away, and a group only to its members: the content matters more than the owner.
        with contextlib.suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _refuse_changed(path: Path, target: Path, expected: Fingerprint | None) -> None:
    """Raise FileChangedError when the file is not what `expected` says."""
    if expected is None:
        return
    found = _fingerprint_on_disk(target, expected)
    if found == expected:
        return
    if expected == ABSENT:
        what, remedy = "There is a file of this name already.", "Choose another name."
    elif found == ABSENT:
        what, remedy = "The file has been moved or deleted since it was opened.", "Save it under a name of your choice."
    else:
        what = "Someone else, or another program, has changed the file since it was opened."
        remedy = "Save under another name to keep both versions."
    raise FileChangedError(what, where=str(path), remedy=remedy)


def _fingerprint_on_disk(target: Path, expected: Fingerprint) -> Fingerprint:
    """What the file holds now. It is read only when its size leaves open whether it changed."""
    try:
        handle = os.open(target, _READ)
    except FileNotFoundError:
        return ABSENT
    try:
        size = os.fstat(handle).st_size
        if size != expected.size:
            return Fingerprint(size, "")
        return Fingerprint.of(_read_up_to(handle, expected.size + 1))
    finally:
        os.close(handle)


def _read_up_to(handle: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (part := os.read(handle, min(most, _CHUNK))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _confirm_folder(path: Path, folder: int | None) -> None:
    """Have the new name of the file written to the disk too. Raises FileAccessError that says the file is in place."""
    if folder is None:
        return
    try:
        os.fsync(folder)
    except OSError as error:
        # These say that the file system has no such operation for folders, not that the operation failed.
        if error.errno in (errno.EINVAL, errno.ENOTSUP):
            return
        raise FileAccessError(
            f"The file was written, but the disk did not confirm it: {_cause(error)}.",
            where=str(path),
            remedy="Save it to another disk as well before you close the program.",
        ) from error


def _remove_quietly(temporary: Path) -> None:
    """Remove our own unfinished file. Where even that fails, the error that brought us here is the one to tell."""
    with contextlib.suppress(OSError):
        temporary.unlink()


# --- causes in words --------------------------------------------------------------------------------------------


class _Cause(NamedTuple):
    """An error of the system in words, and what to do about it when writing and when reading."""

    words: str
    when_writing: str
    when_reading: str


_ELSEWHERE = "Save it to another place."
_REPEAT = "Try again in a moment; if that does not help, restart the program."
_BROKEN_DISK = "Save it to another disk, and have this one looked at."

_CAUSES: dict[int, _Cause] = {
    errno.ENOSPC: _Cause("the disk is full", "Free some space there, or save it to another place.", _REPEAT),
    errno.EDQUOT: _Cause("your share of this disk is used up", "Free some space there, or save elsewhere.", _REPEAT),
    errno.EFBIG: _Cause("the file would be larger than this disk allows", _ELSEWHERE, _REPEAT),
    errno.EACCES: _Cause(
        "you do not have the right to do so", "Save it to a folder of your own.", "Ask its owner to let you read it."
    ),
    errno.EPERM: _Cause(
        "the system does not allow it", "Save it to a folder of your own.", "Ask its owner to let you read it."
    ),
    errno.EROFS: _Cause("this disk can only be read, not written", _ELSEWHERE, _REPEAT),
    errno.EIO: _Cause("the disk reports a fault", _BROKEN_DISK, "Try a copy of it, and have the disk looked at."),
    errno.EMFILE: _Cause("too many files are open in this program", _REPEAT, _REPEAT),
    errno.ENFILE: _Cause("too many files are open on this machine", _REPEAT, _REPEAT),
    errno.ENOMEM: _Cause("the machine is out of memory", "Close other programs and try again.", _REPEAT),
    errno.ENOENT: _Cause(
        "the folder does not exist", "Make the folder first, or choose another.", "Check the name and the folder."
    ),
    errno.ENOTDIR: _Cause("a part of the path is a file and not a folder", "Check the path.", "Check the path."),
    errno.EISDIR: _Cause("this is a folder", "Give the name of a file in it.", "Give the name of a file in it."),
    errno.ENAMETOOLONG: _Cause("the name is too long", "Choose a shorter name.", "Check the name."),
    errno.ELOOP: _Cause("its links lead in a circle", "Choose another place.", "Check what the link points to."),
    errno.EBUSY: _Cause("another program is using it", "Close the other program, or save it elsewhere.", _REPEAT),
    errno.ETXTBSY: _Cause("another program is using it", "Close the other program, or save it elsewhere.", _REPEAT),
    errno.ESTALE: _Cause("the network folder has gone away", _ELSEWHERE, "Connect to the network folder again."),
    errno.ETIMEDOUT: _Cause("the network folder does not answer", _ELSEWHERE, "Connect to the network folder again."),
    errno.EILSEQ: _Cause(
        "the name holds a character this disk cannot store", "Choose another name.", "Check the name."
    ),
}

_ABOUT_THE_NAME = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EILSEQ}


def _cause(error: OSError) -> str:
    known = _CAUSES.get(error.errno or 0)
    if known:
        return known.words
    return f"{error.strerror or error}"


def describe_os_error(error: OSError, path: Path, *, writing: bool) -> FileAccessError:
    """The error as people read it: what was tried, why the system refused, and what to do."""
    known = _CAUSES.get(error.errno or 0)
    if error.errno == errno.ENOENT and not writing:
        return FileAccessError("There is no such file.", where=str(path), remedy="Check the name and the folder.")
    if writing:
        what = f"The file could not be written: {_cause(error)}."
        what += "" if error.errno in _ABOUT_THE_NAME else " What was there before is unchanged."
        return FileAccessError(what, where=str(path), remedy=known.when_writing if known else _ELSEWHERE)
    what = f"The file could not be read: {_cause(error)}."
    return FileAccessError(what, where=str(path), remedy=known.when_reading if known else _REPEAT)


@contextlib.contextmanager
def _worded(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn the system's errors into sentences."""
    try:
        yield
    except OSError as error:
        raise describe_os_error(error, path, writing=writing) from error
    except ValueError as error:  # the system's functions refuse a null character in a name in this way
        raise FileAccessError(
            "The name of the file holds a character that no name can hold.",
            where=repr(str(path)),
            remedy="Check the name.",
        ) from error


def _size_words(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size} bytes"
