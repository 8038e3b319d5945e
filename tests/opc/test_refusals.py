"""Files that are not read, each with its own sentence, documents and workbooks by the same table of cases."""

import re
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

import pytest

from briefgen.opc.read import read_package, read_workbook
from briefgen.opc.refusals import SENTENCES, refusal
from briefgen.opc.zip import OWN
from tests.opc.refused import OLE, refused
from tests.sources.folders import a_workbook
from tests.word.changes import put, with_change
from tests.word.good import DECLARATION, MAIN, OFFICE, good_document, good_parts, zipped


@dataclass(frozen=True)
class Good:
    """A good file of a kind, for cases to spoil."""

    name: str
    parts: Mapping[str, bytes]
    main: str
    """The name of its main part."""

    @property
    def data(self) -> bytes:
        return zipped(self.parts)

    def with_entries(self, *entries: tuple[str, bytes]) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in [*self.parts.items(), *entries]:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def with_change(self, part: str, old: bytes, new: bytes) -> bytes:
        assert old in self.parts[part]
        return zipped({**self.parts, part: self.parts[part].replace(old, new)})

    def as_type(self, content_type: str) -> bytes:
        """The file with another content type of its main part."""
        types = self.parts["[Content_Types].xml"].decode()
        found = re.search(
            rf'PartName="/{self.main}" ContentType="([^"]+)"|ContentType="([^"]+)"[^>]*/{self.main}"', types
        )
        assert found
        return self.with_change("[Content_Types].xml", (found[1] or found[2]).encode(), content_type.encode())


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


DOCUMENT = Good("letter.docx", good_parts(), MAIN)
WORKBOOK = Good("status.xlsx", parts_of(a_workbook({"followup": [["point", "text"]]})), "xl/workbook.xml")
KINDS = {"document": DOCUMENT, "workbook": WORKBOOK}
each_kind = pytest.mark.parametrize("good", KINDS.values(), ids=KINDS)


def patched(data: bytes, name: str, patch: Callable[[bytearray, int, int], None]) -> bytes:
    """The archive with the headers of one entry patched; `patch` gets the offsets of its two records."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        local = archive.getinfo(name).header_offset
        central = data.index(name.encode(), archive.start_dir) - 46
    changed = bytearray(data)
    patch(changed, local, central)
    return bytes(changed)


def declaring(size: int, copies: int) -> bytes:
    """An archive whose directory declares large stored parts that it does not hold."""
    names = [f"word/media/image{number}.bmp".encode() for number in range(copies)]
    record = struct.Struct("<4s6H3L5H2L")
    directory = b"".join(
        record.pack(b"PK\1\2", 20, 20, 0, 0, 0, 33, zlib.crc32(b""), size, size, len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    )
    return b"PK\3\4" + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, copies, copies, len(directory), 4, 0)


def encrypted(data: bytearray, local: int, central: int) -> None:
    data[local + 6] |= 1
    data[central + 8] |= 1


def squeezed(data: bytearray, local: int, central: int) -> None:
    data[local + 8 : local + 10] = data[central + 10 : central + 12] = struct.pack("<H", 12)


def wrong_checksum(data: bytearray, local: int, central: int) -> None:
    data[central + 16] ^= 0xFF


def too_short(data: bytearray, local: int, central: int) -> None:
    struct.pack_into("<L", data, central + 24, 10)


def another_name(data: bytearray, local: int, central: int) -> None:
    data[local + 30] ^= 1


STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
Case = tuple[str, Callable[[Good], bytes]]
CASES: dict[str, Case] = {
    "nothing": ("EMPTY_FILE", lambda _: b""),
    "password": ("PASSWORD", lambda _: OLE + "EncryptedPackage".encode("utf-16-le")),
    "format before 2007": ("OLE_FILE", lambda _: OLE + "WordDocument".encode("utf-16-le")),
    "RTF": ("RTF_FILE", lambda _: b"{\\rtf1 Dear}"),
    "web page": ("HTML_FILE", lambda _: b"\xef\xbb\xbf <!DOCTYPE html><html></html>"),
    "table of a web page": ("HTML_FILE", lambda _: b"<table><tr>"),
    "web archive": ("HTML_FILE", lambda _: b"MIME-Version: 1.0"),
    "XML": ("XML_FILE", lambda _: b'<?xml version="1.0"?><pkg:package/>'),
    "PDF": ("PDF_FILE", lambda _: b"%PDF-1.7"),
    "text": ("NOT_A_PACKAGE", lambda _: b"point,item\n"),
    "cut off": ("TRUNCATED", lambda good: good.data[:-40]),
    "OpenDocument": (
        "ODT_FILE",
        lambda _: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
    ),
    "some archive": ("NO_CONTENT_TYPES", lambda _: zipped({"notes.txt": b"Dear colleagues,"})),
    "no main part": ("NO_DOCUMENT", lambda good: good.with_change("_rels/.rels", b"/officeDocument", b"/other")),
    "presentation": (
        "POWERPOINT_FILE",
        lambda good: good.as_type("application/x.presentationml.main+xml"),
    ),
    "macros by type": ("MACROS", lambda good: good.as_type("application/vnd.ms-office.macroEnabled.main+xml")),
    "macros by part": ("MACROS", lambda good: good.with_entries(("xl/vbaProject.bin", b"x"))),
    "encrypted": ("ENCRYPTED", lambda good: patched(good.data, good.main, encrypted)),
    "other packing": ("ZIP_METHOD", lambda good: patched(good.data, good.main, squeezed)),
    "wrong checksum": ("BAD_CRC", lambda good: patched(good.data, good.main, wrong_checksum)),
    "part twice": ("DUPLICATE_ENTRY", lambda good: good.with_entries((good.main.title(), b"<other/>"))),
    "upwards": ("ZIP_PATH", lambda good: good.with_entries(("../../evil.xml", b""))),
    "absolute": ("ZIP_PATH", lambda good: good.with_entries(("/etc/passwd", b""))),
    "upwards by backslashes": ("ZIP_PATH", lambda good: good.with_entries(("word\\..\\evil.xml", b""))),
    "a share": ("ZIP_PATH", lambda good: good.with_entries(("\\\\server\\evil.xml", b""))),
    "part twice, once with backslashes": (
        "DUPLICATE_ENTRY",
        lambda good: good.with_entries((good.main.replace("/", "\\"), b"<other/>")),
    ),
    "drive": ("ZIP_PATH", lambda good: good.with_entries(("C:evil.xml", b""))),
    "declared too short": ("UNREADABLE_PART", lambda good: patched(good.data, good.main, too_short)),
    "two names": ("UNREADABLE_PART", lambda good: patched(good.data, good.main, another_name)),
    "many entries": ("TOO_MANY_ENTRIES", lambda good: good.with_entries(*((f"x{n}.bin", b"") for n in range(2_001)))),
    "ratio": ("ZIP_BOMB_RATIO", lambda good: good.with_entries(("extra.xml", b"<x>" + bytes([32]) * (30 << 20)))),
    "large part": ("PART_TOO_LARGE", lambda _: declaring(101 << 20, 1)),
    "large package": ("TOO_LARGE_UNPACKED", lambda _: declaring(39 << 20, 5)),
    "doctype": ("DOCTYPE", lambda good: good.with_entries(("extra.xml", DOCTYPE))),
    "doctype in UTF-16": (
        "DOCTYPE",
        lambda good: good.with_entries(("extra.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"))),
    ),
    "entity": ("DOCTYPE", lambda good: good.with_entries(("customXml/item1.xml", b'<a/><!ENTITY b "c">'))),
    "encoding": (
        "XML_ENCODING",
        lambda good: good.with_entries(("extra.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>')),
    ),
    "UTF-32": (
        "XML_ENCODING",
        lambda good: good.with_entries(("extra.xml", "<?xml version='1.0'?><a/>".encode("utf-32"))),
    ),
    "broken content types": ("NOT_WELL_FORMED", lambda good: good.with_change("[Content_Types].xml", b"</Types>", b"")),
}


def test_of_files_saved_as_strict_workbooks_are_read_and_documents_are_not() -> None:
    strict = [
        good.with_change("_rels/.rels", f"{OFFICE}/officeDocument".encode(), STRICT) for good in (DOCUMENT, WORKBOOK)
    ]
    assert refused(strict[0], DOCUMENT.name).code == "STRICT_OOXML"
    assert read_workbook(strict[1], WORKBOOK.name).main_part == WORKBOOK.main


def test_documents_may_be_less_large_than_workbooks() -> None:
    assert refused(declaring(41 << 20, 1), DOCUMENT.name).code == "PART_TOO_LARGE"
    assert refused(declaring(39 << 20, 3), DOCUMENT.name).code == "TOO_LARGE_UNPACKED"


@each_kind
@pytest.mark.parametrize("case", CASES)
def test_an_unsound_package_is_refused_for_the_same_reason_whatever_its_kind(case: str, good: Good) -> None:
    code, spoiled = CASES[case]
    assert refused(spoiled(good), good.name).code == code


@pytest.mark.parametrize("case", CASES)
def test_nobody_is_sent_to_a_program_that_does_not_make_such_a_file(case: str) -> None:
    _, spoiled = CASES[case]
    assert not re.search(r"\bExcel\b|\.xls", str(refused(spoiled(DOCUMENT), DOCUMENT.name)))
    assert not re.search(r"\bWord\b|\.doc", str(refused(spoiled(WORKBOOK), WORKBOOK.name)))


def test_a_broken_part_is_named_by_its_name_alone() -> None:
    _, spoiled = CASES["broken content types"]
    for good in (DOCUMENT, WORKBOOK):
        assert "<string>" not in str(refused(spoiled(good), good.name))


OTHER_OFFICE_FILES = {
    "document as workbook": ("WORD_FILE", "status.xlsx", DOCUMENT.data, "Use the Excel file instead."),
    "workbook as document": ("EXCEL_FILE", "letter.docx", WORKBOOK.data, "Use the Word file instead."),
    "binary workbook": (
        "BINARY_WORKBOOK",
        "status.xlsx",
        WORKBOOK.as_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        "save it as “Excel Workbook (*.xlsx)”",
    ),
    "drawing as document": (
        "NOT_A_WORD_DOCUMENT",
        "letter.docx",
        DOCUMENT.as_type("application/vnd.ms-visio.drawing.main+xml"),
        "in Word",
    ),
    "drawing as workbook": (
        "NOT_A_WORKBOOK",
        "status.xlsx",
        WORKBOOK.as_type("application/vnd.ms-visio.drawing.main+xml"),
        "in Excel",
    ),
}


@pytest.mark.parametrize("case", OTHER_OFFICE_FILES)
def test_a_file_of_another_program_is_told_from_its_ending(case: str) -> None:
    code, name, data, remedy = OTHER_OFFICE_FILES[case]
    refusal = refused(data, name)
    assert refusal.code == code
    assert remedy in refusal.remedy


def test_macros_of_excel_4_are_refused() -> None:
    assert refused(WORKBOOK.with_entries(("xl/macrosheets/sheet1.xml", b"<x/>")), "status.xlsx").code == "MACROS"


def test_what_is_never_followed_in_a_workbook_does_no_harm() -> None:
    """A chart's link, a picture or an embedded file: of a workbook only the values of cells are read."""
    read_workbook(WORKBOOK.with_entries(("xl/embeddings/oleObject1.bin", OLE), ("xl/media/a.png", b"x")), "status.xlsx")


def test_a_template_of_a_workbook_is_read() -> None:
    data = WORKBOOK.as_type("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")
    assert read_workbook(data, "status.xltx").main_part == "xl/workbook.xml"


def test_the_sentences_speak_to_a_drafter() -> None:
    password = OLE + "EncryptedPackage".encode("utf-16-le")
    assert str(refused(password)) == (
        "letter.docx is protected by a password\n  Remove it in Word (File > Info > Protect Document) and save again."
    )
    assert str(refused(password, "status.xlsx")) == (
        "status.xlsx is protected by a password\n  Remove it in Excel (File > Info > Protect Workbook) and save again."
    )
    assert refused(b"point,item\n", "status.xlsx").remedy.startswith("If it is a CSV file, give it the ending .csv. ")
    assert "../../evil.xml" in str(refused(DOCUMENT.with_entries(("../../evil.xml", b""))))
    assert "117 MB" in str(refused(declaring(39 << 20, 3)))


def test_every_reason_has_a_sentence_of_its_own() -> None:
    assert len({sentence for sentence, _ in SENTENCES.values()}) == len(SENTENCES)
    assert all(refusal(code, "letter.docx").remedy.endswith(".") for code in SENTENCES)


@pytest.mark.parametrize("name", ["word/media/image2.bmp", "word/media/image3.emf", "xl/media/image1.wmf"])
def test_a_picture_that_is_mostly_white_is_read(name: str) -> None:
    assert name in read_package(DOCUMENT.with_entries((name, bytes(30 << 20))), "t.docx").names


def test_what_briefgen_has_made_itself_is_as_large_as_the_ledger_makes_it() -> None:
    large = b"<x>" + b" " * (41 << 20) + b"</x>"
    made = with_change(put("word/media/large.xml", large))
    assert refused(made).code == "ZIP_BOMB_RATIO"
    assert read_package(made, "annex.docx", limits=OWN).part("word/media/large.xml") == large


def test_a_lie_about_the_size_costs_no_memory() -> None:
    """A part declared as 10 bytes and unpacking to 30 MB is given up after the eleventh byte."""
    bomb = patched(
        DOCUMENT.with_entries(("word/media/image2.bmp", bytes(30 << 20))), "word/media/image2.bmp", too_short
    )
    tracemalloc.start()
    assert refused(bomb).code == "UNREADABLE_PART"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 << 20


def test_sixty_thousand_entries_are_refused_at_once() -> None:
    data = declaring(0, 60_000)
    start = time.perf_counter()
    assert "60,000 entries" in str(refused(data))
    assert time.perf_counter() - start < 1


def test_a_damaged_directory_is_refused() -> None:
    data = good_document()
    at = data.index(b"PK\1\2")
    assert refused(data[:at] + b"XX" + data[at + 2 :]).code == "DAMAGED"
    assert refused(data[:at] + data[at + 60 :]).code == "DAMAGED"
    assert refused(data[:60] + data[90:]).code in {"DAMAGED", "UNREADABLE_PART"}


def test_a_part_with_a_long_declaration_is_read() -> None:
    comment = DECLARATION.encode() + b"<!--" + b" " * 5000 + b"-->"
    header = good_parts()["word/header1.xml"].removeprefix(DECLARATION.encode())
    read_package(with_change(put("word/header1.xml", comment + header)), "letter.docx")
