"""`briefgen issued`, `corrigendum`, `verify`, `clean`: what was sent, what a file is, and copies without traces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from briefgen.editions.clean import CleanCopy, clean_copy, is_clean_copy
from briefgen.editions.corrigendum import CorrigendumOrder, make_corrigenda
from briefgen.editions.issue import (
    PointWording,
    Registration,
    SentFile,
    original_of,
    registrations_of,
    wordings_of,
)
from briefgen.editions.register import (
    KEPT_FOLDER,
    Edition,
    read_register,
    register_path,
    sound_register,
    with_editions,
)
from briefgen.editions.verdict import Report, verify_file
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Where
from briefgen.production.record import open_record, refuse_other_suffixes, workspace_for
from briefgen.sources import DayCut
from briefgen.sources.files.text import read_bytes
from briefgen.word import is_untouched


class Sending(Struct, frozen=True):
    """Files on their way out.

    Attributes:
        sent: the day of sending.
        keep: whether the files themselves are kept beside the register.
    """

    files: tuple[Path, ...]
    sent: date
    today: date
    keep: bool = False


def issue(where: Where, sending: Sending) -> list[Registration]:
    """Enters files into the register of their dossier, all or none, and keeps them where that is asked for.

    Raises:
        UsageProblemError: a file is not ours, or of another dossier; the day of sending is still to come.
        UnreadableInputError: a file, or the register, cannot be read.
        FindingsError: the register was broken or edited; nothing is added to it then.
        OutputError: it cannot be written.
    """
    if sending.sent > sending.today:
        message = f"--sent {sending.sent.isoformat()} is still to come: what is registered has left the house."
        raise UsageProblemError(message, "Register it on the day on which it is sent.")
    record = open_record(where, DayCut(sending.today))  # its documents, languages and recipients are asked for
    files = [_sent_file(path) for path in sending.files]
    found = registrations_of(files, record.dossier, sound_register(record.folder), sending.sent)
    _write(record.folder, [each for each in found if each.is_new], keep=sending.keep)
    return found


def _sent_file(path: Path) -> SentFile:
    original = original_of(path)
    return SentFile(path, read_bytes(path), read_bytes(original) if original and original.is_file() else None)


def _write(folder: Path, new: Sequence[Registration], *, keep: bool) -> None:
    path = register_path(folder)
    before = path.read_bytes() if path.exists() else b""
    after = with_editions(before, [each.edition for each in new]) if new else before
    files = [Output(path, after)] if new else []
    if keep:
        files += [Output(folder / KEPT_FOLDER / each.edition.file_name, each.file.data) for each in new]
    # a register that somebody else has added to in the meantime is nobody's to replace
    write_outputs(files, untouched=lambda existing: existing == before)


class Selection(Struct, frozen=True):
    """Which editions are listed; "" for all.

    Attributes:
        point: the key or number of a point whose wordings are wanted.
    """

    document: str = ""
    recipient: str = ""
    point: str = ""


class IssuedList(Struct, frozen=True):
    """The editions of a register, in its order, and what a point said in each."""

    dossier: str
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    wordings: tuple[PointWording, ...] = ()


def list_issued(where: Where, chosen: Selection, today: date) -> IssuedList:
    """What was sent, as far as the register can be read.

    Raises:
        UsageProblemError: there is no such dossier or point.
        UnreadableInputError: the register cannot be read at all.
    """
    folder = workspace_for(where).dossier_folder(where.dossier)
    known, findings = read_register(folder)
    editions = tuple(each for each in known if _is_chosen(each, chosen))
    wordings = tuple(wordings_of(chosen.point, editions, where, today)) if chosen.point else ()
    return IssuedList(folder.name, editions, findings, wordings)


def _is_chosen(edition: Edition, chosen: Selection) -> bool:
    fits_document = chosen.document in ("", edition.document)
    return fits_document and chosen.recipient in ("", edition.recipient)


def verify(where: Where, paths: Iterable[Path], today: date, environment: Mapping[str, str]) -> list[Report]:
    """What each file is; see `verify_file`. Nothing is written.

    Raises:
        UnreadableInputError: a file cannot be read, or is no Word document.
        BriefgenError: there is no workspace in which a document could be made again.
    """
    return [verify_file(read_bytes(path), path.name, where, today, environment) for path in paths]


class CorrigendumResult(Struct, frozen=True):
    """What became of the corrigenda to an edition.

    Attributes:
        right: the editions in which there is nothing to correct.
        kept: where former files are that had been edited by hand and were replaced by force.
    """

    paths: tuple[Path, ...]
    right: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()


def correct(asked: CorrigendumOrder, *, force: bool = False) -> CorrigendumResult:
    """Makes the corrigenda to an edition, one for each of its languages, all or none.

    Raises:
        BriefgenError: see `make_corrigenda` and `write_outputs`.
    """
    if asked.output:
        refuse_other_suffixes(asked.output)
    made = make_corrigenda(asked)
    inputs = [made.record.workspace.templates, made.record.folder]
    written = write_outputs(made.files, force=force, untouched=is_untouched, inputs=inputs)
    kept = tuple(each.kept for each in written if each.kept)
    return CorrigendumResult(tuple(each.path for each in written), made.right, made.findings, kept)


class CleanFile(Struct, frozen=True):
    """A copy that was written, and what is not in it."""

    source: Path
    path: Path
    copy: CleanCopy


def clean(paths: Sequence[Path], output: Path | None = None, *, keep_changes: bool = False) -> list[CleanFile]:
    """Writes copies of Word files without traces, all or none; a file is never written over itself.

    Args:
        output: where the copy of a single file goes; otherwise `NAME.clean.docx` beside each.

    Raises:
        UsageProblemError: one output for several files, or the name of none.
        UnreadableInputError: a file cannot be read, or is no Word document.
        BriefgenError: a copy would not say the same.
        OutputError: a copy cannot be written, or another file has its name.
    """
    if output and len(paths) > 1:
        raise UsageProblemError(f"-o names one file, but {len(paths)} are given.", "Leave -o out, or give one file.")
    if output:
        refuse_other_suffixes(output)
    made = [_cleaned(path, output, keep_changes) for path in paths]
    files = [Output(each.path, each.copy.data) for each in made]
    write_outputs(files, untouched=is_clean_copy, inputs=list(paths))
    return made


def _cleaned(path: Path, output: Path | None, keep_changes: bool) -> CleanFile:
    copy = clean_copy(read_bytes(path), path.name, keep_changes=keep_changes)
    return CleanFile(path, output or path.with_name(f"{path.stem}.clean.docx"), copy)
