"""The looks that a span may have besides meaning, as run properties: lines, colours, size, font, position.

Source: ECMA-376-1, 17.3.2 (run properties).

Rich text as WordprocessingML, in the looks of the place it is put into.

Bold is the character style "Strong" and italic "Emphasis" where the template has them, else `w:b` and `w:i`.
A list item takes the style "<paragraph's style> Bullet" (deeper: "… Bullet 2"), else Word's "List Bullet";
numbered items and headings likewise, "Number" and "Heading". A plain paragraph behind the first takes "… Continue",
the last one "… Last", where the template has these; else the style of the first. A list item that is the last block
takes "… Bullet Last" and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any

from jinja2 import TemplateRuntimeError
from msgspec import Struct

from briefgen.findings import did_you_mean
from briefgen.model.richtext import Block, ExhibitRef, Kind, RichText, Span
from briefgen.word.state.rendering import current
from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, attribute_xml, check_characters, text_xml
from briefgen.word.wml.sites import Site, merge_properties, run_properties
from briefgen.word.wml.styles import Style, Styles

# ST_HighlightColor, 17.18.40, in the words that Word shows for them without their spaces
HIGHLIGHTS = frozenset(
    "black blue cyan darkBlue darkCyan darkGray darkGreen darkMagenta darkRed darkYellow green lightGray magenta red"
    " white yellow".split()
)
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")
_LARGEST_SIZE = 1638  # points; Word's own limit
_LONGEST_FONT = 31  # LF_FACESIZE of Windows, less the final zero


def look_properties(span: Span) -> dict[str, str]:
    """The run properties of a span's looks by element name, bold and italic left out.

    Raises:
        TemplateRuntimeError: Word knows no such look; the message names it.
    """
    return dict(_lines(span)) | dict(_colours(span)) | dict(_letters(span))


def _lines(span: Span) -> Iterator[tuple[str, str]]:
    if span.underline:
        yield "u", '<w:u w:val="single"/>'
    if span.strike:
        yield "strike", "<w:strike/>"
    if span.superscript and span.subscript:
        raise TemplateRuntimeError("a text cannot be both superscript and subscript")
    if span.superscript or span.subscript:
        yield "vertAlign", f'<w:vertAlign w:val="{"superscript" if span.superscript else "subscript"}"/>'


def _colours(span: Span) -> Iterator[tuple[str, str]]:
    if span.colour:
        yield "color", f'<w:color w:val="{_colour(span.colour)}"/>'
    if span.highlight in HIGHLIGHTS:
        yield "highlight", f'<w:highlight w:val="{span.highlight}"/>'
    elif span.highlight:
        yield "shd", f'<w:shd w:val="clear" w:color="auto" w:fill="{_colour(span.highlight, HIGHLIGHTS)}"/>'


def _letters(span: Span) -> Iterator[tuple[str, str]]:
    if span.font:
        if len(span.font) > _LONGEST_FONT:
            raise TemplateRuntimeError(f"“{span.font[:40]}” is too long for the name of a font")
        font = attribute_xml(span.font)
        yield "rFonts", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    if span.size:
        size = _half_points(span.size)
        yield "sz", f'<w:sz w:val="{size}"/>'
        yield "szCs", f'<w:szCs w:val="{size}"/>'


def _colour(colour: str, names: frozenset[str] = frozenset()) -> str:
    found = _COLOUR.fullmatch(colour)
    if not found:
        suggestion = did_you_mean(colour, names)
        message = f"“{colour}” is not a colour; write six hexadecimal digits for red, green and blue, e.g. “003399”"
        raise TemplateRuntimeError(f"{message}. {suggestion}" if suggestion else message)
    return found[1].upper()


def _half_points(size: float) -> int:
    if not (0 < size <= _LARGEST_SIZE and size * 2 == int(size * 2)):
        message = f"{size} is not a size of letters; give points, whole or half, from 0.5 to {_LARGEST_SIZE}"
        raise TemplateRuntimeError(message)
    return int(size * 2)


# what of a span is its look; faster as a tuple than as a span without its text, and asked for once for each span
_NO_LOOKS = frozenset({"text", "href", "note", "anchor", "refers_to", "sequence"})
_LOOKS = tuple(name for name in Span.__struct_fields__ if name not in _NO_LOOKS)
_looks_of = attrgetter(*_LOOKS)
_SUFFIX = {Kind.BULLET: "Bullet", Kind.NUMBER: "Number", Kind.HEADING: "Heading"}
_MISSING = "the text has a {kind}, but the template has no style “{first}” or “{second}”; add one of them in Word"
_KIND_WORDS = {Kind.BULLET: "bullet list", Kind.NUMBER: "numbered list", Kind.HEADING: "heading"}
_STYLE_BESIDE = "the text asks for the paragraph style “{style}”, but other text stands beside it; put the tag alone"
EXHIBIT_BESIDE = "a chart or table takes a place of its own; put the tag alone in a paragraph of plain text"
_NO_BLOCKS = "the text has several paragraphs, which cannot stand at this place; use it alone in a paragraph"


class RichTextWriter(Struct, frozen=True):
    """Writes rich text with the styles of one template."""

    styles: Styles
    notes: bool = True

    def inline(self, text: RichText, site: Site) -> str:
        """A rich text at a value's place inside a `w:t`; the caller's run goes on behind it."""
        if not text.blocks:
            return ""
        if len(text.blocks) > 1 and not site.splits:
            raise TemplateRuntimeError(_NO_BLOCKS)
        first, *rest = text.blocks
        if first.style:
            raise TemplateRuntimeError(_STYLE_BESIDE.format(style=first.style))
        if any(block.exhibit for block in text.blocks):
            raise TemplateRuntimeError(EXHIBIT_BESIDE)
        opened = [self._opened(block, site, last=block is rest[-1]) for block in rest]
        middle = "".join(f"</w:p>{start}{self.spans(block, site)}" for start, block in zip(opened, rest, strict=True))
        return f"{CLOSE_TEXT}</w:r>{self.spans(first, site)}{middle}<w:r>{site.rpr_xml}{OPEN_TEXT}"

    def paragraphs(self, text: RichText, site: Site, start: str = "") -> str:
        """A rich text that is all of its paragraph: one `w:p` for each block, one empty `w:p` for none.

        Args:
            start: what the first one starts with, as XML.
        """
        first, *rest = text.blocks or (Block(()),)
        opened = [
            self._open_paragraph(first, site) + start,
            *(self._opened(each, site, last=each is rest[-1]) for each in rest),
        ]
        pairs = zip(opened, (first, *rest), strict=True)
        return "".join(
            self.exhibit(block.exhibit, site) if block.exhibit else f"{begun}{self.spans(block, site)}</w:p>"
            for begun, block in pairs
        )

    def exhibit(self, exhibit: ExhibitRef, site: Site) -> str:
        """A chart or a table that is all of its paragraph, with its caption and its notes."""
        from briefgen.word.exhibits.place import exhibit_xml  # start-up: most documents have none

        return exhibit_xml(exhibit, site, self)

    def _opened(self, block: Block, site: Site, *, last: bool) -> str:
        """The start of a paragraph behind the first: plain ones may have styles of their own, as may the last."""
        names = [f"{site.style_name} {word}" for word in (("Last", "Continue") if last else ("Continue",))]
        style = self.styles.paragraph(*names) if block.kind is Kind.PARAGRAPH and not block.style else None
        if style is None:
            return self._open_paragraph(block, site, last=last)
        return f'<w:p><w:pPr><w:pStyle w:val="{style.style_id}"/></w:pPr>'

    def spans(self, block: Block, site: Site) -> str:
        """The runs of a block."""
        if block.anchor or any(span.anchor or span.refers_to or span.sequence for span in block.spans):
            return self._anchored(block, site)
        return "".join(self._span(span, site) for span in block.spans)

    def _anchored(self, block: Block, site: Site) -> str:
        from briefgen.word.references.anchors import put_in_bookmark, write_spans  # start-up: most texts have none

        runs = write_spans(block, lambda span: self._span(span, site), lambda span: self._run_properties(site, span))
        return put_in_bookmark(block.anchor, runs, paragraph=True) if block.anchor else runs

    def _span(self, span: Span, site: Site) -> str:
        if span.note is not None:
            return self._note(span.note)
        properties = self._run_properties(site, span)
        run = f"<w:r>{properties}{OPEN_TEXT}{text_xml(span.text)}{CLOSE_TEXT}</w:r>"
        return _link(span.href, run, site) if span.href else run

    def _run_properties(self, site: Site, span: Span) -> str:
        return _looks(self.styles, site, bool(span.href), _looks_of(span))

    def _open_paragraph(self, block: Block, site: Site, *, last: bool = False) -> str:
        if block.kind is Kind.PARAGRAPH and not block.style:
            return f"<w:p>{site.ppr}"
        style = self._style_for(block, site)
        if last and not block.style:
            style = self.styles.paragraph(f"{style.name} Last") or style
        return f'<w:p><w:pPr><w:pStyle w:val="{style.style_id}"/>{_numbering(block, style, self.styles)}</w:pPr>'

    def _style_for(self, block: Block, site: Site) -> Style:
        if block.style:
            return _known(self.styles, "paragraph", block.style)
        own, words = _style_names(block, site.style_name)
        style = self.styles.paragraph(*own, *words)
        if style is None:
            kind = _KIND_WORDS[block.kind]
            raise TemplateRuntimeError(_MISSING.format(kind=kind, first=own[-1], second=words[-1]))
        return style

    def _note(self, text: RichText) -> str:
        """A footnote: its mark here, its text in the part of the footnotes (ECMA-376-1, 17.11.10)."""
        if not self.notes:
            raise TemplateRuntimeError("the text has a footnote, which can only stand in the body of a document")
        number = current().footnote(lambda _number: self._note_content(text))
        return f'<w:r>{self._note_mark()}<w:footnoteReference w:id="{number}"/></w:r>'

    def _note_mark(self) -> str:
        style = self.styles.character("footnote reference")
        look = f'<w:rStyle w:val="{style.style_id}"/>' if style else '<w:vertAlign w:val="superscript"/>'
        return f"<w:rPr>{look}</w:rPr>"

    def _note_content(self, text: RichText) -> str:
        style = self.styles.paragraph("footnote text")
        ppr = f'<w:pPr><w:pStyle w:val="{style.style_id}"/></w:pPr>' if style else ""
        site = Site(ppr, (), "footnote text", whole=True, splits=True)
        mark = f"<w:r>{self._note_mark()}<w:footnoteRef/></w:r><w:r>{OPEN_TEXT} {CLOSE_TEXT}</w:r>"
        body = RichTextWriter(self.styles, notes=False).paragraphs(text, site)
        return _after_properties(body, mark)


def _known(styles: Styles, kind: str, name: str) -> Style:
    """The style that a text asks for by name."""
    style = styles.named(kind, name)
    if style is None:
        suggestion = did_you_mean(name, styles.names(kind)) or "Add it to the template in Word."
        raise TemplateRuntimeError(
            f"the text asks for the {kind} style “{name}”, which the template does not have. {suggestion}"
        )
    return style


def _link(target: str, run: str, site: Site) -> str:
    if not site.splits:
        raise TemplateRuntimeError("the text has a link, which cannot stand inside another link or a field")
    return f'<w:hyperlink r:id="{current().link(check_characters(target))}" w:history="1">{run}</w:hyperlink>'


def _after_properties(paragraphs: str, mark: str) -> str:
    """The paragraphs with a run put in at the start of the first."""
    end = paragraphs.find("</w:pPr>") + len("</w:pPr>") if paragraphs.startswith("<w:p><w:pPr>") else len("<w:p>")
    return paragraphs[:end] + mark + paragraphs[end:]


def _style_names(block: Block, base: str) -> tuple[list[str], list[str]]:
    """The template's own style names for a block, most fitting first, then Word's."""
    if block.kind is Kind.HEADING:
        return [f"{base} Heading {block.level}", f"{base} Heading"], [f"heading {block.level}"]
    suffix = _SUFFIX[block.kind]
    depths = [f" {depth}" for depth in range(block.level + 1, 1, -1)] + [""]
    return [f"{base} {suffix}{depth}" for depth in depths], [f"List {suffix}{depth}" for depth in depths]


def _numbering(block: Block, style: Style, styles: Styles) -> str:
    """A numbered list restarts by a `w:num` of its own (ECMA-376-1, 17.9.15); bullets are left to the style."""
    place = styles.list_of_style(style.style_id) if block.kind is Kind.NUMBER else None
    if place is None:
        return ""
    number = current().list_number(block.level, place.num_id, restart=block.restart)
    return f'<w:numPr><w:ilvl w:val="{place.level or 0}"/><w:numId w:val="{number}"/></w:numPr>'


@lru_cache(maxsize=4096)
def _looks(styles: Styles, site: Site, is_link: bool, looks: tuple[Any, ...]) -> str:
    """The `w:rPr` of a span at a site; of the span only its looks are given, so that few differ."""
    look = Span("", href="link" if is_link else "", **dict(zip(_LOOKS, looks, strict=True)))
    added: dict[str, str] = {}
    if found := _character_style(styles, site, look):
        added["rStyle"] = f'<w:rStyle w:val="{found.style_id}"/>'
    styled = found.name.casefold() if found else ""
    if look.bold and styled != "strong":
        added |= {"b": "<w:b/>", "bCs": "<w:bCs/>"}
    if look.italic and styled != "emphasis":
        added |= {"i": "<w:i/>", "iCs": "<w:iCs/>"}
    added |= look_properties(look)
    if look.language:
        added["lang"] = f'<w:lang w:val="{attribute_xml(look.language)}"/>'
    return run_properties(merge_properties(site.rpr, added))


def _character_style(styles: Styles, site: Site, look: Span) -> Style | None:
    """The one character style that a run can have: the text's own, a link's, or that of its emphasis."""
    if look.style:
        return _known(styles, "character", look.style)
    has_own = any(name == "rStyle" for name, _ in site.rpr)
    if has_own and not look.href:
        return None
    emphasis = "Strong" if look.bold else "Emphasis" if look.italic else ""
    wanted = "Hyperlink" if look.href else emphasis
    return styles.character(wanted) if wanted else None
