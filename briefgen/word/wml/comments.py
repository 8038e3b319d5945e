"""Word comments: how they are written, how a range of text is marked, and the two styles that they need.

A template is read without the comments that `briefgen.word.annotate` puts in, so that a corrected copy can be used.
Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.4.3 and 17.13.4.4 (ranges), 17.13.4.5 (references).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from lxml import etree

from briefgen.opc.read import Package
from briefgen.opc.xml import Element
from briefgen.word.wml.escape import REFUSED
from briefgen.word.wml.ooxml import DECLARATION, PPR, RPR, RUN, VAL, XML_SPACE, P, T, W, integer, remove, w
from briefgen.word.wml.styles import Style, Styles

AUTHOR, INITIALS = "briefgen", "bg"
EMPTY_COMMENTS = f'<w:comments xmlns:w="{W}"/>'.encode()
COMMENT, ID = w("comment"), w("id")
RANGE_START, RANGE_END, REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")


@dataclass(frozen=True)
class CommentStyles:
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


def mark_range(first: Element, last: Element, number: int, styles: CommentStyles) -> None:
    """Marks what stands from `first` to `last`, two children of one paragraph, as what a comment is about."""
    first.addprevious(etree.Element(RANGE_START, {ID: str(number)}))
    end = etree.Element(RANGE_END, {ID: str(number)})
    _behind_references(last).addnext(end)
    end.addnext(_reference(number, styles))


def mark_paragraph(paragraph: Element, number: int, styles: CommentStyles) -> None:
    """Marks a whole paragraph, which may be empty, as what a comment is about."""
    inside = [child for child in paragraph if child.tag != PPR]
    if inside:
        mark_range(inside[0], inside[-1], number, styles)
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
