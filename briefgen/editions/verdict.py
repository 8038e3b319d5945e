"""What a file is: made by briefgen or not, from what, and whether it is still what would be made today.

The document is made again in memory, by the order that the file names: the same days, language, recipient, template.
A file is the same where every part of it is, byte for byte; what it records of the data may be older, since rows of
other days or of later knowledge do not concern it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen import __version__
from briefgen.editions.again import Provenance, make_again, make_edition, paginate_again, provenance_of
from briefgen.editions.clean import clean_copy
from briefgen.editions.differences import (
    ChangedEntry,
    Comparison,
    Edit,
    EditedParagraph,
    read_anchored,
    shorten,
    words_of,
)
from briefgen.editions.register import KEPT_FOLDER, Edition, read_register
from briefgen.errors import BriefgenError, FindingsError, UsageProblemError
from briefgen.model.dossier import Dossier
from briefgen.opc.seal import CUSTOM_PROPERTIES, is_untouched, read_properties
from briefgen.opc.zip import read_parts
from briefgen.production.documents import MadeDocuments
from briefgen.production.order import Where
from briefgen.production.record import workspace_for


class Verdict(StrEnum):
    """What a file is, in one word."""

    SAME = "same"
    SAME_WORDS = "same-words"
    CHANGED = "changed"
    EDITED = "edited"
    NOT_OURS = "not-ours"
    UNKNOWN = "unknown"


class Report(Struct, frozen=True):
    """What was found about a file.

    Attributes:
        file: its name as given.
        says: what it says of itself; None where it says nothing.
        reasons: what else is to be known, a sentence each.
        entries: the records that say something else today.
        edits: what was done to it by hand.
        edition: its entry in the register, if it has one.
    """

    file: str
    verdict: Verdict
    says: Provenance | None = None
    reasons: tuple[str, ...] = ()
    entries: tuple[ChangedEntry, ...] = ()
    edits: tuple[EditedParagraph, ...] = ()
    edition: Edition | None = None


def verify_file(
    data: bytes, name: str, where: Where, today: date, environment: Mapping[str, str] | None = None
) -> Report:
    """What a file is.

    Args:
        data: the file's bytes.
        name: its name, for messages.
        where: the workspace, and the dossier in whose register a file without properties is looked up.
        environment: that of the program, for the engine that its page numbers come from.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
        BriefgenError: there is no workspace.
    """
    words_of(data, name)  # what is no Word document is refused by its name before anything is said of it
    says = provenance_of(read_properties(data))
    if says is None:
        return _without_properties(data, name, where, today)
    if not says.is_of_dossier:
        return _of_fill(data, name, says)
    workspace = workspace_for(where)
    if says.dossier not in workspace.dossier_ids():
        gone = f"This workspace has no dossier {says.dossier}: verify it where it was made, with --workspace DIR."
        return Report(name, Verdict.UNKNOWN, says, (gone,))
    if says.document.startswith("corrigendum-"):
        reason = "A corrigendum is made of two states of the data: make it again with “briefgen corrigendum”."
        return Report(name, Verdict.UNKNOWN, says, (reason,))
    edition = _with_digest(read_register(workspace.dossier_folder(says.dossier))[0], data)
    try:
        again = make_again(says, where, today)
    except BriefgenError as problem:
        return Report(name, Verdict.CHANGED, says, _why_not_again(problem), edition=edition)
    numbered, told = paginate_again(says, data, again.files[0], where, environment or {})
    found = _Trial(data, name, says, numbered, again.record.dossier).report()
    return replace(found, edition=edition, reasons=(*found.reasons, *filter(None, [told])))


def _of_fill(data: bytes, name: str, says: Provenance) -> Report:
    state = "untouched since" if is_untouched(data) else "saved again or edited since"
    reason = f"It was made by “briefgen fill” and is {state}; its data stand in no dossier, so it is not made again."
    return Report(name, Verdict.UNKNOWN, says, (reason,))


def _why_not_again(problem: BriefgenError) -> tuple[str, ...]:
    if isinstance(problem, FindingsError):
        first = next(iter(problem.findings), None)
        return (f"It cannot be made any more: {first.place}: {first.message}" if first else str(problem),)
    return (f"It cannot be made any more: {problem.message}",)


class _Trial(Struct, dict=True):
    """A file beside the document that is made again, and the dossier that this is made from."""

    data: bytes
    name: str
    says: Provenance
    again: bytes
    dossier: Dossier
    _reasons: list[str] = field(default_factory=list)

    def report(self) -> Report:
        """The verdict with its reasons."""
        if _parts(self.data) == _parts(self.again):
            return self._found(Verdict.SAME, self._of_data(concerns=False))
        untouched = is_untouched(self.data)
        reasons = [*self._of_version(), *self._of_template(), *self._of_data(concerns=True)]
        if words_of(self.data, self.name) == words_of(self.again, self.name):
            return self._with_the_same_words(reasons, untouched=untouched)
        comparison = self._comparison()
        entries, edits = comparison.entries(), [] if untouched else comparison.edits()
        if not (untouched or entries or edits or self._is_of_other_template):
            edits = list(_outside_of_paragraphs(self.data, self.again, self.name))
        verdict = Verdict.EDITED if edits else Verdict.CHANGED
        if not untouched and not edits:
            reasons.append("It was saved again by another program since it was made.")
        return replace(self._found(verdict, reasons), entries=tuple(entries), edits=tuple(edits))

    def _found(self, verdict: Verdict, reasons: Sequence[str]) -> Report:
        return Report(self.name, verdict, self.says, tuple(reasons))

    def _with_the_same_words(self, reasons: list[str], *, untouched: bool) -> Report:
        if untouched and self.says.version == __version__:
            return self._found(Verdict.CHANGED, [*reasons, "Its words are the same; what differs is its look."])
        if not untouched:
            reasons.insert(0, "It was saved again since it was made, its words and their order are the same.")
        return self._found(Verdict.SAME_WORDS, reasons)

    def _comparison(self) -> Comparison:
        return Comparison.of(
            self.data,
            self.again,
            self.dossier,
            follows_template=not self._is_of_other_template,
            follows_data=not self._is_of_other_data,
        )

    @cached_property
    def _today(self) -> Provenance:
        found = provenance_of(read_properties(self.again))
        assert found, "made a moment ago"
        return found

    @property
    def _is_of_other_template(self) -> bool:
        return self.says.template_digest != self._today.template_digest

    @property
    def _is_of_other_data(self) -> bool:
        return (self.says.data_digest, self.says.catalogues) != (self._today.data_digest, self._today.catalogues)

    def _of_version(self) -> Iterator[str]:
        if self.says.version != __version__:
            yield f"It was made by briefgen {self.says.version}, this is {__version__}: the words are compared."

    def _of_template(self) -> Iterator[str]:
        if self._is_of_other_template:
            yield f"The template {self.says.template} has changed since."

    def _of_data(self, *, concerns: bool) -> list[str]:
        if not self._is_of_other_data:
            return []
        only = self.says.data_digest == self._today.data_digest
        what = "The translations have" if only else "The data have"
        return [f"{what} changed since{'.' if concerns else ', but nothing of it concerns this document.'}"]


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file but for its custom properties, as the seal has them."""
    return {part.name: part.data for part in read_parts(data, "The file") if part.name != CUSTOM_PROPERTIES}


def _outside_of_paragraphs(found: bytes, made: bytes, name: str) -> Iterator[EditedParagraph]:
    """What differs in headers, footers and notes, which have no anchors; or in boxes, where it is not known where."""
    file, again = words_of(found, name), words_of(made, name)
    pairs = [(again.margins, file.margins), (again.notes, file.notes), (again.body, file.body)]
    for old, new in pairs:
        if old != new:
            yield EditedParagraph(Edit.REWORDED, *shorten(" ".join(old), " ".join(new)))


def _without_properties(data: bytes, name: str, where: Where, today: date) -> Report:
    """A file that says nothing of itself: a stranger's, or a clean copy, which the register knows."""
    for place, folder in _dossiers(where):
        if found := _edition_of_copy(data, folder, partial(make_edition, where=place, today=today)):
            edition, reason = found
            return Report(name, Verdict.SAME, None, (reason, f"Its dossier is {place.dossier}."), edition=edition)
    if any(each.anchor for each in read_anchored(data, name)):
        lost = "Its paragraphs have anchors of briefgen, but the properties that name its dossier and day are gone."
        return Report(name, Verdict.UNKNOWN, None, (lost,))
    return Report(name, Verdict.NOT_OURS)


def _dossiers(where: Where) -> Iterator[tuple[Where, Path]]:
    """The dossiers in whose registers a file may stand: the one named, or all of the workspace, if there is one."""
    try:
        workspace = workspace_for(where)
    except UsageProblemError:  # a stranger's file is one everywhere
        return
    for name in [where.dossier] if where.dossier else workspace.dossier_ids():
        yield replace(where, dossier=name), workspace.dossier_folder(name)


def _edition_of_copy(
    data: bytes, folder: Path, again: Callable[[Edition], MadeDocuments]
) -> tuple[Edition, str] | None:
    """The edition that a file without properties is, or is a clean copy of, and how that is known.

    Args:
        again: makes the document of an edition again.
    """
    editions = read_register(folder)[0]
    if named := _with_digest(editions, data):
        return named, "It is, byte for byte, what the register has as sent."
    for each in reversed(editions):
        if _is_copy_of(data, partial(_kept, folder, each)):
            return each, "It is the clean copy of the file that the register keeps."
        if _is_copy_of(data, lambda each=each: again(each).files[0].data):  # type: ignore[misc]
            return each, "It is the clean copy of the document of that edition, made again."
    return None


def _kept(folder: Path, edition: Edition) -> bytes:
    path = folder / KEPT_FOLDER / edition.file_name
    return path.read_bytes() if path.is_file() else b""


def _is_copy_of(data: bytes, original: Callable[[], bytes]) -> bool:
    try:
        found = original()
        return bool(found) and clean_copy(found, "The edition").data == data
    except BriefgenError:  # it cannot be made any more, or is no Word file: then the copy is of another one
        return False


def _with_digest(editions: Sequence[Edition], data: bytes) -> Edition | None:
    digest = sha256(data).hexdigest()
    return next((each for each in editions if each.digest == digest), None)
