"""A copy of a Word file without the traces of those who worked on it, and the proof that it says the same.

A paper that leaves the house should say what stands in it, and nothing else. The copy bears no seal; `briefgen verify`
knows it by its digest in the register.
"""

from __future__ import annotations

from msgspec import Struct

from briefgen.editions import clean_parts, clean_stories
from briefgen.editions.clean_parts import Traces
from briefgen.editions.differences import words_of
from briefgen.errors import BriefgenError
from briefgen.opc.package import write_package
from briefgen.opc.read import Package, read_package
from briefgen.opc.xml import Element
from briefgen.word.reader.looks import Looks
from briefgen.word.wml.comments import serialise_part
from briefgen.word.wml.styles import Styles

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NOT_OF_TEXT = ("comments+xml",)
_STORIES = ("main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "glossary+xml")
_NOTES = ("footnotes+xml", "endnotes+xml")


class WordsDifferError(BriefgenError):
    """The copy would not say what the file says: a defect, or a file that nobody foresaw (exit code 1)."""

    exit_code = 1


class CleanCopy(Struct, frozen=True):
    """A copy of a file, and what is not in it."""

    data: bytes
    traces: Traces


def clean_copy(data: bytes, name: str, *, keep_changes: bool = False) -> CleanCopy:
    """A copy of a Word file without traces; the same file always gives the same bytes, and a copy stays as it is.

    Tracked changes are accepted, since they show what was there before; title, subject and language stay.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        keep_changes: tracked changes stay, under the name “Author” and without dates.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or holds what is not taken on: macros, embedded
            programs, pictures from the web.
        WordsDifferError: the copy would not have the same visible words.
    """
    package, traces = read_package(data, name), Traces()
    for each in package.left_out:
        kind = "template" if each.code == "ATTACHED_TEMPLATE" else "connections"
        traces.add(kind, 1, each.detail)
    clean_parts.count_comments(package, traces)
    trees = _trees(package)
    _clean_trees(package, trees, traces, keep_changes=keep_changes)
    changed = {part: written for part, root in trees.items() if (written := _written(package, part, root))}
    changed |= clean_parts.clean_properties(package, traces) | clean_parts.clean_workbooks(package, traces)
    package = clean_parts.without_parts(package.with_parts(_really_changed(package, changed)), traces)
    copy = write_package(clean_parts.without_unused(package, traces), {})
    _refuse_other_words(data, copy, name, keep_changes=keep_changes)
    return CleanCopy(copy, traces)


def is_clean_copy(data: bytes) -> bool:
    """Whether a file is as `clean_copy` writes one, so that replacing it loses nobody's work.

    Another program that saves such a copy packs it otherwise, whether or not it leaves traces.
    """
    try:
        copy = clean_copy(data, "The file")
    except BriefgenError:
        return False
    return copy.data == data and not copy.traces.counts


def _trees(package: Package) -> dict[str, Element]:
    """The trees of the parts of WordprocessingML that stay, by name."""
    types = {name: package.content_type(name) for name in package.names}
    wml = (name for name, kind in types.items() if kind.startswith(_WML) and not kind.endswith(_NOT_OF_TEXT))
    return {name: package.xml(name) for name in wml}


def _clean_trees(package: Package, trees: dict[str, Element], traces: Traces, *, keep_changes: bool) -> None:
    stories = {name: root for name, root in trees.items() if package.content_type(name).endswith(_STORIES)}
    looks = _looks(package)
    for root in trees.values():
        clean_stories.take_changes(root, traces, keep=keep_changes)
        clean_stories.take_ids(root, traces)
        clean_parts.take_settings(root, traces)
    for root in stories.values():
        clean_stories.take_comments(root)
        clean_stories.take_custom_xml(root, traces)
        clean_stories.take_permissions(root, traces)
        clean_stories.take_fields(root, traces)
        clean_parts.take_printers(root)
    _clean_references(package, stories, looks, traces)


def _clean_references(package: Package, stories: dict[str, Element], looks: Looks, traces: Traces) -> None:
    """What is gone only when nothing that stays refers to it; hidden text goes last, as it may hold whole bookmarks."""
    targets = (each.target for known in package.related.values() for each in known if each.external)
    references = " ".join([*map(clean_stories.references_in, stories.values()), *targets])
    for root in stories.values():
        clean_stories.take_bookmarks(root, references, traces)
        clean_stories.take_hidden_text(root, looks, traces)
    for name, root in stories.items():
        if package.content_type(name).endswith(_NOTES):
            clean_stories.take_notes(root, stories.values(), traces)


def _looks(package: Package) -> Looks:
    styles = next(iter(package.related_parts(package.main_part, "styles")), "")
    return Looks(Styles(package.xml(styles) if styles else None))


def _written(package: Package, part: str, root: Element) -> bytes:
    """A part as it is written now; empty where nothing in it has changed."""
    written = serialise_part(root)
    return b"" if written == serialise_part(package.xml(part)) else written


def _really_changed(package: Package, changed: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in changed.items() if data != package.part(name)}


def _refuse_other_words(before: bytes, after: bytes, name: str, *, keep_changes: bool) -> None:
    """Refuses a copy that does not say the same.

    Raises:
        WordsDifferError: naming the first word that differs.
    """
    old, new = words_of(before, name), words_of(after, name)
    if old == new:
        return
    pairs = zip((*old.body, *old.margins, *old.notes), (*new.body, *new.margins, *new.notes), strict=False)
    first = next((one for one, other in pairs if one != other), "the end")
    message = f"{name}: the copy without traces would not have the same words, so none was written; first at “{first}”."
    remedy = "Accept all changes" if not keep_changes else "Leave --keep-changes out"
    raise WordsDifferError(message, f"{remedy}, save the file again in Word, and please report it.")
