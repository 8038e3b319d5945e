"""A document inside a document: the body of one Word file, put in at a tag of another."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError

from briefgen.word.insertion import Insertion
from briefgen.word.state.rendering import current
from briefgen.word.wml.sites import Site

if TYPE_CHECKING:
    from docx.document import Document

    from briefgen.word.inserts.material import Material

_BESIDE = "“{name}” is a sub-document, which takes whole paragraphs; put the tag alone in a paragraph of plain text"


@dataclass(frozen=True)
class SubDocument(Insertion):
    """The body of a document, for `{{p part }}`, or `{{ part }}` alone in a paragraph.

    Styles are those of the template where it has some of the same names; others come along, with the styles that
    they are based on. The document's defaults do not come along, nor its sections with their headers, footers and
    page sizes, nor comments. Lists, images, charts, links, footnotes and bookmarks do; lists begin anew and
    bookmarks have names of their own each time. Tracked changes count as accepted. Tags in it stay as they are
    typed; to have them filled, use `{%p include "part.docx" %}`.
    """

    name: str
    _material: Material = field(repr=False)

    @classmethod
    def read(cls, data: bytes, name: str) -> SubDocument:
        """The sub-document that a file holds; read once, it can be put into many documents.

        Args:
            data: the bytes of a .docx file; nothing in it is trusted.
            name: the file's name, for messages.

        Raises:
            PackageRefusedError: the file is no Word document, or a dangerous one.
            UnreadableInputError: it holds what cannot go into another document (endnotes).
        """
        from briefgen.word.inserts.extract import material_from

        return cls(name, material_from(data, name))

    @classmethod
    def of(cls, document: Document, name: str = "The sub-document") -> SubDocument:
        """The sub-document that a program has built with python-docx; later changes to it are not seen.

        Raises:
            PackageRefusedError, UnreadableInputError: see `read`.
        """
        file = io.BytesIO()
        document.save(file)
        return cls.read(file.getvalue(), name)

    def inline(self, site: Site) -> str:
        """Refused: blocks cannot stand inside a paragraph."""
        raise TemplateRuntimeError(_BESIDE.format(name=self.name))

    def paragraphs(self, site: Site) -> str:
        """The blocks, in place of the tag's paragraph."""
        from briefgen.word.inserts.graft import Graft

        return Graft(self._material, current()).blocks() or f"<w:p>{site.ppr}</w:p>"
