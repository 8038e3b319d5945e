"""Variants of the good document with one defect each: what makes Word complain, and what keeps readers out."""

from __future__ import annotations

from tests.word.changes import Defect, both, drop, put, swap
from tests.word.good import BULLET, BY, CELL, DECLARATION, HEADER, PICTURE, SECTION, TABLE, WORD_TYPE

RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
FIRST_CELL = CELL.format("<w:p><w:r><w:t>Secure the border</w:t></w:r></w:p>")
TRACKED_MARK = f'<w:p><w:pPr><w:rPr><w:ins w:id="103" {BY}/></w:rPr></w:pPr><w:r><w:t>Secure</w:t></w:r></w:p>'

DEFECTS = (
    # what every schema validator sees
    Defect("paragraph inside a run", swap("<w:r><w:t>Borders</w:t></w:r>", "<w:r><w:p/></w:r>")),
    Defect(
        "paragraph properties after the text",
        swap(
            '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Borders</w:t></w:r>',
            '<w:r><w:t>Borders</w:t></w:r><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>',
        ),
    ),
    Defect(
        "run properties after the text",
        swap("<w:rPr><w:b/></w:rPr><w:t>Agreed</w:t>", "<w:t>Agreed</w:t><w:rPr><w:b/></w:rPr>"),
    ),
    Defect(
        "grid after the rows",
        both(
            swap('<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>', ""),
            swap("</w:tbl>", '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid></w:tbl>'),
        ),
    ),
    Defect(
        "cell properties in the wrong order",
        swap(
            '<w:tcPr><w:tcW w:w="4500" w:type="dxa"/>',
            '<w:tcPr><w:vAlign w:val="top"/><w:tcW w:w="4500" w:type="dxa"/>',
        ),
    ),
    Defect("stray run in the body", swap("<w:p/><w:sectPr>", "<w:r><w:t>x</w:t></w:r><w:p/><w:sectPr>")),
    Defect("unknown element", swap("<w:p/><w:sectPr>", "<w:p><w:nonsense/></w:p><w:sectPr>")),
    Defect("value outside its list", swap('<w:headerReference w:type="default"', '<w:headerReference w:type="odd"')),
    Defect("column width that is no number", swap('<w:gridCol w:w="4500"/>', '<w:gridCol w:w="wide"/>')),
    # sections and text
    Defect("section before the last paragraph", swap(f"<w:p/>{SECTION}", f"{SECTION}<w:p/>"), "NO_FINAL_SECTPR"),
    Defect("no section", swap(SECTION, ""), "NO_FINAL_SECTPR"),
    Defect("no body", swap("w:body>", "w:corpus>"), "NOT_A_WORD_DOCUMENT"),
    Defect("tag left", swap("Borders", "{{ title }}"), "TEMPLATE_TAG_LEFT"),
    Defect("tag left over two runs", swap("Borders", "{</w:t></w:r><w:r><w:t>%p if x %}"), "TEMPLATE_TAG_LEFT"),
    Defect("tag left in the header", swap("The Institution", "{{ name }}", "word/header1.xml"), "TEMPLATE_TAG_LEFT"),
    Defect("tag left in the title", swap("Follow-up", "{{ title }}", "docProps/core.xml"), "TEMPLATE_TAG_LEFT"),
    Defect("direction override", swap("Borders", "Bor\u202eders"), "BIDI_CONTROL"),
    Defect("escape from a spreadsheet", swap("Borders", "Bor_x000D_ders"), "EXCEL_ESCAPE_IN_TEXT"),
    # tracked changes
    Defect("tracked change without author", swap('w:author="A. Drafter" ', "", count=1), "REVISION_NO_AUTHOR"),
    Defect("tracked change without id", swap('w:id="101" ', ""), "REVISION_NO_ID"),
    Defect("tracked change with a bad date", swap("2023-03-17T00:00:00Z", "17 March", count=1), "REVISION_DATE"),
    Defect("two tracked changes with one id", swap('w:id="102"', 'w:id="101"'), "DUPLICATE_REVISION_ID"),
    Defect("live text in a deletion", swap("w:delText", "w:t"), "T_INSIDE_DEL"),
    Defect("deleted text that is live", swap("<w:t>now</w:t>", "<w:delText>now</w:delText>"), "DELTEXT_OUTSIDE_DEL"),
    Defect("tracked last mark of a cell", swap(FIRST_CELL, CELL.format(TRACKED_MARK)), "CELL_FINAL_MARK_REVISION"),
    # tables
    Defect("cell without a paragraph", swap(CELL.format(BULLET), CELL.format("")), "CELL_NOT_ENDING_IN_P"),
    Defect("cell ending in a table", swap(BULLET, BULLET + TABLE), "CELL_NOT_ENDING_IN_P"),
    Defect(
        "empty grid",
        swap('<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>', "<w:tblGrid/>"),
        "EMPTY_GRID",
    ),
    Defect("short grid", swap('<w:gridCol w:w="4500"/>', "", count=1), "GRID_MISMATCH"),
    Defect(
        "cell that spans too much",
        swap('<w:tcW w:w="4500" w:type="dxa"/>', '<w:tcW w:w="4500" w:type="dxa"/><w:gridSpan w:val="3"/>', count=1),
        "GRID_MISMATCH",
    ),
    Defect("row without cells", swap("</w:tbl>", "<w:tr/></w:tbl>"), "ROW_WITHOUT_CELLS"),
    Defect(
        "table without rows",
        swap(TABLE, TABLE[: TABLE.index("<w:tr>")] + "</w:tbl>"),
        "TABLE_WITHOUT_ROWS",
    ),
    # ids and references
    Defect("missing paragraph style", swap('"Heading2"', '"Untitled"'), "STYLE_MISSING"),
    Defect("missing table style", swap('"Grid"', '"Lattice"'), "STYLE_MISSING"),
    Defect("missing numbering", swap('<w:numId w:val="1"/>', '<w:numId w:val="9"/>'), "NUMBERING_MISSING"),
    Defect("bookmark that does not end", swap('<w:bookmarkEnd w:id="0"/>', ""), "BOOKMARK_UNPAIRED"),
    Defect(
        "two bookmarks with one id",
        swap('<w:bookmarkEnd w:id="0"/>', '<w:bookmarkStart w:id="0" w:name="two"/><w:bookmarkEnd w:id="0"/>'),
        "DUPLICATE_BOOKMARK_ID",
    ),
    Defect(
        "two bookmarks with one name",
        swap(
            '<w:bookmarkEnd w:id="0"/>',
            '<w:bookmarkEnd w:id="0"/><w:bookmarkStart w:id="1" w:name="BG_fu_001"/><w:bookmarkEnd w:id="1"/>',
        ),
        "DUPLICATE_BOOKMARK_NAME",
    ),
    Defect("bookmark name too long", swap("bg_FU_001", "b" * 41), "BOOKMARK_NAME_TOO_LONG"),
    Defect(
        "comment that is not there",
        swap('<w:commentReference w:id="0"/>', '<w:commentReference w:id="5"/>'),
        "COMMENT_MISSING",
    ),
    Defect("comment range that does not end", swap('<w:commentRangeEnd w:id="0"/>', ""), "COMMENT_RANGE_UNPAIRED"),
    Defect(
        "footnote that is not there",
        swap('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="5"/>'),
        "FOOTNOTE_MISSING",
    ),
    Defect("endnote that is not there", swap("w:footnoteReference", "w:endnoteReference"), "ENDNOTE_MISSING"),
    Defect(
        "content control without content",
        swap("<w:sdtContent><w:r><w:t>ongoing</w:t></w:r></w:sdtContent>", ""),
        "SDT_NO_CONTENT",
    ),
    Defect(
        "two content controls with one id",
        swap(
            "</w:sdt></w:p>",
            '</w:sdt><w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt></w:p>',
        ),
        "DUPLICATE_SDT_ID",
    ),
    Defect("two pictures with one id", swap(PICTURE, PICTURE * 2), "DUPLICATE_DOCPR_ID"),
    # the package
    Defect("picture without relationship", swap('r:embed="rId8"', 'r:embed="rId88"'), "RELATIONSHIP_MISSING"),
    Defect(
        "link without relationship",
        swap('<w:hyperlink r:id="rId9"', '<w:hyperlink r:id="rId99"'),
        "RELATIONSHIP_MISSING",
    ),
    Defect("target that is not there", drop("word/media/image1.png"), "DANGLING_RELATIONSHIP"),
    Defect(
        "target outside the package", swap("media/image1.png", "../../etc/image1.png", RELS), "DANGLING_RELATIONSHIP"
    ),
    Defect("two relationships with one id", swap('Id="rId9"', 'Id="rId8"', RELS), "DUPLICATE_RID"),
    Defect(
        "part without a content type",
        swap('<Default Extension="png" ContentType="image/png"/>', "", TYPES),
        "NO_CONTENT_TYPE",
    ),
    Defect(
        "wrong content type", swap(f"{WORD_TYPE}.document.main+xml", "application/xml", TYPES), "NOT_A_WORD_DOCUMENT"
    ),
    Defect("no content types", drop(TYPES), "NO_CONTENT_TYPES"),
    Defect("control character", swap("Borders", "Bor\x0bders"), "NOT_WELL_FORMED"),
    Defect(
        "bad UTF-8",
        put("word/header1.xml", DECLARATION.encode() + HEADER.encode().replace(b"Inst", b"\xff\xfe\xfa")),
        "NOT_WELL_FORMED",
    ),
    Defect("not well-formed", swap("</w:hdr>", "", "word/header1.xml"), "NOT_WELL_FORMED"),
    # properties
    Defect("bad date of creation", swap("2023-03-17T00:00:00Z", "17 March 2023", "docProps/core.xml"), "CORE_DATE"),
    Defect("author python-docx", swap("A. Drafter", "python-docx", "docProps/core.xml"), "CORE_CREATOR"),
)

BARRIERS = (
    Defect("no title", swap("<dc:title>Follow-up</dc:title>", "", "docProps/core.xml"), "NO_TITLE"),
    Defect(
        "no language property",
        swap("<dc:language>en-GB</dc:language\n>", "", "docProps/core.xml"),
        "NO_LANGUAGE_PROPERTY",
    ),
    Defect("no language of the text", swap('<w:lang w:val="en-GB"/>', "", "word/styles.xml"), "NO_LANGUAGE"),
    Defect(
        "protected",
        swap('<w:zoom w:percent="100"/>', '<w:documentProtection w:edit="readOnly"/>', "word/settings.xml"),
        "PROTECTED",
    ),
    Defect("heading level skipped", swap('"Heading2"', '"Heading3"'), "HEADING_SKIPPED"),
    Defect("first heading of the second level", swap('"Heading1"', '"Heading2"'), "HEADING_SKIPPED"),
    Defect(
        "empty paragraphs in sequence", swap("<w:p/>", "<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>"), "EMPTY_PARAGRAPHS"
    ),
    Defect("table without a header row", swap("<w:trPr><w:tblHeader/></w:trPr>", ""), "NO_HEADER_ROW"),
    Defect("table without a title", swap('<w:tblCaption w:val="Follow-up"/>', ""), "TABLE_NOT_DESCRIBED"),
    Defect(
        "merged cell",
        swap('<w:tcW w:w="4500" w:type="dxa"/>', '<w:tcW w:w="4500" w:type="dxa"/><w:gridSpan w:val="2"/>', count=1),
        "MERGED_CELL",
    ),
    Defect("table in a table", swap(BULLET, TABLE + BULLET), "NESTED_TABLE"),
    Defect("picture without a text", swap(' descr="The institution\'s emblem"', ""), "NO_ALTERNATIVE_TEXT"),
    Defect("floating picture", swap("wp:inline", "wp:anchor"), "FLOATING_OBJECT"),
    Defect("typed bullet", swap("Secure the border", "• Secure the border"), "TYPED_BULLET"),
    Defect("blanks in a row", swap("Secure the border", "Secure    the border"), "REPEATED_BLANKS"),
    Defect("tabs in a row", swap("<w:t>Secure", "<w:tab/><w:tab/><w:t>Secure"), "REPEATED_BLANKS"),
    Defect("bare link", swap("the report", "https://example.eu/report"), "BARE_LINK"),
    Defect(
        "pale letters", swap("<w:rPr><w:b/></w:rPr>", '<w:rPr><w:b/><w:color w:val="AAAAAA"/></w:rPr>'), "LOW_CONTRAST"
    ),
    Defect("pale style", swap("0563C1", "88AAFF", "word/styles.xml"), "LOW_CONTRAST"),
)
