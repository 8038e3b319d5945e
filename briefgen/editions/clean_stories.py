"""Traces in the text of a file: anchors, comments, tracked changes, hidden text, ids, custom XML.

Each function takes one trace out of the tree of a part, and counts it. What a reader sees stays.

Source: ECMA-376 part 1, 17.13 (annotations), 17.3.2.41 (vanish), 17.16 (fields), 17.5.1 (custom XML).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from briefgen.editions.clean_parts import Traces
from briefgen.opc.fields import FieldStack
from briefgen.opc.xml import Element
from briefgen.word.anchors.names import read_name
from briefgen.word.reader.looks import Looks
from briefgen.word.wml.comments import ID, RANGE_END, RANGE_START, REFERENCE, remove_marks
from briefgen.word.wml.fields import CHAR, INSTRUCTION, SIMPLE, TYPE
from briefgen.word.wml.ooxml import (
    BOOKMARK,
    BOOKMARK_END,
    MARKERS,
    PERMISSION,
    PERMISSION_END,
    PPR,
    RPR,
    RUN,
    SECTPR,
    P,
    W,
    ancestor,
    local_name,
    remove,
    w,
)
from briefgen.word.wml.revisions import accept_revisions

_NAME, _AUTHOR, _DATE = w("name"), w("author"), w("date")
_SOMEBODY = "Author"  # what Word itself writes when it takes personal information out of a file
_CHANGES = tuple(
    map(w, "ins del moveFrom moveTo rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange".split())
)
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PARAGRAPH_IDS = frozenset(
    {
        *(f"{_WORD_2010}{name}" for name in ("paraId", "textId")),
        *(
            f"{{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}}{n}"
            for n in ("anchorId", "editId")
        ),
        "{http://schemas.microsoft.com/office/word/2016/wordml/cid}durableId",
    }
)
_DATE_UTC = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}dateUtc"
_RSIDS = f"{{{W}}}rsid"
_WRAPPERS = tuple(map(w, ("smartTag", "customXml")))
_WRAPPED_PROPERTIES = frozenset(map(w, ("smartTagPr", "customXmlPr")))
_BINDINGS = (w("dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")
# what they show is taken out, so that they would be empty, or an error, when they are next updated
_OF_PROPERTIES = frozenset(
    "AUTHOR LASTSAVEDBY TEMPLATE DOCPROPERTY DOCVARIABLE INFO COMMENTS KEYWORDS EDITTIME REVNUM "
    "CREATEDATE SAVEDATE PRINTDATE".split()
)
# fields that are hidden because an index shows their words, with the field that does
_SHOWN_BY = {"XE": "INDEX", "TC": "TOC", "TA": "TOA", "RD": "TOC"}
_FIELD_SIGNS = frozenset({RPR, CHAR, INSTRUCTION, w("delInstrText")})
_HOLDERS = frozenset({SIMPLE, w("hyperlink"), w("ins")})


def take_comments(root: Element) -> None:
    """Takes the marks of all comments out; the comments themselves are a part, and are counted there."""
    remove_marks(root, {each.get(ID) or "" for each in root.iter(RANGE_START, RANGE_END, REFERENCE)})


def take_changes(root: Element, traces: Traces, *, keep: bool) -> None:
    """Accepts tracked changes, or, where they are kept, takes their authors and dates out."""
    changes = [each for each in root.iter(*_CHANGES) if each.get(_AUTHOR) is not None]
    if not keep:
        traces.add("changes", len(changes))
        accept_revisions(root)
        return
    known = [each for each in root.iter("*") if each.get(_AUTHOR) not in (None, _SOMEBODY) or each.get(_DATE)]
    for each in known:
        for name in (_DATE, _DATE_UTC):
            each.attrib.pop(name, "")
        if each.get(_AUTHOR) is not None:
            each.set(_AUTHOR, _SOMEBODY)
    traces.add("change-authors", len(known))


def references_in(root: Element) -> str:
    """All text of a part that may refer to a bookmark: the codes of its fields, and its links."""
    codes = "".join(each.text or "" for each in root.iter(INSTRUCTION))
    simple = " ".join(each.get(w("instr")) or "" for each in root.iter(SIMPLE))
    links = " ".join(each.get(w("anchor")) or "" for each in root.iter(w("hyperlink")))
    return f"{codes} {simple} {links}"


def take_bookmarks(root: Element, references: str, traces: Traces) -> None:
    """Takes anchors out, and hidden bookmarks that nothing refers to.

    Args:
        references: what `references_in` gives of all parts.
    """
    words = set(re.findall(r"\w+", references))
    gone: set[str] = set()
    for each in [each for each in root.iter(BOOKMARK) if (each.get(_NAME) or "").startswith("_")]:
        name = each.get(_NAME) or ""
        if name not in words:
            traces.add("anchors" if read_name(name) else "bookmarks")
            gone.add(each.get(ID) or "")
            remove(each)
    for each in [each for each in root.iter(BOOKMARK_END) if each.get(ID) in gone]:
        remove(each)


def take_permissions(root: Element, traces: Traces) -> None:
    """Takes out what names the persons who may edit a range (17.13.7)."""
    named = {each.get(ID) for each in root.iter(PERMISSION) if each.get(w("ed"))}
    traces.add("permissions", len(named))
    for each in [each for each in root.iter(PERMISSION, PERMISSION_END) if each.get(ID) in named]:
        remove(each)


def take_custom_xml(root: Element, traces: Traces) -> None:
    """Takes bindings of content controls out, and the tags of custom XML and smart tags around text, which stays."""
    bindings = list(root.iter(*_BINDINGS))
    wrappers = list(root.iter(*_WRAPPERS))
    traces.add("custom-xml", len(bindings) + len(wrappers))
    for each in bindings:
        remove(each)
    for each in wrappers:
        _unwrap(each)


def _unwrap(wrapper: Element) -> None:
    for child in list(wrapper):
        if child.tag not in _WRAPPED_PROPERTIES:
            wrapper.addprevious(child)
    remove(wrapper)


def take_ids(root: Element, traces: Traces) -> None:
    """Takes the ids out by which Word tells editing sessions and paragraphs of different files apart."""
    for element in root.iter("*"):
        for name in [str(name) for name in element.attrib]:
            if name.startswith(_RSIDS) or name in _PARAGRAPH_IDS:
                traces.add("paragraph-ids" if name in _PARAGRAPH_IDS else "revision-ids")
                del element.attrib[name]
    for element in list(root.iter(w("rsids"), w("rsid"), w("rsidRoot"))):
        traces.add("revision-ids", element.tag != w("rsids"))
        remove(element)


class _Field(Struct):
    """A complex field: its signs, what stands between them, and its code.

    Attributes:
        inside: whether it stands in the code of another field, or of a result that is thrown away with it.
        signs: its signs and all that is no result.
        runs: all runs from its beginning to its end.
    """

    inside: bool
    signs: list[Element] = field(default_factory=list)
    runs: dict[Element, None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in capitals."""
        code = "".join(each.text or "" for each in self.signs if each.tag == INSTRUCTION)
        return next(iter(code.split()), "").upper().strip('"')


def _fields(root: Element) -> Iterator[_Field]:
    """The complex fields of a part that have both ends, each behind those that it holds."""
    stack = FieldStack[_Field]()
    for run in root.iter(RUN):
        for child in run:
            kind = (child.get(TYPE) or "") if child.tag == CHAR else ""
            of_sign = stack.turn(kind, _Field(stack.in_instruction)) if kind else None
            for each in (*(other.data for other in stack.open), *filter(None, [of_sign])):
                each.runs.setdefault(run)
            if of_sign is not None:
                of_sign.signs.append(child)
            elif child.tag != RPR and stack.open and stack.open[-1].instructing:
                stack.open[-1].data.signs.append(child)
            if kind == "end" and of_sign is not None:
                yield of_sign


def take_fields(root: Element, traces: Traces) -> None:
    """Makes plain text of the fields that show properties; their next update would show what is no longer there."""
    for each in [each for each in _fields(root) if each.name in _OF_PROPERTIES and not each.inside]:
        traces.add("fields")
        for sign in each.signs:
            remove(sign)
        for run in each.runs:
            _drop_if_empty(run)
    for simple in list(root.iter(SIMPLE)):
        if next(iter((simple.get(w("instr")) or "").split()), "").upper() in _OF_PROPERTIES:
            traces.add("fields")
            _unwrap(simple)


def take_hidden_text(root: Element, looks: Looks, traces: Traces) -> None:
    """Takes out what Word neither shows nor prints, and paragraphs of which nothing is shown.

    A hidden entry of an index stays where the file has that index: its words are seen there.
    """
    hidden = [each for each in root.iter(RUN) if _is_hidden(each, looks)]
    if not hidden:
        return
    fields = list(_fields(root))
    names = {each.name for each in fields}
    staying = {run for each in fields if _SHOWN_BY.get(each.name) in names for run in each.runs}
    whole = {run for each in fields if set(each.runs) <= set(hidden) for run in each.runs}
    paragraphs = [each for run in hidden if run not in staying and (each := ancestor(run, P)) is not None]
    traces.add("hidden-text", sum(_take_run(run, whole=run in whole) for run in hidden if run not in staying))
    for paragraph in dict.fromkeys(paragraphs):
        if looks.hides_mark(paragraph):
            _drop_paragraph(paragraph)


def _is_hidden(run: Element, looks: Looks) -> bool:
    paragraph = ancestor(run, P)
    return looks.span(run, "" if paragraph is None else looks.styles.style_of(paragraph)) is None


def _take_run(run: Element, *, whole: bool) -> bool:
    """Takes a hidden run out; of a field that goes on where text is shown its signs stay."""
    gone = [child for child in run if whole or child.tag not in _FIELD_SIGNS]
    gone = [child for child in gone if child.tag != RPR]
    for child in gone:
        remove(child)
    _drop_if_empty(run)
    return bool(gone)


def _drop_if_empty(run: Element) -> None:
    holder = run.getparent()
    if all(child.tag == RPR for child in run):
        remove(run)
        if holder is not None and holder.tag in _HOLDERS and not len(holder):
            remove(holder)


def _drop_paragraph(paragraph: Element) -> None:
    """Drops a paragraph that is empty now, unless something hangs on it, or its cell would have none at its end."""
    neighbours = (paragraph.getprevious(), paragraph.getnext())
    stands_alone = all(each is None or each.tag != P for each in neighbours)
    holds = paragraph.find(f"{PPR}/{SECTPR}") is not None or any(each.tag in MARKERS for each in paragraph.iter("*"))
    if not stands_alone and not holds and all(child.tag == PPR or not len(child) for child in paragraph):
        remove(paragraph)


def take_notes(notes: Element, stories: Iterable[Element], traces: Traces) -> None:
    """Takes out the footnotes or endnotes whose marks are gone, or never were there.

    Args:
        notes: the part of the notes.
        stories: the parts in which their marks may stand.
    """
    marks = (w("footnoteReference"), w("endnoteReference"))
    kind = local_name(notes).removesuffix("s")
    wanted = {each.get(ID) for story in stories for each in story.iter(*marks) if local_name(each).startswith(kind)}
    for note in [each for each in notes.iter(w(kind)) if each.get(w("type")) in (None, "normal")]:
        if note.get(ID) not in wanted:
            traces.add("notes")
            remove(note)
