"""Short words for writing templates with python-docx."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_DAY = (2023, 3, 17, 0, 0, 0)
_LEFT_OUT = ("stylesWithEffects", "customXml", "thumbnail")


def an_empty_document() -> Document:
    """Python-docx's document without what no template of ours uses: previews and a hundred looks of tables."""
    document = docx.Document()
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if any(word in relation.reltype for word in _LEFT_OUT):
                owner.rels.pop(key)
    document.core_properties.author = "A. Drafter"
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            styles.remove(style)
    return document


def renamed(document: bytes, old: str, new: str) -> bytes:
    """A file with a word of its part names, relationships and content types replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                data = data.replace(old.encode(), new.encode())
            target.writestr(zipfile.ZipInfo(name.replace(old, new), _DAY), data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def saved(document: Document) -> bytes:
    """The document as a file, the same bytes each time."""
    written, stable = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(stable, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _DAY), source.read(name), zipfile.ZIP_DEFLATED, 9)
    return stable.getvalue()


def paragraphs(document: Any, *texts: str) -> None:
    """A paragraph for each text; `document` is anything that takes paragraphs."""
    for text in texts:
        document.add_paragraph(text)


def runs(paragraph: Paragraph, *pieces: str | tuple[str, str]) -> Paragraph:
    """Runs, each a text or a text and its look: "bold", "italic" …"""
    for piece in pieces:
        text, look = piece if isinstance(piece, tuple) else (piece, "")
        run = paragraph.add_run(text)
        if look:
            setattr(run, look, True)
    return paragraph


def table(document: Any, *rows: Iterable[str]) -> Table:
    """A table of texts; the longest row says how many columns it has."""
    texts = [list(row) for row in rows]
    columns = max(map(len, texts))
    made: Table = document.add_table(len(texts), columns)
    if hasattr(document, "styles"):
        made.style = "Table Grid"
    for row, cells in zip(made.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
        for surplus in row.cells[len(cells) :]:
            row._tr.remove(surplus._tc)
    return made


def loop_rows(*rows: Iterable[str], over: str = "x in xs", columns: int = 2) -> list[Iterable[str]]:
    """Rows with a row before and behind that say to repeat them."""
    empty = [""] * (columns - 1)
    return [[f"{{%tr for {over} %}}", *empty], *rows, ["{%tr endfor %}", *empty]]


def fill_cell(cell: _Cell, *texts: str) -> None:
    """The cell's paragraphs, one for each text."""
    cell.text = texts[0]
    paragraphs(cell, *texts[1:])


def element(name: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML, e.g. `element("proofErr", type="spellStart")`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Paragraph, code: str, shown: str) -> Paragraph:
    """A field with what it shows now."""
    for kind, inside in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run(shown if kind == "text" else "")
        if inside and not kind:
            instruction = element("instrText")
            instruction.text = inside
            run._r.append(instruction)
        elif kind != "text":
            run._r.append(element("fldChar", fldCharType=kind))
    return paragraph


def link(paragraph: Paragraph, *texts: str) -> Paragraph:
    """A link to a place in the document, of a run for each text."""
    made = element("hyperlink", anchor="here")
    for text in texts:
        made.append(paragraph.add_run(text)._r)
    paragraph._p.append(made)
    return paragraph


def control(paragraph: Paragraph, *texts: str) -> Paragraph:
    """A content control of a run for each text."""
    made, content = element("sdt"), element("sdtContent")
    made.append(content)
    for text in texts:
        content.append(paragraph.add_run(text)._r)
    paragraph._p.append(made)
    return paragraph


def notes(document: Document, *texts: str, kind: str = "footnote") -> None:
    """The document's footnotes, numbered from 1; their marks are `note_mark`s."""
    written = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r>'
        f"</w:p></w:{kind}>"
        for number, text in enumerate(texts, 1)
    )
    ends = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = f"<w:{kind}s {nsdecls('w')}>{ends}{written}</w:{kind}s>"
    new_part(document, f"{kind}s", xml)


def new_part(document: Document, name: str, xml: str) -> None:
    """A part of the kind that its name says: footnotes, endnotes, comments."""
    content_type = getattr(CONTENT_TYPE, f"WML_{name.upper()}")
    part = Part(PackURI(f"/word/{name}.xml"), content_type, xml.encode(), document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))


def note_mark(paragraph: Paragraph, number: int = 1, kind: str = "footnote") -> Paragraph:
    """The mark of a note at the end of a paragraph."""
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="{number}"/></w:r>'))
    return paragraph


def text_box(paragraph: Paragraph, text: str) -> Paragraph:
    """A text box as Word writes it: once for itself, once for programs that know VML only."""
    inside = f'<w:txbxContent><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:txbxContent>'
    paragraph._p.append(parse_xml(_TEXT_BOX.replace("INSIDE", inside)))
    return paragraph


_TEXT_BOX = (
    f"<w:r {nsdecls('w', 'wp', 'a')}"
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="500000"/>'
    '<wp:docPr id="7" name="Box" descr="A box of text"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>INSIDE</wps:txbx><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape id="box" style="width:157pt;height:39pt"><v:textbox>INSIDE</v:textbox></v:shape>'
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def a_picture(red: int = 200) -> bytes:
    """A PNG of one pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes([0, red, 60, 20]))), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
