"""Numbers in cells: what the decimal sign of a column is, and each cell as a Decimal."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from slawizard.tables.answers import Choice, Question, Topic
from slawizard.tables.cells import Cell, CellError, clean, shown
from slawizard.tables.orders import Votes

_SPACES = "[ \u00a0\u2009\u202f'’]"
_POINT = re.compile(
    rf"[+-]?(?=[.,]?\d)(?:\d+|\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{_SPACES}\d{{3}})+)?(?:\.\d+)?(?:[eE][+-]?\d{{1,3}})?",
    re.A,
)
_COMMA = re.compile(
    rf"[+-]?(?=[.,]?\d)(?:\d+|\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:{_SPACES}\d{{3}})+)?(?:,\d+)?(?:[eE][+-]?\d{{1,3}})?",
    re.A,
)
_THOUSANDS = re.compile("[ \u00a0\u2009\u202f'’]")
_PLAIN = re.compile(r"[+-]?\d+", re.A)
_LONGEST = 60
DECIMALS = {".": "a decimal point", ",": "a decimal comma"}


def read_number(text: str, decimal: str) -> Decimal | None:
    """A number written with this decimal sign; a percent sign after it is left out. None: it is no number."""
    text = text.removesuffix("%").rstrip("\u00a0\u2009\u202f ").replace("−", "-")
    if not text or len(text) > _LONGEST or not any(each.isdigit() for each in text):
        return None
    if decimal == ".":
        if _POINT.fullmatch(text) is None or _is_led_by_zero(text, ","):
            return None
        return Decimal(_THOUSANDS.sub("", text).replace(",", ""))
    if _COMMA.fullmatch(text) is None or _is_led_by_zero(text, "."):
        return None
    return Decimal(_THOUSANDS.sub("", text).replace(".", "").replace(",", "."))


def _is_led_by_zero(text: str, group: str) -> bool:
    """Thousands never begin with a zero: "0,125" has a decimal comma."""
    return group in text and text.lstrip("+-").startswith("0")


def _choice_words(text: str, decimal: str) -> str:
    value = read_number(text, decimal)
    return f"“{text}” is no number; others have {DECIMALS[decimal]}" if value is None else f"“{text}” is {value:f}"


class NumberForm:
    """How a column writes numbers: found from all its cells by `take`, settled by `settle`, then used by `read`."""

    def __init__(self) -> None:
        self._votes: Votes[str] = Votes()
        self.decimal = ""

    def take(self, cell: Cell) -> None:
        """Let a cell say which decimal signs it can be written with."""
        if not isinstance(cell, str):
            return
        text = clean(cell)
        if _PLAIN.fullmatch(text) is None:
            self._votes.take(text, {sign: value for sign in ".," if (value := read_number(text, sign)) is not None})

    def settle(self, answer: str, column: str, most: Decimal | None = None) -> tuple[str, Question | None]:
        """Choose the decimal sign: the answer, or the one that the cells leave; what was found, and what is open.

        `most`: no number of the column can be larger.
        """
        if answer:
            self.decimal = answer
            return f"Numbers in “{column}” have {DECIMALS[answer]}, as you said.", None
        kept = self._votes.kept()
        self.decimal = kept[0] if kept else "."
        if len(kept) < 2:
            words = f"Numbers in “{column}” have {DECIMALS[self.decimal]}." if kept else ""
            return words, None
        text = self._votes.example()
        small = [sign for sign in kept if most is not None and (read_number(text, sign) or 0) <= most]
        if len(small) == 1:
            self.decimal = small[0]
            return f"Numbers in “{column}” have {DECIMALS[self.decimal]}: none can be above {most}.", None
        choices = tuple(Choice(each, _choice_words(text, each)) for each in kept)
        return "", Question(
            Topic.DECIMAL, f"“{text}” in “{column}” can be two numbers. What is the decimal sign?", choices, column
        )

    def read(self, cell: Cell) -> Decimal:
        """The number in a cell. Raises CellError."""
        if isinstance(cell, str):
            text = clean(cell)
            found = read_number(text, self.decimal or ".")
            if found is None:
                raise CellError(f"{shown(text)} is no number" + (f" with {DECIMALS[self.decimal]}" if text else ""))
            return found
        if isinstance(cell, (bool, dt.date, dt.time, dt.timedelta)):
            raise CellError(f"{shown(str(cell))} is no number")
        # What a workbook holds is a binary fraction; its shortest decimal is what was typed.
        return Decimal(str(cell)) if isinstance(cell, (int, float)) else cell
