"""What is known of the past: from a table of values, outages or tickets to the evidence that a draft keeps.

    from slawizard.evidence.importing import import_history              # heavy: in the worker, by an ImportJob
    imported = import_history(agreement, level_id, path, answers, progress)
    kept = with_evidence(agreement, imported, replace=True)                   # the agreement that keeps it; at once

While `imported.questions` are open nothing can be kept: give ImportAnswers (`answered` puts one answer in) and import
again. `imported.understood`, `.notes`, `.columns`, `.counts` and `.rejected` are for the preview. From the window:

    ticket = worker.submit(ImportJob(agreement, level_id, str(path), answers), done, failed, progress)
    worker.cancel(ticket)                                                     # ends the process of the import

`progress(share, words)`, like `done` and `failed`, is called on a thread of the worker's; `share` goes from 0 to 1.
"""

from slawizard.evidence.imported import (
    ROLES,
    ColumnRole,
    ColumnSeen,
    ImportAnswers,
    Imported,
    Role,
    SeverityName,
    TableKind,
)
from slawizard.evidence.keeping import answered, with_evidence

__all__ = ["ROLES", "ColumnRole", "ColumnSeen", "ImportAnswers", "Imported", "Role", "SeverityName", "TableKind"]
__all__ += ["answered", "with_evidence"]
