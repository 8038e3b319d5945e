"""Imports stand at the top of a module; those inside functions are a few seams, each with its reason."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from tests.test_house import modules

SEAMS = {
    # libraries that take long to import, and parts of Python's own that few runs use
    "babel": "reads catalogues and knows plurals: only for documents in another language",
    "concurrent.futures": "only where many files are written",
    "ctypes": "only on Windows",
    "difflib": "only where something is misspelt",
    "distributed": "an extra: only with --scheduler",
    "pandas": "half a second: only where DataFrames are asked for",
    "rich": "only for a status that a person reads",
    "sqlalchemy": "an extra: only for databases",
    "traceback": "only for a defect",
    "unicodedata": "a megabyte: only for signs that a console or a key does not have",
    "xlsxwriter": "only for charts",
    # rooms that most runs do without
    "briefgen.blank": "only for a new dossier",
    "briefgen.checks": "rules are asked again only where something has changed",
    "briefgen.commands": "a command is imported when it is called, so that --help stays quick",
    "briefgen.contributions.listing": "with lxml: only for a list as a workbook",
    "briefgen.editions": "only with --clean",
    "briefgen.facade": "as commands: imported when it is called, so that --help stays quick",
    "briefgen.localise.po": "reads catalogues, with Babel: only for translations",
    "briefgen.pages": "only for documents and lists that are asked for as web page or Markdown",
    "briefgen.cli.group": "with click: after garbage is told to be searched for rarely",
    "briefgen.cli.opening": "only with --open",
    "briefgen.opc.seal": "with lxml: only where files are written",
    "briefgen.preview": "an extra, with starlette: only for the page in the browser",
    "briefgen.production.translator": "only for another language than the dossier's, or for charts and tables",
    "briefgen.production.documents": "makes documents: not where they lie there as they were made",
    "briefgen.production.workshop": "makes documents: not where they lie there as they were made",
    "briefgen.production.formats": "only for other formats than Word's",
    "briefgen.production.pagination": "only with --paginate",
    "briefgen.production.parallel": "only for several workers",
    "briefgen.production.record": "only where findings of a dossier are said, or its names completed",
    "briefgen.production.regions": "only with --format sarif",
    "briefgen.production.reports": "only for programs",
    "briefgen.production.rule_findings": "asks the rules",
    "briefgen.sources.mapping": "only where dossier.yaml maps a tracker, or columns are missing",
    "briefgen.sources.files.sql": "only for databases",
    "briefgen.sources.files.xlsx": "only for workbooks, with lxml",
    "briefgen.sources.files.yaml": "PyYAML: what was read before is in the cache",
    "briefgen.word": "lxml and Jinja2, the engine: only where a document is read or made",
    "pypdfium2": "only for PDFs",
    "rdocx": "an extra, 37 megabytes: only in the process that draws pages",
    "resource": "only where a system bounds memory",
    "briefgen.workspace.baseline": "few dossiers have one",
    "briefgen.workspace.check_settings": "most workspaces say nothing of the checks",
}
"""What may be imported inside a function (with all that is below it), and why."""

TO_BE_AGREED = {"checks": 2, "compose": 6, "opc": 1, "sources": 11, "text": 2, "word": 18}
"""How many imports inside functions of a room wait for the top, or for a seam of their own; no more may come."""


def local_imports() -> Iterator[tuple[str, str]]:
    """The room and the module that is imported, for each import inside a function."""
    for path, module in modules().items():
        functions = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        inside = dict.fromkeys(node for function in functions for node in ast.walk(function))  # also of inner functions
        yield from ((path.split("/")[1].removesuffix(".py"), name) for node in inside for name in imported(node))


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def seam_of(room: str, name: str) -> str | None:
    """The seam that an import goes through; within the room of a seam there is none."""
    ways = (seam for seam in SEAMS if f"{name}.".startswith(f"{seam}.") and seam != f"briefgen.{room}")
    return next(ways, None)


def test_no_import_hides_in_a_function() -> None:
    hidden = Counter(room for room, name in local_imports() if seam_of(room, name) is None)
    assert {room: count for room, count in hidden.items() if count > TO_BE_AGREED.get(room, 0)} == {}


def test_every_seam_is_used() -> None:
    assert set(SEAMS) - {seam_of(room, name) for room, name in local_imports()} == set()
