"""Saved templates: the user's own library and the folders of teams. Only what is asked for is loaded."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slawizard.storage.library.comparing import (
        Change,
        ChangeKind,
        Comparison,
        changes,
        compare_with_template,
    )
    from slawizard.storage.library.folders import (
        Entry,
        FolderContents,
        FolderState,
        LibraryFolder,
        library_folders,
        own_folder,
    )
    from slawizard.storage.library.making import Choices, add_version, new_template, use_version
    from slawizard.storage.library.questions import DROPPED, Mention, mentions, suggested_questions
    from slawizard.storage.library.shelf import (
        OpenedTemplate,
        add_template,
        delete_template,
        duplicate_template,
        folder_named,
        list_templates,
        load_template,
        open_entry,
        rename_template,
        save_template,
    )
    from slawizard.storage.library.taking_over import caught_up, take_over
    from slawizard.storage.library.template_file import SavedTemplate, TemplateVersion
    from slawizard.storage.library.watcher import LibraryWatcher

_FILES = {
    "comparing": ("Change", "ChangeKind", "Comparison", "changes", "compare_with_template"),
    "folders": ("Entry", "FolderContents", "FolderState", "LibraryFolder", "library_folders", "own_folder"),
    "making": ("Choices", "add_version", "new_template", "use_version"),
    "questions": ("DROPPED", "Mention", "mentions", "suggested_questions"),
    "shelf": (
        "OpenedTemplate",
        "add_template",
        "delete_template",
        "duplicate_template",
        "folder_named",
        "list_templates",
        "load_template",
        "open_entry",
        "rename_template",
        "save_template",
    ),
    "taking_over": ("caught_up", "take_over"),
    "template_file": ("SavedTemplate", "TemplateVersion"),
    "watcher": ("LibraryWatcher",),
}
_HOMES = {name: file for file, names in _FILES.items() for name in names}

__all__ = [
    "DROPPED", "Change", "ChangeKind", "Choices", "Comparison", "Entry", "FolderContents", "FolderState",
    "LibraryFolder", "LibraryWatcher", "Mention", "OpenedTemplate", "SavedTemplate", "TemplateVersion", "add_template",
    "add_version", "caught_up", "changes", "compare_with_template", "delete_template", "duplicate_template",
    "folder_named", "library_folders", "list_templates", "load_template", "mentions", "new_template", "open_entry",
    "own_folder", "rename_template", "save_template", "suggested_questions", "take_over", "use_version",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public name, from the file that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
