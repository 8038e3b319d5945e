"""Word files full of what their makers left behind, written part by part."""

from __future__ import annotations

from collections.abc import Mapping

from tests.word.docx_templates import a_template, p, r
from tests.word.good import (
    CONTENT_TYPES,
    DOCUMENT_RELS,
    OFFICE,
    PACKAGE,
    PACKAGE_RELS,
    R_NS,
    SETTINGS,
    W_NS,
    WORD_TYPE,
)

MS = "http://schemas.microsoft.com/office"
VANISH = "<w:vanish/>"
CUSTOM = "application/vnd.openxmlformats-officedocument"
APP = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Template>Normal.dotm</Template><TotalTime>90</TotalTime><Application>Microsoft Office Word</Application>
<Manager>B. Chief</Manager><Company>The Institution</Company></Properties>"""
CORE = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Minutes</dc:title><dc:creator>A. Drafter</dc:creator><dc:language>en</dc:language>
<cp:lastModifiedBy>B. Chief</cp:lastModifiedBy><cp:keywords/></cp:coreProperties>"""
PROPERTIES = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">
<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Unit"><vt:lpwstr>C.3</vt:lpwstr></property>
</Properties>"""
_ATTACHED = f'<w:settings {W_NS} {R_NS}><w:attachedTemplate r:id="rId1"/>'
MARKED_SETTINGS = SETTINGS.replace(f"<w:settings {W_NS}>", _ATTACHED).replace(
    "</w:settings>",
    '<w:docVars><w:docVar w:name="path" w:val="U:"/><w:docVar w:name="user" w:val="ad"/></w:docVars>'
    '<w:rsids><w:rsidRoot w:val="00AA0000"/><w:rsid w:val="00AB0000"/></w:rsids></w:settings>',
)
_REL = '<Relationship Id="{}" Type="{}" Target="{}"{}/>'


def _rels(*relations: tuple[str, str, str]) -> str:
    return "".join(_REL.format(*each, "") for each in relations) + "</Relationships>"


def _types(**overrides: str) -> str:
    found = "".join(f'<Override PartName="/{n}" ContentType="{kind}"/>' for n, kind in overrides.items())
    return CONTENT_TYPES.replace("</Types>", f'<Default Extension="jpeg" ContentType="image/jpeg"/>{found}</Types>')


MARKED_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": _types(
        **{
            "docProps/app.xml": f"{CUSTOM}.extended-properties+xml",
            "docProps/custom.xml": f"{CUSTOM}.custom-properties+xml",
            "word/people.xml": f"{WORD_TYPE}.people+xml",
            "word/printerSettings1.xml": f"{WORD_TYPE}.printerSettings",
            "customXml/itemProps1.xml": f"{CUSTOM}.customXmlProperties+xml",
            "docMetadata/LabelInfo.xml": "application/vnd.ms-office.classificationlabels+xml",
        }
    ),
    "_rels/.rels": PACKAGE_RELS.replace(
        "</Relationships>",
        _rels(
            ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
            ("rId4", f"{OFFICE}/custom-properties", "docProps/custom.xml"),
            ("rId5", f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.xml"),
            ("rId6", f"{MS}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml"),
        ),
    ),
    "word/_rels/document.xml.rels": DOCUMENT_RELS.replace(
        "</Relationships>",
        _rels(
            ("rId20", f"{MS}/2011/relationships/people", "people.xml"),
            ("rId21", f"{OFFICE}/customXml", "../customXml/item1.xml"),
            ("rId22", f"{OFFICE}/printerSettings", "printerSettings1.xml"),
        ),
    ),
    "word/_rels/settings.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    + _REL.format("rId1", f"{OFFICE}/attachedTemplate", "file:///U:/ad/House.dotm", ' TargetMode="External"')
    + "</Relationships>",
    "customXml/_rels/item1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    + _rels(("rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml")),
    "customXml/item1.xml": '<case xmlns="urn:case">2023/17</case>',
    "customXml/itemProps1.xml": f'<ds:datastoreItem ds:itemID="{{1}}" xmlns:ds="{OFFICE}/customXml"/>',
    "docProps/app.xml": APP,
    "docProps/core.xml": CORE,
    "docProps/custom.xml": PROPERTIES,
    "docProps/thumbnail.xml": "<picture/>",
    "docMetadata/LabelInfo.xml": "<labels/>",
    "word/people.xml": f'<w15:people xmlns:w15="{MS}/word/2012/wordml"><w15:person w15:author="A. Drafter"/>'
    "</w15:people>",
    "word/printerSettings1.xml": "<printer/>",
    "word/settings.xml": MARKED_SETTINGS,
}
"""The parts of `a_marked_file`, or their other contents, by name."""

AUTHOR = 'w:author="A. Drafter" w:date="2023-03-17T00:00:00Z"'


def ins(number: int, *runs: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="{number}" {AUTHOR}>{"".join(runs)}</w:ins>'


def deleted(number: int, text: str) -> str:
    """A tracked deletion."""
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="{number}" {AUTHOR}>{run}</w:del>'


def field(code: str, result: str, properties: str = "") -> str:
    """A field with its result; `properties` are those of all its runs."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    sign = f'<w:r>{rpr}<w:fldChar w:fldCharType="{{}}"/></w:r>'
    instruction = f'<w:r>{rpr}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    shown = sign.format("separate") + r(result, properties) if result else ""
    return sign.format("begin") + instruction + shown + sign.format("end")


def bookmark(number: int, name: str, *runs: str) -> str:
    """A bookmark around some runs."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


def comment(number: int, text: str) -> str:
    """A text that a comment is about."""
    mark = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{r(text)}<w:commentRangeEnd w:id="{number}"/>{mark}'


def note(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def a_marked_file(*blocks: str, styles: str = "", **parts: str) -> bytes:
    """A file with some blocks as its body, and every trace in its other parts."""
    return a_template(*(blocks or (p("Agreed."),)), parts={**MARKED_PARTS, **parts}, styles=styles)
