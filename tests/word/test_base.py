"""Our own clean base document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from briefgen.word import accessibility, lint
from briefgen.word.base import new_document
from tests import validators
from tests.word.docx_templates import part, texts

LINES = (("heading 1", (("Title & <more>", ""),)), ("Normal", (("Some ", ""), ("bold", "Strong"))), ("List Bullet", ()))


def test_paragraphs_come_out_in_their_styles() -> None:
    document = new_document(LINES)
    assert texts(document) == ["Title & <more>", "Some bold", ""]
    assert '<w:pStyle w:val="ListBullet"/>' in part(document)
    assert '<w:rStyle w:val="Strong"/>' in part(document)


def test_the_header_and_the_properties_are_those_asked_for() -> None:
    document = new_document(LINES, [("header", (("Institution", ""),))], {"title": "A & B", "language": "en"})
    assert "Institution" in part(document, "word/header.xml")
    assert "<dc:title>A &amp; B</dc:title>" in part(document, "docProps/core.xml")


@pytest.mark.parametrize("line", [("No Such Style", ()), ("Normal", (("x", "No Such Style"),))])
def test_a_style_that_is_not_there_is_named(line: tuple[str, tuple[tuple[str, str], ...]]) -> None:
    with pytest.raises(LookupError, match="No Such Style"):
        new_document([line])


def test_it_is_clean_and_the_same_each_time(tmp_path: Path) -> None:
    document = new_document(LINES, properties={"title": "Title", "creator": "Service", "language": "en"})
    path = tmp_path / "new.docx"
    path.write_bytes(document)
    assert (lint(document), accessibility(document), validators.audit(path)) == ([], [], [])
    assert document == new_document(LINES, properties={"title": "Title", "creator": "Service", "language": "en"})
    assert [each.text for each in docx.Document(str(path)).paragraphs] == texts(document)


@pytest.mark.sdk
def test_the_open_xml_sdk_has_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "new.docx"
    path.write_bytes(new_document(LINES))
    assert validators.sdk(path) == []
