"""What changed between versions, and between a draft and its template, is told field by field."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import insert, move, remove, replace
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.agreement.parties import Contact, Frame, Role
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.storage.library.comparing import ChangeKind, changes, compare_with_template
from slawizard.storage.library.making import Choices, add_version, new_template, use_version
from slawizard.storage.library.template_file import SavedTemplate
from tests.storage.library.saved import TODAY

PLAIN = Choices(dropped=(), questions=(), locked=())
BEFORE = Agreement(
    title="Hosting",
    metrics=Metrics(
        levels=(
            ServiceLevel("uptime", name="Uptime", targets=(Target(Decimal("99.9")),)),
            ServiceLevel("response", name="Response"),
        )
    ),
)


def template_with(newer: Agreement) -> SavedTemplate:
    """A template of two versions."""
    return add_version(new_template(BEFORE, "T", PLAIN, today=TODAY), newer, "Newer", PLAIN, today=TODAY)


def test_the_same_agreement_has_no_changes() -> None:
    assert changes(BEFORE, BEFORE) == ()


def test_a_changed_figure_is_told_in_words() -> None:
    (change,) = changes(BEFORE, replace(BEFORE, "metrics.levels.0.targets.0.value", Decimal("99.5")))
    assert change.path == "metrics.levels.=uptime.targets.0.value"
    assert change.label == "Service level “Uptime”, target 1: value"
    assert (change.old, change.new) == ("99.9", "99.5")


def test_a_row_that_moved_is_the_same_row() -> None:
    moved = replace(move(BEFORE, "metrics.levels", 0, 1), "metrics.levels.1.name", "Availability")
    kinds = {(change.kind, change.path) for change in changes(BEFORE, moved)}
    assert kinds == {(ChangeKind.ORDER, "metrics.levels"), (ChangeKind.VALUE, "metrics.levels.=uptime.name")}


def test_rows_come_and_go() -> None:
    after = insert(remove(BEFORE, "metrics.levels", 1), "metrics.levels", 1, ServiceLevel("repair", name="Repair"))
    gone, new = changes(BEFORE, after)
    assert (gone.kind, gone.path, gone.old) == (ChangeKind.REMOVED, "metrics.levels.=response", "Response")
    assert (new.kind, new.path, new.new, new.after) == (
        ChangeKind.ADDED,
        "metrics.levels.=repair",
        "Repair",
        "uptime",
    )


def test_rows_without_ids_are_compared_by_place_and_as_a_whole_when_their_number_differs() -> None:
    one = Agreement(frame=Frame(contacts=(Contact(name="Ann"),)))
    other = Agreement(frame=Frame(contacts=(Contact(name="Bob"),)))
    two = Agreement(frame=Frame(contacts=(Contact(name="Ann"), Contact(Role.CUSTOMER, name="Bob"))))
    assert [change.path for change in changes(one, other)] == ["frame.contacts.0.name"]
    (whole,) = changes(one, two)
    assert (whole.path, whole.old, whole.new) == ("frame.contacts", "1 row: “Ann”", "2 rows: “Ann”; “Bob”")


def test_a_length_of_time_is_one_value() -> None:
    term = Duration(Decimal(2), TimeUnit.YEARS)
    (change,) = changes(BEFORE, replace(BEFORE, "frame.term", term))
    assert (change.path, change.old, change.new) == ("frame.term", "nothing", "2\u00a0years")


def test_where_a_draft_came_from_is_no_change() -> None:
    assert changes(BEFORE, use_version(new_template(BEFORE, "T", PLAIN, today=TODAY))) == ()


def test_a_draft_stands_beside_its_version_and_the_newest() -> None:
    template = template_with(replace(BEFORE, "title", "Cloud"))
    draft = replace(use_version(template, 1), "metrics.levels.0.name", "Availability")
    found = compare_with_template(draft, template)
    assert (found.base, found.newest) == (1, 2)
    assert [(change.path, change.conflict) for change in found.theirs] == [("title", False)]
    assert [change.path for change in found.ours] == ["metrics.levels.=uptime.name"]


def test_a_field_that_both_changed_is_a_conflict() -> None:
    template = template_with(replace(BEFORE, "title", "Cloud"))
    found = compare_with_template(replace(use_version(template, 1), "title", "Mine"), template)
    assert [(change.path, change.conflict) for change in found.theirs] == [("title", True)]


def test_a_row_that_one_removed_and_the_other_changed_is_a_conflict() -> None:
    template = template_with(remove(BEFORE, "metrics.levels", 0))
    draft = replace(use_version(template, 1), "metrics.levels.0.name", "Availability")
    (change,) = compare_with_template(draft, template).theirs
    assert (change.kind, change.conflict) == (ChangeKind.REMOVED, True)


def test_what_both_changed_alike_is_not_offered() -> None:
    newer = replace(move(BEFORE, "metrics.levels", 0, 1), "title", "Cloud")
    template = template_with(newer)
    draft = replace(use_version(template, 1), "title", "Cloud")
    assert [change.kind for change in compare_with_template(draft, template).theirs] == [ChangeKind.ORDER]


def test_a_draft_of_the_newest_version_has_nothing_to_take_over() -> None:
    template = template_with(replace(BEFORE, "title", "Cloud"))
    assert compare_with_template(use_version(template), template).theirs == ()
