"""Files that other programs have spelt in their own way are read as Word's own; what comes out is well-formed."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from briefgen.opc.read import read_package
from briefgen.word import Template, lint
from briefgen.word.reader import read_manuscript
from tests.opc.refused import refused
from tests.word.docx_templates import a_template, p, part, tbl, texts, tr
from tests.word.good import MAIN, W_NS, zipped

LOOP = (p("a {{ v }}"), p("{%p for x in xs %}"), p("{{ x }}"), p("{%p endfor %}"), tbl(tr("{{ v }}", "b")))
DATA = {"v": "VAL", "xs": ["1", "2"]}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_main(data: bytes, change: Callable[[str], bytes]) -> bytes:
    """The file with its main part spelt in another way."""
    parts = parts_of(data)
    return zipped({**parts, MAIN: change(parts[MAIN].decode())})


def in_encoding(name: str, codec: str) -> Callable[[str], bytes]:
    return lambda xml: xml.replace('"UTF-8"', f'"{name}"').encode(codec)


def with_prefix(prefix: str) -> Callable[[str], bytes]:
    def change(xml: str) -> bytes:
        declared = xml.replace("xmlns:w=", f"xmlns:{prefix}=")
        return re.sub(r"(?<=[</ ])w:(?=\w)", f"{prefix}:", declared).encode()

    return change


def by_default(xml: str) -> bytes:
    """The elements in the default namespace, the attributes with a prefix, as some libraries write them."""
    declared = xml.replace("xmlns:w=", 'xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w=')
    return re.sub(r"(</?)w:", r"\1", declared).encode()


SPELT = {
    "in UTF-16": in_encoding("UTF-16", "utf-16"),
    "in UTF-16 of the other order": lambda xml: b"\xfe\xff" + in_encoding("UTF-16", "utf-16-be")(xml),
    "in Latin-1": in_encoding("ISO-8859-1", "latin-1"),
    "with a byte order mark": lambda xml: b"\xef\xbb\xbf" + xml.encode(),
    "with ns0 for Word's namespace": with_prefix("ns0"),
    "with a prefix of two letters": with_prefix("ww"),
    "with Word's as the default namespace": by_default,
    "with the prefix in single quotes": lambda xml: xml.replace(W_NS, W_NS.replace('"', "'")).encode(),
}


@pytest.mark.parametrize("spelling", SPELT)
def test_a_part_is_filled_however_it_is_spelt(spelling: str) -> None:
    made = Template.read(with_main(a_template(*LOOP), SPELT[spelling]), "t.docx").render(DATA)
    assert texts(made) == ["a VAL", "1", "2", "VAL", "b"]
    assert lint(made) == []
    etree.fromstring(part(made).encode())


def test_what_is_spelt_as_word_does_stays_byte_for_byte() -> None:
    data = a_template(*LOOP)
    assert read_package(data, "t.docx").part(MAIN) == part(data).encode()


HIDDEN = "+ADw-+ACE-DOCTYPE x [+ADw-+ACE-ENTITY f 'z'>]>"


@pytest.mark.parametrize("before", [1, 190, 400])
def test_an_encoding_that_could_hide_a_declaration_is_refused_wherever_it_stands(before: int) -> None:
    declaration = f'<?xml version="1.0"{" " * before}encoding="UTF-7"?>{HIDDEN}'
    data = with_main(a_template(p("a")), lambda xml: (declaration + xml.partition("?>")[2]).encode())
    assert refused(data).code == "XML_ENCODING"


def test_the_encoding_of_mainframes_is_refused() -> None:
    data = with_main(a_template(p("a")), lambda xml: xml.replace("UTF-8", "cp037").encode("cp037", "replace"))
    assert refused(data).code == "XML_ENCODING"


DIGITS = "7" * 5_000
IDS = {
    "bookmark": f'<w:bookmarkStart w:id="{DIGITS}" w:name="a"/><w:bookmarkEnd w:id="{DIGITS}"/>',
    "control": f'<w:sdt><w:sdtPr><w:id w:val="{DIGITS}"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>',
    "drawing": f'<w:r><w:drawing><wp:inline><wp:docPr id="{DIGITS}" name="x"/></wp:inline></w:drawing></w:r>',
    "indent": f'<w:pPr><w:ind w:left="{DIGITS}"/></w:pPr>',
}


@pytest.mark.parametrize("kind", IDS)
def test_a_number_of_thousands_of_digits_is_no_number(kind: str) -> None:
    made = Template.read(a_template(f"<w:p>{IDS[kind]}<w:r><w:t>{{{{ v }}}}</w:t></w:r></w:p>"), "t.docx").render(DATA)
    assert texts(made) == ["VAL"]


STRICT = "http://purl.oclc.org/ooxml"
TRANSITIONAL = r"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/(\w+)"


def a_strict_document(*blocks: str) -> bytes:
    """The document as “Strict Open XML Document” of Word: other namespaces, and lengths with their units."""
    parts = parts_of(a_template(*blocks))
    xml = {name: data.decode() for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    strict = {name: re.sub(TRANSITIONAL, rf"{STRICT}/\1/\2", text).encode() for name, text in xml.items()}
    return zipped({**parts, **strict})


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((p("Dear Sir,"),), "Dear Sir,"),
        ((p('<w:r><w:rPr><w:sz w:val="12pt"/></w:rPr><w:t>small</w:t></w:r>'),), "small"),
        ((tbl(tr("a cell", "b")).replace('w:w="4500"', 'w:w="50%"'),), "a cell"),
    ],
)
def test_a_strict_document_is_read_where_it_is_only_looked_at(blocks: tuple[str, ...], text: str) -> None:
    assert text in str(read_manuscript(a_strict_document(*blocks), "s.docx"))


def test_a_strict_document_is_refused_as_a_template_with_the_way_to_save_it() -> None:
    problem = refused(a_strict_document(p("a")))
    assert problem.code == "STRICT_OOXML"
    assert "Word Document (*.docx)" in problem.remedy


@pytest.mark.parametrize(
    ("strict", "transitional"),
    [
        ('<w:sz w:val="12pt"/>', 'w:val="24"'),
        ('<w:spacing w:before="1in"/>', 'w:before="1440"'),
        ('<w:tblW w:w="50%"/>', 'w:w="2500"'),
        ('<w:alias w:val="12pt"/>', 'w:val="12pt"'),
    ],
)
def test_lengths_of_a_strict_document_lose_their_units(strict: str, transitional: str) -> None:
    package = read_package(a_strict_document(f"<w:p>{strict}</w:p>"), "s.docx", only_to_look=True)
    assert transitional in package.part(MAIN).decode()
