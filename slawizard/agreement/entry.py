"""What people type into fields, read strictly: a figure with one meaning is taken, one with two is asked about.

Nothing here guesses. A figure that could be read in two ways is refused with a sentence that offers both, unless only
one of the two is possible in that field. All results are exact decimals; every `entry_...` function writes a value so
that the matching `read_...` function gives the same value back.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from slawizard.agreement.quantities import Money
from slawizard.errors import EntryError
from slawizard.i18n import _, babel_locale, interface_locale

_MOST_DIGITS: Final = 15
_MOST_PLACES: Final = 10
_LONGEST_FIGURE: Final = 60
_LONGEST_UNPARTED: Final = 4
_BLANKS: Final = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
# Not in Unicode's class of format characters, yet nothing is seen of them.
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2028\u2029\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
_CURRENCY_SIGNS: Final = {
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
}


# --- characters -------------------------------------------------------------------------------------------------


def read_line(text: str, field: str = "", *, is_name: bool = True) -> str:
    """One line of text without the blanks around it. Refuses line breaks and control characters, and in a name also
    characters that cannot be seen or that turn the direction of reading.
    """
    if "\n" in text.strip() or "\r" in text.strip():
        raise EntryError(_("This must stay on one line; there is a line break in it."), where=field)
    _refuse_characters(text.strip(), field, is_name=is_name)
    return text.strip()


def read_prose(text: str, field: str = "") -> str:
    """Text of any length. Line ends become one kind and tabs a blank; other control characters are refused."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    _refuse_characters(plain.replace("\n", " "), field, is_name=False)
    return plain


def read_lines(text: str, field: str = "") -> tuple[str, ...]:
    """One entry a line; empty lines count for nothing."""
    return tuple(line.strip() for line in read_prose(text, field).split("\n") if line.strip())


def _refuse_characters(text: str, field: str, *, is_name: bool) -> None:
    if text.isprintable() and not (is_name and not _UNSEEN.isdisjoint(text)):
        return  # nearly every text, and long ones are read at every key
    for place, character in enumerate(text, start=1):
        refusal = _refusal_of(character, is_name=is_name)
        if refusal:
            code = f"U+{ord(character):04X}"
            at = _("character {place} ({code})").format(place=place, code=code)
            raise EntryError(refusal.format(at=at), where=field)


def _refusal_of(character: str, *, is_name: bool) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE:
        return _("There is a control character here: {at}. Delete it.")
    if kind == "Co":
        return _("There is a sign here that only one typeface knows: {at}. Delete it or type another.")
    if is_name and (kind == "Cf" or character in _UNSEEN):
        return _("There is a character here that cannot be seen: {at}. Delete it.")
    return ""


def clean_figure(text: str, field: str = "") -> str:
    """The text of a figure with plain blanks; refuses what cannot be seen and digits of other scripts."""
    _refuse_characters(text.strip(), field, is_name=True)
    plain = " ".join(text.translate(_BLANKS).split())
    if len(plain) > _LONGEST_FIGURE:
        raise EntryError(_("This is too long for a figure."), where=field)
    if any(character.isnumeric() and not character.isascii() for character in plain):
        raise EntryError(_("Type the figures 0 to 9."), where=field)
    return plain


# --- numbers ----------------------------------------------------------------------------------------------------


def read_number(
    text: str,
    language: str = "",
    *,
    field: str = "",
    least: Decimal | None = Decimal(0),
    most: Decimal | None = None,
) -> Decimal:
    """A number between `least` and `most` (both allowed; None: no bound), with "." or "," before the decimals.

    A reading outside the bounds is no reading: "99.950" in a field up to 100 can only be 99.95.
    """
    figure = clean_figure(text, field)
    return _choose(_readings(figure, field), figure, language, field, least, most)


def read_whole(text: str, language: str = "", *, field: str = "", least: int = 0, most: int | None = None) -> int:
    """A whole number between `least` and `most` (both allowed; None: no bound)."""
    figure = clean_figure(text, field)
    readings = _readings(figure, field)
    whole = [number for number in readings if number == number.to_integral_value()]
    if not whole:
        raise EntryError(_("Type a whole number."), where=field)
    return int(_choose(whole, figure, language, field, Decimal(least), None if most is None else Decimal(most)))


def read_percent(text: str, language: str = "", *, field: str = "", most: Decimal | None = Decimal(100)) -> Decimal:
    """A percentage from 0 to `most`, with or without its sign: "99,9" and "99.9 %" are both 99.9."""
    figure = clean_figure(text, field)
    bare = re.sub(r"^%\s*|\s*(?:%|per\s?cent|pct\.?)$", "", figure, count=1, flags=re.IGNORECASE)
    if "‰" in bare:
        raise EntryError(_("This is a share of a thousand. Type it in percent."), where=field)
    return _choose(_readings(bare, field), bare, language, field, Decimal(0), most)


def entry_number(number: Decimal, language: str = "") -> str:
    """A number as it may be typed: thousands parted by narrow blanks alone, from five figures on, and never with
    exactly the three decimals that would look like thousands.
    """
    plain = f"{number.normalize():f}" if number else "0"
    whole, point, places = plain.partition(".")
    if point and len(places) == 3 and len(whole.lstrip("-")) <= 3:
        places += "0"
    if len(whole) > _LONGEST_UNPARTED:
        whole = f"{int(whole):,}".replace(",", "\u202f")
    return f"{whole}{_decimal_sign(language)}{places}" if point else whole


def entry_percent(percent: Decimal, language: str = "") -> str:
    """A percentage as it may be typed: "99.9 %"."""
    return f"{entry_number(percent, language)} %"


def _decimal_sign(language: str) -> str:
    from babel.numbers import get_decimal_symbol

    return "," if get_decimal_symbol(babel_locale(language or interface_locale())) == "," else "."


def _readings(figure: str, field: str) -> list[Decimal]:
    """All that `figure` can mean: one number, or two where a separator may stand for decimals or for thousands."""
    sign, body = ("-", figure[1:].lstrip()) if figure[:1] in ("-", "−") else ("", figure)
    found = _grouped_by_blank(body) or _grouped_by_point(body) or _single_separator(body)
    if not found:
        if not figure:
            raise EntryError(_("Type a number."), where=field)
        what = _("“{text}” is not a number.").format(text=figure)
        raise EntryError(what, where=field, remedy=_("Type it like 99.9."))
    numbers = [Decimal(sign + text) for text in found]
    if any(len(text.partition(".")[0]) > _MOST_DIGITS or len(text.partition(".")[2]) > _MOST_PLACES for text in found):
        raise EntryError(_("This number has more digits than any agreement needs."), where=field)
    return numbers


def _grouped_by_blank(body: str) -> list[str]:
    match = re.fullmatch(r"(\d{1,3}(?:([ '’])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?", body, re.ASCII)
    if not match:
        return []
    return [re.sub(r"\D", "", match[1]) + (f".{match[3]}" if match[3] else "")]


def _grouped_by_point(body: str) -> list[str]:
    """Two kinds of separator, the second before the decimals; or one kind several times, which must be thousands."""
    match = re.fullmatch(
        r"(\d{1,3}(?:\.\d{3})+),(\d+)|(\d{1,3}(?:,\d{3})+)\.(\d+)"
        r"|(\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}|\d{1,2}(?:,\d\d)+,\d{3})()",
        body,
        re.ASCII,
    )
    if not match:
        return []
    whole = match[1] or match[3] or match[5]
    places = match[2] or match[4] or ""
    return [re.sub(r"\D", "", whole) + (f".{places}" if places else "")]


def _single_separator(body: str) -> list[str]:
    match = re.fullmatch(r"(\d*)(?:[.,](\d+))?", body, re.ASCII)
    if not match or not body:
        return []
    whole, places = match[1], match[2]
    if not places:
        return [whole]
    readings = [f"{whole or '0'}.{places}"]
    if len(places) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        readings.append(whole + places)
    return readings


def _choose(
    readings: list[Decimal], figure: str, language: str, field: str, least: Decimal | None, most: Decimal | None
) -> Decimal:
    possible = [
        number for number in readings if (least is None or number >= least) and (most is None or number <= most)
    ]
    if len(possible) == 2:
        raise ambiguity(figure, entry_number(possible[1], language), entry_number(possible[0], language), field)
    if possible:
        return possible[0]
    raise EntryError(_bounds_sentence(least, most, language), where=field)


def _bounds_sentence(least: Decimal | None, most: Decimal | None, language: str) -> str:
    if least is not None and most is not None:
        return _("This must be between {least} and {most}.").format(
            least=entry_number(least, language), most=entry_number(most, language)
        )
    if least is not None:
        return _("This must be {least} or more.").format(least=entry_number(least, language))
    return _("This must be {most} or less.").format(most=entry_number(most or Decimal(0), language))


def ambiguity(text: str, one: str, other: str, field: str = "") -> EntryError:
    """The refusal of what can be read in two ways, with both readings as they may be typed."""
    return EntryError(
        _("“{text}” could mean {one} or {other}.").format(text=text, one=one, other=other),
        where=field,
        remedy=_("Type the one you mean."),
    )


# --- money ------------------------------------------------------------------------------------------------------


def read_money(text: str, currency: str, language: str = "", *, field: str = "") -> Money:
    """An amount of zero or more with its currency's sign or code, before or after; without one, in `currency`.

    Thousands written as the interface's language writes them are taken: no currency with cents has three decimals.
    """
    figure = clean_figure(text, field)
    match = re.fullmatch(r"([^\d.,'’\s-]*)\s*([-−]?[\d.,'’ ]*\d)\s*([^\d.,'’\s]*)", figure)
    if not match or (match[1] and match[3]):
        what = _("“{text}” is not an amount of money.").format(text=figure)
        raise EntryError(what, where=field, remedy=_("Type it like EUR 1200."))
    code = _read_currency(match[1] or match[3], currency, field)
    readings = _readings(match[2], field)
    if len(readings) == 2 and _decimal_sign(language) not in match[2] and _minor_places(code) != 3:
        readings = readings[1:]
    return Money(_choose(readings, match[2], language, field, Decimal(0), None), code)


def entry_money(money: Money, language: str = "") -> str:
    """Money as it may be typed: "EUR 1200.00"."""
    figure = entry_number(money.amount, language)
    whole, sign, places = figure.partition(_decimal_sign(language))
    least = _minor_places(money.currency)
    if len(places) < least:
        places = places.ljust(least, "0")
        places += "0" if len(places) == 3 else ""
        sign = _decimal_sign(language)
    return f"{money.currency} {whole}{sign}{places}"


def _minor_places(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def _read_currency(sign: str, currency: str, field: str) -> str:
    from babel.numbers import list_currencies

    if not sign:
        return currency
    if sign.upper() in list_currencies():
        return sign.upper()
    codes = _CURRENCY_SIGNS.get(sign.casefold(), ())
    if currency in codes:
        return currency
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise EntryError(
            _("“{sign}” is the sign of several currencies.").format(sign=sign),
            where=field,
            remedy=_("Type the code: {codes}.").format(codes=", ".join(codes)),
        )
    raise EntryError(
        _("“{sign}” is not a currency.").format(sign=sign), where=field, remedy=_("Type its code, for example EUR.")
    )
