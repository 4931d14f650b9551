"""Holds the code to its sizes and names: short functions, short files, and no module that is called after nothing."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[1]
CODE = ("slawizard", "packaging", "tests")

FUNCTION_LINES = 40
FILE_LINES = 400
PAGE_LINES = 150
PAGES = "slawizard/gui/pages/"

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

# Names under which anything could be put, and so everything is.
BANNED_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "shared"})

# What is longer than allowed, with the length it has: this list may only become shorter, and its figures smaller.
LONG_FILES: Mapping[str, int] = {}
LONG_FUNCTIONS: Mapping[str, int] = {}


def source_files() -> Iterator[Path]:
    """All Python files of the program, its set-up and its tests."""
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def file_lengths() -> dict[str, int]:
    """The lines of every file, by its path from the root."""
    return {_shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()}


def function_lengths(path: Path) -> dict[str, int]:
    """The lines of every function and method in a file, from its `def` to its end, by path and qualified name.

    In the tests, an example that is written out as literals is data, and only its file's length counts.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown = _shown(path)
    return {
        f"{shown}:{name}": (function.end_lineno or function.lineno) - function.lineno + 1
        for name, function in _functions_in(tree, "")
        if not (shown.startswith("tests/") and _is_data(function))
    }


def _functions_in(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}{child.name}"
            if not isinstance(child, ast.ClassDef):
                yield name, child
            yield from _functions_in(child, f"{name}.")
        else:
            yield from _functions_in(child, prefix)


def _is_data(function: Function) -> bool:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:  # a docstring alone
        return False
    *named, last = body
    return all(isinstance(line, ast.Assign | ast.AnnAssign) for line in named) and isinstance(last, ast.Return)


def longest_allowed(path: str) -> int:
    """The lines that a file may have, by its path from the root."""
    return PAGE_LINES if path.startswith(PAGES) else FILE_LINES


def _all_function_lengths() -> dict[str, int]:
    return {name: length for path in source_files() for name, length in function_lengths(path).items()}


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = {name: length for name, length in _all_function_lengths().items() if length > FUNCTION_LINES}

    assert too_long.keys() - LONG_FUNCTIONS.keys() == set(), too_long


def test_no_file_is_longer_than_400_lines_and_no_page_than_150() -> None:
    too_long = {path: length for path, length in file_lengths().items() if length > longest_allowed(path)}

    assert too_long.keys() - LONG_FILES.keys() == set(), too_long


def test_a_function_on_the_list_is_still_too_long_and_has_not_grown() -> None:
    lengths = _all_function_lengths()

    for name, length in LONG_FUNCTIONS.items():
        assert FUNCTION_LINES < lengths.get(name, 0) <= length, f"{name}: shorten the list, or the function"


def test_a_file_on_the_list_is_still_too_long_and_has_not_grown() -> None:
    lengths = file_lengths()

    for path, length in LONG_FILES.items():
        assert longest_allowed(path) < lengths.get(path, 0) <= length, f"{path}: shorten the list, or the file"


def test_no_module_or_package_has_a_name_that_says_nothing() -> None:
    parts = {part for path in source_files() for part in path.relative_to(ROOT).with_suffix("").parts}

    assert parts & BANNED_NAMES == set()


def test_every_module_of_the_program_says_what_it_is_for() -> None:
    silent = [
        _shown(path)
        for path in source_files()
        if not _shown(path).startswith("tests/")
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]

    assert silent == []


def test_the_length_of_a_method_is_counted_without_its_decorators(tmp_path: Path) -> None:
    source = tmp_path / "example.py"
    source.write_text(
        "class A:\n    @property\n    def b(self):\n        def c(): ...\n        return 1\n", encoding="utf-8"
    )

    assert function_lengths(source) == {"example.py:A.b": 3, "example.py:A.b.c": 1}


def test_a_function_is_data_when_it_does_nothing_but_name_values_and_return_one() -> None:
    data, work = ast.parse(
        "def a():\n    'What it is.'\n    b = 1\n    return b\ndef c():\n    d()\n    return 1\n"
    ).body

    assert isinstance(data, ast.FunctionDef)
    assert isinstance(work, ast.FunctionDef)
    assert _is_data(data)
    assert not _is_data(work)


def test_the_code_that_is_measured_is_found() -> None:
    assert {"slawizard/__init__.py", "packaging/setup/run_checks.py", "tests/test_house.py"} <= file_lengths().keys()


def test_a_page_may_be_150_lines_long_and_any_other_file_400() -> None:
    assert longest_allowed("slawizard/gui/pages/metrics.py") == 150
    assert longest_allowed("slawizard/gui/main_window.py") == 400
