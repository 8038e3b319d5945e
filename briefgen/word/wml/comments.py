"""Word comments: how they are written, how a range of text is marked, and the two styles that they need.

A template is read without the comments that `briefgen.word.annotate` puts in, so that a corrected copy can be used.
Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.4.3 and 17.13.4.4 (ranges), 17.13.4.5 (references).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from itertools import count

from lxml import etree
from msgspec import Struct

from briefgen.opc.read import Package
from briefgen.opc.xml import Element
from briefgen.word.wml.escape import REFUSED
from briefgen.word.wml.ooxml import DECLARATION, PPR, RPR, RUN, VAL, XML_SPACE, P, T, W, integer, remove, w
from briefgen.word.wml.paragraph_text import Atom, ParagraphText
from briefgen.word.wml.styles import Style, Styles

AUTHOR, INITIALS = "briefgen", "bg"
EMPTY_COMMENTS = f'<w:comments xmlns:w="{W}"/>'.encode()
COMMENT, ID = w("comment"), w("id")
RANGE_START, RANGE_END, REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")


class CommentStyles(Struct, frozen=True):
    """The ids of the styles "annotation text" and "annotation reference"; "" where a document has no styles."""

    text: str = ""
    reference: str = ""


def free_comment_id(roots: Iterable[Element]) -> int:
    """The first number above those of all comments and marks in some parts."""
    marks = (each.get(ID) or "" for root in roots for each in root.iter(COMMENT, RANGE_START, RANGE_END, REFERENCE))
    return max((integer(number, -1) for number in marks), default=-1) + 1


def add_comment(comments: Element, number: int, paragraphs: Iterable[str], styles: CommentStyles) -> None:
    """Adds a comment by briefgen to `w:comments`. It bears no date, so that the same input gives the same bytes.

    Args:
        paragraphs: the text; a character that Word cannot hold becomes U+FFFD.
    """
    names = {ID: str(number), w("author"): AUTHOR, w("initials"): INITIALS}
    comment = etree.SubElement(comments, COMMENT, names)
    for index, text in enumerate(paragraphs):
        paragraph = etree.SubElement(comment, P)
        if styles.text:
            etree.SubElement(etree.SubElement(paragraph, PPR), w("pStyle")).set(VAL, styles.text)
        if index == 0:
            etree.SubElement(_run(paragraph, styles.reference), w("annotationRef"))
        written = etree.SubElement(etree.SubElement(paragraph, RUN), T)
        written.text = REFUSED.sub("\ufffd", text)
        written.set(XML_SPACE, "preserve")


def mark_words(text: ParagraphText, start: int, end: int, number: int, styles: CommentStyles) -> None:
    """Marks some characters of a paragraph as what a comment is about; runs are parted where they begin and end.

    Where the first and the last of them have not the same parent (a link, a control, the paragraph), what holds them
    is marked.

    Args:
        start, end: offsets in the paragraph's text, `end` behind the last one.
    """
    first, last = text.atom_at(start), text.atom_at(end - 1)
    _part_run(last, end - last.start)
    head = _part_run(first, start - first.start)
    tail = head if last.element is first.element else last.element
    begin, close = _run_of(head), _run_of(tail)
    if begin.getparent() is not close.getparent():
        begin, close = child_around(text.paragraph, begin), child_around(text.paragraph, close)
    mark_range(begin, close, number, styles, text.paragraph)


def _run_of(element: Element) -> Element:
    run = element.getparent()
    assert run is not None, "text stands in a run"
    return run


def _part_run(atom: Atom, offset: int) -> Element:
    """Parts a run before a character of an atom, if anything stands on both sides; the element that it is in now."""
    element, run = atom.element, _run_of(atom.element)
    if offset >= atom.length:
        following = element.getnext()
        if following is not None:
            _move_behind(run, following)
        return element
    if offset > 0:
        element = _part_text(element, offset)
    if any(each.tag != RPR for each in element.itersiblings(preceding=True)):
        _move_behind(run, element)
    return element


def _part_text(element: Element, offset: int) -> Element:
    """A `w:t` of its own for the characters from an offset on."""
    text = element.text or ""
    rest = etree.Element(T, {XML_SPACE: "preserve"})
    element.text, rest.text = text[:offset], text[offset:]
    element.set(XML_SPACE, "preserve")
    element.addnext(rest)
    return rest


def _move_behind(run: Element, first: Element) -> None:
    """Puts a child of a run, and all behind it, into a run of the same look that follows."""
    moved = [first, *first.itersiblings()]
    other = etree.Element(RUN, {str(name): str(said) for name, said in run.attrib.items()})
    other.extend(deepcopy(each) for each in run.iterchildren(RPR))
    other.extend(moved)
    run.addnext(other)


def child_around(paragraph: Element, element: Element) -> Element:
    """The paragraph's own child that holds an element: a run, or the link, control or change around it."""
    return next(each for each in (element, *element.iterancestors()) if each.getparent() is paragraph)


def mark_range(first: Element, last: Element, number: int, styles: CommentStyles, paragraph: Element) -> None:
    """Marks what stands from `first` to `last`, two children of one element, as what a comment is about.

    Args:
        paragraph: that they stand in; a link or control among its children does not get the comment's reference.
    """
    first.addprevious(etree.Element(RANGE_START, {ID: str(number)}))
    end = etree.Element(RANGE_END, {ID: str(number)})
    _behind_references(last).addnext(end)
    outer = child_around(paragraph, end)
    (end if outer is end else _behind_references(outer)).addnext(_reference(number, styles))


def mark_paragraph(paragraph: Element, number: int, styles: CommentStyles) -> None:
    """Marks a whole paragraph, which may be empty, as what a comment is about."""
    inside = [child for child in paragraph if child.tag != PPR]
    if inside:
        mark_range(inside[0], inside[-1], number, styles, paragraph)
        return
    for mark in (RANGE_START, RANGE_END):
        etree.SubElement(paragraph, mark, {ID: str(number)})
    paragraph.append(_reference(number, styles))


def with_comment_styles(root: Element) -> CommentStyles:
    """The comment styles of a document; where they are missing, they are added to `w:styles`."""
    styles = Styles(root)
    text = styles.paragraph("annotation text") or _added(root, "paragraph", "annotation text", "CommentText", "20")
    reference = styles.character("annotation reference") or _added(
        root, "character", "annotation reference", "CommentReference", "16"
    )
    return CommentStyles(text.style_id, reference.style_id)


def _added(root: Element, kind: str, name: str, wanted: str, half_points: str) -> Style:
    taken = {each.get(w("styleId")) for each in root.iter(w("style"))}
    style_id = next(each for n in count() if (each := f"{wanted}{n or ''}") not in taken)
    style = etree.SubElement(root, w("style"), {w("type"): kind, w("styleId"): style_id})
    etree.SubElement(style, w("name")).set(VAL, name)
    if base := _default_style(root, kind):
        etree.SubElement(style, w("basedOn")).set(VAL, base)
    etree.SubElement(style, w("uiPriority")).set(VAL, "99")
    properties = etree.SubElement(style, RPR)
    for size in ("sz", "szCs"):
        etree.SubElement(properties, w(size)).set(VAL, half_points)
    return Style(style_id, name, kind)


def _default_style(root: Element, kind: str) -> str:
    found = (each for each in root.iter(w("style")) if each.get(w("type")) == kind)
    return next((each.get(w("styleId")) or "" for each in found if each.get(w("default")) in ("1", "true", "on")), "")


def _run(parent: Element, style: str) -> Element:
    run = etree.SubElement(parent, RUN)
    if style:
        etree.SubElement(etree.SubElement(run, RPR), w("rStyle")).set(VAL, style)
    return run


def _reference(number: int, styles: CommentStyles) -> Element:
    holder = etree.Element(P)
    run = _run(holder, styles.reference)
    etree.SubElement(run, REFERENCE, {ID: str(number)})
    return run


def _behind_references(element: Element) -> Element:
    """The last of the comment ends and references that follow an element, so that comments stand in their order."""
    following = element.getnext()
    while following is not None and (following.tag == RANGE_END or following.find(REFERENCE) is not None):
        element, following = following, following.getnext()
    return element


def is_ours(comment: Element) -> bool:
    """Whether briefgen wrote a comment."""
    return comment.get(w("author")) == AUTHOR


def remove_comments(comments: Element) -> tuple[set[str], set[str]]:
    """Takes the comments that briefgen wrote out of `w:comments`; their numbers, and the ids of their paragraphs."""
    ours = [each for each in comments.iter(COMMENT) if is_ours(each)]
    ids = ((str(name), str(value)) for each in ours for p in each.iter(P) for name, value in p.items())
    paragraphs = {value for name, value in ids if name.endswith("}paraId")}
    for each in ours:
        remove(each)
    return {each.get(ID) or "" for each in ours}, paragraphs


def remove_marks(root: Element, numbers: set[str]) -> None:
    """Takes the marks of some comments out of a story, and the runs that held nothing else."""
    for mark in [each for each in root.iter(RANGE_START, RANGE_END, REFERENCE) if each.get(ID) in numbers]:
        holder = mark.getparent()
        assert holder is not None, "a mark stands in something"
        remove(mark)
        if mark.tag == REFERENCE and all(child.tag == RPR for child in holder):
            remove(holder)


_OURS = b'w:author="briefgen"'
_COMPANIONS = ("commentsExtended", "commentsIds")


def without_remarks(package: Package) -> Package:
    """A package without the comments that `add_remarks` put in; itself where it has none."""
    found = [name for name in package.related_parts(package.main_part, "comments") if _OURS in package.part(name)]
    for name in found:
        package = _without_comments(package, name)
    return package


def serialise_part(root: Element) -> bytes:
    """A part as it is written."""
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _without_comments(package: Package, name: str) -> Package:
    comments, document = package.xml(name), package.xml(package.main_part)
    numbers, paragraphs = remove_comments(comments)
    remove_marks(document, numbers)
    changed = {name: comments, package.main_part: document}
    for kind in _COMPANIONS:
        for companion in package.related_parts(package.main_part, kind):
            changed[companion] = _without_paragraphs(package.xml(companion), paragraphs)
    return package.with_parts({part: serialise_part(root) for part, root in changed.items()})


def _without_paragraphs(root: Element, paragraphs: set[str]) -> Element:
    """A part that says more about comments, by their paragraphs, without what it says of some."""
    for element in list(root):
        if any(str(key).endswith("}paraId") and value in paragraphs for key, value in element.items()):
            root.remove(element)
    return root
