"""Keeps None, True and False alive under Qt: on Python 3.11, PySide6 6.12 gives up references that it never took."""

from __future__ import annotations

import sys

# More than any run can use up, and far from what the counter can hold. The lower half is what newer Pythons, and what
# was compiled for them, take for the mark of an immortal object.
_SPARE_REFERENCES = (1 << 48) + 0xE000_0000


def keep_singletons_alive() -> None:
    """Give the singletons references to spare; from 3.12 on, Python keeps them for ever by itself.

    PySide6 6.12 is built as if they were immortal: a call that returns None, or a signal that reaches a Python
    function, drops a reference that was never taken. After some thousand calls the count reaches zero and Python ends
    the process with "none_dealloc".
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for singleton in (None, True, False, NotImplemented, Ellipsis):
        # The reference count is the first field of every object; the debug builds that put others first have this name.
        if not hasattr(sys, "getobjects"):
            ctypes.c_ssize_t.from_address(id(singleton)).value += _SPARE_REFERENCES
