"""The house that a dossier is written by, and what it has no words for.

A language without a table has its figures, months and dates from CLDR, which knows no prepositions, seasons or words of
letters. A form that says the same stands in their place, or the English word, and a finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place, declare, warning
from briefgen.localise import EU, House, Localiser, house_named
from briefgen.localise.house_style.style import primary
from briefgen.opc.read import read_package

if TYPE_CHECKING:
    from briefgen.library import TemplateFile
    from briefgen.model.dossier import DossierProfile
    from briefgen.workspace import Workspace

NO_WORDS: Final = declare("HOUSE-001", "The house has words for what is said in the language of a document.")
FOREIGN_WORDING: Final = declare("HOUSE-002", "The fixed wording of a template is in the language of the document.")

_DEFAULT_LANGUAGE = re.compile(rb'<w:docDefaults>.*?<w:lang\b[^>]*?w:val="([^"]*)', re.DOTALL)

# what the cells say whose keys begin so, in the order in which they are looked for
_KINDS = {
    "headline_": "the headline with the as-of date (it is in English)",
    "word_": "the words of its headings (they are in English)",
    "by_": "`by`: deadlines stand without “by”",
    "when_since_": "`since`: beginnings stand as a date with a dash",
    "when_from_": "`since`: beginnings stand as a date with a dash",
    "label_since_": "`since`: beginnings stand as a date with a dash",
    "label_from_": "`since`: beginnings stand as a date with a dash",
    "when_": "`when`: dates in a sentence stand without a preposition",
    "label_": "seasons and “early, mid, end”: the days or months that they mean stand there",
    "reference": "“see point …”: an arrow stands there",
    "ordinal": "ordinal numbers: a figure with a stop stands there",
    "quotation": "quotation marks: those of English stand there",
}


def house_for(asked: str | None, dossier: DossierProfile, workspace: Workspace) -> House:
    """The house asked for, else that of the dossier, else that of the workspace, else the Union's.

    Raises:
        UsageProblemError: there is none of that name.
        UnreadableInputError: its description cannot be read.
    """
    named = ((asked, "--house"), (dossier.house, dossier.place.file), (workspace.house, "briefgen.toml"))
    name, where = next(((name, where) for name, where in named if name), (EU.name, ""))
    try:
        return house_named(name, workspace.root)
    except UsageProblemError as problem:
        raise UsageProblemError(f"{where}: {problem.message}", problem.remedy) from problem


def findings_on_words(localiser: Localiser, house: House, place: Place) -> Iterator[Finding]:
    """A warning for each kind of words that a document wanted and its house does not have.

    Args:
        place: of the dossier.
    """
    asked: dict[str, list[str]] = {}
    for key in localiser.lacking:
        asked.setdefault(next(what for begins, what in _KINDS.items() if key.startswith(begins)), []).append(key)
    for what, keys in asked.items():
        message = f"in “{localiser.language}” the house “{house.name}” has no words for {what}."
        cells = ", ".join(keys)
        remedy = f"Write the cells {cells} into {_table(house, localiser.language)}."
        yield warning(NO_WORDS, place, message, remedy, localiser.language)


def _table(house: House, language: str) -> str:
    """The table that the words belong into."""
    if not house.is_supplied:
        return f"{house.folder.name}/{language}.csv"
    return f"a table {language}.csv of a house of your own (briefgen house new NAME --from {house.name})"


def findings_on_wording(template: TemplateFile, language: str) -> Iterator[Finding]:
    """A warning where a template is marked as being in another language than its document.

    Args:
        language: of the document, for which there is no catalogue of wording.
    """
    package = read_package(template.data, template.name, only_to_look=True)
    styles = next((part.data for name, part in package.parts.items() if name.endswith("/styles.xml")), b"")
    marked = _DEFAULT_LANGUAGE.search(styles)
    written_in = primary(marked[1].decode()) if marked else ""
    if written_in and written_in != primary(language):
        message = f"its fixed wording is in “{written_in}”, and the document in “{language}”."
        catalogue = f"templates/locale/{language}.po"
        remedy = f"Translate the wording in {catalogue}, or mark the template in Word as being in “{language}”."
        yield warning(FOREIGN_WORDING, Place(template.name), message, remedy, language)
