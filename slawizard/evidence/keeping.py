"""Putting what was imported into the draft, and one answer more into what an import is asked for."""

from __future__ import annotations

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, History, TicketLoad
from slawizard.agreement.metrics import Coordinate
from slawizard.errors import TableFileError
from slawizard.evidence.imported import ColumnRole, ImportAnswers, Imported, SeverityName, TableKind
from slawizard.tables.answers import Answers, Question


def with_evidence(agreement: Agreement, imported: Imported, *, replace: bool = False) -> Agreement:
    """The agreement that keeps what was imported.

    Raises TableFileError while questions are open, when nothing was found, and when the draft has such evidence
    already and `replace` is false.
    """
    if imported.questions:
        raise TableFileError("Questions are open; nothing can be kept yet.", where=imported.source)
    if not imported.histories:
        raise TableFileError(
            "No window has a value: there is nothing to keep.",
            where=imported.source,
            remedy="Look at the rejected rows, and at the columns that were used.",
        )
    evidence = agreement.expectations.evidence
    if not replace:
        _refuse_doubles(evidence, imported)
    expectations = msgspec.structs.replace(agreement.expectations, evidence=_merged(evidence, imported))
    return msgspec.structs.replace(agreement, expectations=expectations)


def _key(history: History) -> tuple[str, frozenset[Coordinate]]:
    return history.level, frozenset(history.where)


def _refuse_doubles(evidence: Evidence, imported: Imported) -> None:
    new = {_key(each) for each in imported.histories}
    old = next((each for each in evidence.histories if _key(each) in new), None)
    if old is not None:
        raise TableFileError(
            f"The draft has a history of “{old.level}” already ({old.source or 'typed'}, {len(old.windows)} windows).",
            remedy="Replace it, or leave it.",
        )


def _merged(evidence: Evidence, imported: Imported) -> Evidence:
    new = {_key(each) for each in imported.histories}
    histories = (*(each for each in evidence.histories if _key(each) not in new), *imported.histories)
    incidents = evidence.incidents
    if imported.incidents is not None:
        others = (each for each in incidents if each.level != imported.incidents.level)
        incidents = (*others, imported.incidents)
    tickets = evidence.tickets
    if imported.tickets:
        known = {each.severity: each for each in tickets}
        loads = tuple(_with_handling(each, known.get(each.severity)) for each in imported.tickets)
        named = {each.severity for each in loads}
        tickets = (*(each for each in tickets if each.severity not in named), *loads)
    return msgspec.structs.replace(evidence, histories=histories, incidents=incidents, tickets=tickets)


def _with_handling(new: TicketLoad, old: TicketLoad | None) -> TicketLoad:
    """A working time that someone gave stays, where the file tells none."""
    if new.handling is None and old is not None:
        return msgspec.structs.replace(new, handling=old.handling)
    return new


def answered(answers: ImportAnswers, question: Question, value: str) -> ImportAnswers:
    """The answers with one more: `value` is that of one of the question's choices."""
    topic, _, rest = question.topic.partition(".")
    if topic in Answers.__struct_fields__:
        return msgspec.structs.replace(answers, table=msgspec.structs.replace(answers.table, **{topic: value}))
    match topic:
        case "kind":
            return msgspec.structs.replace(answers, kind=TableKind(value))
        case "role":
            others = tuple(each for each in answers.columns if each.role != rest and each.column != value)
            return msgspec.structs.replace(answers, columns=(*others, ColumnRole(value, rest)))
        case "severity":
            return msgspec.structs.replace(answers, severities=(*answers.severities, SeverityName(rest, value)))
        case "limit":
            raise TableFileError("A limit is a number: give the most that a reading may be, or the least.")
        case "where":
            return msgspec.structs.replace(answers, where=read_cell(value))
        case _:
            return msgspec.structs.replace(answers, **{topic: value})


def read_cell(text: str) -> tuple[Coordinate, ...]:
    """A cell of the table of targets as people type it, "region=EU, plan=Pro". Raises TableFileError."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, sign, value = part.partition("=")
        if not sign:
            raise TableFileError(f"“{part}” names no row of the targets.", remedy="Write DIMENSION=VALUE.")
        found.append(Coordinate(name.strip(), value.strip()))
    return tuple(found)
