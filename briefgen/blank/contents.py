"""What a new dossier says of itself, and the texts of its documents, by their kinds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import asdict

from briefgen.model.dossier import Signatory


class LetterTexts(NamedTuple):
    """What stands about a letter, in dossier.yaml under `letter`."""

    salutation: str = "Dear colleague,"
    closing: str = "Yours sincerely,"
    subject: str = ""
    enclosures: tuple[str, ...] = ()


_SIGNATORY: Final = Signatory("Name of who signs", "Function", "Institution")
_LETTER_TEXTS: Final = LetterTexts()


class NewDossier(Struct, frozen=True):
    """What was asked for.

    Attributes:
        languages: codes, the source language first.
        kinds: the kinds of its documents, as `briefgen.model.kinds` has them.
        place: of the dateline; "" where that of the workspace counts.
        today: the day from which the example rows hold.
        headings: of the two columns.
        signatory: who signs the letters; without a name that of an example.
        letter: what stands about a letter.
        templates: names of templates other than the supplied ones, by kind.
    """

    title: str
    languages: Sequence[str]
    kinds: Sequence[str]
    today: date
    place: str = ""
    headings: tuple[str, str] = ("Commitment", "Follow-up")
    signatory: Signatory = _SIGNATORY
    letter: LetterTexts = _LETTER_TEXTS
    templates: Mapping[str, str] = field(default_factory=dict)


class KindContents(NamedTuple):
    """What a document of a kind needs beside the tables.

    Attributes:
        entry: its lines under `documents` in dossier.yaml, below its name and template.
        texts: files by name.
    """

    entry: str = ""
    texts: Mapping[str, str] = MappingProxyType({})


_LETTER: Final = """\
This is an example. Write the body of the letter here, in paragraphs with an empty line between them.

**A key word in bold:** dates are typed as {{ when("TODAY") }}, so that they are said right in every language.
"""
_NOTE: Final = """\
## Example of a section

This is an example. Write the text of the note here, in paragraphs with an empty line between them.

- a line that begins with a hyphen is a dash of a list
"""
_KINDS: Final[Mapping[str, KindContents]] = {
    "letter": KindContents(texts={"letter.md": _LETTER}),
    "note": KindContents(
        """\
    body: note.md
    # What the head of the note says; see “Other papers” in the manual.
    about: {number: 0000/00, codes: [JAI 0], from: Presidency, to: Delegations, subject: SUBJECT}
""",
        {"note.md": _NOTE},
    ),
    "conclusions": KindContents(
        """\
    # What the cover says; see “Other papers” in the manual. Until the day of “adopted” the paper is a draft.
    about: {number: 0000/00, codes: [JAI 0], from: General Secretariat of the Council, to: Delegations, subtitle: on …}
"""
    ),
}
_NOTHING: Final = KindContents()
_PLAIN: Final = re.compile(r"(?!(?:Yes|No|True|False|On|Off|Null)$)[A-Z][a-z]+(?:[ -][A-Za-z]+)*")
_SIGNED: Final = frozenset({"letter"})


def templates_of(new: NewDossier) -> tuple[str, ...]:
    """The supplied templates that its documents are made with."""
    return tuple(f"{kind}.docx" for kind in new.kinds if kind not in new.templates)


def texts_of(new: NewDossier) -> Mapping[str, str]:
    """The Markdown files of its documents."""
    found = {name: text for kind in new.kinds for name, text in _KINDS.get(kind, _NOTHING).texts.items()}
    return {name: text.replace("TODAY", new.today.isoformat()) for name, text in found.items()}


def describe(new: NewDossier) -> str:
    """The text of dossier.yaml."""
    return "".join(_lines(new))


def _lines(new: NewDossier) -> Iterator[str]:
    yield "# What the dossier is called, who signs, and which documents it makes.\n"
    yield "# All entries: “The record” in the manual.\n"
    yield f"title: {_quoted(new.title)}\n"
    if new.place:
        yield f"place: {_quoted(new.place)}\n"
    yield f"languages: [{', '.join(new.languages)}]\n"
    if {"annex", "tracker"} & set(new.kinds):
        commitment, follow_up = map(_plainly, new.headings)
        yield f"\n# The headings of the two columns.\nheadings:\n  commitment: {commitment}\n  follow-up: {follow_up}\n"
    if _SIGNED & set(new.kinds):
        yield from _entries("signatory", {**asdict(new.signatory), "address": ""}, _plainly)
        yield from _entries("letter", new.letter._asdict() | {"enclosures": ""}, _quoted)
        if new.letter.enclosures:
            yield f"  enclosures: [{', '.join(map(_quoted, new.letter.enclosures))}]\n"
    yield "\ndocuments:\n"
    for kind in new.kinds:
        entry = _KINDS.get(kind, _NOTHING).entry.replace("SUBJECT", _quoted(new.title))
        template = new.templates.get(kind, f"{kind}.docx")
        yield f"  {kind}:\n    template: {template}\n{entry}" if entry else f"  {kind}: {template}\n"


def _entries(name: str, entries: Mapping[str, str], write: Callable[[str], str]) -> Iterator[str]:
    """The entries of a group that say something."""
    lines = [f"  {key}: {write(text)}\n" for key, text in entries.items() if text]
    yield from (f"\n{name}:\n", *lines) if lines else ()


def _plainly(text: str) -> str:
    """A text without signs around it where YAML reads it so."""
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it; values in it would be said, so they stay as typed."""
    return json.dumps(text, ensure_ascii=False)
