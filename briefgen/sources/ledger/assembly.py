"""Build a `Dossier` from its tables and description: rows become entries, checked entries become the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.findings import Finding, Place
from briefgen.model.dossier import Commitment, DocumentSpec, Dossier, Figure, FollowUp, GlossaryEntry, Letter, Recipient
from briefgen.sources.description.documents import LETTER, day_of_letter, is_letter
from briefgen.sources.description.dossier_yaml import Description
from briefgen.sources.files.table import SourceTable, character_findings
from briefgen.sources.ledger.cross_checks import (
    Check,
    check_alike_keys,
    check_confirmations,
    check_dated_keys,
    check_languages,
    check_numbers,
    check_one_point,
    check_points,
    check_states,
    check_totals,
    check_wordings,
    find_early_items,
    run_checks,
)
from briefgen.sources.ledger.entries import LedgerEntry, entries_of
from briefgen.sources.ledger.texts import TextChecker, keys_in, names_to_call

if TYPE_CHECKING:
    from briefgen.model.kinds import ParagraphEntry

_USUAL_ANNEX: Final = DocumentSpec("annex", "annex", "annex.docx")
_USUAL_LETTER: Final = DocumentSpec("letter", "letter", "letter.docx")


class DossierParts(Struct, frozen=True):
    """Everything read of a dossier: its id, its description, tables by name, bodies of documents by file, digest."""

    id: str
    description: Description
    tables: Mapping[str, SourceTable]
    bodies: Mapping[str, str]
    digest: str


def assemble_dossier(material: DossierParts, dateline_place: str) -> tuple[Dossier, tuple[Finding, ...]]:
    """Build the dossier, without its faulty rows; the findings describe their faults."""
    texts = TextChecker(names_to_call(material.tables, material.description.exhibits, material.bodies))
    findings: list[Finding] = []
    sound: dict[str, tuple[LedgerEntry, ...]] = {}
    for name, table in _tables(material).items():
        entries, faults = entries_of(table, texts)
        entries, clashes = run_checks(entries, *_checks(name, material))
        sound[name] = tuple(entry for entry in entries if entry.sound)
        findings += (*table.findings, *faults, *clashes)
    if any(entry.as_of for entry in sound["commitments"]):
        findings += find_early_items(sound["commitments"], sound["followup"])
    findings += _text_findings(material, texts)
    dossier = _dossier(material, sound, dateline_place)
    if not material.description.frames and not material.description.exhibits:
        return dossier, tuple(findings)
    from briefgen.sources.ledger.data_tables import build_data_tables  # few dossiers count anything

    frames = {key: table for key, table in material.tables.items() if table.schema.open}
    count = build_data_tables(frames, material.description.exhibits)
    return replace(dossier, frames=count.frames, exhibits=count.exhibits), (*findings, *count.findings)


def _tables(material: DossierParts) -> Mapping[str, SourceTable]:
    """The tables whose columns are known, without the frames."""
    return {name: table for name, table in material.tables.items() if not table.schema.open}


def _checks(name: str, material: DossierParts) -> Sequence[Check]:
    match name:
        case "commitments":
            return (
                check_dated_keys("point"),
                check_alike_keys("point"),
                check_numbers,
                check_confirmations("point"),
                check_states,
            )
        case "followup":
            return tuple(_followup_checks(material.tables["commitments"]))
        case "paragraphs":
            return _paragraph_checks(material)
        case "glossary":
            return _glossary_checks(material)
        case "figures":
            return check_alike_keys("figure"), check_wordings("figure", "as_of"), check_totals
        case _:
            return (
                check_dated_keys("recipient"),
                check_alike_keys("recipient"),
                check_languages(material.description.languages),
            )


def _followup_checks(commitments: SourceTable) -> Iterator[Check]:
    if commitments.whole:
        yield check_points(keys_in(commitments, "point"))
    wordings = check_wordings("item", "as_of", "recorded")
    yield from (check_one_point, check_alike_keys("item"), wordings, check_confirmations("item"))


def _paragraph_checks(material: DossierParts) -> tuple[Check, ...]:
    if not material.tables["paragraphs"].rows:
        return ()
    from briefgen.sources.ledger.cross_checks import paragraph_checks  # most dossiers do without the table

    return paragraph_checks(_documents(material))


def _glossary_checks(material: DossierParts) -> tuple[Check, ...]:
    if not material.tables["glossary"].rows:
        return ()
    from briefgen.sources.ledger.cross_checks import glossary_checks  # most dossiers do without the table

    return glossary_checks(material.description.languages)


def _text_findings(material: DossierParts, texts: TextChecker) -> Iterator[Finding]:
    for text, place in material.description.texts:
        yield from texts.check(text, place)
    for file, body in material.bodies.items():
        yield from character_findings(body, Place(file))
        yield from texts.check(body, Place(file))


def _dossier(material: DossierParts, sound: Mapping[str, Sequence[LedgerEntry]], dateline_place: str) -> Dossier:
    about = material.description
    commitments = tuple(Commitment(**_fields(entry)) for entry in sound["commitments"])
    points = {commitment.point for commitment in commitments}
    follow_ups = (FollowUp(**_fields(entry)) for entry in sound["followup"])
    return Dossier(
        id=material.id,
        title=about.title,
        place=about.place,
        commitments=commitments,
        # the commitment of an entry may itself have been dropped
        follow_ups=tuple(entry for entry in follow_ups if entry.point in points),
        figures=tuple(Figure(**_fields(entry)) for entry in sound["figures"]),
        recipients=tuple(_recipient(entry, about) for entry in sound["recipients"]),
        documents=_documents(material),
        paragraphs=_paragraphs(sound["paragraphs"]),
        glossary=_glossary(sound["glossary"]),
        letters=tuple(_letters(material)),
        signatory=about.signatory,
        letter_head=about.letter_head,
        mail=replace(about.mail, body=material.bodies.get(about.mail.body_file, "")),
        event=about.event,
        reference=about.reference,
        dateline_place=about.dateline_place or dateline_place,
        house=about.house,
        commitment_heading=about.commitment_heading,
        followup_heading=about.followup_heading,
        languages=about.languages,
        settings=about.settings,
        digest=material.digest,
    )


def _fields(entry: LedgerEntry) -> dict[str, Any]:
    return {**entry.values, "place": entry.row.place}


def _recipient(entry: LedgerEntry, about: Description) -> Recipient:
    fields = _fields(entry)
    return Recipient(**{**fields, "language": fields["language"] or about.languages[0]})


def _documents(material: DossierParts) -> tuple[DocumentSpec, ...]:
    documents, bodies = material.description.documents, material.bodies
    if documents is not None:
        return tuple(replace(each, body=bodies[each.body_file]) if each.body_file else each for each in documents)
    return (_USUAL_ANNEX, _USUAL_LETTER) if any(map(is_letter, bodies)) else (_USUAL_ANNEX,)


def _paragraphs(entries: Sequence[LedgerEntry]) -> tuple[ParagraphEntry, ...]:
    if not entries:
        return ()
    from briefgen.model.kinds import ParagraphEntry

    return tuple(ParagraphEntry(**_fields(entry)) for entry in entries)


def _glossary(entries: Sequence[LedgerEntry]) -> tuple[GlossaryEntry, ...]:
    if not entries:
        return ()
    from briefgen.sources.ledger.cross_checks import split_refused

    fields = (_fields(entry) for entry in entries)
    return tuple(GlossaryEntry(**{**each, "refused": split_refused(each["refused"])}) for each in fields)


def _letters(material: DossierParts) -> Iterator[Letter]:
    """The letter, and its bodies of further days; salutation and close, from dossier.yaml, are those of every day."""
    about, bodies = material.description, material.bodies
    if LETTER in bodies or about.salutation or about.closing:
        yield Letter(about.salutation, bodies.get(LETTER, ""), about.closing)
    for file in sorted(filter(day_of_letter, bodies)):
        yield Letter(about.salutation, bodies[file], about.closing, Place(file), day_of_letter(file))
