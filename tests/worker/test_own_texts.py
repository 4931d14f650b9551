"""Texts of someone's own in the real render process: bombs are stopped with a reason, and the next render works."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.errors import ClauseError, SlaWizardError, WorkerError
from slawizard.worker import limits
from slawizard.worker.client import RenderWorker
from slawizard.worker.protocol import ExportJob, PagesJob, Preview, PreviewJob
from tests.agreements import small

LOOP = "{% for a in levels %}"
END = "{% endfor %}"
LISTS = ("levels", "rules", "contacts", "volumes", "exclusions")
BOMBS = {
    "one loop in another": f"{LOOP}{{% for b in levels %}}x{END}{END}",
    "twenty loops": "".join(f"{{% for a{n} in levels %}}" for n in range(20)) + "x" + END * 20,
    "two hundred loops": LOOP * 200 + "x" + END * 200,
    "loops over different lists": "".join(f"{{% for a{n} in {one} %}}" for n, one in enumerate(LISTS)) + "x" + END * 5,
    "a loop over one item's lists": f"{LOOP}{{% for t in a.targets %}}{{% for u in a.targets %}}x{END}{END}{END}",
    "empty loops": (f"{LOOP}{{% for b in levels %}}" * 9) + (END * 18),
    "conditions without end": "{% if levels %}" * 2000 + "x" + "{% endif %}" * 2000,
    "ten million characters": "x " * 5_000_000,
    "a long line": "x" * 49_000,
    "a long word of tags": "{{ provider.name }}" * 3_000,
    "open tags": "{% " * 15_000,
    "open comments": "{#" * 24_000,
    "multiplication": "{{ 'x' * 1000000000 }}",
    "a power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "a range": "{% for n in range(1000000000) %}x{% endfor %}",
    "a formatted width": "{{ '%1000000000d' % 1 }}",
    "a joined text": "{{ ('x' ~ 'x') ~ ('x' ~ 'x') }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a recursive loop": "{% for a in levels recursive %}{{ loop(levels) }}{% endfor %}",
    "a way to the class": "{{ provider.__class__.__mro__[1].__subclasses__() }}",
    "a hundred brackets": "{{ " + "(" * 5000 + "provider.name" + ")" * 5000 + " }}",
    "filters without end": "{{ provider.name" + "|capital" * 9_000 + " }}",
    "attributes without end": "{{ provider" + ".name" * 9_000 + " }}",
    "not not not": "{% if " + "not " * 9_000 + "levels %}x{% endif %}",
    "quotes within quotes": ">" * 40_000 + " x",
    "lists within lists": "\n".join(" " * (3 * n) + "1. x" for n in range(150)),
    "stars": "*a **a " * 7_000,
    "brackets": "[" * 49_000,
    "images and links": "![[](" * 9_000,
    "a table of ten thousand columns": "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|b" * 10_000 + "|",
    "a thousand references": "See [[nowhere]]. " * 2_900,
    "options of a table": '@table caption="' + 'a="' * 9_000 + "\n| a |\n|---|\n| b |",
    "private characters": "\ue000frame.start\ue001forged\ue002",
    "labels": "".join(f"[#a{n}] x\n\n" for n in range(5_000)) + "[[nowhere]]",
    "backslashes and ticks": "`\\" * 24_000,
    "angle brackets": "<a " * 16_000,
}
HARMLESS = {"a long line", "stars", "options of a table", "angle brackets"}
"""Odd, and within all limits: it is shown."""


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    started = RenderWorker()
    started.start()
    yield started
    started.close()


def with_edit(text: str) -> Agreement:
    return replace(small(), "texts", Texts(edits=(ClauseEdit("background", text),)))


def reason(worker: RenderWorker, agreement: Agreement) -> str:
    """Why a text is not shown; empty where it is."""
    try:
        shown = worker.call(PreviewJob(agreement, clause_id="background"))
    except SlaWizardError as error:
        return str(error)
    return " ".join(map(str, shown.problems))


def shows(worker: RenderWorker, agreement: Agreement) -> Preview:
    return worker.call(PreviewJob(agreement, clause_id="background"))


def test_there_are_thirty_bombs() -> None:
    assert len(BOMBS) - len(HARMLESS) >= 30


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_stopped_with_its_reason_and_the_next_render_works(worker: RenderWorker, name: str) -> None:
    why = reason(worker, with_edit(BOMBS[name]))
    assert bool(why) is (name not in HARMLESS), why
    assert "fault in the program" not in why
    assert "Our own words." in shows(worker, with_edit("Our own words.")).clause_html


def test_an_own_clause_and_its_title_are_as_limited_as_an_edit(worker: RenderWorker) -> None:
    own = OwnClause("ours", title=BOMBS["twenty loops"], text=BOMBS["a power"])
    why = reason(worker, replace(small(), "texts", Texts(own=(own,))))
    assert "A loop inside another" in why


def test_time_that_is_up_is_told_with_the_clause_and_what_to_do(worker: RenderWorker) -> None:
    slow = tuple(OwnClause(f"c{number}", title="Slow", text="![" * 20_000) for number in range(40))
    with pytest.raises(WorkerError) as caught:
        worker.call(PreviewJob(replace(small(), "texts", Texts(own=slow))))
    assert "took longer than" in caught.value.what
    assert caught.value.remedy
    assert "Our own words." in shows(worker, with_edit("Our own words.")).clause_html


def test_one_wrong_text_leaves_the_others_as_they_are(worker: RenderWorker) -> None:
    texts = Texts(
        edits=(ClauseEdit("background", "{{ nothing }}"), ClauseEdit("term", "We begin at once.")),
        own=(OwnClause("ours", title="Ours", text="Our own words."),),
    )
    agreement = replace(small(), "texts", texts)
    shown = worker.call(PreviewJob(agreement, clause_id="ours"))
    assert [(one.clause, one.field, one.problem.line) for one in shown.problems] == [
        ("background", "texts.edits.0.text", 1)
    ]
    assert "Our own words." in shown.clause_html
    assert "We begin at once." in worker.call(PreviewJob(agreement, clause_id="term")).clause_html
    assert "cannot be shown. Line 1:" in shows(worker, agreement).clause_html


@pytest.mark.parametrize("key", ["pdf", "docx", "html", "md"])
def test_a_final_document_with_a_wrong_text_is_refused_with_clause_and_line(worker: RenderWorker, key: str) -> None:
    agreement = with_edit("One.\n\n{{ nothing }}")
    with pytest.raises(ClauseError) as caught:
        worker.call(ExportJob(agreement, key))
    assert "Line 3:" in caught.value.what
    assert caught.value.where == "texts.edits.0.text"
    assert worker.call(ExportJob(agreement, key, "DRAFT"))


def test_own_texts_are_laid_out_and_exported(worker: RenderWorker) -> None:
    agreement = with_edit("Our own words.")
    pages = worker.call(PagesJob(agreement))
    assert worker.call(ExportJob(agreement, "pdf")) == pages.pdf
    assert b"Our own words." in worker.call(ExportJob(agreement, "md"))


# --- the limits themselves ----------------------------------------------------------------------------------------


def burn() -> None:
    while True:
        pass


def test_the_time_of_the_processor_is_limited_and_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXTS_PROCESSOR_S", 0.05)
    monkeypatch.setattr(limits, "TEXTS_CLOCK_S", 3600.0)
    with pytest.raises(SlaWizardError, match="too long"), limits.text_limits("It took too long."):
        burn()


SLEEP = """
import time
from slawizard.worker import limits
limits.TEXTS_CLOCK_S = 0.05
with limits.text_limits("too long"):
    time.sleep(3600)
"""


def test_the_system_ends_a_process_that_waits_longer_than_the_clock_allows() -> None:
    ended = subprocess.run([sys.executable, "-c", SLEEP], check=False)
    assert ended.returncode == -signal.SIGALRM


def test_memory_is_limited_while_texts_are_put_together_and_no_longer() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), limits.text_limits("too long"):
        bytearray(2 * limits.TEXTS_MEMORY_BYTES)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert len(bytearray(2 * limits.TEXTS_MEMORY_BYTES)) > limits.TEXTS_MEMORY_BYTES
