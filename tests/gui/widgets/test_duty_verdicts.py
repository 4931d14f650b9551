"""What is said of the duties of both sides."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtWidgets import QLabel, QPushButton

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty, Expectations, StaffShift
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import WORKWEEK, Duration, HoursSpan, TimeUnit
from slawizard.gui.pages.forms.duties import DUTIES_CARD
from slawizard.gui.widgets.judgement import Judgement
from tests.drivers import find, press, read, settle, until
from tests.gui.widgets.form_fixtures import Form, form, said

OFFICE = StaffShift("Users", 2, HoursSpan(WORKWEEK, dt.time(9), dt.time(17)), party=Role.CUSTOMER)
DUTY = Duty("answer", Role.CUSTOMER, "answer a question", Duration(Decimal(2), TimeUnit.HOURS))
PATH = "expectations.duties.0"


def duties(*shifts: StaffShift) -> Form:
    """A duty of two hours round the clock, and who is there."""
    agreement = Agreement(expectations=Expectations(duties=(DUTY,), staffing=shifts))
    return judged(form(*DUTIES_CARD.fields, agreement=agreement))


def judged(shown: Form) -> Form:
    """The same card, as soon as the verdicts are there."""
    judgement = Judgement.of(shown.context)
    until(lambda: judgement.is_current, "the verdicts")
    settle()
    return shown


def test_a_duty_at_night_that_nobody_works_is_unrealistic() -> None:
    shown = duties(OFFICE)

    assert "Unrealistic" in read(shown, f"{PATH}:verdict")
    assert "Customer: answer a question: 3" in read(shown, f"{PATH}:words")


def test_the_time_that_would_be_comfortable_can_be_used_as_one_edit() -> None:
    shown = duties(OFFICE)
    press(shown, f"{PATH}:use")
    assert shown.value(f"{PATH}.within.amount") > 2
    judged(shown)
    assert "Comfortable" in read(shown, f"{PATH}:verdict")
    assert shown.findChild(QPushButton, f"{PATH}:use") is None
    shown.store.undo()

    assert shown.value(f"{PATH}.within") == DUTY.within


def test_without_shifts_of_that_side_it_says_what_is_missing() -> None:
    shown = duties()

    assert "1 duty cannot be judged yet." in said(shown)
    assert "expectations." not in find(shown, QLabel, "expectations.duty_verdicts:unknown").text()
