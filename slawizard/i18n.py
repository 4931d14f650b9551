"""Words and numbers by language: gettext for the interface, Babel for figures, dates and money."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from slawizard.paths import resource_path

if TYPE_CHECKING:
    import datetime as dt
    import gettext
    from decimal import Decimal

FALLBACK_LOCALE = "en_GB"


def interface_locale() -> str:
    """The locale of the person at the screen, from LC_ALL, LC_NUMERIC or LANG; British English otherwise."""
    for name in ("LC_ALL", "LC_NUMERIC", "LANG"):
        tag = os.environ.get(name, "").split(".")[0].split("@")[0]
        if tag and tag not in ("C", "POSIX"):
            return tag if _is_known(tag) else FALLBACK_LOCALE
    import locale

    tag = (locale.getlocale()[0] or "").split(".")[0]
    return tag if tag and _is_known(tag) else FALLBACK_LOCALE


@lru_cache(maxsize=32)
def _is_known(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations | None:
    folder = resource_path("translations")
    if not folder.is_dir():
        return None
    import gettext  # the first paint does without where there is nothing to translate into

    return gettext.translation("slawizard", localedir=str(folder), languages=[language], fallback=True)


def _words() -> gettext.NullTranslations | None:
    """The interface's words; None where there are no translations.

    Asks the environment alone: Babel would cost the first paint more than it tells.
    """
    return _words_for(*(os.environ.get(name, "") for name in ("LC_ALL", "LC_NUMERIC", "LANG")))


@lru_cache(maxsize=8)
def _words_for(*settings: str) -> gettext.NullTranslations | None:
    tags = (setting.split(".")[0].split("@")[0] for setting in settings)
    return _catalogue(next((tag for tag in tags if tag not in ("", "C", "POSIX")), FALLBACK_LOCALE))


def _(text: str) -> str:
    """`text` in the interface's language; the text itself where there is no translation."""
    words = _words()
    return text if words is None else words.gettext(text)


class Plural(NamedTuple):
    """Words for one and for many of a thing; "{count}" in them stands for the number."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """The words for this many, in the interface's language."""
        words = _words()
        said = words.ngettext(self.one, self.many, count) if words else self.one if count == 1 else self.many
        return said.format(count=count)


def babel_locale(tag: str) -> str:
    """A BCP 47 tag or POSIX locale as Babel writes it; plain "en" reads as British English, as contracts here do."""
    normal = tag.replace("-", "_")
    return FALLBACK_LOCALE if normal == "en" or not _is_known(normal) else normal


def format_number(number: Decimal, language: str) -> str:
    """A decimal with every digit it has and no trailing zeros after the point: 99.90 is "99.9"."""
    from decimal import Decimal

    from babel.numbers import format_decimal

    plain = number.normalize()
    if plain == plain.to_integral():
        plain = plain.quantize(Decimal(1))
    places = max(0, -int(plain.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(plain, format=pattern, locale=babel_locale(language), decimal_quantization=False)


def format_money(amount: Decimal, currency: str, language: str) -> str:
    """Money with its ISO code in front, at least the currency's minor unit: "EUR 1,200.00"."""
    from babel.numbers import format_decimal, get_currency_precision

    least = get_currency_precision(currency)
    places = max(least, -int(amount.normalize().as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    figure = format_decimal(amount, format=pattern, locale=babel_locale(language), decimal_quantization=False)
    return f"{currency}\u00a0{figure}"


def format_date(day: dt.date, language: str) -> str:
    """A date with the month in words, so that no order of figures can be misread: "1 March 2027"."""
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, format="d MMMM y", locale=babel_locale(language))
