"""Papers on their way out: what of a file goes into the register, and what a point said in each edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from briefgen.compose import keys, texts_for
from briefgen.editions.again import Provenance, provenance_of
from briefgen.editions.clean import clean_copy
from briefgen.editions.differences import words_of
from briefgen.editions.register import Edition, next_number
from briefgen.errors import UsageProblemError
from briefgen.findings import did_you_mean
from briefgen.model.dossier import Commitment, Dossier
from briefgen.opc.seal import is_untouched, read_properties
from briefgen.production.order import Order, Where
from briefgen.production.record import (
    documents_named,
    languages_named,
    open_record,
    recipients_named,
    refuse_errors,
    with_translations,
)
from briefgen.production.workshop import Workshop
from briefgen.sources import DayCut

_CLEAN = ".clean"


class SentFile(Struct, frozen=True):
    """A file that is to be registered.

    Attributes:
        original: the file that it is a clean copy of, where it says nothing of itself: `annex.docx` of
            `annex.clean.docx`, if that stands beside it; else None.
    """

    path: Path
    data: bytes
    original: bytes | None = None


class Registration(Struct, frozen=True):
    """What became of a file.

    Attributes:
        edition: its entry in the register.
        is_new: whether it was added now.
        note: what the register should be told of it besides; may be empty.
    """

    file: SentFile
    edition: Edition
    is_new: bool
    note: str = ""


def original_of(path: Path) -> Path | None:
    """The file that a clean copy was made of, by its name; None where the name is not that of a copy."""
    return path.with_name(path.stem.removesuffix(_CLEAN) + path.suffix) if path.stem.endswith(_CLEAN) else None


def registrations_of(
    files: Sequence[SentFile], dossier: Dossier, known: Sequence[Edition], sent: date
) -> list[Registration]:
    """The entries of some files in the register of a dossier, numbered on from those that it has.

    A file that was edited by hand is what was sent all the same: it is entered with its own digest, and a note says so.

    Args:
        known: the editions that are registered already.
        sent: the day of sending.

    Raises:
        PackageRefusedError: a file is no Word document.
        UsageProblemError: a file is not ours, or of another dossier, document, language or recipient.
    """
    editions, found = list(known), list[Registration]()
    for file in files:
        digest = sha256(file.data).hexdigest()
        there = next((each for each in editions if each.digest == digest), None)
        if there:
            found.append(Registration(file, there, is_new=False))
            continue
        says, note = _provenance(file)
        as_of = _refuse_strangers(says, dossier, file.path.name)
        series = says.document, says.language, says.recipient
        number = next_number(editions, series)
        editions.append(Edition(number, *series, as_of, says.known_on, sent, digest))
        found.append(Registration(file, editions[-1], is_new=True, note=note))
    return found


def _provenance(file: SentFile) -> tuple[Provenance, str]:
    """What a file, or the one that it is a clean copy of, says of itself; and what is to be noted."""
    words_of(file.data, file.path.name)  # what is no Word document is refused by its name
    says = provenance_of(read_properties(file.data))
    if says and says.is_of_dossier:
        touched = "" if is_untouched(file.data) else "it was edited or saved again since it was made"
        return says, touched and f"{touched}; it is registered as it is, with its own digest."
    if says is None and file.original and (said := _original_says(file)):
        return said, ""
    raise _not_ours(file, says)


def _original_says(file: SentFile) -> Provenance | None:
    original = file.original or b""
    says = provenance_of(read_properties(original))
    fits = says is not None and says.is_of_dossier and clean_copy(original, file.path.name).data == file.data
    return says if fits else None


def _not_ours(file: SentFile, says: Provenance | None) -> UsageProblemError:
    name = file.path.name
    if says:
        message = f"{name} was made by “briefgen fill”, from no dossier; the register is a dossier's."
        return UsageProblemError(message, "Name files that annex, letter or make have made.")
    other = original_of(file.path)
    if file.original and other:
        message = f"{name} is not the clean copy of {other.name}: it says something else."
        return UsageProblemError(message, f"Make it again: briefgen clean {other.name}")
    remedy = f"A clean copy is known by the file that it was made of: put {other.name} beside it." if other else ""
    message = f"{name} was not made by briefgen, or its properties were taken out: nothing says which paper it is."
    return UsageProblemError(message, remedy or "Register the file that it was made of.")


def _refuse_strangers(says: Provenance, dossier: Dossier, name: str) -> date:
    """The as-of day of a file; refuses one that is not of a dossier, or whose words nobody could look up there."""
    assert says.as_of, "asked for by `is_of_dossier`"
    if says.dossier != dossier.id:
        message = f"{name} is of the dossier “{says.dossier}”, not of {dossier.id}."
        raise UsageProblemError(message, f"Name that one: briefgen issued --dossier {says.dossier} …")
    if says.draft:
        message = f"{name} is a draft, which says so on its face."
        raise UsageProblemError(message, "Make it without --draft, and register what was sent.")
    documents_named(dossier, [says.document])
    languages_named(dossier, [says.language])
    recipients_named(dossier, [says.recipient] if says.recipient else [], says.as_of, says.known_on)
    return says.as_of


class PointWording(Struct, frozen=True):
    """What an edition said about a point.

    Attributes:
        item: the key of the item, "" for the commitment itself.
        as_of: from which day the wording held, None for a commitment.
    """

    edition: Edition
    item: str
    as_of: date | None
    text: str


def wordings_of(point: str, editions: Sequence[Edition], where: Where, today: date) -> Iterator[PointWording]:
    """What each edition said about a point, made again from the record as it was known then.

    Args:
        point: its key or its number.

    Raises:
        UsageProblemError: the dossier has no such point.
        BriefgenError: the dossier cannot be read any more, or has errors.
    """
    for edition in editions:
        order = Order(where, edition.as_of, today, (), known_on=edition.known_when_sent, languages=(edition.language,))
        workshop = _workshop(order)
        texts = texts_for(workshop.situation, workshop.request_for(edition.language))
        commitment = next((each for each in workshop.situation.points if _is_named(point, each.commitment)), None)
        if commitment is None:
            raise _no_point(point, workshop.record.dossier)
        yield PointWording(edition, "", None, str(texts.block(keys.commitment(commitment.commitment))))
        for item in commitment.items:
            text = str(texts.block(keys.followup(item.follow_up)))
            yield PointWording(edition, item.key, item.follow_up.as_of, text)


def _workshop(order: Order) -> Workshop:
    """What says texts of the record in the language of an order."""
    record = open_record(order.where, DayCut(order.as_of, order.known_on))
    found = refuse_errors(record.findings, draft=False)
    record = with_translations(record, languages_named(record.dossier, order.languages))
    return Workshop(record, order, [*found, *record.findings])


def _is_named(point: str, commitment: Commitment) -> bool:
    return point in (commitment.point, commitment.number)


def _no_point(point: str, dossier: Dossier) -> UsageProblemError:
    known = {each.point: each.number or "–" for each in dossier.commitments}
    numbers = ", ".join(f"{number} ({key})" for key, number in known.items())
    message = f"The dossier {dossier.id} has no point “{point}”."
    return UsageProblemError(message, did_you_mean(point, known) or f"Its points: {numbers}.")
