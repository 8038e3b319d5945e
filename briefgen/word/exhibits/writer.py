"""What exhibits ask of the writer of rich text, which knows the template's styles."""

from __future__ import annotations

from typing import Protocol

from briefgen.richtext import Block, RichText
from briefgen.word.sites import Site
from briefgen.word.styles import Styles


class Writer(Protocol):
    """Writes rich text at a site; `briefgen.word.richtext_xml` has the one that is meant."""

    @property
    def styles(self) -> Styles:
        """The template's styles."""
        ...

    @property
    def notes(self) -> bool:
        """Whether the text may have footnotes: False inside of one."""
        ...

    def spans(self, block: Block, site: Site) -> str:
        """The runs of a block."""
        ...

    def paragraphs(self, text: RichText, site: Site) -> str:
        """The paragraphs of a text."""
        ...
