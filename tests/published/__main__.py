"""Writes the draft files of the published agreements anew: ``python -m tests.published``."""

from __future__ import annotations

from slawizard.storage.draft_file import encode_draft
from tests.published.catalogue import FOLDER, PUBLISHED, draft_path


def main() -> None:
    """Write every draft; the same builders always give the same files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in PUBLISHED.items():
        draft_path(name).write_bytes(encode_draft(build()))
        print(draft_path(name).name)


if __name__ == "__main__":
    main()
