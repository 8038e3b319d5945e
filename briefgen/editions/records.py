"""The records of a dossier by the digests that anchors have of them.

An anchor names its record by the keys of the loops in which a template printed it, outermost first. Which loops those
are is the template's choice: an item is printed below its point, or alone in a list by owner; a dash below the recital
or point that it belongs to, or alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from briefgen.asof.change_list import Subject
from briefgen.model.dossier import Dossier
from briefgen.model.kinds import ParagraphEntry
from briefgen.word.anchors.names import record_digest


class RecordKey(Struct, frozen=True):
    """Which record it is.

    Attributes:
        key: its own; of a paragraph within its document.
        above: the key of what it stands below: the point of an item, the recital or point of a dash; else "".
    """

    subject: Subject
    key: str
    above: str = ""

    def digests(self) -> Iterator[str]:
        """The digests that anchors may have of it."""
        yield record_digest([self.key])
        if self.above:
            yield record_digest([self.above, self.key])


def paragraphs_above(rows: Iterable[ParagraphEntry]) -> Mapping[str, str]:
    """By the key of each dash of a document, that of the recital or point below which it stands.

    Args:
        rows: the paragraphs of one document, in their order.
    """
    above, found = "", dict[str, str]()
    for row in rows:
        if row.kind != "dash":
            above = row.paragraph
        elif above:
            found[row.paragraph] = above
    return found


def name_records(dossier: Dossier) -> Mapping[str, str]:
    """What the records of a dossier are called in messages, by the digests of all their anchors."""
    return {digest: name for record, name in _named(dossier) for digest in record.digests()}


def _named(dossier: Dossier) -> Iterator[tuple[RecordKey, str]]:
    numbers = {each.point: each.number or each.point for each in dossier.commitments}
    for point, number in numbers.items():
        yield RecordKey(Subject.COMMITMENT, point), f"point {number}"
    for item in dossier.follow_ups:
        number = numbers.get(item.point, item.point)
        yield RecordKey(Subject.ITEM, item.item, item.point), f"point {number}, item {item.item}"
    documents = dict.fromkeys(row.document for row in dossier.paragraphs)
    for document in documents:
        rows = [row for row in dossier.paragraphs if row.document == document]
        above = paragraphs_above(rows)
        for row in rows:
            yield (
                RecordKey(Subject.PARAGRAPH, row.paragraph, above.get(row.paragraph, "")),
                f"paragraph {row.paragraph}",
            )
