"""A chart or a table at its place: its caption above, then itself, then its notes.

The caption stands above in both cases, so that it can be kept on one page with what it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateRuntimeError
from msgspec.structs import replace

from briefgen.model.exhibits import Chart, Exhibit, Table
from briefgen.model.richtext import Block, ExhibitRef, Span
from briefgen.word.exhibits.looks import CAPTION, CHART, NOTE, ExhibitWriter, Look, paragraph_xml
from briefgen.word.exhibits.tables import table_xml
from briefgen.word.state.rendering import current
from briefgen.word.wml.sites import Site

_NOT_HERE = "a {kind} can stand in the body of a document only, not in headers, footers, notes or text boxes"
_IN_A_CELL = (
    "the table “{key}” would stand in a cell of another table, where reading aids do not find their way; put its tag"
    " into a paragraph outside"
)


def exhibit_xml(exhibit: ExhibitRef, site: Site, writer: ExhibitWriter) -> str:
    """The blocks of an exhibit.

    Args:
        exhibit: a chart or a table.
        site: the paragraph that it takes the place of.
        writer: writes the rich text in it, in the template's styles.

    Raises:
        TemplateRuntimeError: it cannot stand there, or it is not whole; the message says why.
    """
    if not isinstance(exhibit, Exhibit):
        raise TemplateRuntimeError(f"“{exhibit.key}” is neither a chart nor a table")
    if not site.in_body or not writer.notes:
        raise TemplateRuntimeError(_NOT_HERE.format(kind=exhibit.kind_word))
    if isinstance(exhibit, Table) and site.in_cell:
        raise TemplateRuntimeError(_IN_A_CELL.format(key=exhibit.key))
    current().refers = current().exhibits = True
    return "".join((*_caption(exhibit, site, writer), _itself(exhibit, site, writer), *_notes(exhibit, site, writer)))


def _itself(exhibit: Exhibit, site: Site, writer: ExhibitWriter) -> str:
    if isinstance(exhibit, Table):
        return table_xml(exhibit, site, writer)
    if not isinstance(exhibit, Chart):
        raise TemplateRuntimeError(f"“{exhibit.key}” is neither a chart nor a table")
    from briefgen.word.charts import put_chart

    plain = replace(site, rpr=())
    return paragraph_xml(writer.styles, CHART, put_chart(exhibit, plain), keep=bool(exhibit.notes))


def _caption(exhibit: Exhibit, site: Site, writer: ExhibitWriter) -> Iterator[str]:
    """Only the number is the anchor: a field with a hard space in it loses what is behind it in LibreOffice."""
    if not (exhibit.label or exhibit.caption):
        return
    anchor, sequence = exhibit.anchor, exhibit.kind_word.title()
    before, after = exhibit.around_number()
    number = (*_words(before), Span("", anchor=anchor, sequence=sequence), *_words(after))
    words = _one_paragraph(exhibit)
    if writer.styles.paragraph(*CAPTION.styles) is None:
        words = tuple(replace(span, bold=True) for span in words)  # not label and number, which references repeat
    between = (Span("\u2002"),) if words and exhibit.label else ()
    block = Block((*(number if exhibit.label else ()), *between, *words))
    yield paragraph_xml(writer.styles, CAPTION, writer.spans(block, _inside(site, writer, CAPTION)), keep=True)


def _words(text: str) -> tuple[Span, ...]:
    return (Span(text),) if text else ()


def _one_paragraph(exhibit: Exhibit) -> tuple[Span, ...]:
    if len(exhibit.caption.blocks) > 1:
        raise TemplateRuntimeError(f"the caption of “{exhibit.key}” has several paragraphs; a caption is one")
    return exhibit.caption.blocks[0].spans if exhibit.caption.blocks else ()


def _notes(exhibit: Exhibit, site: Site, writer: ExhibitWriter) -> Iterator[str]:
    blocks = [block for note in exhibit.notes for block in note.blocks]
    for number, block in enumerate(blocks, 1):
        if block.exhibit:
            raise TemplateRuntimeError(f"a note of “{exhibit.key}” holds another exhibit; a note is text")
        place = _inside(site, writer, NOTE)
        inside = writer.spans(block, place)
        yield paragraph_xml(writer.styles, NOTE, inside, keep=number < len(blocks), last=number == len(blocks))


def _inside(site: Site, writer: ExhibitWriter, look: Look) -> Site:
    """A site inside the exhibit: its paragraph has the look's style, its runs none of the tag's."""
    style = writer.styles.paragraph(*look.styles)
    return replace(site, rpr=() if style else look.letters, style_name=style.name if style else "Normal")
