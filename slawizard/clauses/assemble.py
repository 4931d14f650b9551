"""Puts an agreement together: conditions first, then each clause's text, its blocks, the definitions, the numbers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.clauses.context import build_context
from slawizard.clauses.language_pack import Definition
from slawizard.clauses.library import DEFINITIONS, STEP_ORDER, ClauseLibrary, ClauseTemplate, bundled_library
from slawizard.document.marks import clean
from slawizard.document.markup import Parsed, parse_clause, parse_title
from slawizard.document.nodes import Clause, CoverLine, Document, Inlines, Part, PartKind
from slawizard.document.numbering import index_places, number
from slawizard.document.terms import term_anchor
from slawizard.errors import ClauseError

DEFINITIONS_CLAUSE = "definitions"
_KEPT_CLAUSES = 2048


class _Draft(msgspec.Struct, frozen=True):
    """A clause with its blocks, still without a number, and the template that made it."""

    template: ClauseTemplate
    id: str
    path: str
    title: Inlines
    parsed: Parsed
    definitions: tuple[Parsed, ...] = ()


class _Defined(msgspec.Struct, frozen=True):
    """A definition's text with its values in place, and what it uses."""

    text: str
    parsed: Parsed


class _Use(msgspec.Struct, frozen=True):
    """A template that applies, with the item it is repeated for."""

    template: ClauseTemplate
    id: str
    path: str
    context: dict[str, Any]


def assemble(agreement: Agreement, library: ClauseLibrary | None = None) -> Document:
    """The agreement as a numbered document. Raises ClauseError, with file and line, for a wrong template.

    Without `library`, the bundled clauses are used. Clauses whose text did not change since the last time are not
    parsed again.
    """
    chosen = library if library is not None else bundled_library()
    assembler = _assemblers.get(chosen)
    if assembler is None:
        assembler = _assemblers[chosen] = Assembler(chosen)
    return assembler.assemble(agreement)


class Assembler:
    """Assembles agreements from one library and remembers the clauses it parsed."""

    def __init__(self, library: ClauseLibrary) -> None:
        self._library = library
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict()

    def assemble(self, agreement: Agreement) -> Document:
        """See `assemble` of this module."""
        library = self._library
        tag = agreement.frame.language
        language = tag if tag.partition("-")[0] == library.language else library.language
        context = build_context(agreement, language)
        uses = self._uses(context)
        drafts = [self._draft(use) for use in uses if use.id != DEFINITIONS_CLAUSE]
        defining = next((use for use in uses if use.id == DEFINITIONS_CLAUSE), None)
        if defining is not None:
            drafts.insert(uses.index(defining), self._with_definitions(defining, drafts))
        document = Document(
            title=clean(agreement.title).replace("\n", " "),
            subtitle=self._title_inlines(library.pack.subtitle.render(context), "subtitle"),
            language=language,
            reference=clean(agreement.frame.reference),
            version=clean(agreement.frame.version),
            cover=self._cover(context),
            parts=self._parts(drafts),
            words=dict(library.pack.words),
            author=clean(agreement.frame.provider.legal_name).replace("\n", " "),
        )
        _check_references(document, drafts)
        return number(document)

    # --- which clauses apply ------------------------------------------------------------------------------------

    def _uses(self, context: dict[str, Any]) -> list[_Use]:
        uses: list[_Use] = []
        for template in self._library.templates:
            for clause_id, path, own in _instances(template, context):
                if template.when is None or template.when.holds(own):
                    uses.append(_Use(template, clause_id, path, own))
        applies = dict.fromkeys((one.front.id for one in self._library.templates), False)
        for use in uses:
            applies[use.template.front.id] = True
        taken: dict[str, str] = {}
        for use in uses:
            if use.id in taken:
                raise ClauseError(f"Two clauses have the id “{use.id}”.", where=use.template.source)
            taken[use.id] = use.template.source
            use.context["clauses"] = applies
        return uses

    # --- one clause ---------------------------------------------------------------------------------------------

    def _draft(self, use: _Use) -> _Draft:
        template = use.template
        text = template.body.render(use.context)
        parsed: Parsed = self._remembered(
            (use.id, text), lambda: parse_clause(text, use.id, self._library.terms, source=template.source)
        )
        title = template.title.render(use.context)
        return _Draft(template, use.id, use.path, self._title_inlines(title, template.source), parsed)

    def _title_inlines(self, text: str, source: str) -> Inlines:
        inlines: Inlines = self._remembered(("", text), lambda: parse_title(text.strip(), source=source))
        return inlines

    def _remembered(self, key: tuple[str, str], make: Callable[[], Any]) -> Any:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._kept[key] = make()
        if len(self._kept) > _KEPT_CLAUSES:
            self._kept.popitem(last=False)
        return made

    # --- definitions --------------------------------------------------------------------------------------------

    def _with_definitions(self, use: _Use, drafts: list[_Draft]) -> _Draft:
        """The definitions clause, with the terms that the other clauses use, and those that these terms use."""
        texts = {term_anchor(one.key): self._defined(one, use.context) for one in self._library.definitions}
        wanted = frozenset(term for draft in drafts for term in draft.parsed.terms)
        while True:
            used = _closure(wanted, texts)
            chosen = [one for one in self._library.definitions if term_anchor(one.key) in used]
            use.context["definitions"] = [
                {"key": one.key, "term": one.term, "text": texts[term_anchor(one.key)].text} for one in chosen
            ]
            draft = self._draft(use)
            if draft.parsed.terms <= used:
                sources = tuple(texts[term_anchor(one.key)].parsed for one in chosen)
                return msgspec.structs.replace(draft, definitions=sources)
            wanted = used | draft.parsed.terms

    def _defined(self, definition: Definition, context: dict[str, Any]) -> _Defined:
        text = str(definition.text.render(context)).strip()
        anchor = term_anchor(definition.key)
        make = lambda: parse_clause(text, anchor, self._library.terms, source=DEFINITIONS)  # noqa: E731
        return _Defined(text, self._remembered((anchor, text), make))

    # --- the whole ----------------------------------------------------------------------------------------------

    def _cover(self, context: dict[str, Any]) -> tuple[CoverLine, ...]:
        return tuple(
            CoverLine(one.label, self._title_inlines(one.text.render(context), one.text.source))
            for one in self._library.pack.cover
            if one.when is None or one.when.holds(context)
        )

    def _parts(self, drafts: list[_Draft]) -> tuple[Part, ...]:
        titles = self._library.pack.parts
        parts: list[Part] = []
        for key, kind in _PARTS:
            chosen = [draft for draft in drafts if _part_of(draft.template) == (key, kind)]
            if chosen:
                parts.append(Part(f"part-{key}", kind, titles.get(key, ""), tuple(map(_clause, chosen))))
        return tuple(parts)


def _part_of(template: ClauseTemplate) -> tuple[str, PartKind]:
    part = template.front.part
    return (template.front.step if part is PartKind.BODY else part.value), part


def _clause(draft: _Draft) -> Clause:
    front = draft.template.front
    return Clause(draft.id, front.id, draft.title, front.step, draft.path, draft.parsed.blocks)


def _instances(template: ClauseTemplate, context: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each clause a template makes: its id, the path of its heading, and its own context."""
    front = template.front
    if not front.repeat:
        yield front.id, front.path, dict(context)
        return
    if front.repeat not in context:
        raise ClauseError(
            f"There is no list “{front.repeat}” to repeat this clause for.",
            where=f"{template.source}, line {front.line_of('repeat')}",
        )
    for item in context[front.repeat]:
        yield f"{front.id}-{item['anchor']}", item["path"], {**context, "item": item}


def _closure(wanted: frozenset[str], texts: dict[str, _Defined]) -> frozenset[str]:
    used: set[str] = set()
    waiting = set(wanted)
    while waiting:
        term = waiting.pop()
        if term not in used:
            used.add(term)
            waiting |= texts[term].parsed.terms
    return frozenset(used)


def _check_references(document: Document, drafts: list[_Draft]) -> None:
    places = index_places(document.parts, document.words)
    for draft in drafts:
        sources = [(DEFINITIONS, parsed) for parsed in draft.definitions] + [(draft.template.source, draft.parsed)]
        for source, parsed in sources:
            for reference in parsed.references:
                if reference.target not in places:
                    raise ClauseError(
                        f"The reference [[{reference.target}]] leads to no clause of this agreement.",
                        where=f"{source}, line {reference.line}",
                    )


_PARTS: tuple[tuple[str, PartKind], ...] = (
    *((step, PartKind.BODY) for step in STEP_ORDER),
    *((kind.value, kind) for kind in (PartKind.SIGNATURES, PartKind.SCHEDULES, PartKind.ANNEXES)),
)
_assemblers: WeakKeyDictionary[ClauseLibrary, Assembler] = WeakKeyDictionary()
