"""Documents that could do harm: each kind is refused, and what only looks like it is read."""

import pytest

from briefgen.opc.read import read_package
from tests.opc.refused import OLE, refused
from tests.word.changes import Change, both, drop, put, swap, with_change
from tests.word.good import MAIN, OFFICE, PACKAGE, WORD_TYPE, zipped

TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
MAIN_TYPE = f"{WORD_TYPE}.document.main+xml"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def related(kind: str, target: str, *, external: bool = False) -> Change:
    mode = ' TargetMode="External"' if external else ""
    new = f'<Relationship Id="rId50" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return swap("</Relationships>", new, RELS)


def main_type(content_type: str) -> Change:
    return swap(MAIN_TYPE, content_type, TYPES)


def field(*pieces: str) -> Change:
    texts = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return paragraph(f"{BEGIN}{texts}{END}")


def paragraph(inside: str) -> Change:
    return swap("<w:p/><w:sectPr>", f"<w:p>{inside}</w:p><w:sectPr>")


def simple_field(instruction: str) -> Change:
    return swap("<w:p/><w:sectPr>", f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p><w:sectPr>')


CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_with(workbook: bytes, workbook_type: str = SHEET_TYPE) -> Change:
    overrides = (
        f'<Override PartName="/word/charts/chart1.xml" ContentType="{CHART_TYPE}"/>'
        f'<Default Extension="xlsx" ContentType="{workbook_type}"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/package" '
        'Target="../embeddings/Workbook.xlsx"/></Relationships>'
    )
    return both(
        swap("</Types>", overrides, TYPES),
        related("chart", "charts/chart1.xml"),
        put("word/charts/chart1.xml", b"<chart/>"),
        put("word/charts/_rels/chart1.xml.rels", rels.encode()),
        put("word/embeddings/Workbook.xlsx", workbook),
    )


WORKBOOK = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
WORKBOOK_WITH_MACROS = zipped({"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": b"x"})

DANGERS: dict[str, tuple[str, Change]] = {
    "workbook renamed": ("EXCEL_FILE", main_type(f"{SHEET_TYPE}.main+xml")),
    "presentation renamed": ("POWERPOINT_FILE", main_type("application/x.presentationml.presentation.main+xml")),
    "drawing renamed": ("NOT_A_WORD_DOCUMENT", main_type("application/vnd.ms-visio.drawing.main+xml")),
    "no main part": ("NO_DOCUMENT", swap("/officeDocument", "/other", "_rels/.rels")),
    "main part missing": ("NO_DOCUMENT", drop(MAIN)),
    "strict": (
        "STRICT_OOXML",
        swap(f"{OFFICE}/officeDocument", STRICT, "_rels/.rels"),
    ),
    ".docm renamed": ("MACROS", main_type("application/vnd.ms-word.document.macroEnabled.main+xml")),
    ".dotm renamed": ("MACROS", main_type("application/vnd.ms-word.template.macroEnabledTemplate.main+xml")),
    "macros under another type": ("MACROS", put("word/vbaProject.bin", b"x")),
    "macros under another name": ("MACROS", both(put("word/x.bin", b"x"), related("vbaProject", "x.bin"))),
    "OLE file under a picture's name": ("OLE_OBJECT", put("word/media/image2.png", OLE)),
    "ActiveX": ("ACTIVEX", put("word/activeX/activeX1.xml", b"<x/>")),
    "embedded object": ("OLE_OBJECT", put("word/embeddings/oleObject1.bin", b"x")),
    "embedded workbook without a chart": (
        "OLE_OBJECT",
        both(put("word/embeddings/a.xlsx", WORKBOOK), related("package", "embeddings/a.xlsx")),
    ),
    "chart's workbook with macros": ("OLE_OBJECT", chart_with(WORKBOOK_WITH_MACROS)),
    "chart's workbook that is none": ("OLE_OBJECT", chart_with(b"MZ")),
    "chart's workbook of another type": ("OLE_OBJECT", chart_with(WORKBOOK, "application/octet-stream")),
    "imported file": ("ALTCHUNK", both(put("word/part.htm", b"<p>"), related("aFChunk", "part.htm"))),
    "add-in in the text": (
        "WEB_EXTENSION",
        both(put("word/webextensions/a.xml", b"<x/>"), related("webextension", "webextensions/a.xml")),
    ),
    "ribbon": ("CUSTOM_INTERFACE", put("customUI/customUI14.xml", b"<x/>")),
    "attached template": ("ATTACHED_TEMPLATE", related("attachedTemplate", "https://example.eu/a.dotm", external=True)),
    "remote picture": ("REMOTE_IMAGE", related("image", "https://example.eu/a.png", external=True)),
    "linked object": ("LINKED_OBJECT", related("oleObject", "file:///C:/a.xlsx", external=True)),
    "frame": ("EXTERNAL_RELATIONSHIP", related("frame", "https://example.eu/", external=True)),
    "link to a share": ("ODD_LINK", related("hyperlink", "file://server/share", external=True)),
    "link that runs": ("ODD_LINK", related("hyperlink", "javascript:alert(1)", external=True)),
    "DDE": ("DANGEROUS_FIELD", field("DDE cmd x")),
    "DDEAUTO in lower case": ("DANGEROUS_FIELD", field(" ddeauto c:\\\\x ")),
    "DDEAUTO over three runs": ("DANGEROUS_FIELD", field(" DD", "E", "AUTO c:\\\\x ")),
    "DDEAUTO as character references": ("DANGEROUS_FIELD", field("&#68;DEAUTO x")),
    "DDEAUTO in CDATA": ("DANGEROUS_FIELD", field("<![CDATA[DDE]]>AUTO x")),
    "simple INCLUDETEXT": ("DANGEROUS_FIELD", simple_field(" INCLUDETEXT x ")),
    "INCLUDEPICTURE": ("DANGEROUS_FIELD", simple_field("INCLUDEPICTURE &quot;https://example.eu/a.png&quot;")),
    "LINK": ("DANGEROUS_FIELD", simple_field("LINK Excel.Sheet")),
    "DATABASE": ("DANGEROUS_FIELD", simple_field("DATABASE x")),
    "MACROBUTTON": ("DANGEROUS_FIELD", simple_field("MACROBUTTON x y")),
    "link field to a file": ("ODD_LINK", simple_field("HYPERLINK &quot;file:///C:/x&quot;")),
    "keyword made by a nested field": (
        "DANGEROUS_FIELD",
        field(
            f"</w:instrText></w:r>{BEGIN}<w:r><w:instrText>QUOTE 68</w:instrText></w:r>"
            f"{SEPARATE}<w:r><w:t>DDE</w:t></w:r>{END}<w:r><w:instrText> cmd",
        ),
    ),
    "link field to a file behind a switch": ("ODD_LINK", simple_field("HYPERLINK \\h &quot;file:///C:/x&quot;")),
    "link field that runs behind a tip": (
        "ODD_LINK",
        simple_field("HYPERLINK \\o &quot;a: b&quot; javascript:alert(1)"),
    ),
    "link in the words of a number": ("ODD_LINK", related("hyperlink", "javascript:1", external=True)),
    "link with a sign that programs pass over": ("ODD_LINK", related("hyperlink", "java&#9;script:x", external=True)),
    "link with percent signs": ("ODD_LINK", related("hyperlink", "javascript%3Ax", external=True)),
    "link to a share without a scheme": ("ODD_LINK", related("hyperlink", "\\\\server\\share", external=True)),
    "link of a shape": (
        "ODD_LINK",
        paragraph('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="javascript:x"/></w:pict></w:r>'),
    ),
    "field in a header": ("DANGEROUS_FIELD", swap("<w:p>", '<w:p><w:fldSimple w:instr="RD x"/>', "word/header1.xml")),
    "field in a footnote": (
        "DANGEROUS_FIELD",
        swap("<w:footnoteRef/>", "<w:instrText>DDE x</w:instrText>", "word/footnotes.xml"),
    ),
    "remote VML picture": (
        "DANGEROUS_FIELD",
        paragraph(
            '<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="https://example.eu/a"/></w:pict></w:r>'
        ),
    ),
}


@pytest.mark.parametrize("danger", DANGERS)
def test_a_danger_is_refused(danger: str) -> None:
    code, change = DANGERS[danger]
    assert refused(with_change(change)).code == code


HARMLESS = {
    "workbook behind a chart": chart_with(WORKBOOK),
    "web link": related("hyperlink", "HTTPS://example.eu", external=True),
    "mail address": related("hyperlink", "mailto:office@example.eu", external=True),
    "field with a dangerous word in its argument": simple_field("MERGEFIELD Link"),
    "link field": simple_field("HYPERLINK &quot;https://example.eu/import/link&quot; \\o &quot;DDE&quot;"),
    "link field within the document": simple_field("HYPERLINK \\l bookmark"),
    "telephone": related("hyperlink", "tel:+3222811111", external=True),
    "link without http": related("hyperlink", "www.example.eu", external=True),
    "link with a port": related("hyperlink", "www.example.eu:8080/a", external=True),
    "link to a file beside": related("hyperlink", "../annex%20II.pdf", external=True),
    "place to click": field(" MACROBUTTON NoMacro [Click here] "),
    "place to click in one piece": simple_field("macrobutton nomacro [Name]"),
    "text about fields": swap("Borders", "DDEAUTO and INCLUDETEXT"),
    "relationship that leads nowhere": related("customXml", "../customXml/item9.xml"),
    "folder entry": put("word/media/", b""),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_harmless_is_read(case: str) -> None:
    assert read_package(with_change(HARMLESS[case]), "letter.docx").main_part == MAIN


SETTINGS = (
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}<w:zoom/></w:settings>'
)
SETTINGS_TYPE = f'<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/></Types>'


def settings(inside: str, kind: str, target: str) -> Change:
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return both(
        swap("</Types>", SETTINGS_TYPE, TYPES),
        related("settings", "settings.xml"),
        put("word/settings.xml", SETTINGS.format(inside).encode()),
        put("word/_rels/settings.xml.rels", rels.encode()),
    )


def task_pane(name: str, kind: str) -> Change:
    new = f'<Relationship Id="rId90" Type="{kind}" Target="word/webextensions/{name}"/></Relationships>'
    part = f"word/webextensions/{name}"
    override = f'<Override PartName="/{part}" ContentType="application/vnd.ms-office.{name[:-4]}+xml"/></Types>'
    return both(swap("</Relationships>", new, "_rels/.rels"), put(part, b"<x/>"), swap("</Types>", override, TYPES))


ATTACHED = '<w:attachedTemplate r:id="rId1"/>'
MERGE = '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT * FROM a"/>{}</w:mailMerge>'
PANES = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"
CONNECTED: dict[str, tuple[str, str, Change]] = {
    "template on a drive": (
        "ATTACHED_TEMPLATE",
        "Letter.dotx",
        settings(ATTACHED, "attachedTemplate", "file:///C:\\Letter.dotx"),
    ),
    "Normal by its path": (
        "ATTACHED_TEMPLATE",
        "Normal.dotm",
        settings(ATTACHED, "attachedTemplate", "C:\\Normal.dotm"),
    ),
    "template on a share": (
        "ATTACHED_TEMPLATE",
        "House.dotx",
        settings(ATTACHED, "attachedTemplate", "file://server/House.dotx"),
    ),
    "template beside": ("ATTACHED_TEMPLATE", "House.dotx", settings(ATTACHED, "attachedTemplate", "House.dotx")),
    "source of a mail merge": (
        "MAIL_MERGE",
        "a.csv",
        settings(MERGE.format('<w:dataSource r:id="rId1"/>'), "mailMergeSource", "file:///C:/a.csv"),
    ),
    "mail merge without a source": ("MAIL_MERGE", "settings", settings(MERGE.format(""), "hyperlink", "https://e.eu")),
    "heads of a mail merge": (
        "MAIL_MERGE",
        "h.csv",
        settings(MERGE.format('<w:headerSource r:id="rId1"/>'), "mailMergeHeaderSource", "h.csv"),
    ),
    "task pane": ("WEB_EXTENSION", "taskpanes.xml", task_pane("taskpanes.xml", PANES)),
    "task pane by another relationship": ("WEB_EXTENSION", "panes.xml", task_pane("panes.xml", f"{OFFICE}/x")),
    "task pane without a relationship": ("WEB_EXTENSION", "a.xml", put("word/webextensions/a.xml", b"<x/>")),
}


@pytest.mark.parametrize("case", CONNECTED)
def test_what_connects_a_file_to_its_authors_machine_is_left_out_and_named(case: str) -> None:
    code, detail, change = CONNECTED[case]
    package = read_package(with_change(change), "letter.docx")
    assert [each.code for each in package.left_out] == [code]
    assert detail in package.left_out[0].detail
    assert not any("webextension" in name for name in package.names)
    for word in ("mailMerge", "attachedTemplate", "webextension"):
        assert not any(word.encode() in part.data for part in package.parts.values())


@pytest.mark.parametrize(
    "target", ["https://example.eu/a.dotm", " HTTP://example.eu/a.dotx", "ftp://example.eu/a.dotx"]
)
def test_a_template_on_the_web_is_refused(target: str) -> None:
    assert refused(with_change(settings(ATTACHED, "attachedTemplate", target))).code == "ATTACHED_TEMPLATE"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (
            both(
                related("hyperlink", "file:///C:/x", external=True),
                paragraph('<w:hyperlink r:id="rId50"><w:r><w:t>Our files</w:t></w:r></w:hyperlink>'),
            ),
            "under the text “Our files”",
        ),
        (
            paragraph('<w:r><w:t>See </w:t></w:r><w:fldSimple w:instr="INCLUDETEXT x"/>'),
            "in the paragraph “See”",
        ),
        (
            paragraph(f"<w:r><w:t>Rate: </w:t></w:r>{BEGIN}<w:r><w:instrText>DDE x</w:instrText></w:r>{END}"),
            "in the paragraph “Rate:”",
        ),
    ],
)
def test_a_refusal_says_where_in_the_text_it_is(change: Change, place: str) -> None:
    assert place in str(refused(with_change(change)))
