"""The house that a dossier is written by, and what it has no words for.

A language without a table has its figures, months and dates from CLDR, which knows no prepositions, seasons or words of
letters. A form that says the same stands in their place, or the English word, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place, declare, warning
from briefgen.localise import EU, House, Localiser, house_named

if TYPE_CHECKING:
    from briefgen.model.dossier import DossierProfile
    from briefgen.workspace import Workspace

NO_WORDS: Final = declare("HOUSE-001", "The house has words for what is said in the language of a document.")

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
