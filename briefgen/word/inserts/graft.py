"""Putting material into a document: every mark becomes an id of this document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateRuntimeError

from briefgen.word.inserts.material import MarkKind, Material, MaterialStyle
from briefgen.word.state.imports import Host
from briefgen.word.state.rendering import Rendering
from briefgen.word.wml.delimiters import MARK, MARK_END
from briefgen.word.wml.escape import attribute_xml

_MARK = re.compile(f"{MARK}([a-z])(\\d+){MARK_END}")
_LONGEST_NAME = 40  # ECMA-376-1, 17.13.6.2
_NOTES_ELSEWHERE = "“{name}” has footnotes, which can only stand in the body of a document"


@dataclass(slots=True)
class Graft:
    """One insertion of a material into the document of a rendering; used once.

    Lists begin anew and bookmarks have names of their own at each insertion; styles and parts are brought once.
    """

    material: Material
    rendering: Rendering
    _styles: dict[int, str] = field(default_factory=dict)
    _own_styles: set[int] = field(default_factory=set)
    _lists: dict[int, str] = field(default_factory=dict)
    _bookmarks: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _shapes: dict[int, str] = field(default_factory=dict)
    _is_repeated: bool = False

    def blocks(self) -> str:
        """The XML of the paragraphs and tables; what they need is brought along."""
        brought, digest = self.rendering.brought, self.material.digest
        self._is_repeated = digest in brought.insertions
        brought.insertions[digest] = brought.insertions.get(digest, 0) + 1
        brought.add_parts(self.material.parts)
        return self._resolved(self.material.blocks)

    def _host(self) -> Host:
        host = self.rendering.brought.host
        assert host is not None, "a rendering is prepared by its template's finishing"
        return host

    def _resolved(self, xml: str) -> str:
        return _MARK.sub(lambda found: _RESOLVERS[found[1]](self, int(found[2])), xml)

    def _style_id(self, index: int) -> str:
        """The host's style of the name; one that it does not have comes along, with those that it is based on."""
        if index not in self._styles:
            brought, style = self.rendering.brought, self.material.styles[index]
            there = self._host().styles.named(*style.key)
            known = there.style_id if there else brought.style_ids.get(style.key, "")
            self._styles[index] = known or self._free_style_id(style)
            if not known:
                self._own_styles.add(index)
                brought.style_ids[style.key] = self._styles[index]
                brought.styles.append(self._resolved(style.xml))
        return self._styles[index]

    def _free_style_id(self, style: MaterialStyle) -> str:
        taken = {*self._host().styles.ids(), *self.rendering.brought.style_ids.values()}
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
            lists, found = self.rendering.lists, self.material.lists[index]
            number = self._lists[index] = str(self.rendering.first_list + len(lists))
            overrides = found.restarts if self._is_repeated else found.overrides
            abstract = f'<w:abstractNumId w:val="{self._abstract(found.abstract)}"/>'
            lists.append(f'<w:num w:numId="{number}">{abstract}{self._resolved(overrides)}</w:num>')
        return self._lists[index]

    def _abstract(self, index: int) -> str:
        brought, key = self.rendering.brought, (self.material.digest, str(index))
        if key not in brought.abstract_ids:
            brought.abstract_ids[key] = self._host().first_abstract + len(brought.abstract_ids)
            brought.abstracts.append(self._resolved(self.material.abstracts[index]))
        return str(brought.abstract_ids[key])

    def _reference(self, index: int) -> str:
        return self.rendering.brought.refer(self.rendering.part, self.material.references[index])

    def _note(self, index: int) -> str:
        if self.rendering.part != self._host().package.main_part:
            raise TemplateRuntimeError(_NOTES_ELSEWHERE.format(name=self.material.name))
        return self.rendering.footnote(lambda _number: self._resolved(self.material.notes[index]))

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
            self._names[index] = attribute_xml(self._free_name(self.material.names[index]))
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
