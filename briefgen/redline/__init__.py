"""Two Word files as one with native tracked changes.

from briefgen.redline import redline

result = redline(old, new)
result.docx  # accepting all changes gives the new file, rejecting all the old one
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from briefgen.findings import Finding, Place, declare, hint, warning
from briefgen.opc.read import read_package
from briefgen.opc.refusals import LEFT_OUT
from briefgen.opc.seal import write_sealed
from briefgen.redline.comments import add_change_comments
from briefgen.redline.content import ContentMerger, UnsurePair
from briefgen.redline.documents import ComparedDocument, MergedPackage
from briefgen.redline.first_page import LineLook, PageLine, put_first_page
from briefgen.redline.marks import ChangeCounts, ChangeSource, Revisions
from briefgen.redline.notes import pair_notes
from briefgen.redline.sections import SectionMerger

__all__ = [
    "DEFAULT_SOURCE",
    "OLDER_SIDE",
    "ChangeCounts",
    "ChangeSource",
    "LineLook",
    "PageLine",
    "Redline",
    "UnsurePair",
    "redline",
    "source_of",
]

ACCEPTED: Final = declare("RED-001", "The files that are compared have no tracked changes of their own.")
UNSURE: Final = declare("RED-002", "What is compared is known to be the same: by its anchor, its text, or most of it.")
UNTRACKED: Final = declare("RED-003", "All that differs between the files can be tracked.")
CONNECTED: Final = declare("RED-004", "The files that are compared are not connected to the computer of their author.")
OLDER_SIDE: Final = declare("RED-005", "The older side of a redline can be made with what was known on its day.")

DEFAULT_SOURCE = ChangeSource("briefgen", "1970-01-01T00:00:00Z")
_NONE: Mapping[str, ChangeSource] = MappingProxyType({})
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Redline(Struct, frozen=True):
    """A document with tracked changes, and what is to be said of it.

    Attributes:
        docx: the file's bytes.
        counts: how much was changed.
        unsure: what was taken for the same because it is like the other, without an identity or equal text.
        findings: all that somebody should know, with what is unsure as hints.
    """

    docx: bytes
    counts: ChangeCounts
    unsure: tuple[UnsurePair, ...]
    findings: tuple[Finding, ...] = ()


def redline(
    old: bytes,
    new: bytes,
    *,
    sources: Mapping[str, ChangeSource] = _NONE,
    default: ChangeSource = DEFAULT_SOURCE,
    names: tuple[str, str] = ("The older file", "The newer file"),
    first_page: Sequence[PageLine] = (),
) -> Redline:
    """One Word file from two: accepting all changes gives the new one, rejecting all the old one.

    What bears the same anchor is the same; without anchors, equal texts are, and then what is like each other, in
    order; nothing is paired by its position. Changes of words are marked inside paragraphs, changes of looks and of
    the properties of paragraphs, tables and sections are recorded as well, but for languages, marks of the proofreader,
    and page numbers counted anew. What moved is deleted and inserted. Tracked changes that either file has are taken
    as accepted; comments are those of the new file. The same files always give the same bytes.

    Args:
        old, new: the bytes of the two files.
        sources: author, date and comment of changes, by the digest of the record in the anchor of the paragraph or
            row in which they are: the nearest counts.
        default: the source of all other changes.
        names: what the two files are called in messages.
        first_page: what is said on a page before the document, if anything is; it stays whether changes are accepted or
            rejected.

    Raises:
        PackageRefusedError: one of the files is no Word document, is damaged, or a dangerous one.
    """
    result = MergedPackage(ComparedDocument(old, names[0]), ComparedDocument(new, names[1]))
    result.translate(result.old.root(result.old.main))
    revisions = Revisions(sources, default)
    merger = _merge(result, revisions)
    add_change_comments(result, revisions)
    if first_page:
        put_first_page(result, first_page)
    record = {"briefgen redline": f"{sha256(old).hexdigest()} {sha256(new).hexdigest()}"}
    docx = write_sealed(result.finish(), record)
    return Redline(docx, revisions.counts, tuple(merger.unsure), tuple(_findings(result, merger, names)))


def source_of(new: bytes, name: str = "The newer file") -> ChangeSource:
    """The source of changes for which none is known: by briefgen, when the newer file was last saved.

    Args:
        new: the bytes of the newer file; where it does not say when, it is the first moment of 1970.
        name: its name, for messages.

    Raises:
        PackageRefusedError: it cannot be read.
    """
    package = read_package(new, name)
    for part in (each for each in package.names if package.content_type(each) == _CORE_TYPE):
        saved = (package.xml(part).findtext(_MODIFIED) or "").strip()
        if _INSTANT.fullmatch(saved):
            return ChangeSource(DEFAULT_SOURCE.author, saved)
    return DEFAULT_SOURCE


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


def _findings(result: MergedPackage, merger: ContentMerger, names: tuple[str, str]) -> Iterator[Finding]:
    for name, document in zip(names, (result.old, result.new), strict=True):
        if document.had_revisions:
            message = "it holds tracked changes of its own; it is compared as if all of them were accepted"
            yield warning(ACCEPTED, Place(name), message, "Accept or reject them in Word if that is not what is meant.")
        for each in document.package.left_out:
            yield warning(CONNECTED, Place(name), LEFT_OUT[each.code].format(unquote(each.detail)), words=each.detail)
    for sentence in dict.fromkeys(result.untracked):
        yield warning(UNTRACKED, Place(names[1]), sentence)
    for pair in merger.unsure:
        message = f"taken for the same as “{pair.old}”, which is like it ({pair.likeness:.0%})"
        yield hint(UNSURE, Place(names[1], spot=pair.place), message, words=pair.new)
