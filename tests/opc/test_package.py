"""Packages that are read, changed and written."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.opc.package import PackageWriter, write_package
from briefgen.opc.read import (
    PackageRefusedError,
    Relationship,
    free_id,
    parse_xml,
    read_package,
    with_content_types,
    with_relationships,
)
from tests.word.changes import Change, both, put, swap, with_change
from tests.word.good import MAIN, OFFICE, WORD_TYPE, good_document, good_parts, zipped

TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def renamed(old: str, new: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[new] = parts.pop(old)

    return change


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_package_knows_its_parts_their_types_and_relationships() -> None:
    package = read_package(good_document(), "good.docx")
    assert package.names[:2] == (TYPES, "_rels/.rels")
    assert list(package.names[2:]) == sorted(package.names[2:])
    assert package.main_part == MAIN
    assert package.part(MAIN) == good_parts()[MAIN]
    assert package.content_type("word/styles.xml") == f"{WORD_TYPE}.styles+xml"
    assert package.content_type("word/media/image1.png") == "image/png"
    assert package.related_parts(MAIN, "header") == ("word/header1.xml",)
    (link,) = (each for each in package.relationships(MAIN) if each.external)
    assert link == Relationship("rId9", f"{OFFICE}/hyperlink", "https://example.eu/report", external=True)


def test_a_package_written_unchanged_holds_the_same_parts_and_is_the_same_package() -> None:
    package = read_package(good_document(), "good.docx")
    written = write_package(package, {})
    assert unzipped(written) == good_parts()
    assert read_package(written, "good.docx") == package


@pytest.mark.parametrize("packed", [MAIN, "word/media/image1.png", "docProps/core.xml", ""])
def test_backslashes_of_old_packers_are_read_as_slashes(packed: str) -> None:
    names = {name: name.replace("/", "\\") if packed in ("", name) else name for name in good_parts()}
    data = zipped({names[name]: part for name, part in good_parts().items()})
    assert unzipped(write_package(read_package(data, "good.docx"), {})) == good_parts()


def test_the_same_parts_give_the_same_bytes_whatever_the_order_and_dates_they_came_with() -> None:
    forwards = read_package(good_document(), "good.docx")
    backwards = read_package(zipped(dict(reversed(good_parts().items()))), "good.docx")
    assert write_package(forwards, {}) == write_package(backwards, {})
    with zipfile.ZipFile(BytesIO(write_package(forwards, {}))) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.extract_version, entry.extra, entry.comment) for entry in entries} == {
        (0, 20, b"", b"")
    }
    assert [entry.filename for entry in entries] == list(forwards.names)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from([MAIN, "word/header1.xml", "word/media/image1.png"]), st.binary()))
def test_what_is_written_is_what_is_read_back(changed: dict[str, bytes]) -> None:
    writer = PackageWriter(read_package(good_document(), "good.docx"))
    assert unzipped(writer.write(changed)) == good_parts() | changed


def test_unchanged_parts_keep_their_compressed_bytes() -> None:
    stored = zipped(good_parts(), zipfile.ZIP_STORED)
    written = write_package(read_package(stored, "good.docx"), {MAIN: good_parts()[MAIN]})
    with zipfile.ZipFile(BytesIO(written)) as archive:
        methods = {entry.filename: entry.compress_type for entry in archive.infolist()}
    assert methods.pop(MAIN) == zipfile.ZIP_DEFLATED
    assert set(methods.values()) == {zipfile.ZIP_STORED}


def test_a_changed_part_that_the_package_does_not_have_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError, match=r"word/other\.xml"):
        PackageWriter(read_package(good_document(), "good.docx")).write({"word/other.xml": b""})


def test_an_added_part_gets_its_content_type() -> None:
    package = read_package(good_document(), "good.docx")
    rels = with_relationships(
        package.part(RELS), [Relationship(free_id(package.relationships(MAIN)), f"{OFFICE}/endnotes", "endnotes.xml")]
    )
    endnotes = (b"<endnotes/>", f"{WORD_TYPE}.endnotes+xml")
    again = read_package(write_package(package, {RELS: rels}, {"word/endnotes.xml": endnotes}), "good.docx")
    assert again.content_type("word/endnotes.xml") == f"{WORD_TYPE}.endnotes+xml"
    assert again.related_parts(MAIN, "endnotes") == ("word/endnotes.xml",)
    assert again.relationships(MAIN)[-1].id == "rId12"


def test_a_content_type_given_before_is_replaced_and_not_repeated() -> None:
    types = with_content_types(good_parts()[TYPES], {MAIN: "text/x-new"})
    assert types.count(b"/word/document.xml") == 1
    assert b"text/x-new" in types


def test_relationships_are_made_where_there_were_none() -> None:
    made = with_relationships(None, [Relationship("rId1", "t", "https://example.eu/?a&b", external=True)])
    assert b'TargetMode="External"' in made
    assert b"a&amp;b" in made


def test_a_template_is_read_as_the_document_that_word_would_make_of_it() -> None:
    template = with_change(swap(".document.main+xml", ".template.main+xml", TYPES))
    package = read_package(template, "letter.dotx")
    assert package.content_type(MAIN) == f"{WORD_TYPE}.document.main+xml"
    assert write_package(package, {}) == write_package(read_package(good_document(), "letter.docx"), {})


def test_word_online_calls_its_main_part_otherwise_and_is_read() -> None:
    online = with_change(
        both(
            renamed(MAIN, "word/document2.xml"),
            renamed(RELS, "word/_rels/document2.xml.rels"),
            swap("word/document.xml", "/word/document2.xml", "_rels/.rels"),
            swap("/word/document.xml", "/word/document2.xml", TYPES),
        )
    )
    package = read_package(online, "online.docx")
    assert package.main_part == "word/document2.xml"
    assert package.related_parts(package.main_part, "styles") == ("word/styles.xml",)


def test_targets_are_found_whatever_their_case_and_percent_signs() -> None:
    odd = with_change(
        both(renamed("word/media/image1.png", "word/media/an image.PNG"), swap("image1.png", "An%20image.png", RELS))
    )
    assert read_package(odd, "odd.docx").related_parts(MAIN, "image") == ("word/media/an image.PNG",)


def test_utf_16_parts_are_read() -> None:
    text = good_parts()["word/header1.xml"].decode().replace("UTF-8", "UTF-16")
    package = read_package(with_change(put("word/header1.xml", text.encode("utf-16"))), "wide.docx")
    assert "".join(map(str, package.xml("word/header1.xml").itertext())) == "The Institution"


def test_a_part_that_is_not_well_formed_is_named_with_line_and_column() -> None:
    package = read_package(with_change(swap("</w:hdr>", "", "word/header1.xml")), "letter.docx")
    with pytest.raises(PackageRefusedError, match=r"letter\.docx holds .*word/header1\.xml, .*line 2, column"):
        package.xml("word/header1.xml")


def test_white_space_between_elements_is_kept() -> None:
    assert "".join(map(str, parse_xml(b"<a> <b/>\n</a>", "a.xml").itertext())) == " \n"


def test_xml_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(PackageRefusedError, match="not well-formed"):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, "word/document.xml")
