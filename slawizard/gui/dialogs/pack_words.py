"""What is said about a pack and its parts: the texts it brings along, and how many errors a draft would begin with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from slawizard.errors import SlaWizardError
from slawizard.i18n import _
from slawizard.storage.packs.inspecting import Seen

_CHECK_S = 30.0


def clause_words(seen: Seen) -> list[str]:
    """The texts of a part, each with what it stands for."""
    return [
        (_("In place of the clause {id}:") if clause.replaces else _("A clause of its own, “{title}”:")).format(
            id=clause.id, title=clause.title or clause.id
        )
        + f"\n{clause.text}"
        for clause in seen.clauses
    ]


def error_words(error: Exception) -> tuple[str, ...]:
    """What happened, where, and what to do."""
    return (error.what, error.where, error.remedy) if isinstance(error, SlaWizardError) else (str(error),)


def count_errors(path: Path) -> dict[str, int | None]:
    """The errors that a draft from each template would begin with, counted in a process of its own with its limits."""
    command = [sys.executable, "-m", "slawizard", "pack", "inspect", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, timeout=_CHECK_S, check=True)
    return {one["name"]: one["errors"] for one in json.loads(done.stdout)["members"] if "errors" in one}
