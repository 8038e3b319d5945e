"""One template of the corpus: what it shows, the data it is filled with, and whether docxtpl fills it alike.

A template is written as a function that fills an empty document of python-docx; its name is the file's name, the
first line of its docstring says what it shows. `@case(…)` puts it into `CASES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docxtpl import DocxTemplate

FOLDER = Path(__file__).parent
RESAVED = "lo_again_"  # names of templates of python-docx that LibreOffice has saved again begin with it
Write = Callable[["Document"], None]


@dataclass(frozen=True, eq=False)
class Case:
    """A template of the corpus.

    Attributes:
        name: the file's name without its ending.
        family: what it is listed under.
        shows: the one thing that it shows.
        data: what it is filled with.
        write: fills an empty document; None for templates that LibreOffice has written.
        finish: changes the file that python-docx has saved.
        oracle: the data for docxtpl where they are objects of its own API.
        differs: what docxtpl does where it is wrong, "" where both engines do the same.
        instead: what we do.
        ours: the text of each paragraph of our document, where docxtpl differs.
        refused: what our refusal says, where we refuse.
        prints_braces: braces like those of a tag are printed, which `lint` would say of any document.
        part: the part that `ours` is about.
    """

    name: str
    family: str
    shows: str
    data: Mapping[str, Any]
    write: Write | None = None
    finish: Callable[[bytes], bytes] = bytes
    oracle: Callable[[DocxTemplate], Mapping[str, Any]] | None = None
    differs: str = ""
    instead: str = ""
    ours: tuple[str, ...] = ()
    refused: str = ""
    prints_braces: bool = False
    part: str = "word/document.xml"

    @property
    def path(self) -> Path:
        """The file."""
        return FOLDER / f"{self.name}.docx"


# in the order of the table
FAMILIES = (
    "values",
    "in the text",
    "paragraphs",
    "tables",
    "Jinja2",
    "outside the text",
    "objects of a program",
    "written by LibreOffice",
    "where docxtpl is wrong",
)
CASES: dict[str, Case] = {}


def case(family: str, **options: Any) -> Callable[[Write], Write]:
    """Puts the decorated function's template into the corpus; options are those of `Case`."""

    def put(write: Write) -> Write:
        shows = (write.__doc__ or "").partition("\n")[0].rstrip(".")
        add(Case(write.__name__, family, shows, options.pop("data", {}), write, **options))
        return write

    return put


def add(new: Case) -> None:
    """Puts a template into the corpus."""
    assert new.name not in CASES, f"there are two templates {new.name}"
    assert new.family in FAMILIES, f"there is no family {new.family}"
    CASES[new.name] = new


def all_cases() -> dict[str, Case]:
    """All templates of the corpus by name, in the order of the table."""
    from tests.corpus import (  # noqa: F401 - each puts its templates into the corpus
        docxtpl_wrong_in_structure,
        docxtpl_wrong_in_texts,
        in_tables,
        in_texts,
        of_jinja,
        of_jinja_filters,
        of_objects,
        of_paragraphs,
        of_values,
        outside_the_text,
        written_by_libreoffice,
    )

    return {name: each for family in FAMILIES for name, each in CASES.items() if each.family == family}
