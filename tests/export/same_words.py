"""Words made comparable: what a format does to spaces, line ends and quotation is taken away, nothing else."""

from __future__ import annotations

import re
import unicodedata

# Zero-width signs that hold an emoji or a line together; a format may drop them.
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe0f\u00ad]")


def normalised(words: str) -> str:
    """The words without spaces: every format breaks lines where it likes, and none may add or lose a sign."""
    return "".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", words)).split())


def left_to_right_only(words: str) -> str:
    """The words without what a PDF cannot hold as written: letters of right-to-left scripts, which stand in it in the
    order in which they are painted, and pictures for which this machine has no font.
    """
    return "".join(sign for sign in words if unicodedata.bidirectional(sign) not in _PAINTED and not _is_picture(sign))


_PAINTED = ("R", "AL", "NSM")


def _is_picture(sign: str) -> bool:
    return ord(sign) > 0xFFFF or sign == "\x00"
