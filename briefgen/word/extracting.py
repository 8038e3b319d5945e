"""Taking the body of a document out of it, with the styles, lists, notes and parts that it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from briefgen.errors import UnreadableInputError
from briefgen.word.brought import relationship_to
from briefgen.word.carrying import Carrier
from briefgen.word.cleaning import cleaned, is_section, required_prefixes
from briefgen.word.extracted_lists import ListSource
from briefgen.word.extracted_styles import StyleSource
from briefgen.word.material import MarkKind, Material, mark
from briefgen.word.ooxml import VAL, Element, R, W, remove, w
from briefgen.word.package import Package, Relationship, read_package

_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_FIELD_NAMES = re.compile(r"[^\s\"\\]+")
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ID, _NAME, _ANCHOR = w("id"), w("name"), w("anchor")


def material_from(data: bytes, name: str) -> Material:
    """The material of a file.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name, for messages.

    Raises:
        PackageRefusedError: it is no Word document, or a dangerous one.
        UnreadableInputError: it holds what cannot be put into another document.
    """
    return _Extraction(read_package(data, name), sha256(data).hexdigest()).material()


@dataclass(slots=True)
class _Extraction:
    """The extraction of one document; used once."""

    package: Package
    digest: str
    carrier: Carrier = field(init=False)
    styles: StyleSource = field(init=False)
    lists: ListSource = field(init=False)
    references: dict[Relationship, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    bookmarks: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.carrier = Carrier(self.package)
        self.styles = StyleSource.of(_related(self.package, "styles"))
        self.lists = ListSource.of(_related(self.package, "numbering"))

    def material(self) -> Material:
        main = self.package.main_part
        root = cleaned(self.package.xml(main))
        _refuse_odd(root, self.package.file)
        body = root.find(w("body"))
        blocks = [] if body is None else [block for block in body if not is_section(block)]
        self._name_bookmarks(blocks)
        xml = "".join(self._marked(block, main) for block in blocks)
        notes = tuple(self._notes())
        styles, lists, abstracts = self._definitions()
        return Material(
            name=self.package.file,
            digest=self.digest,
            blocks=xml,
            styles=styles,
            lists=lists,
            abstracts=abstracts,
            notes=notes,
            names=tuple(self.names),
            references=tuple(self.references),
            parts=tuple(self.carrier.parts.values()),
        )
