"""Corrigenda: papers that say of an edition that was sent “for … read …”, from what was recorded since.

An edition stands in the register once for each language, and gets a corrigendum in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.compose import Correction
from briefgen.editions.register import Edition, read_register, sound_register
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding
from briefgen.model.dossier import DocumentSpec
from briefgen.model.kinds import DOCUMENT_KINDS, reports_points
from briefgen.outputs import Output
from briefgen.production.order import Order, Where
from briefgen.production.record import (
    Record,
    documents_named,
    open_record,
    recipients_named,
    refuse_errors,
    with_translations,
    workspace_for,
)
from briefgen.production.workshop import DocumentJob, Workshop
from briefgen.sources import DayCut

KIND: Final = "corrigendum"


class CorrigendumOrder(Struct, frozen=True):
    """Which edition is to be corrected, and how.

    Attributes:
        languages: those wanted; empty for each language of the edition.
    """

    where: Where
    document: str
    edition: int
    today: date
    recipient: str = ""
    languages: tuple[str, ...] = ()
    output: Path | None = None
    allow_untranslated: bool = False


class Corrigenda(Struct, frozen=True):
    """What was made, in memory.

    Attributes:
        files: one for each language in which something is to be corrected.
        right: the editions in which nothing is.
    """

    record: Record
    files: tuple[Output, ...]
    right: tuple[Edition, ...]
    findings: tuple[Finding, ...]


def make_corrigenda(asked: CorrigendumOrder) -> Corrigenda:
    """The corrigenda to an edition; nothing is written.

    What was recorded after the sending and holds on the as-of day, or before, is a correction; what holds only later
    is news, and stands in the next edition.

    Raises:
        UsageProblemError: there is no such document or edition.
        FindingsError: the register, the data or the template have errors, or a translation is missing.
    """
    record = open_record(asked.where, _cut(asked))
    document = documents_named(record.dossier, [asked.document])[0]
    _refuse_without_rows(document)
    editions = _editions(sound_register(record.folder), asked)
    found = refuse_errors(record.findings, draft=False)
    record = with_translations(record, (each.language for each in editions))
    workshops = [_workshop(record, each, asked, [*found, *record.findings]) for each in editions]
    made = [_made(workshop, document, each) for workshop, each in zip(workshops, editions, strict=True)]
    findings = [finding for workshop in workshops for finding in workshop.findings]
    refuse_errors(findings, draft=False)
    right = tuple(edition for edition, file in zip(editions, made, strict=True) if file is None)
    return Corrigenda(record, tuple(file for file in made if file), right, tuple(dict.fromkeys(findings)))


def _cut(asked: CorrigendumOrder) -> DayCut:
    """What is needed of a ledger in a database: what stood for the edition, and all that has moved since."""
    folder = workspace_for(asked.where).dossier_folder(asked.where.dossier)
    wanted = asked.document, asked.edition, asked.recipient
    found = [each for each in read_register(folder)[0] if (each.document, each.number, each.recipient) == wanted]
    days = [day for each in found for day in (each.as_of, each.known_when_sent)]
    # what is of no edition is refused, whatever day is looked at
    return DayCut(max((each.as_of for each in found), default=asked.today), since=min(days, default=None))


def _refuse_without_rows(document: DocumentSpec) -> None:
    """Refuses a document of which nothing is recorded by days.

    Raises:
        UsageProblemError: it is a letter, or a corrigendum itself.
    """
    if not (reports_points(document.kind) or DOCUMENT_KINDS[document.kind].paragraphs):
        message = (
            f"Nothing of “{document.name}” ({document.kind}) is recorded by days and items, so it is not corrected so."
        )
        raise UsageProblemError(message, "Compare its editions instead: briefgen redline OLD.docx NEW.docx")


def _editions(known: Sequence[Edition], asked: CorrigendumOrder) -> list[Edition]:
    """The entries of an edition in the register, one for each language wanted.

    Raises:
        UsageProblemError: there is none, or several and one file is named for them.
    """
    same = [each for each in known if (each.document, each.recipient) == (asked.document, asked.recipient)]
    found = [
        each
        for each in same
        if each.number == asked.edition and (not asked.languages or each.language in asked.languages)
    ]
    if not found:
        listed = "; ".join(map(str, same)) or "none of them was registered as sent"
        message = f"There is no edition {asked.edition} of {asked.document} in the register."
        raise UsageProblemError(message, f"There are: {listed}." if same else f"“{asked.document}”: {listed}.")
    if asked.output and len(found) > 1:
        languages = ", ".join(each.language for each in found)
        raise UsageProblemError(f"-o names one file, but the edition was sent in {languages}.", "Choose one with -l.")
    return found


def _workshop(record: Record, edition: Edition, asked: CorrigendumOrder, findings: list[Finding]) -> Workshop:
    known = edition.known_when_sent
    before = situation_as_of(record.dossier, edition.as_of, known)
    order = Order(
        where=asked.where,
        as_of=edition.as_of,
        today=asked.today,
        documents=(edition.document,),
        languages=(edition.language,),
        output=asked.output or record.workspace.out / record.dossier.id / f"{KIND}-{edition.file_name}",
        allow_untranslated=asked.allow_untranslated,
    )
    return Workshop(record, order, findings, Correction(edition.document, edition.number, edition.sent, before))


def _made(workshop: Workshop, document: DocumentSpec, edition: Edition) -> Output | None:
    """The corrigendum to an edition; None where there is nothing to correct."""
    dossier = workshop.record.dossier
    own = next((each.template for each in dossier.documents if each.kind == KIND), f"{KIND}.docx")
    spec = replace(document, name=f"{KIND}-{document.name}", kind=KIND, template=own, body="", settings={})
    recipients = recipients_named(dossier, [edition.recipient] if edition.recipient else [], edition.as_of)
    job = DocumentJob(spec, edition.language, recipients[0] if recipients else None)
    composed = workshop.compose(job)
    if not composed.data["corrections"]:
        return None
    workshop.compile([job])
    refuse_errors(workshop.findings, draft=False)
    return workshop.fill(job, composed)
