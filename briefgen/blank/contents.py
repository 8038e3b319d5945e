"""What a new dossier says of itself, and the texts of its documents, by their kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple


@dataclass(frozen=True)
class NewDossier:
    """What was asked for.

    Attributes:
        languages: codes, the source language first.
        kinds: the kinds of its documents, as `briefgen.model.kinds` has them.
        place: of the dateline; "" where that of the workspace counts.
        today: the day from which the example rows hold.
    """

    title: str
    languages: Sequence[str]
    kinds: Sequence[str]
    today: date
    place: str = ""


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
    # What the head of the note says; see docs/papers.md.
    about: {number: 0000/00, codes: [JAI 0], from: Presidency, to: Delegations, subject: SUBJECT}
""",
        {"note.md": _NOTE},
    ),
    "conclusions": KindContents(
        """\
    # What the cover says; see docs/papers.md. Until the day of “adopted” the paper is a draft.
    about: {number: 0000/00, codes: [JAI 0], from: General Secretariat of the Council, to: Delegations, subtitle: on …}
"""
    ),
}
_NOTHING: Final = KindContents()
_SIGNED: Final = frozenset({"letter"})


def templates_of(new: NewDossier) -> tuple[str, ...]:
    """The templates that its documents are made with: the supplied ones."""
    return tuple(f"{kind}.docx" for kind in new.kinds)


def texts_of(new: NewDossier) -> Mapping[str, str]:
    """The Markdown files of its documents."""
    found = {name: text for kind in new.kinds for name, text in _KINDS.get(kind, _NOTHING).texts.items()}
    return {name: text.replace("TODAY", new.today.isoformat()) for name, text in found.items()}


def describe(new: NewDossier) -> str:
    """The text of dossier.yaml."""
    return "".join(_lines(new))


def _lines(new: NewDossier) -> Iterator[str]:
    yield "# What the dossier is called, who signs, and which documents it makes. All entries: docs/data.md.\n"
    yield f"title: {_quoted(new.title)}\n"
    if new.place:
        yield f"place: {_quoted(new.place)}\n"
    yield f"languages: [{', '.join(new.languages)}]\n"
    if {"annex", "tracker"} & set(new.kinds):
        yield "\n# The headings of the two columns.\nheadings:\n  commitment: Commitment\n  follow-up: Follow-up\n"
    if _SIGNED & set(new.kinds):
        yield "\nsignatory:\n  name: Name of who signs\n  function: Function\n  institution: Institution\n"
        yield '\nletter:\n  salutation: "Dear colleague,"\n  closing: "Yours sincerely,"\n'
    yield "\ndocuments:\n"
    for kind in new.kinds:
        entry = _KINDS.get(kind, _NOTHING).entry.replace("SUBJECT", _quoted(new.title))
        yield f"  {kind}:\n    template: {kind}.docx\n{entry}" if entry else f"  {kind}: {kind}.docx\n"


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it; values in it would be said, so they stay as typed."""
    return json.dumps(text, ensure_ascii=False)
