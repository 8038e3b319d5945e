"""The regions of docs/architecture.md: who imports whom, which library has a door, the modules of `briefgen.word`."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.manual_tables import table

ROOT = Path(__file__).parents[1]
WORD = ROOT / "briefgen" / "word"

# the way of a template through the modules; what is named nowhere comes last
WAY: Mapping[str, str] = {
    "The doors": "template keeping problems records annotate remarks comments lint",
    "A package comes in, unless it is refused": (
        "package package_zip package_checks package_relations package_xml package_fields package_refusals package_value"
    ),
    "Other templates come into it": "includes including",
    "Tags are found and looked at, one by one": "tags parts places story plain_text syntax statements nesting",
    "The tree is made ready": "stories revisions joining notes placement",
    "Tags are cut out, marks are put in": (
        "compiling compiler cutting marks cells lists identity targets refreshing ends property_part sites styles ooxml"
    ),
    "Its fixed wording is translated": "wording units",
    "What it reads is known": "fields fields_schema",
    "It runs within bounds": (
        "sandbox policy plain_data bounds bounded_code bounded_values bounded_operators bounded_ordering"
        " bounded_filters"
    ),
    "Values become XML": "compiled putting rendering repeating blocks printing richtext_xml looks_xml grid",
    "Values that bring more than text": (
        "insertion listing images image_headers subdocument extracting extracted_definitions cleaning material"
        " carrying grafting brought"
    ),
    "A document goes out": "finishing gathered additions package_writer seal sealing base",
}


def modules() -> str:
    """Each module of `briefgen.word` with the first line of its docstring, along the way of a template."""
    found = dict(_modules())
    named = {name for names in WAY.values() for name in names.split()}
    groups = {**WAY, "And": " ".join(sorted(set(found) - named))}
    return "\n".join(
        _group(title, [name for name in names.split() if name in found], found) for title, names in groups.items()
    )


def _group(title: str, names: Iterable[str], found: Mapping[str, str]) -> str:
    rows = [(f"`{name}`", found[name]) for name in names]
    return table((title, ""), rows) if rows else ""


def _modules() -> Iterator[tuple[str, str]]:
    for path in sorted(WORD.iterdir()):
        file = path / "__init__.py" if path.is_dir() else path
        if file.suffix == ".py" and file.is_file() and path.name != "__init__.py":
            docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            yield path.stem, docstring.partition("\n")[0].rstrip(".:")


def layers() -> str:
    """The order of imports."""
    rows = _import_contracts()["importlinter:contract:layers"]["layers"].strip().splitlines()
    return "```text\n" + "".join(f"{row}\n" for row in rows if row != "__main__") + "```\n"


def doors() -> str:
    """Which room may import which library."""
    contracts = [each for each in _import_contracts().values() if each.get("type") == "protected"]
    rows = ((_listed(each["protected_modules"]), _listed(each["allowed_importers"])) for each in contracts)
    return table(("library", "room"), rows)


def _listed(names: str) -> str:
    return ", ".join(f"`{name.removeprefix('briefgen.')}`" for name in names.split())


def _import_contracts() -> configparser.ConfigParser:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    return contracts
