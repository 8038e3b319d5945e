"""A dangerous file is refused by the door of the engine itself, before a tag is looked at."""

import time

import pytest

from briefgen.word import PackageRefusedError, Template
from tests.word.changes import put, swap, with_change
from tests.word.docx_templates import a_template, p
from tests.word.good import MAIN

_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

FILES = {
    "a zip bomb": with_change(put(MAIN, b"<w:p/>" * 3_000_000)),
    "an entity": with_change(put("word/header1.xml", _DOCTYPE)),
    "an attached template": with_change(
        swap("/hyperlink", "/attachedTemplate", "word/_rels/document.xml.rels"),
    ),
    "a Rich Text file": rb"{\rtf1\ansi {{ x }}}",
    "a text": b"{{ x }}",
    "nothing": b"",
    "half a file": a_template(p("{{ x }}"))[:-400],
}


@pytest.mark.parametrize("file", FILES)
def test_a_dangerous_file_is_refused_with_its_name_and_a_remedy(file: str) -> None:
    begun = time.process_time()
    with pytest.raises(PackageRefusedError, match=r"letter\.docx .*\n  .+\.") as refused:
        Template.read(FILES[file], "letter.docx")
    assert refused.value.exit_code == 2
    assert time.process_time() - begun < 1
