"""One good document, written part by part.

It holds one of everything that the rules speak of: headings, a table with a header row, links, a
picture, a footnote, a comment, a content control, tracked changes, a header and a footer.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R_NS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
BY = 'w:author="A. Drafter" w:date="2023-03-17T00:00:00Z"'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

CONTENT_TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{WORD_TYPE}.numbering+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{WORD_TYPE}.footnotes+xml"/>
<Override PartName="/word/comments.xml" ContentType="{WORD_TYPE}.comments+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{WORD_TYPE}.fontTable+xml"/>
<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>
<Override PartName="/word/header1.xml" ContentType="{WORD_TYPE}.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{WORD_TYPE}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""

PACKAGE_RELS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""

DOCUMENT_RELS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="rId4" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>
<Relationship Id="rId5" Type="{OFFICE}/comments" Target="comments.xml"/>
<Relationship Id="rId6" Type="{OFFICE}/header" Target="header1.xml"/>
<Relationship Id="rId7" Type="{OFFICE}/footer" Target="footer1.xml"/>
<Relationship Id="rId8" Type="{OFFICE}/image" Target="media/image1.png"/>
<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.eu/report" TargetMode="External"/>
<Relationship Id="rId10" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>
<Relationship Id="rId11" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>
</Relationships>"""

CORE = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
><dc:title>Follow-up</dc:title><dc:creator>A. Drafter</dc:creator><dc:language>en-GB</dc:language
><dcterms:created xsi:type="dcterms:W3CDTF">2023-03-17T00:00:00Z</dcterms:created></cp:coreProperties>"""

STYLES = f"""<w:styles {W_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr>
</w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Bullet"><w:name w:val="Annex Bullet"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:color w:val="0563C1"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Annex Table"/><w:basedOn w:val="TableNormal"/></w:style>
</w:styles>"""

SETTINGS = f'<w:settings {W_NS}><w:zoom w:percent="100"/></w:settings>'

FONT_TABLE = f'<w:fonts {W_NS}><w:font w:name="Arial"><w:family w:val="swiss"/></w:font></w:fonts>'

_COLOURS = "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split()
_FONTS = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
THEME = (
    f'<a:theme xmlns:a="{DRAWING}/main" name="Plain"><a:themeElements><a:clrScheme name="Plain">'
    + "".join(f'<a:{name}><a:srgbClr val="000000"/></a:{name}>' for name in _COLOURS)
    + f'</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>{_FONTS}</a:majorFont><a:minorFont>{_FONTS}</a:minorFont>'
    + f'</a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
    + f"{f'<a:ln>{_FILL}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)

NUMBERING = f"""<w:numbering {W_NS}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""

FOOTNOTES = f"""<w:footnotes {W_NS}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Of 17 March.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""

COMMENTS = f"""<w:comments {W_NS}><w:comment w:id="0" {BY} w:initials="AD"><w:p><w:r><w:t>Check.</w:t></w:r></w:p>
</w:comment></w:comments>"""

HEADER = f"<w:hdr {W_NS}><w:p><w:r><w:t>The Institution</w:t></w:r></w:p></w:hdr>"

FOOTER = f"""<w:ftr {W_NS}><w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"""

PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
    '<wp:docPr id="1" name="Emblem" descr="The institution\'s emblem"/><wp:cNvGraphicFramePr/>'
    f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Emblem"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId8"/><a:stretch><a:fillRect/></a:stretch>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)

HEADING = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="0" w:name="bg_FU_001"/>'
    '<w:r><w:t>Situation as of 17 March 2023</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Borders</w:t></w:r></w:p>'
)

PARAGRAPH = (
    '<w:p><w:commentRangeStart w:id="0"/><w:r><w:rPr><w:b/></w:rPr><w:t>Agreed</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
    '<w:hyperlink r:id="rId9"><w:r>'
    '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>the report</w:t></w:r></w:hyperlink>'
    f'<w:ins w:id="101" {BY}><w:r><w:t>now</w:t></w:r></w:ins>'
    f'<w:del w:id="102" {BY}><w:r><w:delText>then</w:delText></w:r></w:del>'
    '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>ongoing</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)

CELL = '<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{}</w:tc>'
BULLET = (
    '<w:p><w:pPr><w:pStyle w:val="Bullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>Talks go on.</w:t></w:r></w:p>"
)
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="9000" w:type="dxa"/>'
    '<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="Follow-up"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    + CELL.format("<w:p><w:r><w:t>Commitment</w:t></w:r></w:p>")
    + CELL.format("<w:p><w:r><w:t>Follow-up</w:t></w:r></w:p>")
    + "</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>"
    + CELL.format("<w:p><w:r><w:t>Secure the border</w:t></w:r></w:p>")
    + CELL.format(BULLET)
    + "</w:tr></w:tbl>"
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
DOCUMENT = (
    f'<w:document {W_NS} {R_NS} xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" '
    f'xmlns:pic="{DRAWING}/picture"><w:body>{HEADING}{PARAGRAPH}{PICTURE}{TABLE}<w:p/>{SECTION}</w:body></w:document>'
)

MAIN = "word/document.xml"


def good_parts() -> dict[str, bytes]:
    """The parts of the good document by name."""
    texts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELS,
        MAIN: DOCUMENT,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONT_TABLE,
        "word/theme/theme1.xml": THEME,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
        "word/comments.xml": COMMENTS,
        "word/header1.xml": HEADER,
        "word/footer1.xml": FOOTER,
        "docProps/core.xml": CORE,
    }
    return {name: (DECLARATION + text).encode() for name, text in texts.items()} | {"word/media/image1.png": PIXEL}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip archive, in the order given."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return file.getvalue()


def good_document() -> bytes:
    """The good document."""
    return zipped(good_parts())
