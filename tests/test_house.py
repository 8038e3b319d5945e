"""The rules of the house, so that nobody need remember them: files, functions, names, docstrings, dependencies.

Where the package does not keep a rule everywhere yet, the offenders are in `house_offenders.txt`. The list only
shrinks: an offender that is not in it fails, and so does an entry that offends no more. `python -m tests.test_house`
takes those out.
"""

from __future__ import annotations

import ast
import re
import textwrap
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
OFFENDERS = Path(__file__).with_name("house_offenders.txt")
SHORTEST_FILE, LONGEST_FILE = 60, 400
LONGEST_FUNCTION, NINE_OF_TEN, MEDIAN = 40, 12, 5
MOST_ENTRIES, MOST_MODULES = 20, 300
# rooms of capabilities that came after that number was agreed, or their modules in older rooms, each with its number
MODULES_OF_NEWER_ROOMS = {
    "asof/change_list": 1,
    "blank": 5,
    "outputs/staging": 1,
    "production/kit": 1,
    "checks/language/change_words": 1,
    "checks/language/cardinals": 1,
    "checks/language/order_words": 1,
    "checks/language/patterns": 1,
    "checks/language/ranges": 1,
    "checks/language/weekdays": 1,
    "checks/engine/houses": 1,
    "checks/rules/calendar": 5,
    "checks/rules/changes": 9,
    "checks/rules/counts": 5,
    "checks/rules/punctuation/endings": 1,
    "checks/rules/punctuation/pairs": 1,
    "checks/rules/punctuation/spacing": 1,
    "checks/rules/repetition": 4,
    "checks/rules/terms/spellings": 1,
    "checks/rules/together": 4,
    "checks/rules/naming": 5,
    "checks/rules/notation": 5,
    "checks/language/known_names": 1,
    "checks/language/tense_tables": 1,
    "checks/rules/translation": 3,
    "checks/rules/references/numbering": 1,
    "checks/rules/status/deadlines": 1,
    "checks/rules/sums/text_and_table": 1,
    "checks/rules/dates/days_ahead": 1,
    "cli/changes": 1,
    "cli/check_report": 1,
    "cli/chase": 1,
    "cli/completion": 1,
    "cli/doctor": 1,
    "cli/editions": 1,
    "cli/house": 1,
    "cli/export": 1,
    "cli/import_dossier": 1,
    "cli/items": 1,
    "cli/new": 1,
    "cli/opening": 1,
    "cli/preview": 1,
    "cli/progress": 1,
    "cli/pull": 1,
    "cli/redline": 1,
    "cli/results": 1,
    "commands/change_lines": 1,
    "commands/changes": 1,
    "commands/check_copies": 1,
    "commands/check_dossiers": 1,
    "commands/contributions": 1,
    "commands/doctor": 1,
    "commands/editions": 1,
    "commands/house": 1,
    "commands/import_dossier": 1,
    "commands/import_into": 1,
    "commands/import_lines": 1,
    "commands/import_document": 1,
    "commands/import_papers": 1,
    "commands/import_proposal": 1,
    "commands/mail": 1,
    "commands/rules": 1,
    "commands/new": 1,
    "commands/pull": 1,
    "commands/pull_texts": 1,
    "commands/pull_word": 1,
    "commands/pull_writing": 1,
    "commands/redline": 1,
    "compose/corrigendum": 1,
    "compose/mail": 1,
    "contributions": 8,
    "editions": 12,
    "outputs/addresses": 1,
    "outputs/fonts": 1,
    "facade": 7,
    "intake": 45,
    "localise/plural_forms": 1,
    "localise/po_writing": 1,
    "outputs/mail": 1,
    "pages/drawing": 1,
    "pages/email": 1,
    "localise/house_style": 5,
    "localise/houses": 1,
    "pages/engine": 1,
    "pages/exhibits": 1,
    "pages/message": 1,
    "pages/rdocx_process": 1,
    "pages/spans": 1,
    "production/documents": 1,
    "production/house": 1,
    "production/pagination": 1,
    "production/former": 1,
    "production/regions": 1,
    "preview": 11,
    "redline": 15,
    "pairs": 1,
    "pull": 13,
    "sources/description/sources": 1,
    "sources/files/cell_formats": 1,
    "sources/files/csv_rows": 1,
    "sources/files/sheet_rows": 1,
    "sources/files/sheets": 7,
    "sources/files/sql_cut": 1,
    "sources/mapping": 7,
    "text/source": 1,
    "word/anchors": 5,
    "word/base/mould": 1,
    "word/reader/drawings": 1,
    "word/reader/traces": 1,
    "word/rendering/lost_values": 1,
    "word/references/pages": 1,
    "word/rendering/watermark": 1,
    "word/wml/fonts": 1,
    "word/wml/watermarks": 1,
    "word/reader/page_conditions": 1,
    "word/reader/passage_looks": 1,
    "word/rows": 5,
    "workspace/baseline": 1,
}

# files that may be shorter or longer, each with its reason; those that set up a package may always be short
FILES_OF_ANOTHER_LENGTH: dict[str, str] = {
    "cli/fill": "a module for each command",
    "cli/house": "a module for each command",
    "cli/init": "a module for each command",
    "cli/preview": "a module for each command",
    "compose/main_results": "a module for each kind of document",
    "pages/css": "data: the style sheet of a page",
    "production/dataframes": "of use only where pandas is, and to programs only",
    "sources/files/yaml_document": "a value that is loaded from the cache without importing PyYAML",
    "word/wml/fonts": "asked by the doctor alone",
}
# folders that may have more entries: the package itself, and one module for each command
LARGE_FOLDERS = {"", "cli", "commands"}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "common_utils", "misc"}
# participles that do not end in -ed; "read", "put", "set" and the like are verbs as well
IRREGULAR = frozenset(
    """
    begun bound broken brought built caught chosen done drawn driven fallen felt forgotten found frozen given gone
    grown heard held hidden kept known laid left lent lost made meant met paid said seen sent shown sold sought spelt
    spoken spun stuck sung swept taken taught thought thrown told torn understood woken won worn woven written
    """.split()
)
VERBS_AND_NOUNS_IN_ED = {"bed", "embed", "exceed", "feed", "need", "proceed", "seed", "shed", "speed", "succeed"}


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


def name_of(path: str) -> str:
    """A module as the lists here name it: "sources/files/csv"."""
    return path.removeprefix("briefgen/").removesuffix(".py")


def room_of(path: str) -> str:
    return name_of(path).partition("/")[0]


def is_participle(word: str) -> bool:
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 3 and word not in VERBS_AND_NOUNS_IN_ED)


def files_of_another_length() -> Iterator[str]:
    """Those that say too little to be a file, or more than is read at a sitting."""
    for path in modules():
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        is_short = lines < SHORTEST_FILE and Path(path).stem not in ("__init__", "__main__")
        if is_short or lines > LONGEST_FILE:
            yield name_of(path)


def large_folders() -> Iterator[str]:
    """Folders of more modules and sub-packages than one looks through; data are not counted."""
    entries = {tuple(Path(path).parts[:depth]) for path in modules() for depth in range(2, len(Path(path).parts) + 1)}
    for folder, count in Counter(entry[1:-1] for entry in entries).items():
        if count > MOST_ENTRIES and "/".join(folder) not in LARGE_FOLDERS:
            yield "/".join(folder)


def classes_of_one_name() -> Iterator[str]:
    """Names that several classes have, so that neither a traceback nor a search tells them apart."""
    classes = (
        node.name for module in modules().values() for node in ast.walk(module) if isinstance(node, ast.ClassDef)
    )
    yield from (name for name, count in Counter(classes).items() if count > 1)


def number_of_modules(room: str = "") -> int:
    """The modules of a newer room; or of the house without the newer ones."""
    if room:
        return sum(f"{name_of(path)}/".startswith(f"{room}/") for path in modules())
    return len(modules()) - sum(map(number_of_modules, MODULES_OF_NEWER_ROOMS))


def modules_named_by_participles() -> Iterator[str]:
    """A module is named by what it holds."""
    yield from (name_of(path) for path in modules() if is_participle(Path(path).stem))


def functions_named_by_participles() -> Iterator[str]:
    """A function is named by what it does; a property is a value, which may be named by its state."""
    for path, name, node in public_names():
        if isinstance(node, ast.FunctionDef) and not is_property(node) and is_participle(name.partition("_")[0]):
            yield f"{room_of(path)}:{name}"


def is_property(node: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


RULES: dict[str, Callable[[], Iterator[str]]] = {
    "files of another length": files_of_another_length,
    "large folders": large_folders,
    "classes of one name": classes_of_one_name,
    "modules named by participles": modules_named_by_participles,
    "functions named by participles": functions_named_by_participles,
}


def known_offenders() -> dict[str, set[str]]:
    """The offenders of each rule, as the list has them."""
    blocks = re.findall(r"^\[([^]]+)\]\n([^[]*)", OFFENDERS.read_text(encoding="utf-8"), re.MULTILINE)
    return {rule: set(names.split()) for rule, names in blocks}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_kept_but_by_known_offenders(rule: str) -> None:
    found = set(RULES[rule]()) - (set(FILES_OF_ANOTHER_LENGTH) if rule == "files of another length" else set())
    known = known_offenders().get(rule, set())
    assert found - known == set(), "these offend"
    assert known - found == set(), "these offend no more: run python -m tests.test_house"


def test_every_exception_is_still_needed() -> None:
    assert set(FILES_OF_ANOTHER_LENGTH) - set(files_of_another_length()) == set()


def test_the_package_is_not_splintered() -> None:
    assert number_of_modules() <= MOST_MODULES


@pytest.mark.parametrize(("room", "most"), MODULES_OF_NEWER_ROOMS.items())
def test_a_newer_room_is_not_splintered(room: str, most: int) -> None:
    assert number_of_modules(room) <= most


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
    assert {"babel", "click", "jinja2"} <= set(capped), "their internals are built on"
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


def shrink() -> None:
    """Write the list anew without the entries that offend no more; nothing is ever added."""
    known = known_offenders()
    left = {rule: sorted(known.get(rule, set()) & set(find())) for rule, find in RULES.items()}
    now, limit = number_of_modules(), max(map(int, known.get("modules", ())), default=0)
    left["modules"] = [str(min(now, limit))] if min(now, limit) > MOST_MODULES else []
    blocks = (
        f"[{rule}]\n{textwrap.fill(' '.join(names), 118, break_on_hyphens=False)}\n"
        for rule, names in left.items()
        if names
    )
    OFFENDERS.write_text("\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    shrink()
