"""The rules of the house, so that nobody need remember them: short files and functions, names, docstrings, reasons."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 400
LONGEST_FUNCTION, NINE_OF_TEN, MEDIAN = 40, 20, 6

# files that may be longer, each with its reason
LONG_FILES: dict[str, str] = {}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "common_utils", "misc"}


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@lru_cache(maxsize=1)
def modules() -> dict[str, ast.Module]:
    """The syntax tree of each module by its path."""
    paths = sorted((ROOT / "briefgen").rglob("*.py"))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for name, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.lineno} {node.name}", node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of its body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_module_is_longer_than_a_sitting() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE and name not in LONG_FILES} == {}


def test_every_exception_is_still_needed() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in LONG_FILES}
    assert {name for name, lines in lengths.items() if lines <= LONGEST_FILE} == set()


def test_no_function_is_long() -> None:
    assert {where: length(each) for where, each in functions() if length(each) > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    lengths = [length(each) for _, each in functions()]
    assert median(lengths) <= MEDIAN
    assert quantiles(lengths, n=10)[-1] <= NINE_OF_TEN


def test_every_public_name_says_what_it_is() -> None:
    silent = [
        f"{name}: {path}" for path, name, node in public_names() if not (ast.get_docstring(node) or is_bare(node))
    ]
    assert silent == []


def is_bare(node: Documented) -> bool:
    """Whether it is a protocol's method without a body, which the protocol itself explains."""
    return isinstance(node, ast.FunctionDef) and [ast.unparse(each) for each in node.body] == ["..."]


def public_names() -> Iterator[tuple[str, str, Documented]]:
    for path, module in modules().items():
        yield path, Path(path).stem, module
        yield from ((path, name, node) for name, node in _public_in(module))


def _public_in(node: ast.Module | ast.ClassDef) -> Iterator[tuple[str, Documented]]:
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            yield child.name, child
            if isinstance(child, ast.ClassDef):
                yield from _public_in(child)


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part.removesuffix(".py") for path in modules() for part in Path(path).parts}
    assert names & NAMES_THAT_SAY_NOTHING == set()


def requirements() -> dict[str, str]:
    """Every package that pyproject.toml asks for, with its bounds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    found = (re.match(r"([\w.\-]+)(?:\[[^]]*\])?(.*)", each) for each in listed)
    return {match[1]: match[2] for match in found if match}


def page_on_dependencies() -> str:
    return (ROOT / "docs" / "decisions" / "007-dependencies.md").read_text(encoding="utf-8")


def stub_packages() -> set[str]:
    """Types follow their library by themselves; a bound would only age."""
    return {name for name in requirements() if name.startswith("types-") or name.endswith("-stubs")}


def test_every_dependency_is_bounded_below() -> None:
    unbounded = {name for name, bounds in requirements().items() if ">=" not in bounds}
    assert unbounded - stub_packages() == set()


def test_every_upper_bound_has_a_written_reason() -> None:
    capped = {name: bounds for name, bounds in requirements().items() if "<" in bounds}
    told = dict(re.findall(r"^\| ([\w.\-]+) \| `([<>][^`]+)` \| .*\w.* \|$", page_on_dependencies(), re.MULTILINE))
    assert {"babel", "click", "jinja2", "openpyxl"} <= set(capped), "their internals are built on"
    assert {name: told.get(name) for name in capped} == capped
    assert {name: requirements().get(name) for name in told} == told


def test_every_dependency_has_a_version_that_was_tested() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [re.fullmatch(r"([a-z0-9\-]+)==[0-9][\w.]*(?: ; .+)?", line) for line in lines]
    assert [line for line, pin in zip(lines, pinned, strict=True) if not pin] == []
    names = {name.lower().replace("_", "-") for name in requirements()}
    assert names - {pin[1] for pin in pinned if pin} == set(), "make constraints writes it anew"


def test_the_code_is_looked_at_in_the_same_way_everywhere() -> None:
    for caller in (".ci/run", "Makefile"):
        assert re.search(r"^.*\.ci/lint$", (ROOT / caller).read_text(encoding="utf-8"), re.MULTILINE), caller


def test_every_dependency_has_a_written_reason_and_every_reason_a_dependency() -> None:
    explained = set(re.findall(r"^\| ([\w.\-]+) \| .*\w.* \|$", page_on_dependencies(), re.MULTILINE)) - {"package"}
    assert explained == set(requirements())


def test_what_is_said_to_be_imported_is_and_the_rest_is_not() -> None:
    told = dict(re.findall(r"^\| ([\w.\-]+) \| [^|]+ \| (yes|not yet)\b", page_on_dependencies(), re.MULTILINE))
    modules_of = {"markdown-it-py": "markdown_it", "PyYAML": "yaml", "python-docx": "docx", "XlsxWriter": "xlsxwriter"}
    wrong = {name for name, answer in told.items() if (modules_of.get(name, name) in imported()) != (answer == "yes")}
    assert told
    assert wrong == set()


def imported() -> set[str]:
    """The top-level packages that any module imports."""
    found = set[str]()
    for module in modules().values():
        for node in ast.walk(module):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found
