"""The priority matrix."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import MatrixCell, Metrics, PriorityMatrix, Severity
from slawizard.gui.widgets.matrix_box import MATRICES
from tests.drivers import find, press, settle
from tests.gui.widgets.form_fixtures import Form, form

SEVERITIES = (Severity("p1", "Critical"), Severity("p2", "High"))


def matrices(*rows: PriorityMatrix) -> Form:
    """Some matrices over two severities."""
    return form(MATRICES, agreement=Agreement(metrics=Metrics(severities=SEVERITIES, matrices=rows)))


def cell(shown: Form, row: int, impact: str, urgency: str) -> QComboBox:
    """The cell of a matrix."""
    return find(shown, QComboBox, f"metrics.matrices.{row}.cells:{impact}:{urgency}")


def test_a_cell_shows_and_takes_its_severity() -> None:
    shown = matrices(PriorityMatrix(cells=(MatrixCell("High", "Low", "p2"),)))
    assert cell(shown, 0, "High", "Low").currentText() == "High"
    combo = cell(shown, 0, "High", "High")
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert MatrixCell("High", "High", "p1") in shown.value("metrics.matrices.0.cells")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)

    assert shown.value("metrics.matrices.0.cells") == (MatrixCell("High", "Low", "p2"),)


def test_each_matrix_has_cells_of_its_own() -> None:
    shown = matrices(PriorityMatrix(), PriorityMatrix("Clinic", ("Any",), ("Any",)))
    shown.context.select("metrics.matrices", 1)
    settle()

    assert cell(shown, 1, "Any", "Any").count() == 3


def test_a_new_matrix_is_ready_to_be_filled() -> None:
    shown = matrices()
    press(shown, "metrics.matrices:add")
    settle()

    assert cell(shown, 0, "Medium", "Medium").isVisible()
