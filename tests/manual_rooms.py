"""The regions of docs/architecture.md: who imports whom, which library has a door, the modules of `briefgen.word`."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

from tests.manual_tables import table

ROOT = Path(__file__).parents[1]
WORD = ROOT / "briefgen" / "word"

# the way of a template through the rooms; what is named nowhere comes last
WAY = "template serialise sandbox compiling wording wml state rendering references charts exhibits inserts reader lint"


def modules() -> str:
    """Each room of `briefgen.word`, its first line and its modules, along the way of a template."""
    found = dict(_rooms())
    names = [*WAY.split(), *sorted(set(found) - set(WAY.split()))]
    return table(("room of `word`", "", "modules"), ((f"`{name}`", *found[name]) for name in names))


def _rooms() -> Iterator[tuple[str, tuple[str, str]]]:
    for path in sorted(WORD.iterdir()):
        file = path / "__init__.py" if path.is_dir() else path
        if file.suffix == ".py" and file.is_file() and path.name != "__init__.py":
            docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            inside = sorted(each.stem for each in path.glob("*.py") if each.stem != "__init__")
            yield path.stem, (docstring.partition("\n")[0].rstrip(".:"), ", ".join(inside))


def layers(contract: str = "layers") -> str:
    """The order of imports by one of the contracts."""
    rows = _import_contracts()[f"importlinter:contract:{contract}"]["layers"].strip().splitlines()
    return "```text\n" + "".join(f"{row}\n" for row in rows if row != "__main__") + "```\n"


def layers_of_word() -> str:
    """The order of imports inside `briefgen.word`."""
    return layers("word")


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
