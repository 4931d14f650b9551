"""Charts are drawn alike each time, with words for whoever cannot see them, and leave nothing lying about."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from msgspec.structs import replace
from PIL import Image

from slawizard.document.nodes import Chart
from slawizard.errors import ExportError
from slawizard.export import charts, docx, html, markdown, pdf
from slawizard.export.clause_view import clause_fragment
from slawizard.export.options import ExportOptions
from tests.export.chart_sample import ALL, CHANCE, HISTORY, chart_sample
from tests.export.pdf_reader import TaggedPdf

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A state folder of the tests' own."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLAWIZARD_HOME", str(folder))
        patch.setenv("MPLCONFIGDIR", str(folder / "charts"))
        charts._kit.cache_clear()
        yield folder
        charts._kit.cache_clear()


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.kind.value)
def test_every_kind_is_drawn_alike_each_time(chart: Chart) -> None:
    assert charts.svg(chart) == charts.svg(chart)
    assert charts.png(chart) == charts.png(chart)


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.kind.value)
def test_an_svg_holds_no_moment_no_words_and_no_address(chart: Chart) -> None:
    tree = etree.fromstring(charts.svg(chart))
    assert not list(tree.iter(f"{_SVG}text", f"{_SVG}image", f"{_SVG}script"))
    assert b"dc:date" not in charts.svg(chart)
    links = [each for element in tree.iter() for name, each in element.attrib.items() if name.endswith("href")]
    assert all(link.startswith("#") for link in links)


def test_figures_change_the_picture() -> None:
    moved = replace(HISTORY, series=(HISTORY.series[1], HISTORY.series[0], HISTORY.series[2]))
    assert charts.svg(moved) != charts.svg(HISTORY)


def test_a_png_is_as_large_as_two_hundred_dots_an_inch_make_it() -> None:
    with Image.open(io.BytesIO(charts.png(HISTORY))) as picture:
        assert abs(picture.width - float(charts.WIDTH_MM) / 25.4 * charts.DOTS_PER_INCH) < 2
        assert "Software" not in picture.info


def test_two_marks_differ_in_lightness_and_stand_out_against_white() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return float(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))

    for colour in (charts.GOOD, charts.BAD, charts.INK, charts.SOFT):
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5
    for light, dark in ((charts.PALE, charts.BAD), (charts.MIDDLE, charts.BAD), (charts.PALE, charts.GOOD)):
        assert (luminance(light) + 0.05) / (luminance(dark) + 0.05) >= 2


def test_a_pdf_has_each_chart_as_a_figure_with_words() -> None:
    figures = [
        str(element.Alt)
        for kind, element in TaggedPdf(pdf.write(chart_sample(), ExportOptions())).elements()
        if kind == "/Figure"
    ]
    assert figures == [chart.alternative for chart in ALL]


def test_a_docx_has_each_chart_as_a_picture_with_words() -> None:
    written = docx.write(chart_sample(), ExportOptions())
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        body = archive.read("word/document.xml").decode()
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert sorted(pictures) == sorted(charts.png(chart) for chart in ALL)
    for chart in ALL:
        assert f'descr="{chart.alternative}"' in body
        assert chart.title in body
    assert written == docx.write(chart_sample(), ExportOptions())


def test_a_page_of_html_has_each_chart_inside_with_words() -> None:
    page = html.write(chart_sample(), ExportOptions()).decode()
    assert page.count('src="data:image/svg+xml;base64,') == len(ALL)
    for chart in ALL:
        assert f'alt="{chart.alternative}"' in page


def test_markdown_and_the_clause_beside_the_form_show_the_figures_as_a_table() -> None:
    written = markdown.write(chart_sample(), ExportOptions()).decode()
    assert HISTORY.alternative.replace("%", "%") in written
    assert "| Feb 2027 | – | 99.4 | 99.9 |" in written
    shown = clause_fragment(chart_sample(), "evidence")
    assert "<td>Feb 2027</td><td>–</td><td>99.4</td><td>99.9</td>" in shown
    assert CHANCE.alternative in shown


def test_a_character_that_cannot_be_printed_is_refused_in_a_chart_too() -> None:
    with pytest.raises(ExportError, match="control character"):
        markdown.write(chart_sample(replace(HISTORY, across="\x01")), ExportOptions())


def test_drawing_writes_nothing_but_in_the_programs_own_folder(tmp_path: Path) -> None:
    home, own = tmp_path / "home", tmp_path / "own"
    home.mkdir()
    script = "from tests.export.chart_sample import HISTORY; from slawizard.export.charts import svg; svg(HISTORY)"
    environment = {"HOME": str(home), "SLAWIZARD_HOME": str(own), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(home.rglob("*")) == []
    assert any((own / "charts").iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such folders")
def test_a_folder_that_cannot_be_written_is_no_hindrance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "file"))
    folder = charts._cache_folder()
    assert folder.is_dir()
    assert "slawizard-charts-" in folder.name
