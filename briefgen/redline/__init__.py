"""Two Word files as one with native tracked changes.

from briefgen.redline import redline

result = redline(old, new)
result.docx  # accepting all changes gives the new file, rejecting all the old one
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from briefgen.opc.seal import write_sealed
from briefgen.redline.comments import add_change_comments
from briefgen.redline.content import ContentMerger, UnsurePair
from briefgen.redline.documents import ComparedDocument, MergedPackage
from briefgen.redline.marks import ChangeCounts, ChangeSource, Revisions
from briefgen.redline.notes import pair_notes
from briefgen.redline.sections import SectionMerger

__all__ = ["DEFAULT_SOURCE", "ChangeCounts", "ChangeSource", "Redline", "UnsurePair", "redline"]

DEFAULT_SOURCE = ChangeSource("briefgen", "1970-01-01T00:00:00Z")
_NONE: Mapping[str, ChangeSource] = MappingProxyType({})


@dataclass(frozen=True)
class Redline:
    """A document with tracked changes, and what is to be said of it.

    Attributes:
        docx: the file's bytes.
        counts: how much was changed.
        unsure: what was taken for the same because it is like the other, without an identity or equal text.
        had_revisions: which of the two files, "old" and "new", had tracked changes of its own; they were accepted.
        untracked: sentences about what differs and cannot be tracked.
    """

    docx: bytes
    counts: ChangeCounts
    unsure: tuple[UnsurePair, ...]
    had_revisions: tuple[str, ...] = ()
    untracked: tuple[str, ...] = ()


def redline(
    old: bytes,
    new: bytes,
    *,
    sources: Mapping[str, ChangeSource] = _NONE,
    default: ChangeSource = DEFAULT_SOURCE,
    names: tuple[str, str] = ("The older file", "The newer file"),
) -> Redline:
    """One Word file from two: accepting all changes gives the new one, rejecting all the old one.

    What bears the same anchor is the same; without anchors, equal texts are, and then what is like each other, in
    order; nothing is paired by its position. Changes of words are marked inside paragraphs, changes of looks and of
    the properties of paragraphs, tables and sections are recorded as well, but for languages and marks of the
    proofreader. What moved is deleted and inserted. Tracked changes that either file has are taken as accepted;
    comments are those of the new file. The same files always give the same bytes.

    Args:
        old, new: the bytes of the two files.
        sources: author, date and comment of changes, by the identity in the anchor of the paragraph or row in which
            they are: the nearest counts.
        default: the source of all other changes.
        names: what the two files are called in messages.

    Raises:
        PackageRefusedError: one of the files is no Word document, is damaged, or a dangerous one.
    """
    result = MergedPackage(ComparedDocument(old, names[0]), ComparedDocument(new, names[1]))
    result.translate(result.old.root(result.old.main))
    revisions = Revisions(sources, default)
    merger = _merge(result, revisions)
    add_change_comments(result, revisions)
    record = {"briefgen redline": f"{sha256(old).hexdigest()} {sha256(new).hexdigest()}"}
    had = tuple(name for name, each in (("old", result.old), ("new", result.new)) if each.had_revisions)
    docx = write_sealed(result.finish(), record)
    return Redline(docx, revisions.counts, tuple(merger.unsure), had, tuple(dict.fromkeys(result.untracked)))


def _merge(result: MergedPackage, revisions: Revisions) -> ContentMerger:
    """Merges all stories: the body, then notes, then headers and footers."""
    old, new = result.old, result.new
    notes = pair_notes(result)
    mains = (old.root(old.main), new.root(new.main))
    relations = result.relate((old.main, new.main), mains)
    sections = SectionMerger(result, relations, revisions)
    merger = ContentMerger(revisions, result.adoption.adopt, sections.merge_properties)
    merger.merge(old.body, new.body, revisions.default)
    sections.merge_last(merger)
    for each in notes:
        each.merge(merger)
    sections.merge_margins(merger)
    relations.collect(mains[1], result.added)
    return merger
