"""Puts an agreement together: conditions first, then each clause's text, its blocks, the definitions, the numbers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Stance
from slawizard.clauses.context import build_context
from slawizard.clauses.drafting import (
    DEFINITIONS_CLAUSE,
    NOWHERE,
    Defined,
    Draft,
    Use,
    check_defining,
    clause_of,
    closure,
    defined_in,
    instances,
    part_of,
    references_of,
    refusal_note,
    twin_note,
    with_note,
)
from slawizard.clauses.evidence_charts import with_charts
from slawizard.clauses.language_pack import Definition
from slawizard.clauses.library import DEFINITIONS, ClauseLibrary, library_for, words_in
from slawizard.clauses.own_texts import STEP_ORDER
from slawizard.clauses.problem import Problem, TextProblem, problem_of
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.template import ClauseTemplate
from slawizard.clauses.vocabulary import problems_in
from slawizard.document.marks import clean
from slawizard.document.markup import Parsed, parse_clause, parse_title
from slawizard.document.nodes import (
    CoverLine,
    Document,
    Inlines,
    Part,
    PartKind,
    Text,
)
from slawizard.document.numbering import index_places, number
from slawizard.document.terms import TermIndex, term_anchor
from slawizard.document.visitor import plain
from slawizard.errors import ClauseError, WorkerError

_KEPT_CLAUSES = 2048


class Assembled(msgspec.Struct, frozen=True):
    """A numbered document, and what could not be shown in it as written."""

    document: Document
    problems: tuple[TextProblem, ...] = ()


def assemble(agreement: Agreement, library: ClauseLibrary | None = None) -> Document:
    """The agreement as a numbered document. Raises ClauseError, with file and line, for a wrong template.

    Without `library`, the clauses that come with the program are used, in the words that the agreement chose. Clauses
    whose text did not change since the last time are not parsed again. A text that someone wrote and that cannot be
    shown stands in the document as a note that says why: `assemble_with_problems` tells of it.
    """
    return assemble_with_problems(agreement, library).document


def assemble_with_problems(agreement: Agreement, library: ClauseLibrary | None = None) -> Assembled:
    """The same, with what is wrong in the texts that someone wrote. Raises ClauseError for a wrong template."""
    chosen = library if library is not None else library_for(agreement.texts)
    kept = _memories.get(chosen.terms)
    if kept is None:
        kept = _memories[chosen.terms] = OrderedDict()
    return Assembler(chosen, kept).assemble_with_problems(agreement)


class Assembler:
    """Assembles agreements from one library. `kept` are the clauses that it parsed, for the next time."""

    def __init__(self, library: ClauseLibrary, kept: OrderedDict[tuple[str, str], Any] | None = None) -> None:
        self._library = library
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict() if kept is None else kept
        self._problems: list[TextProblem] = []
        self._specimen: dict[str, Any] | None = None

    def assemble(self, agreement: Agreement) -> Document:
        """See `assemble` of this module."""
        return self.assemble_with_problems(agreement).document

    def assemble_with_problems(self, agreement: Agreement) -> Assembled:
        """See `assemble_with_problems` of this module."""
        library = self._library
        self._problems = []
        tag = agreement.frame.language
        language = tag if tag.partition("-")[0] == library.language else library.language
        context = build_context(agreement, language)
        uses = self._uses(context)
        drafts = [self._draft(use) for use in uses if use.template.front.id != DEFINITIONS_CLAUSE]
        defining = next((use for use in uses if use.template.front.id == DEFINITIONS_CLAUSE), None)
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
        mended = self._mended(drafts, index_places(document.parts, document.words))
        if mended:
            drafts = [mended.get(draft.id, draft) for draft in drafts]
            document = msgspec.structs.replace(document, parts=self._parts(drafts))
        return Assembled(number(with_charts(document, agreement)), tuple(self._problems))

    # --- which clauses apply ------------------------------------------------------------------------------------

    def _uses(self, context: dict[str, Any]) -> list[Use]:
        uses: list[Use] = []
        for template in self._library.templates:
            for clause_id, path, own in instances(template, context):
                if template.when is None or template.when.holds(own):
                    uses.append(Use(template, clause_id, path, own))
        applies = dict.fromkeys((one.front.id for one in self._library.templates), False)
        for use in uses:
            applies[use.template.front.id] = True
        for use in uses:
            use.context["clauses"] = applies
        return self._told_apart(uses)

    def _told_apart(self, uses: list[Use]) -> list[Use]:
        """The clauses with an id each; one whose id was taken has another, and a note that says so."""
        taken: set[str] = set()
        apart: list[Use] = []
        for use in uses:
            key, count = use.id, 1
            while key in taken:
                count += 1
                key = f"{use.id}-{count}"
            taken.add(key)
            apart.append(use if key == use.id else msgspec.structs.replace(use, id=key, taken=use.id))
        return apart

    # --- one clause ---------------------------------------------------------------------------------------------

    def _draft(self, use: Use) -> Draft:
        template = use.template
        if template.field:
            return self._guarded_draft(use)
        text = template.body.render(use.context)
        parsed: Parsed = self._remembered(
            (use.id, text), lambda: parse_clause(text, use.id, self._library.terms, source=template.source)
        )
        title = self._title_inlines(template.title.render(use.context), template.source)
        if use.taken:
            parsed = with_note(parsed, twin_note(use))
        return Draft(template, use.id, use.path, title, parsed, text)

    def _guarded_draft(self, use: Use) -> Draft:
        """A clause in someone's own words; where these cannot be shown, a note that says why stands in their place."""
        template = use.template
        title: Inlines = (Text(template.front.title if "{" not in template.front.title else use.id),)
        try:
            unknown = self._unknown(template)
            if unknown:
                return self._refused(Draft(template, use.id, use.path, title, _NOTHING), unknown[0])
            title = self._title_inlines(template.title.render(use.context), template.source)
            text = template.body.render(use.context)
            parsed: Parsed = self._remembered(
                (use.id, text), lambda: parse_clause(text, use.id, self._library.terms, source=template.source)
            )
            if not parsed.blocks:
                raise ClauseError("There is no text.", where=f"{template.source}, line 1")
            check_defining(template, parsed)
        except ClauseError as error:
            return self._refused(Draft(template, use.id, use.path, title, _NOTHING), problem_of(error))
        except (RecursionError, MemoryError):
            return self._refused(Draft(template, use.id, use.path, title, _NOTHING), Problem(0, 0, _TOO_MUCH))
        except WorkerError as error:  # the time for all clauses is up
            raise WorkerError(error.what, where=template.source, remedy=error.remedy) from error
        return Draft(template, use.id, use.path, title, parsed, text)

    def _unknown(self, template: ClauseTemplate) -> list[Problem]:
        """The names that a text uses and that there are not, in branches not taken too."""
        if self._specimen is None:
            self._specimen = specimen_context(tuple(one.front.id for one in self._library.templates))
        words = words_in(template, self._specimen)
        return [one for text in (template.title, template.body) for one in problems_in(text, words)]

    def _refused(self, draft: Draft, problem: Problem) -> Draft:
        title = plain(draft.title)
        told = TextProblem(draft.id, title, draft.template.field, problem)
        if told not in self._problems:
            self._problems.append(told)
        note = refusal_note(draft.id, f"This clause cannot be shown. {problem}", draft.template.field)
        return msgspec.structs.replace(draft, parsed=with_note(_NOTHING, note), definitions=())

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

    def _with_definitions(self, use: Use, drafts: list[Draft]) -> Draft:
        """The definitions clause. Where someone wrote it so that terms in use are not defined, the library's stands
        in its place, under a note that says so: no term may lead nowhere.
        """
        draft = self._defining(use, drafts)
        wanted = {term_anchor(one["key"]) for one in use.context["definitions"]}
        if not draft.template.field or wanted <= defined_in(draft):
            return draft
        refused = self._refused(draft, Problem(0, 0, _UNDEFINED)) if draft.text else draft
        library = self._library.variants[DEFINITIONS_CLAUSE][Stance.BALANCED]
        sound = self._defining(msgspec.structs.replace(use, template=library), drafts)
        blocks = (*refused.parsed.blocks, *sound.parsed.blocks)
        return msgspec.structs.replace(sound, parsed=msgspec.structs.replace(sound.parsed, blocks=blocks))

    def _defining(self, use: Use, drafts: list[Draft]) -> Draft:
        """The definitions clause, with the terms that the other clauses use, and those that these terms use."""
        texts = {term_anchor(one.key): self._defined(one, use.context) for one in self._library.definitions}
        wanted = frozenset(term for draft in drafts for term in draft.parsed.terms)
        while True:
            used = closure(wanted, texts)
            chosen = [one for one in self._library.definitions if term_anchor(one.key) in used]
            use.context["definitions"] = [
                {"key": one.key, "term": one.term, "text": texts[term_anchor(one.key)].text} for one in chosen
            ]
            draft = self._draft(use)
            if draft.parsed.terms <= used:
                sources = tuple(texts[term_anchor(one.key)].parsed for one in chosen)
                return msgspec.structs.replace(draft, definitions=sources)
            wanted = used | draft.parsed.terms

    def _defined(self, definition: Definition, context: dict[str, Any]) -> Defined:
        text = str(definition.text.render(context)).strip()
        anchor = term_anchor(definition.key)
        make = lambda: parse_clause(text, anchor, self._library.terms, source=DEFINITIONS)  # noqa: E731
        return Defined(text, self._remembered((anchor, text), make))

    # --- references ---------------------------------------------------------------------------------------------

    def _mended(self, drafts: list[Draft], places: Container[str]) -> dict[str, Draft]:
        """By their ids, the clauses that refer to what is not there, as they can be shown.

        Where a text that someone wrote does, a note takes its place. Where a clause of the library means a paragraph
        of a clause that was written anew, it refers to the whole of it. Raises ClauseError where the library is wrong.
        """
        rewritten = {draft.id for draft in drafts if draft.template.field}
        mended: dict[str, Draft] = {}
        for draft in drafts:
            redirected: list[str] = []
            for source, reference in references_of(draft):
                if reference.target in places:
                    continue
                error = ClauseError(NOWHERE.format(reference.target), where=f"{source}, line {reference.line}")
                if draft.template.field:
                    mended[draft.id] = self._refused(draft, problem_of(error))
                    break
                if "#" not in reference.target or reference.target.partition("#")[0] not in rewritten:
                    raise error
                redirected.append(reference.target)
            if redirected:
                mended[draft.id] = self._redirected(draft, redirected)
        return mended

    def _redirected(self, draft: Draft, targets: list[str]) -> Draft:
        text = draft.text
        for target in targets:
            text = text.replace(f"[[{target}]]", f"[[{target.partition('#')[0]}]]")
        parsed = parse_clause(text, draft.id, self._library.terms, source=draft.template.source)
        return msgspec.structs.replace(draft, parsed=parsed, text=text, definitions=())

    # --- the whole ----------------------------------------------------------------------------------------------

    def _cover(self, context: dict[str, Any]) -> tuple[CoverLine, ...]:
        return tuple(
            CoverLine(one.label, self._title_inlines(one.text.render(context), one.text.source))
            for one in self._library.pack.cover
            if one.when is None or one.when.holds(context)
        )

    def _parts(self, drafts: list[Draft]) -> tuple[Part, ...]:
        titles = self._library.pack.parts
        parts: list[Part] = []
        for key, kind in _PARTS:
            chosen = [draft for draft in drafts if part_of(draft.template) == (key, kind)]
            if chosen:
                parts.append(Part(f"part-{key}", kind, titles.get(key, ""), tuple(map(clause_of, chosen))))
        return tuple(parts)


_PARTS: tuple[tuple[str, PartKind], ...] = (
    *((step, PartKind.BODY) for step in STEP_ORDER),
    *((kind.value, kind) for kind in (PartKind.SIGNATURES, PartKind.SCHEDULES, PartKind.ANNEXES)),
)
_UNDEFINED = "It must define every term in use: keep its loop over “definitions”."
_NOTHING = Parsed((), (), frozenset(), frozenset())
_TOO_MUCH = "It would need more memory than a clause may take."
# What was parsed holds for every library with the same terms, whatever clauses it has.
_memories: WeakKeyDictionary[TermIndex, OrderedDict[tuple[str, str], Any]] = WeakKeyDictionary()
