"""A document inside a document: the body of one Word file, put in at a tag of another."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError
from msgspec import Struct, field

from briefgen.word.inserts import Insertion
from briefgen.word.inserts.donor import DonorContent, DonorStyle, MarkKind
from briefgen.word.inserts.extract import read_donor
from briefgen.word.state.imports import Host
from briefgen.word.state.rendering import Rendering, current
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.ooxml import MARK, MARK_END
from briefgen.word.wml.sites import Site

if TYPE_CHECKING:
    from docx.document import Document

_BESIDE = "“{name}” is a sub-document, which takes whole paragraphs; put the tag alone in a paragraph of plain text"


class SubDocument(Struct, Insertion, frozen=True):
    """The body of a document, for `{{p part }}`, or `{{ part }}` alone in a paragraph.

    Styles are those of the template where it has some of the same names; others come along, with the styles that
    they are based on. The document's defaults do not come along, nor its sections with their headers, footers and
    page sizes, nor comments. Lists, images, charts, links, footnotes and bookmarks do; lists begin anew and
    bookmarks have names of their own each time. Tracked changes count as accepted. Tags in it stay as they are
    typed; to have them filled, use `{%p include "part.docx" %}`.
    """

    name: str
    _content: DonorContent

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
        return cls(name, read_donor(data, name))

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
        return Graft(self._content, current()).blocks() or f"<w:p>{site.ppr}</w:p>"


_MARK = re.compile(f"{MARK}([a-z])(\\d+){MARK_END}")
_LONGEST_NAME = 40  # ECMA-376-1, 17.13.6.2
_NOTES_ELSEWHERE = "“{name}” has footnotes, which can only stand in the body of a document"


class Graft(Struct):
    """One insertion of a donor's content into the document of a rendering; used once.

    Lists restart and bookmarks have names of their own at each insertion; styles and parts are imported once.
    """

    content: DonorContent
    rendering: Rendering
    _styles: dict[int, str] = field(default_factory=dict)
    _own_styles: set[int] = field(default_factory=set)
    _lists: dict[int, str] = field(default_factory=dict)
    _bookmarks: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _shapes: dict[int, str] = field(default_factory=dict)
    _is_repeated: bool = False

    def blocks(self) -> str:
        """The XML of the paragraphs and tables; what they need comes along."""
        imports, digest = self.rendering.imports, self.content.digest
        self._is_repeated = digest in imports.insertions
        imports.insertions[digest] = imports.insertions.get(digest, 0) + 1
        imports.add_parts(self.content.parts)
        return self._resolved(self.content.blocks)

    def _host(self) -> Host:
        host = self.rendering.imports.host
        assert host is not None, "a rendering is prepared by its template's finishing"
        return host

    def _resolved(self, xml: str) -> str:
        return _MARK.sub(lambda found: _RESOLVERS[found[1]](self, int(found[2])), xml)

    def _style_id(self, index: int) -> str:
        """The host's style of the name; one that it does not have comes along, with those that it is based on."""
        if index not in self._styles:
            imports, style = self.rendering.imports, self.content.styles[index]
            there = self._host().styles.named(*style.key)
            known = there.style_id if there else imports.style_ids.get(style.key, "")
            self._styles[index] = known or self._free_style_id(style)
            if not known:
                self._own_styles.add(index)
                imports.style_ids[style.key] = self._styles[index]
                imports.styles.append(self._resolved(style.xml))
        return self._styles[index]

    def _free_style_id(self, style: DonorStyle) -> str:
        taken = {*self._host().styles.ids(), *self.rendering.imports.style_ids.values()}
        style_id, count = style.style_id, 0
        while style_id in taken:
            count += 1
            style_id = f"{style.style_id}{count}"
        return style_id

    def _style(self, index: int) -> str:
        return attribute_xml(self._style_id(index))

    def _level_style(self, index: int) -> str:
        """A level's link to its style, where this came along; the host's styles keep their own lists."""
        style = self._style(index)
        return f'<w:pStyle w:val="{style}"/>' if index in self._own_styles else ""

    def _list(self, index: int) -> str:
        if index not in self._lists:
            lists, found = self.rendering.lists, self.content.lists[index]
            number = self._lists[index] = str(self.rendering.first_list + len(lists))
            overrides = found.restarts if self._is_repeated else found.overrides
            abstract = f'<w:abstractNumId w:val="{self._abstract(found.abstract)}"/>'
            lists.append(f'<w:num w:numId="{number}">{abstract}{self._resolved(overrides)}</w:num>')
        return self._lists[index]

    def _abstract(self, index: int) -> str:
        imports, key = self.rendering.imports, (self.content.digest, str(index))
        if key not in imports.abstract_ids:
            imports.abstract_ids[key] = self._host().first_abstract + len(imports.abstract_ids)
            imports.abstracts.append(self._resolved(self.content.abstracts[index]))
        return str(imports.abstract_ids[key])

    def _reference(self, index: int) -> str:
        return self.rendering.imports.refer(self.rendering.part, self.content.references[index])

    def _note(self, index: int) -> str:
        if self.rendering.part != self._host().package.main_part:
            raise TemplateRuntimeError(_NOTES_ELSEWHERE.format(name=self.content.name))
        return self.rendering.footnote(lambda _number: self._resolved(self.content.notes[index]))

    def _drawing(self, _index: int) -> str:
        return str(self.rendering.identity.take("drawing"))

    def _shape(self, index: int) -> str:
        if index not in self._shapes:
            self._shapes[index] = f"bgShape{self.rendering.identity.take('shape')}"
        return self._shapes[index]

    def _bookmark(self, index: int) -> str:
        if index not in self._bookmarks:
            self._bookmarks[index] = str(self.rendering.identity.take("bookmark"))
        return self._bookmarks[index]

    def _name(self, index: int) -> str:
        if index not in self._names:
            self._names[index] = attribute_xml(self._free_name(self.content.names[index]))
        return self._names[index]

    def _free_name(self, original: str) -> str:
        """A name that no bookmark of the host has, nor any that was put in before."""
        name, count = original, 1
        while name.casefold() in self._host().bookmarks:
            count += 1
            name = f"{original[: _LONGEST_NAME - len(str(count)) - 1]}_{count}"
        return self.rendering.identity.fresh_name(name)


_RESOLVERS: Mapping[str, Callable[[Graft, int], str]] = {
    MarkKind.STYLE: Graft._style,
    MarkKind.LEVEL_STYLE: Graft._level_style,
    MarkKind.LIST: Graft._list,
    MarkKind.ABSTRACT: Graft._abstract,
    MarkKind.REFERENCE: Graft._reference,
    MarkKind.NOTE: Graft._note,
    MarkKind.DRAWING: Graft._drawing,
    MarkKind.BOOKMARK: Graft._bookmark,
    MarkKind.NAME: Graft._name,
    MarkKind.SHAPE: Graft._shape,
}
