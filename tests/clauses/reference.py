"""The golden texts of the example agreements; `python -m tests.clauses.reference` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from slawizard.agreement.agreement import Agreement
from slawizard.clauses.assemble import assemble
from slawizard.document.visitor import clause_text, plain
from tests.agreements import empty, full, small

FOLDER = Path(__file__).parent.parent / "reference"
EXAMPLES: dict[str, Callable[[], Agreement]] = {"empty": empty, "small": small, "full": full}


def text_of(agreement: Agreement) -> str:
    """An agreement as plain text: the cover, then each part with its clauses, one line a paragraph or cell."""
    document = assemble(agreement)
    lines = [document.title, plain(document.subtitle)]
    lines += [f"{line.label}: {plain(line.inlines)}" for line in document.cover]
    for part in document.parts:
        lines += ["", f"=== {part.number} {part.title}".replace("  ", " ")]
        for clause in part.clauses:
            lines += ["", clause_text(clause)]
    return "\n".join(lines) + "\n"


def path_of(name: str) -> Path:
    """Where an example's golden text lies."""
    return FOLDER / f"agreement-{name}.txt"


if __name__ == "__main__":
    for key, make in EXAMPLES.items():
        path_of(key).write_text(text_of(make()), encoding="utf-8")
