"""Charts as pictures: SVG for page and window, PNG for DOCX; the only user of matplotlib.

Only its object interface is used, with a typeface, a cache folder and settings of our own, so that the same chart
always gives the same bytes and nothing is written where the user keeps things.
"""

from __future__ import annotations

import atexit
import io
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from slawizard.document.nodes import Chart, ChartKind, Series
from slawizard.errors import SlaWizardError
from slawizard.export.faces import cut, faces
from slawizard.files import write_atomic
from slawizard.paths import state_folder

WIDTH_MM, HEIGHT_MM = Decimal(158), Decimal(64)
"""The size of a chart on the page, in millimetres."""

DOTS_PER_INCH = 200
"""How fine a PNG is."""

INK, SOFT, HAIRLINE = "#14191f", "#5b6777", "#c3cad2"
# Told apart by lightness as well as by colour (Okabe and Ito's blue and vermilion, darkened until both stand 4.5 : 1
# against white), and by their marks.
GOOD, BAD = "#1f5f8b", "#a8410a"
PALE, MIDDLE = "#b7d3e6", "#e0904d"

_MM_PER_INCH = 25.4
_MOST_LABELS = 9
_FACE = "sans"
_FONT_POINTS = 8.0


def svg(chart: Chart) -> bytes:
    """The chart as SVG with its letters as outlines; the same chart always gives the same bytes."""
    return _picture(chart, "svg", {"Date": None, "Creator": None, "Title": chart.title})


def png(chart: Chart) -> bytes:
    """The chart as PNG; the same chart always gives the same bytes."""
    return _picture(chart, "png", {"Software": None})


def load() -> None:
    """Import matplotlib now, so that the first chart need not wait for it."""
    _kit()


def _picture(chart: Chart, kind: str, metadata: dict[str, str | None]) -> bytes:
    matplotlib, font = _kit()
    from matplotlib.figure import Figure

    with matplotlib.rc_context({**_SETTINGS, "svg.hashsalt": chart.anchor, "font.family": font}):
        size = (float(WIDTH_MM) / _MM_PER_INCH, float(HEIGHT_MM) / _MM_PER_INCH)
        figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
        _DRAW[chart.kind](figure.subplots(), chart)
        target = io.BytesIO()
        figure.savefig(target, format=kind, metadata=metadata)
    return target.getvalue()


_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "path",
    "font.size": _FONT_POINTS,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
}


# --- the four kinds ---------------------------------------------------------------------------------------------


def _draw_history(axes: Any, chart: Chart) -> None:
    """Windows that met the target and windows that missed it, by mark and colour; the target as a line."""
    met, missed, *lines = chart.series
    for series, colour, mark in ((met, GOOD, "o"), (missed, BAD, "X")):
        places = [place for place, value in enumerate(series.values) if value is not None]
        values = [float(value) for value in series.values if value is not None]
        axes.plot(places, values, mark, color=colour, markersize=6, label=series.name, markeredgewidth=0)
    _lines(axes, lines)
    _name_axes(axes, chart)
    _legend(axes, 2 + len(lines))


def _draw_chance(axes: Any, chart: Chart) -> None:
    """The chance at each target, with the agreed one marked, and the bounds of the verdicts as lines."""
    chances, *bounds = chart.series
    values = [None if value is None else float(value) for value in chances.values]
    axes.plot(range(len(values)), [float("nan") if each is None else each for each in values], "o-", color=GOOD)
    if chart.marked is not None and values[chart.marked] is not None:
        axes.plot([chart.marked], [values[chart.marked]], "D", color=BAD, markersize=9)
        axes.axvline(chart.marked, color=BAD, linewidth=0.8, linestyle=(0, (2, 2)))
        place = {"xy": (chart.marked, values[chart.marked]), "xytext": (7, 4), "textcoords": "offset points"}
        axes.annotate(chart.categories[chart.marked], color=BAD, weight="bold", **place)
    for series in bounds:
        height = float(series.values[0] or 0)
        axes.axhline(height, color=HAIRLINE, linewidth=0.8)
        axes.annotate(series.name, (1, height), xycoords=("axes fraction", "data"), ha="right", va="top", color=SOFT)
    axes.set_ylim(0, 103)
    _name_axes(axes, chart)


def _draw_cover(axes: Any, chart: Chart) -> None:
    """A square for each hour of the week: not promised, worked, partly or not at all."""
    from matplotlib.patches import Patch, Rectangle

    looks: dict[str, dict[str, Any]] = {
        "not promised": {"facecolor": "white", "edgecolor": HAIRLINE},
        "worked": {"facecolor": PALE, "edgecolor": "white"},
        "worked in part": {"facecolor": MIDDLE, "edgecolor": "white", "hatch": "////"},
        "not worked": {"facecolor": BAD, "edgecolor": "white"},
    }
    for row, series in enumerate(chart.series):
        for column, minutes in enumerate(series.values):
            axes.add_patch(Rectangle((column, row), 1, 1, linewidth=0.7, **looks[_cover_word(minutes)]))
    axes.set(xlim=(0, len(chart.categories)), ylim=(len(chart.series), 0))
    axes.set_yticks([row + 0.5 for row in range(len(chart.series))], [series.name for series in chart.series])
    every = max(1, len(chart.categories) // 8)
    axes.set_xticks(range(0, len(chart.categories), every), chart.categories[::every])
    axes.set_xlabel(chart.across)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    patches = [Patch(label=word, linewidth=0.7, **look) for word, look in looks.items()]
    axes.legend(
        handles=patches, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, handlelength=1, fontsize="medium"
    )


def _cover_word(uncovered: Decimal | None) -> str:
    if uncovered is None:
        return "not promised"
    return "worked" if not uncovered else "not worked" if uncovered >= _WHOLE_HOUR else "worked in part"


_WHOLE_HOUR = 60


def _draw_credits(axes: Any, chart: Chart) -> None:
    """How many of the years cost so much."""
    (shares,) = chart.series
    heights = [float(value or 0) for value in shares.values]
    axes.bar(range(len(heights)), heights, color=GOOD, width=0.82)
    for place, height in enumerate(heights):
        if height:
            words = f"{height:.0f}" if height >= 1 else "<1"
            axes.annotate(words, (place, height), ha="center", va="bottom", xytext=(0, 1), textcoords="offset points")
    axes.margins(y=0.12)
    _name_axes(axes, chart)


_DRAW: dict[ChartKind, Callable[[Any, Chart], None]] = {
    ChartKind.HISTORY: _draw_history,
    ChartKind.CHANCE: _draw_chance,
    ChartKind.COVER: _draw_cover,
    ChartKind.CREDITS: _draw_credits,
}


# --- what they share --------------------------------------------------------------------------------------------


def _lines(axes: Any, lines: list[Series]) -> None:
    for series in lines:
        axes.axhline(float(series.values[0] or 0), color=INK, linewidth=1.0, linestyle="--", label=series.name)


def _name_axes(axes: Any, chart: Chart) -> None:
    """Axes with their names, at most nine labels across, and faint lines to read values by."""
    count = len(chart.categories)
    every = -(-count // _MOST_LABELS)
    axes.set_xticks(range(0, count, every), chart.categories[::every])
    axes.set_xlim(-0.6, count - 0.4)
    axes.set_xlabel(chart.across)
    axes.set_ylabel(chart.upward)
    axes.grid(axis="y", color=HAIRLINE, linewidth=0.4)
    axes.ticklabel_format(axis="y", style="plain", useOffset=False)


def _legend(axes: Any, columns: int) -> None:
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=columns, fontsize="medium", handlelength=1.6)


# --- matplotlib itself ------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _kit() -> tuple[Any, str]:
    """matplotlib, ready to draw, and the name of the page's typeface in it."""
    folder = _cache_folder()
    os.environ["MPLCONFIGDIR"] = str(folder)
    # One thread is enough for a picture, and a forked process must not inherit a lock from others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # The first import makes a list of the system's fonts and says so in the log; nobody waits for an explanation.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib
    from matplotlib import font_manager

    for module in _DRAWING:
        import_module(module)
    matplotlib.rcdefaults()
    path = _font_file(folder)
    font_manager.fontManager.addfont(path)
    return matplotlib, font_manager.FontProperties(fname=path).get_name()


_DRAWING = ("matplotlib.figure", "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg")
"""What a picture takes, and what would otherwise be imported anew in the process of each."""


def _cache_folder() -> Path:
    """A folder of the program's own for matplotlib's list of fonts; a passing one where there can be none."""
    folder = state_folder() / "charts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    passing = Path(tempfile.mkdtemp(prefix="slawizard-charts-"))
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    return passing


def _font_file(folder: Path) -> str:
    """The page's typeface as a file, cut to its plain weight; the variable font itself where it cannot be cut."""
    data = cut(_FACE)
    if data is None:
        return str(faces()[_FACE].file)
    path = folder / f"{_FACE}.ttf"
    try:
        if not path.exists() or path.read_bytes() != data:
            write_atomic(path, data)
    except (OSError, SlaWizardError):
        return str(faces()[_FACE].file)
    return str(path)
