"""The last step of a rendering that refers to anything: numbers, references, exhibits and tables of contents.

Word shows the results that are saved with fields and computes them only when asked to. So they are computed
here, when everything is in its place: first the numbers, then what refers to them, then the tables of contents, which
show both.
"""

from __future__ import annotations

from lxml import etree

from briefgen.findings import Finding
from briefgen.opc.read import Package
from briefgen.word.exhibits.fit import fit_exhibits
from briefgen.word.faults import RenderingError
from briefgen.word.references.bookmarks import take_out
from briefgen.word.references.contents import rewrite_contents
from briefgen.word.references.document import RenderedDocument
from briefgen.word.references.refer import References
from briefgen.word.references.sequences import number_sequences
from briefgen.word.state.rendering import Rendering
from briefgen.word.wml.escape import escape_text
from briefgen.word.wml.fields import results_in
from briefgen.word.wml.ooxml import DECLARATION

_COMPUTED = frozenset({"SEQ", "REF", "NOTEREF", "TOC"})


def resolve_references(parts: dict[str, str], rendering: Rendering, package: Package) -> tuple[dict[str, str], str]:
    """The parts with what their fields say, and what these said before.

    Args:
        parts: the rendered parts as XML, by name.
        package: the template's package.

    Raises:
        RenderingError: texts refer to what is not in the document, or is in it twice; one finding for each.
    """
    document = RenderedDocument(package, parts)
    before = "\n".join(text.text or "" for each in document.stories.values() for text in results_in(each, _COMPUTED))
    number_sequences(document.fields, document.root, document.styles)
    references = References(document, rendering)
    if findings := list(dict.fromkeys(references.resolve())):
        raise RenderingError(_of_one_kind(findings))
    _take_out_doubles(document, rendering)
    if rendering.exhibits:
        fit_exhibits(document)
    rewrite_contents(document)
    return parts | {name: DECLARATION + _xml(document, name) for name in document.stories}, escape_text(before)


def _xml(document: RenderedDocument, name: str) -> str:
    return etree.tostring(document.stories[name], encoding="unicode")


def _of_one_kind(findings: list[Finding]) -> list[Finding]:
    """The findings, those of one rule together, else in the order of the document."""
    return sorted(findings, key=lambda finding: finding.rule)


def _take_out_doubles(document: RenderedDocument, rendering: Rendering) -> None:
    """Drops all but the first of bookmarks of one name, since names are unique; nothing refers to these."""
    for name in rendering.anchors:
        for double in document.bookmarks.get(name.casefold(), ())[1:]:
            take_out(double)
