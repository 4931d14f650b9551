"""What a table says of the time zone of its times, in its headers, in a column of its own, or by letters."""

from __future__ import annotations

import datetime as dt
import re

from slawizard.analysis.windows import zone_of
from slawizard.errors import CalculationError
from slawizard.evidence.context import DATE_ROLES, Context
from slawizard.tables.answers import Choice, Question
from slawizard.tables.dates import DateForm

_IN_HEADER = re.compile(r"\b(?:utc|gmt)\b")
_COLUMN = re.compile(r"time[ _]?zone|tz|(utc|gmt|tz|zone)?[ _-]?offset|zeitzone|fuseau( horaire)?|tidszon")


def ask_about_zone(context: Context) -> None:
    """Ask where the table speaks of a zone of its own, and no one has said which one local times are in."""
    if context.answers.time_zone or not context.instants.local:
        return
    headers = [context.roles[role].name for role in DATE_ROLES if role in context.roles]
    cells = [each for role in DATE_ROLES if role in context.roles for each in context.roles[role].examples]
    headers += [each for each in cells if not any(sign.isdigit() for sign in each)]  # a second line of the header
    named = next((each for each in headers if _IN_HEADER.search(each.casefold())), "")
    column = next((each for each in context.table.columns if _COLUMN.fullmatch(each.name.casefold())), None)
    if named and context.zone.key != "UTC":
        _ask(context, f"“{named}” speaks of UTC. In which time zone are the times?", ["UTC"])
    elif column is not None:
        told = list(dict.fromkeys(each for each in column.examples if _is_zone(each)))
        if told != [context.zone.key]:
            shown = ", ".join(column.examples[:3])
            _ask(context, f"There is a column “{column.name}” ({shown}). In which time zone are the times?", told)


def _ask(context: Context, words: str, zones: list[str]) -> None:
    choices = dict.fromkeys((*zones, context.zone.key))
    context.questions.append(Question("time_zone", words, tuple(Choice(each, each) for each in choices)))


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except CalculationError:
        return False
    return bool(name)


def letters_told(context: Context) -> list[str]:
    """What the letters of time zones were taken for, as sentences."""
    found: dict[str, dt.timedelta] = {}
    for form in context.forms.values():
        if isinstance(form, DateForm):
            found |= form.letters()
    return [f"{name} is taken for UTC{_shown(offset)}." for name, offset in sorted(found.items())]


def _shown(offset: dt.timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
