"""What the parties' own words speak of, where the text must know it."""

from __future__ import annotations

import json
import re

import msgspec

from slawizard.agreement.agreement import Agreement

_REPEATED = re.compile(rb"\brepeated\b(?!_)", re.IGNORECASE)


def speaks_of_repeated_misses(agreement: Agreement) -> bool:
    """Whether anything that the parties wrote, besides the case itself, speaks of what is repeated."""
    others = msgspec.structs.replace(agreement.consequences, repeated_breach="")
    rest = msgspec.structs.replace(agreement, consequences=others, left_out=(), waived=())
    # Searching the bytes of all fields beats walking them.
    return _REPEATED.search(written(rest)) is not None


def written(agreement: Agreement) -> bytes:
    """All fields as JSON, to be searched and not to be read again: half a character, which has no bytes, is a "?"."""
    try:
        return msgspec.json.encode(agreement)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(agreement), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")
