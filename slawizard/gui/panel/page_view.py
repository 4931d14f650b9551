"""The agreement as pages: keeps its scroll position when laid out anew, and knows which field made what is seen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QWidget

from slawizard.gui import theme
from slawizard.i18n import _
from slawizard.worker.protocol import Pages, Place

_POINTS_PER_INCH = 72.0
# The picture of the old pages covers the view until the new ones are painted, so that typing does not flicker.
_COVER_MS = 160


class _Sheet:
    """A loaded PDF with the bytes it reads from."""

    def __init__(self, pages: Pages, owner: QWidget) -> None:
        self.pages = pages
        self.document = QPdfDocument(owner)
        # The document reads from the buffer to its very end, so the buffer goes with it and not before.
        buffer = QBuffer(self.document)
        buffer.setData(QByteArray(pages.pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(buffer)

    def close(self) -> None:
        self.document.close()
        self.document.deleteLater()


class PageView(QPdfView):
    """All pages under one another, as wide as the panel. `place_chosen` carries the Place that was clicked."""

    place_chosen = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        """`owner` keeps the documents: QPdfView must be gone before the document that it shows."""
        super().__init__(owner)
        self._owner = owner
        self.setObjectName("agreement.pages")
        self.setAccessibleName(_("Pages of the agreement"))
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self._sheet: _Sheet | None = None
        self._nothing = QPdfDocument(owner)
        self._cover = QLabel(self.viewport())
        self._cover.hide()
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(_COVER_MS)
        self._sharpen.timeout.connect(self._draw_anew)
        self._uncover = QTimer(self)
        self._uncover.setSingleShot(True)
        self._uncover.timeout.connect(self._cover.hide)

    def show_pages(self, pages: Pages) -> None:
        """Show a new layout where the old one stood, at the same scroll position."""
        before, position = self._sheet, self.verticalScrollBar().value()
        if before is not None:
            self._cover.setPixmap(self.viewport().grab())
            self._cover.resize(self.viewport().size())
            self._cover.show()
            self._uncover.start(_COVER_MS)
        self._dress()
        self._sheet = _Sheet(pages, self._owner)
        self.setDocument(self._sheet.document)
        self.verticalScrollBar().setValue(position)
        if before is not None:
            before.close()

    def forget(self) -> None:
        """Show nothing until pages come: they would be those of another draft."""
        if self._sheet is not None:
            self._cover.hide()
            self.setDocument(self._nothing)
            self._sheet.close()
            self._sheet = None

    @property
    def pages(self) -> Pages | None:
        """What is shown, or None before the first layout."""
        return self._sheet.pages if self._sheet else None

    def show_clause(self, clause_id: str) -> None:
        """Scroll to where a clause begins."""
        if self._sheet is None:
            return
        places = [place for place in self._sheet.pages.places if place.clause == clause_id]
        if places:
            first = min(places, key=lambda place: (place.page, place.y))
            area, scale = self._page_area(first.page - 1)
            self.verticalScrollBar().setValue(round(area.top() + first.y * scale) - 6 * theme.SPACE)

    def place_at(self, point: QPoint) -> Place | None:
        """What stands at a point of the viewport: a value, a heading, a block; None beside them."""
        if self._sheet is None:
            return None
        inside = point + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in range(self._sheet.document.pageCount()):
            area, scale = self._page_area(number)
            if area.contains(inside):
                on_page = QPointF(inside - area.topLeft()) / scale
                return self._sheet.pages.place_at(number + 1, on_page.x(), on_page.y())
        return None

    def _page_area(self, number: int) -> tuple[QRect, float]:
        """Where QPdfView paints a page (from 0), in the coordinates of the whole scroll area, and pixels a point.

        The same sum as QPdfView's own layout for MultiPage and FitToWidth, which it does not publish.
        """
        document, margins = self.document(), self.documentMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        dots = self.logicalDpiX() / _POINTS_PER_INCH
        top, area, scale = margins.top(), QRect(), 1.0
        for page in range(number + 1):
            natural = (document.pagePointSize(page) * dots).toSize()
            factor = width / max(natural.width(), 1)
            size = natural * factor
            left = (max(width + margins.left() + margins.right(), self.viewport().width()) - size.width()) // 2
            area, scale = QRect(QPoint(left, top), size), dots * factor
            top += size.height() + self.pageSpacing()
        return area, scale

    def _dress(self) -> None:
        colours, around = self.palette(), QColor(theme.colours().hairline)
        if colours.color(QPalette.ColorRole.Dark) != around:
            colours.setColor(QPalette.ColorRole.Dark, around)
            self.setPalette(colours)

    def _draw_anew(self) -> None:
        """Have the pages drawn in the size that they have now: QPdfView goes on stretching the pictures it has."""
        position = self.verticalScrollBar().value()
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.verticalScrollBar().setValue(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the same words when the panel becomes wider or narrower."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._sheet is not None:
            bar.setValue(round(share * bar.maximum()))
            self._sharpen.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._dress()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads to a field."""
        place = self.place_at(event.position().toPoint())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if place and place.path else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads to the field that made what was clicked."""
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None and place.path:
            self.place_chosen.emit(place)
        super().mouseReleaseEvent(event)
