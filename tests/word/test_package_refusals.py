"""Files that are not read, each with its own sentence (reliability: packages that attack, mislead or are none)."""

import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest

from briefgen.opc.read import read_package
from briefgen.opc.refusals import SENTENCES
from tests.word.changes import put, with_change
from tests.word.good import DECLARATION, MAIN, good_document, good_parts, zipped
from tests.word.refused import OLE, refused


def with_entries(entries: list[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*good_parts().items(), *entries]:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def patched(data: bytes, name: str, patch: Callable[[bytearray, int, int], None]) -> bytes:
    """The archive with the headers of one entry patched; `patch` gets the offsets of its two records."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        local = archive.getinfo(name).header_offset
        central = data.index(name.encode(), archive.start_dir) - 46
    changed = bytearray(data)
    patch(changed, local, central)
    return bytes(changed)


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


OTHER_FILES = {
    "EMPTY_FILE": b"",
    "PASSWORD": OLE + "EncryptedPackage".encode("utf-16-le"),
    "OLE_FILE": OLE + "WordDocument".encode("utf-16-le"),
    "RTF_FILE": b"{\\rtf1 Dear}",
    "HTML_FILE": b"\xef\xbb\xbf <!DOCTYPE html><html></html>",
    "XML_FILE": b'<?xml version="1.0"?><pkg:package/>',
    "PDF_FILE": b"%PDF-1.7",
    "NOT_A_PACKAGE": b"Dear colleagues,",
    "TRUNCATED": good_document()[:-40],
    "ODT_FILE": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
    "NO_CONTENT_TYPES": zipped({"notes.txt": b"Dear colleagues,"}),
    "ENCRYPTED": patched(good_document(), MAIN, encrypted),
    "ZIP_METHOD": patched(good_document(), MAIN, squeezed),
    "BAD_CRC": patched(good_document(), MAIN, wrong_checksum),
}


@pytest.mark.parametrize("code", OTHER_FILES)
def test_a_file_that_is_no_readable_package_is_refused(code: str) -> None:
    assert refused(OTHER_FILES[code]).code == code


MISLEADING = {
    "duplicate": ("DUPLICATE_ENTRY", with_entries([("word/Document.xml", b"<other/>")])),
    "upwards": ("ZIP_PATH", with_entries([("../../evil.xml", b"")])),
    "absolute": ("ZIP_PATH", with_entries([("/etc/passwd", b"")])),
    "backslash": ("ZIP_PATH", with_entries([("word\\..\\evil.xml", b"")])),
    "drive": ("ZIP_PATH", with_entries([("C:evil.xml", b"")])),
    "declared too short": ("UNREADABLE_PART", patched(good_document(), MAIN, too_short)),
    "two names": ("UNREADABLE_PART", patched(good_document(), MAIN, another_name)),
    "many entries": ("TOO_MANY_ENTRIES", with_entries([(f"x{n}.bin", b"") for n in range(2_001)])),
    "ratio": ("ZIP_BOMB_RATIO", with_entries([("word/media/image2.bmp", bytes(30 << 20))])),
    "doctype": ("DOCTYPE", with_change(put("word/header1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))),
    "doctype in UTF-16": (
        "DOCTYPE",
        with_change(put("word/header1.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"))),
    ),
    "doctype in another part": ("DOCTYPE", with_change(put("customXml/item1.xml", b"<!DOCTYPE a><a/>"))),
    "entity in another part": ("DOCTYPE", with_change(put("customXml/item1.xml", b'<a/><!ENTITY b "c">'))),
    "encoding": ("XML_ENCODING", with_change(put("word/header1.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>'))),
    "UTF-32": ("XML_ENCODING", with_change(put("word/header1.xml", "<?xml version='1.0'?><a/>".encode("utf-32")))),
}


@pytest.mark.parametrize("case", MISLEADING)
def test_an_archive_made_to_mislead_is_refused(case: str) -> None:
    code, data = MISLEADING[case]
    assert refused(data).code == code


def test_the_sentences_speak_to_a_drafter() -> None:
    password = refused(OTHER_FILES["PASSWORD"])
    assert str(password) == (
        "letter.docx is protected by a password\n  Remove it in Word (File > Info > Protect Document) and save again."
    )
    assert "../../evil.xml" in str(refused(MISLEADING["upwards"][1]))


def test_every_reason_has_a_sentence_of_its_own() -> None:
    assert len({sentence for sentence, _ in SENTENCES.values()}) == len(SENTENCES)
    assert all(remedy.endswith(".") for _, remedy in SENTENCES.values())


def test_a_lie_about_the_size_costs_no_memory() -> None:
    """A part declared as 10 bytes and unpacking to 30 MB is given up after the eleventh byte."""

    def small(data: bytearray, local: int, central: int) -> None:
        struct.pack_into("<L", data, central + 24, 10)

    bomb = patched(with_entries([("word/media/image2.bmp", bytes(30 << 20))]), "word/media/image2.bmp", small)
    tracemalloc.start()
    assert refused(bomb).code == "UNREADABLE_PART"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 << 20


def declaring(size: int, copies: int) -> bytes:
    """An archive whose directory declares large stored parts that it does not hold."""
    names = [f"word/media/image{number}.bmp".encode() for number in range(copies)]
    record = struct.Struct("<4s6H3L5H2L")
    directory = b"".join(
        record.pack(b"PK\1\2", 20, 20, 0, 0, 0, 33, zlib.crc32(b""), size, size, len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    )
    return b"PK\3\4" + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, copies, copies, len(directory), 4, 0)


def test_large_parts_and_packages_are_refused_by_what_they_declare() -> None:
    assert refused(declaring(41 << 20, 1)).code == "PART_TOO_LARGE"
    large = refused(declaring(39 << 20, 3))
    assert large.code == "TOO_LARGE_UNPACKED"
    assert "117 MB" in str(large)


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
