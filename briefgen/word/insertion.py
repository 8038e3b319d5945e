"""Values of a template's data that are more than text: listings, images, sub-documents."""

from __future__ import annotations

from briefgen.word.wml.sites import Site


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
