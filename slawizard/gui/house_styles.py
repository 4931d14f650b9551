"""The house styles that are kept, for the window: every document that it asks for is made in its draft's style."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from slawizard.document.style import PLAIN_STYLE, HouseStyle
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import run_in_background
from slawizard.i18n import _
from slawizard.storage.styles import SavedStyle, list_styles
from slawizard.worker.protocol import ExportJob, Job, PagesJob, PreviewJob


class HouseStyles(QObject):
    """What is kept, as last read. `changed` tells that it was read anew and is different."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saved: tuple[SavedStyle, ...] = ()

    @property
    def saved(self) -> tuple[SavedStyle, ...]:
        """Every style that is kept, by name; also one that cannot be used."""
        return self._saved

    def read(self) -> None:
        """Read them anew, off the window's thread; where that fails, what is known stays."""
        run_in_background(list_styles, self._take, lambda _error: None)

    def named(self, name: str) -> HouseStyle | None:
        """The style with this name, the program's own for ""; None where there is none that can be used."""
        if not name:
            return PLAIN_STYLE
        usable = (one.style for one in self._saved if not one.trouble and one.name.casefold() == name.casefold())
        return next(usable, None)

    def words(self, name: str) -> str:
        """Which style a document of this style will be in; where it is not on this machine, that is said."""
        if not name:
            return _("House style: SLA Wizard’s own")
        if self.named(name) is None:
            words = _("The house style “{name}” is not on this machine: SLA Wizard’s own is used.")
            return words.format(name=name)
        return _("House style: {name}").format(name=name)

    def _take(self, saved: tuple[SavedStyle, ...]) -> None:
        if saved != self._saved:
            self._saved = saved
            self.changed.emit()


class StyledRenderer:
    """A renderer that makes agreements in the style that they name; a style that is not here is the program's own."""

    def __init__(self, renderer: Renderer, styles: HouseStyles) -> None:
        self._renderer = renderer
        self._styles = styles

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        """Send a job and return its ticket."""
        return self._renderer.submit(self._styled(job), done, failed, progress)

    def cancel(self, ticket: int) -> None:
        """Nobody awaits this ticket any more."""
        self._renderer.cancel(ticket)

    def _styled(self, job: Job) -> Job:
        if not isinstance(job, ExportJob | PagesJob | PreviewJob) or not job.agreement.style:
            return job
        style = self._styles.named(job.agreement.style) or PLAIN_STYLE
        if isinstance(job, PreviewJob):
            return msgspec.structs.replace(job, numbering=style.numbering)
        # A style that was given on purpose, as where one is being edited, stays.
        return job if job.style != PLAIN_STYLE else msgspec.structs.replace(job, style=style)
