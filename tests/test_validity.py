"""Every kind of document that the sample can produce, before the judges: validators, and LibreOffice's pages."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from briefgen.word import accessibility, lint
from briefgen.word.reader import read_manuscript
from tests import validators
from tests.sample_documents import ANNEXES, LETTERS, ORDERS, document, path
from tests.word.docx_templates import a_template, p, rows, tbl, texts, tr
from tests.workspaces import run

FILLED = "filled"
EVERY = (*ORDERS, FILLED)
TEMPLATE = a_template(
    p("{{ title }}", style="Heading1"),
    tbl(tr("{%tr for guest in guests %}", ""), tr("{{ guest.name }}", "{{ guest.seat }}"), tr("{%tr endfor %}", "")),
)
GUESTS = {"title": "Guests", "guests": [{"name": f"Guest & {number}", "seat": number} for number in range(80)]}


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every document by its name."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "guests.docx").write_bytes(TEMPLATE)
    (folder / "guests.json").write_text(json.dumps(GUESTS), encoding="utf-8")
    assert run("fill", "guests.docx", "guests.json", "-o", "filled.docx", cwd=folder).code == 0
    return {**{name: path(name) for name in ORDERS}, FILLED: folder / "filled.docx"}


@pytest.fixture(scope="session")
def pages(files: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """The text of each page of each document, in the order in which LibreOffice draws it."""
    pdfs = validators.convert(list(files.values()), tmp_path_factory.mktemp("pdf"))
    return {name: [flat(page) for page in drawn(pdfs[file])] for name, file in files.items()}


def drawn(pdf: Path) -> Sequence[str]:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    shown = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    return shown.removesuffix("\f").split("\f")


def flat(text: str) -> str:
    """Letters alone: no blanks, and no hyphens, which stand at the end of a line or vanish there."""
    return re.sub(r"[\s\u00ad‐‑-]|[\uf000-\uf0ff•]", "", unicodedata.normalize("NFKC", text))


def holds(shown: Sequence[str], text: str) -> bool:
    """Whether a text stands on a page, or begins at one and ends on the next; looks may show it in capitals."""
    shown, text = [page.casefold() for page in shown], text.casefold()
    return text in "\f".join(shown) or any(
        text[:cut] in here and text[cut:] in there for here, there in pairwise(shown) for cut in range(1, len(text))
    )


def words_of(name: str, files: Mapping[str, Path]) -> Iterator[str]:
    """Each text up to the next mark of a paragraph or of a note; a note's mark is a number on the page."""
    for passage in read_manuscript(files[name].read_bytes(), name).body:
        for is_mark, spans in groupby(passage.spans, key=lambda span: span.note is not None):
            if not is_mark and (words := flat("".join(span.text for span in spans))):
                yield words


@pytest.mark.parametrize("name", EVERY)
def test_our_own_rules_find_nothing(name: str, files: Mapping[str, Path]) -> None:
    assert lint(files[name].read_bytes()) == []


@pytest.mark.parametrize("name", ORDERS)
def test_nothing_keeps_readers_out(name: str) -> None:
    assert accessibility(document(name)) == []


@pytest.mark.parametrize("name", EVERY)
def test_openxml_audit_finds_nothing(name: str, files: Mapping[str, Path]) -> None:
    assert validators.audit(files[name]) == []


@pytest.mark.sdk
def test_the_open_xml_sdk_finds_nothing(files: Mapping[str, Path]) -> None:
    found = validators.sdk_many(list(files.values()))
    assert {file.name: problems for file, problems in found.items() if problems} == {}


@pytest.mark.render
class TestPages:
    @pytest.mark.parametrize("name", EVERY)
    def test_every_text_of_the_document_can_be_read_on_its_pages(
        self, name: str, files: Mapping[str, Path], pages: Mapping[str, list[str]]
    ) -> None:
        assert [text for text in words_of(name, files) if not holds(pages[name], text)] == []

    @pytest.mark.parametrize("name", ANNEXES)
    def test_the_header_row_stands_on_each_page_of_the_table(self, name: str, pages: Mapping[str, list[str]]) -> None:
        heading = flat("".join(rows(document(name))[0]))
        assert len(pages[name]) > 1
        assert [number for number, page in enumerate(pages[name], 1) if heading not in page] == []

    @pytest.mark.parametrize("name", ANNEXES)
    def test_each_page_of_the_annex_says_which_of_how_many_it_is(
        self, name: str, pages: Mapping[str, list[str]]
    ) -> None:
        count = len(pages[name])
        assert all(f"Page{number}of{count}" in page for number, page in enumerate(pages[name], 1))

    @pytest.mark.parametrize("name", LETTERS)
    def test_only_the_first_page_of_the_letter_says_that_it_goes_on(
        self, name: str, pages: Mapping[str, list[str]]
    ) -> None:
        assert len(pages[name]) > 1
        assert ["./.." in page for page in pages[name]] == [True, *[False] * (len(pages[name]) - 1)]

    @pytest.mark.parametrize("name", LETTERS)
    def test_the_signature_stands_below_the_end_of_the_last_paragraph(
        self, name: str, pages: Mapping[str, list[str]]
    ) -> None:
        body, closing, signature = map(flat, texts(document(name))[-3:])
        end = body[-60:]
        assert f"{end}{closing}{signature}" in pages[name][-1]

    @pytest.mark.parametrize("name", [each for each in ORDERS if "draft" in each])
    def test_each_page_of_a_draft_says_so(self, name: str, pages: Mapping[str, list[str]]) -> None:
        assert all("DRAFT" in page for page in pages[name])

    def test_no_other_document_says_that_it_is_a_draft(self, pages: Mapping[str, list[str]]) -> None:
        assert [name for name, shown in pages.items() if "DRAFT" in "".join(shown) and "draft" not in name] == []
