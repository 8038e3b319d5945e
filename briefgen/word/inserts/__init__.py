"""Values that bring more than text into a document: listings, images, sub-documents."""

from __future__ import annotations

import sys
from functools import reduce
from typing import TYPE_CHECKING, TypeGuard

from jinja2 import TemplateRuntimeError

from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, text_xml
from briefgen.word.wml.sites import Site

if TYPE_CHECKING:
    from docx.document import Document


def is_document(value: object) -> TypeGuard[Document]:
    """Whether a value is a document of python-docx. Where nobody has imported that, no value is, and it stays so."""
    module = sys.modules.get("docx.document")
    return module is not None and isinstance(value, module.Document)


class Insertion:
    """A value that a program hands to a rendering and that writes itself into the document.

    Immutable, so one value may be put in many times and from many threads.
    """

    __slots__ = ()

    def inline(self, site: Site) -> str:
        """The XML at a value's place inside a `w:t`; the caller's run goes on behind it."""
        raise NotImplementedError

    def paragraphs(self, site: Site) -> str:
        """The XML where the value is all of its paragraph: whole blocks."""
        raise NotImplementedError


_PAGE_BREAK = f'{CLOSE_TEXT}<w:br w:type="page"/>{OPEN_TEXT}'
_NO_PARAGRAPHS = "the listing has several paragraphs (\\a), which cannot stand inside a link or a field"


class Listing(str, Insertion):
    r"""A text in which `\n` is a line break, `\t` a tab, `\f` a page break and `\a` a new paragraph.

    Everything else is plain text: `<`, `&` and braces are printed as they are. A value that is no text is put into
    words by `str`. New paragraphs have the style of the first, runs the look of the tag's.
    """

    __slots__ = ()

    def inline(self, site: Site) -> str:
        """The text at a value's place inside a `w:t`."""
        first, *rest = self.split("\a")
        if rest and not site.splits:
            raise TemplateRuntimeError(_NO_PARAGRAPHS)
        between = f"{CLOSE_TEXT}</w:r></w:p><w:p>{site.ppr}<w:r>{site.rpr_xml}{OPEN_TEXT}"
        return reduce(lambda xml, text: xml + between + _with_page_breaks(text), rest, _with_page_breaks(first))

    def paragraphs(self, site: Site) -> str:
        """The text where it is all of its paragraph."""
        start = f"<w:p>{site.ppr}<w:r>{site.rpr_xml}{OPEN_TEXT}"
        return "".join(f"{start}{_with_page_breaks(text)}{CLOSE_TEXT}</w:r></w:p>" for text in self.split("\a"))


def _with_page_breaks(text: str) -> str:
    return _PAGE_BREAK.join(text_xml(piece) for piece in text.split("\f"))
