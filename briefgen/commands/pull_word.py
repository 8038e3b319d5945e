"""A Word document that came back: whose it is, how it was made, and what was edited in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefgen.commands.pull_texts import texts_in
from briefgen.editions.again import Provenance, make_again, provenance_of
from briefgen.errors import BriefgenError, UnreadableInputError, UsageProblemError
from briefgen.findings import Finding, Place, warning
from briefgen.model.dossier import Commitment, FollowUp
from briefgen.model.kinds import ParagraphEntry
from briefgen.opc.seal import read_properties
from briefgen.production.documents import MadeDocuments
from briefgen.production.order import Where
from briefgen.production.record import Record
from briefgen.pull import TWO_SIDED
from briefgen.pull.document import DocumentSides, ReturnedDocument, read_document
from briefgen.pull.remarks import two_sided
from briefgen.sources.files.text import read_bytes
from briefgen.word.reader.traces import TracedDocument, read_traces

_BY_HAND = "Enter what was changed in it into the ledger by hand."


class ComparedFile(Struct, frozen=True):
    """A document that came back, with what it was compared with.

    Attributes:
        language: of the document.
        made: the bytes of the document as it was made.
    """

    returned: ReturnedDocument
    document: str
    language: str
    data: bytes
    made: bytes


def compare_file(path: Path, record: Record, where: Where, today: date, as_of: date | None) -> ComparedFile:
    """What was edited in a Word document.

    Args:
        as_of: the day of the new rows; None for that of the document.

    Raises:
        UnreadableInputError: it is no Word document, or none that briefgen made of a dossier.
        UsageProblemError: it is of another dossier, or cannot be made again.
    """
    data = read_bytes(path)
    found = read_traces(data, path.name)
    says = _provenance(data, found, record)
    side = _Making(says, where, today, found)
    made, findings, is_exact = side.nearest()
    again = read_traces(made.files[0].data, "the document as it was made")
    printed, reader = texts_in(made)
    is_own = says.language == record.dossier.source_language
    day = as_of or reader.as_of
    language = "" if is_own else says.language
    returned = read_document(DocumentSides(found, again, printed, reader, day, language, is_exact))
    told = replace(returned, findings=(*findings, *returned.findings))
    return ComparedFile(told, says.document, says.language, data, made.files[0].data)


def _provenance(data: bytes, found: TracedDocument, record: Record) -> Provenance:
    """What a file says of itself, if edits in it can go back to this dossier."""
    name, says = found.name, provenance_of(read_properties(data))
    has_anchors = any(each.anchors for each in found.body)
    if says is None and has_anchors:
        message = f"{name}: the properties that name its dossier and day are gone, as in a clean copy."
        raise UnreadableInputError(message, f"Give the file from which the copy was made. {_BY_HAND}")
    if says is None or not says.is_of_dossier:
        message = f"{name} is no document that briefgen has made of a dossier."
        raise UnreadableInputError(message, f"Nothing says which entries it prints. {_BY_HAND}")
    if says.dossier != record.dossier.id:
        message = f"{name} is of the dossier “{says.dossier}”, not of {record.dossier.id}."
        raise UsageProblemError(message, f"Name that one: briefgen pull --dossier {says.dossier} …")
    if says.document.startswith("corrigendum-"):
        raise UsageProblemError(f"{name} is a corrigendum, which is not read back.", _BY_HAND)
    if not has_anchors:
        message = f"{name}: nothing says any more which entry a paragraph comes from; its anchors are gone."
        raise UnreadableInputError(message, f"A program that does not keep bookmarks has saved it. {_BY_HAND}")
    return says


class _Making(Struct, frozen=True):
    """Makes a document again as it was when somebody got it."""

    says: Provenance
    where: Where
    today: date
    found: TracedDocument

    def nearest(self) -> tuple[MadeDocuments, list[Finding], bool]:
        """The document by the data of its day as nearly as they are known; what is told; whether they are the same."""
        now = self._made(self.says)
        today = provenance_of(read_properties(now.files[0].data))
        assert today, "made a moment ago"
        was = (self.says.data_digest, self.says.catalogues, self.says.template_digest)
        if was == (today.data_digest, today.catalogues, today.template_digest):
            return now, [], True
        if self.says.template_digest == today.template_digest:
            fitting = [each for each in self._by_knowledge(now) if self._fits(each)]
            if fitting:
                best = min(fitting, key=self._surplus)
                return best, list(self._told(now, best)), True
        return now, [two_sided(self.found.name)], False

    def _made(self, says: Provenance) -> MadeDocuments:
        try:
            return make_again(says, self.where, self.today)
        except BriefgenError as problem:
            message = f"{self.found.name} cannot be compared, since its document cannot be made any more: {problem}"
            raise UsageProblemError(message, problem.remedy) from problem

    def _by_knowledge(self, now: MadeDocuments) -> Iterator[MadeDocuments]:
        """The document by what was known on each day on which something was recorded, the latest first."""
        yield now
        if self.says.known_on:
            return
        dossier = now.record.dossier
        rows: tuple[FollowUp | Commitment | ParagraphEntry, ...]
        rows = (*dossier.follow_ups, *dossier.commitments, *dossier.paragraphs)
        days = {row.recorded for row in rows if row.recorded}
        for day in sorted(days, reverse=True)[1:]:
            try:
                yield make_again(replace(self.says, known_on=day), self.where, self.today)
            except BriefgenError:  # nothing had been recorded of something that it needs
                return

    def _fits(self, made: MadeDocuments) -> bool:
        """Whether each paragraph of the file comes of a record that said the same."""
        contents = _contents(read_traces(made.files[0].data, "again"))
        return all(contents.get(key) == content for key, content in _contents(self.found).items())

    def _surplus(self, made: MadeDocuments) -> int:
        return len(_contents(read_traces(made.files[0].data, "again")).keys() - _contents(self.found).keys())

    def _told(self, now: MadeDocuments, best: MadeDocuments) -> Iterator[Finding]:
        """What the file lacks and the document of today has: nobody knows whether a hand has deleted it."""
        if now is best:
            return
        today, then = (read_traces(each.files[0].data, "again") for each in (now, best))
        new = _contents(today).keys() - _contents(then).keys() - _contents(self.found).keys()
        for each in today.body:
            if any(anchor.identity in new for anchor in each.anchors):
                words = " ".join(each.passage.text.split())[:60]
                message = f"“{words}” is not in the document, and was recorded since, as far as can be told."
                yield warning(TWO_SIDED, Place(self.found.name), message, "If it was deleted there, enter that.")


def _contents(document: TracedDocument) -> dict[str, str]:
    return {anchor.identity: anchor.content for each in document.body for anchor in each.anchors}
