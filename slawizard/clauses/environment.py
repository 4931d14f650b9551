"""The sandbox in which clause templates are compiled and rendered; every mistake is told with file and line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from slawizard.clauses import guard
from slawizard.clauses.filters import FILTERS
from slawizard.document.marks import mark_line
from slawizard.errors import ClauseError

Context = Mapping[str, Any]
LOOP_WORDS = ("first", "last", "index")
"""What a template may ask of a loop."""

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_LEADING_TAGS = re.compile(r"[ \t]*(?:(?:\{%.*?%\}|\{#.*?#\})[ \t]*)*", re.DOTALL)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr,
)  # fmt: skip


class ClauseText:
    """A clause's body, its title, or the condition under which it applies; parsed and compiled when first needed."""

    def __init__(self, environment: ClauseEnvironment, text: str, source: str, line: int, *, marked: bool) -> None:
        self._environment = environment
        self._text = text
        self.source = source
        self._line = line
        self._marked = marked

    @cached_property
    def tree(self) -> nodes.Template:
        """What was parsed. Raises ClauseError for bad syntax and for what a clause may not use."""
        if self._environment.guarded:
            guard.check_text(self._text, self.source)
        text = mark_source_lines(self._text) if self._marked else self._text
        tree = self._environment.parse(text, self.source)
        if self._environment.guarded:
            guard.check_tree(tree, self.source)
        return tree

    @cached_property
    def _template(self) -> Template:
        return self._environment.compile(self.tree, self.source)

    def render(self, context: Context) -> str:
        """The text with values in place. Raises ClauseError with file and line."""
        try:
            if self._environment.guarded:
                return guard.joined(self._template.generate(context), f"{self.source}, line {self._line}")
            return self._template.render(context)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as problem:
            where = f"{self.source}, line {_line_of(problem, self.source) or self._line}"
            raise ClauseError(_worded(problem), where=where) from None

    def holds(self, context: Context) -> bool:
        """Whether the condition is fulfilled. Raises ClauseError with file and line."""
        return bool(self.render(context).strip())


class _WordsOnly(ImmutableSandboxedEnvironment):
    """A sandbox in which a dot reaches the words of the context and a loop's position, and no method of anything."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The word `attribute` of `obj`."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The word `argument` of `obj`."""
        if isinstance(obj, LoopContext):
            return super().getattr(obj, argument) if argument in LOOP_WORDS else self.undefined(obj=obj, name=argument)
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


class ClauseEnvironment:
    """Compiles texts held in memory. No globals, no tests, a few filters, nothing from the file system.

    `guarded`: for texts that did not come with the program, which also keep to the limits of `guard`.
    """

    def __init__(self, *, guarded: bool = False) -> None:
        self.guarded = guarded
        self._jinja = _WordsOnly(
            undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True, optimized=False, cache_size=0
        )
        self._jinja.globals.clear()
        self._jinja.tests.clear()
        self._jinja.filters.clear()
        self._jinja.filters.update(FILTERS)

    def text(self, text: str, source: str, first_line: int, *, lines_marked: bool = False) -> ClauseText:
        """A body or title that begins on `first_line` of `source`."""
        padded = "\n" * (first_line - 1) + text
        return ClauseText(self, padded, source, first_line, marked=lines_marked)

    def condition(self, text: str, source: str, line: int) -> ClauseText:
        """A condition such as "credits.any and not credits.automatic"."""
        padded = "\n" * (line - 1) + "{% if (" + text + ") %}1{% endif %}"
        return ClauseText(self, padded, source, line, marked=False)

    def parse(self, text: str, source: str) -> nodes.Template:
        """The tree of a text. Raises ClauseError, with file and line, for bad syntax and for what is not allowed."""
        tree = self.read(text, source)
        for refusal in self.refusals(tree, source):
            raise refusal
        return tree

    def read(self, text: str, source: str) -> nodes.Template:
        """The tree of a text, whatever it uses. Raises ClauseError, with file and line, for bad syntax."""
        try:
            return self._jinja.parse(text)
        except TemplateSyntaxError as problem:
            where = f"{source}, line {problem.lineno}"
            raise ClauseError(f"The template cannot be read: {problem.message}.", where=where) from None
        except RecursionError:
            raise ClauseError("The text is nested too deeply to be read.", where=f"{source}, line 1") from None

    def why_unreadable(self, piece: str) -> str:
        """What is wrong with the syntax of a piece of text, in Jinja's words; empty: nothing."""
        try:
            self._jinja.parse(piece)
        except TemplateSyntaxError as problem:
            return problem.message or "its syntax is wrong"
        except RecursionError:
            return "it is nested too deeply"
        return ""

    @staticmethod
    def refusals(tree: nodes.Template, source: str) -> Iterator[ClauseError]:
        """Everything in a tree that a clause may not use, each with file and line."""
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                kind = type(node).__name__.lower()
                what = f"A clause may not use “{kind}”; it prints values, tests them and repeats."
                yield ClauseError(what, where=f"{source}, line {node.lineno}")
            if isinstance(node, nodes.Filter) and node.name not in FILTERS:
                yield ClauseError(f"There is no filter “{node.name}”.", where=f"{source}, line {node.lineno}")

    def compile(self, tree: nodes.Template, source: str) -> Template:
        """The tree as something that can be rendered; `source` is the name under which its lines show in tracebacks."""
        try:
            return Template.from_code(self._jinja, self._jinja.compile(tree, source, source), {})
        except (SyntaxError, RecursionError, MemoryError):  # Python itself nests twenty loops deep at most
            raise ClauseError("The text is nested too deeply to be read.", where=f"{source}, line 1") from None


def mark_source_lines(text: str) -> str:
    """The text with the number of each source line hidden in it, outside the template's own tags.

    A line of tags alone becomes a line of nothing but that mark, which is left out when the text is read.
    """
    # Only tags that run over several lines can hide a line's beginning or end.
    inside = [(match.start(), match.end()) for match in _TAG.finditer(text) if "\n" in match[0]]
    pieces: list[str] = []
    firsts = [first for first, _ in inside]
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        within_tag = _lies_in(inside, firsts, start)
        lead = _LEADING_TAGS.match(line)
        at = lead.end() if lead and lead[0].strip() else 0
        goes_on = _lies_in(inside, firsts, start + len(line))
        if within_tag or not line.strip() or (goes_on and not line[at:].strip()):
            pieces.append(line)
        else:
            pieces.append(line[:at] + mark_line(number) + line[at:])
        start += len(line) + 1
    return "\n".join(pieces)


def _lies_in(spans: list[tuple[int, int]], firsts: list[int], at: int) -> bool:
    """Whether a place lies inside one of the spans, which are in order and do not overlap."""
    before = bisect_left(firsts, at) - 1
    return before >= 0 and at < spans[before][1]


def _worded(problem: Exception) -> str:
    if isinstance(problem, UndefinedError):
        return f"The template uses something the agreement does not have: {problem.message}."
    if isinstance(problem, SecurityError):
        return "The template tries something that a clause may not do."
    return f"The template cannot be filled: {problem}."


def _line_of(problem: BaseException, source: str) -> int:
    line = 0
    trace = problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == source:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
