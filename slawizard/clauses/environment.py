"""The sandbox in which clause templates are compiled and rendered; every mistake is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

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
    """A compiled text: a clause's body, its title, or the condition under which it applies."""

    def __init__(self, render: Callable[[Context], Any], tree: nodes.Template, source: str) -> None:
        self._render = render
        self.tree = tree
        self.source = source

    def render(self, context: Context) -> Any:
        """The text with values in place, or a condition's outcome. Raises ClauseError with file and line."""
        try:
            return self._render(context)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as problem:
            raise ClauseError(_worded(problem), where=f"{self.source}, line {_line_of(problem, self.source)}") from None


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
    """Compiles texts held in memory. No globals, no tests, three filters, nothing from the file system."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._jinja = _WordsOnly(
            undefined=StrictUndefined,
            autoescape=False,
            keep_trailing_newline=True,
            loader=FunctionLoader(self._load),
            cache_size=-1,
            auto_reload=False,
        )
        self._jinja.globals.clear()
        self._jinja.tests.clear()
        self._jinja.filters.clear()
        self._jinja.filters.update(FILTERS)

    def _load(self, name: str) -> tuple[str, str, None]:
        # The name stands in for a file name, so that a traceback's frames can be recognised as this text's.
        return self._texts[name], name, None

    def compile_text(self, text: str, source: str, first_line: int, *, lines_marked: bool = False) -> ClauseText:
        """A body or title that begins on `first_line` of `source`. Raises ClauseError for bad syntax."""
        padded = "\n" * (first_line - 1) + text
        tree = self._parse(padded, source)
        key = f"{source}:{first_line}"
        self._texts[key] = mark_source_lines(padded) if lines_marked else padded
        template = self._jinja.get_template(key)
        return ClauseText(lambda context: template.render(context), tree, source)

    def compile_condition(self, text: str, source: str, line: int) -> ClauseText:
        """A condition such as "credits.any and not credits.automatic". Raises ClauseError for bad syntax."""
        padded = "\n" * (line - 1) + "{% if (" + text + ") %}{% endif %}"
        tree = self._parse(padded, source)
        expression = self._jinja.compile_expression(text, undefined_to_none=False)

        def decide(context: Context) -> bool:
            try:
                return bool(expression(**context))
            except UndefinedError as problem:
                raise ClauseError(_worded(problem), where=f"{source}, line {line}") from None

        return ClauseText(decide, tree, source)

    def _parse(self, text: str, source: str) -> nodes.Template:
        try:
            tree = self._jinja.parse(text)
        except TemplateSyntaxError as problem:
            raise ClauseError(
                f"The template cannot be read: {problem.message}.", where=f"{source}, line {problem.lineno}"
            ) from None
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise ClauseError(
                    f"A clause may not use “{type(node).__name__.lower()}”; it prints values, tests them and repeats.",
                    where=f"{source}, line {node.lineno}",
                )
        for node in tree.find_all(nodes.Filter):
            if node.name not in FILTERS:
                raise ClauseError(f"There is no filter “{node.name}”.", where=f"{source}, line {node.lineno}")
        return tree


def mark_source_lines(text: str) -> str:
    """The text with the number of each source line hidden in it, outside the template's own tags.

    A line of tags alone becomes a line of nothing but that mark, which is left out when the text is read.
    """
    inside = [(match.start(), match.end()) for match in _TAG.finditer(text)]
    pieces: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        within_tag = any(first < start < end for first, end in inside)
        lead = _LEADING_TAGS.match(line)
        at = lead.end() if lead and lead[0].strip() else 0
        goes_on = any(first < start + len(line) < end for first, end in inside)
        if within_tag or not line.strip() or (goes_on and not line[at:].strip()):
            pieces.append(line)
        else:
            pieces.append(line[:at] + mark_line(number) + line[at:])
        start += len(line) + 1
    return "\n".join(pieces)


def _worded(problem: Exception) -> str:
    if isinstance(problem, UndefinedError):
        return f"The template uses something the agreement does not have: {problem.message}."
    if isinstance(problem, SecurityError):
        return "The template tries something that a clause may not do."
    return f"The template cannot be filled: {problem}."


def _line_of(problem: BaseException, source: str) -> int:
    line = 1
    trace = problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.rpartition(":")[0] == source:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
