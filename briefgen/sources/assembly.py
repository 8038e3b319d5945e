"""Tables and description to a `Dossier`: rows become entries, entries are held against each other, sound ones stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from briefgen.dossier import Commitment, DocumentSpec, Dossier, Figure, FollowUp, Letter, Recipient
from briefgen.findings import Finding, Place
from briefgen.sources.description import Description
from briefgen.sources.entries import Entry, entries_of
from briefgen.sources.references import (
    Check,
    checked,
    known_languages,
    known_points,
    known_totals,
    one_point_each,
    unique_key,
    unique_numbers,
    unique_wordings,
    unlike_keys,
)
from briefgen.sources.table import Table, character_findings
from briefgen.sources.texts import TextChecker

_LETTER_FILE: Final = Place("letter.md")
_USUAL_ANNEX: Final = DocumentSpec("annex", "annex", "annex.docx")
_USUAL_LETTER: Final = DocumentSpec("letter", "letter", "letter.docx")


class Material(NamedTuple):
    """All that was read of a dossier: its id, its description, its tables by name, the letter's body, the digest."""

    id: str
    description: Description
    tables: Mapping[str, Table]
    letter_body: str | None
    digest: str


def assembled(material: Material, dateline_place: str) -> tuple[Dossier, tuple[Finding, ...]]:
    """The dossier that the material makes, without its faulty rows, and what is wrong with them."""
    texts = TextChecker(_names(material.tables))
    findings: list[Finding] = []
    sound: dict[str, tuple[Entry, ...]] = {}
    for name, table in material.tables.items():
        entries, faults = entries_of(table, texts)
        entries, clashes = checked(entries, *_checks(name, material))
        sound[name] = tuple(entry for entry in entries if entry.sound)
        findings += (*table.findings, *faults, *clashes)
    findings += _text_findings(material, texts)
    return _dossier(material, sound, dateline_place), tuple(findings)


def _names(tables: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    """The names that texts may call; a table that was not read whole is left out, so that nothing is missed in vain."""
    columns = {"point": tables["commitments"], "figure": tables["figures"]}
    return {column: _keys(table, column) for column, table in columns.items() if table.whole}


def _keys(table: Table, column: str) -> frozenset[str]:
    # faulty rows count too: who refers to them is not at fault
    return frozenset(row.cells.get(column, "").strip() for row in table.rows) - {""}


def _checks(name: str, material: Material) -> Sequence[Check]:
    match name:
        case "commitments":
            return unique_key("point"), unlike_keys("point"), unique_numbers
        case "followup":
            return tuple(_followup_checks(material.tables["commitments"]))
        case "figures":
            return unlike_keys("figure"), unique_wordings("figure", "as_of"), known_totals
        case _:
            return unique_key("recipient"), unlike_keys("recipient"), known_languages(material.description.languages)


def _followup_checks(commitments: Table) -> Iterator[Check]:
    if commitments.whole:
        yield known_points(_keys(commitments, "point"))
    yield from (one_point_each, unlike_keys("item"), unique_wordings("item", "as_of", "recorded"))


def _text_findings(material: Material, texts: TextChecker) -> Iterator[Finding]:
    for text, place in material.description.texts:
        yield from texts.check(text, place)
    if material.letter_body is not None:
        yield from character_findings(material.letter_body, _LETTER_FILE)
        yield from texts.check(material.letter_body, _LETTER_FILE)


def _dossier(material: Material, sound: Mapping[str, Sequence[Entry]], dateline_place: str) -> Dossier:
    about = material.description
    commitments = tuple(Commitment(**_fields(entry)) for entry in sound["commitments"])
    points = {commitment.point for commitment in commitments}
    follow_ups = (FollowUp(**_fields(entry)) for entry in sound["followup"])
    return Dossier(
        id=material.id,
        title=about.title,
        place=about.place,
        commitments=commitments,
        # the commitment of an entry may itself have been left out
        follow_ups=tuple(entry for entry in follow_ups if entry.point in points),
        figures=tuple(Figure(**_fields(entry)) for entry in sound["figures"]),
        recipients=tuple(_recipient(entry, about) for entry in sound["recipients"]),
        documents=_documents(material),
        letter=_letter(material),
        signatory=about.signatory,
        event=about.event,
        reference=about.reference,
        dateline_place=about.dateline_place or dateline_place,
        commitment_heading=about.commitment_heading,
        followup_heading=about.followup_heading,
        languages=about.languages,
        settings=about.settings,
        digest=material.digest,
    )


def _fields(entry: Entry) -> dict[str, Any]:
    return {**entry.values, "place": entry.row.place}


def _recipient(entry: Entry, about: Description) -> Recipient:
    fields = _fields(entry)
    return Recipient(**{**fields, "language": fields["language"] or about.languages[0]})


def _documents(material: Material) -> tuple[DocumentSpec, ...]:
    if material.description.documents is not None:
        return material.description.documents
    return (_USUAL_ANNEX,) if material.letter_body is None else (_USUAL_ANNEX, _USUAL_LETTER)


def _letter(material: Material) -> Letter | None:
    about = material.description
    if material.letter_body is None and not (about.salutation or about.closing):
        return None
    return Letter(about.salutation, material.letter_body or "", about.closing)
