"""The comments that `briefgen.word.annotate` has put into a file, taken out again.

A template is read without them, so that a copy which was corrected can be used as it is.
"""

from __future__ import annotations

from lxml import etree

from briefgen.word.ooxml import DECLARATION, Element
from briefgen.word.package import Package

_OURS = b'w:author="briefgen"'
_COMPANIONS = ("commentsExtended", "commentsIds")


def without_remarks(package: Package) -> Package:
    """A package without the comments that `annotated` put in; itself where it has none."""
    found = [name for name in package.related_parts(package.main_part, "comments") if _OURS in package.part(name)]
    for name in found:
        package = _without_comments(package, name)
    return package


def serialised(root: Element) -> bytes:
    """A part as it is written."""
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _without_comments(package: Package, name: str) -> Package:
    from briefgen.word.comments import remove_comments, remove_marks  # few templates have any

    comments, document = package.xml(name), package.xml(package.main_part)
    numbers, paragraphs = remove_comments(comments)
    remove_marks(document, numbers)
    changed = {name: comments, package.main_part: document}
    for kind in _COMPANIONS:
        for companion in package.related_parts(package.main_part, kind):
            changed[companion] = _without_paragraphs(package.xml(companion), paragraphs)
    return package.with_parts({part: serialised(root) for part, root in changed.items()})


def _without_paragraphs(root: Element, paragraphs: set[str]) -> Element:
    """A part that says more about comments, by their paragraphs, without what it says of some."""
    for element in list(root):
        if any(str(key).endswith("}paraId") and value in paragraphs for key, value in element.items()):
            root.remove(element)
    return root
