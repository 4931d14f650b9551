"""Short ways to write the quantities of the example agreements."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.quantities import Duration, Money, TimeUnit

__all__ = ["d", "days", "euro", "hours", "minutes", "months", "seconds", "service_hours", "working_days"]


def d(text: str) -> Decimal:
    """A decimal."""
    return Decimal(text)


def seconds(amount: int) -> Duration:
    """Seconds."""
    return Duration(Decimal(amount), TimeUnit.SECONDS)


def minutes(amount: int) -> Duration:
    """Minutes."""
    return Duration(Decimal(amount), TimeUnit.MINUTES)


def hours(amount: int) -> Duration:
    """Hours."""
    return Duration(Decimal(amount), TimeUnit.HOURS)


def service_hours(amount: int) -> Duration:
    """Hours on a service-hours clock."""
    return Duration(Decimal(amount), TimeUnit.SERVICE_HOURS)


def days(amount: int) -> Duration:
    """Days."""
    return Duration(Decimal(amount), TimeUnit.DAYS)


def working_days(amount: int) -> Duration:
    """Working days."""
    return Duration(Decimal(amount), TimeUnit.WORKING_DAYS)


def months(amount: int) -> Duration:
    """Months."""
    return Duration(Decimal(amount), TimeUnit.MONTHS)


def euro(amount: str) -> Money:
    """Euros."""
    return Money(Decimal(amount), "EUR")
