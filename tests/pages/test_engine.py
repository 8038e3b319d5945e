"""rdocx behind its door: pages as LibreOffice lays them out, every word, the same bytes; and its failures."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement

from briefgen.errors import OutputError, UsageProblemError
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import find_missing_words, is_untouched_pdf, read_pages
from briefgen.pages import engine, rdocx_process
from briefgen.pages.engine import EnginePdf, complete_pdf, draw_pdfs, draw_pictures
from briefgen.production.formats import PdfSource
from tests import sample_documents
from tests.page_engines import Engine, both_engines, count_heads, heads_alone, needs_office, needs_rdocx
from tests.sample_documents import ORDERS
from tests.workspaces import Workspace

NO_OFFICE = "/no/such/soffice"
SAMPLES = ("annex-2023-03-17", "letter-2023-03-20", "conclusions-2020-06-05", "note-2020-05-12", "summary-2019-12-05")


def source(name: str) -> PdfSource:
    return PdfSource(sample_documents.output(name))


@cache
def drawn() -> Mapping[str, EnginePdf]:
    """All sample documents in all their languages, with bars for charts."""
    sources = [source(name) for name in ORDERS]
    pdfs = draw_pdfs([each.for_rdocx() for each in sources], os.environ)
    return dict(zip(ORDERS, pdfs, strict=True))


def beginnings(pdf: bytes) -> list[list[str]]:
    """The first words of each page; a watermark is text for rdocx, and outlines for LibreOffice."""
    pages = (page.removeprefix("DRAFT").split() for page in read_pages(pdf))
    return [words[:6] for words in pages]


@needs_rdocx
@pytest.mark.parametrize("name", ORDERS)
def test_every_word_of_a_sample_is_there_and_the_engine_has_nothing_to_remark(name: str) -> None:
    pdf = drawn()[name]
    assert pdf.remarks == ()
    assert find_missing_words(*source(name).words, read_pages(pdf.data)) is None


BEGIN_ALIKE = {"translated-note-2020-05-12-fr": 0.25}
"""The share of pages, where it is not half of them: seven tables fall on a page's end, which rdocx breaks across."""


@needs_rdocx
@needs_office
@pytest.mark.render
def test_pages_are_those_of_libreoffice() -> None:
    """Within bounds: a page more or less; half of the pages of each document, 70 in 100 of each language and 80 in 100
    of all begin the same. rdocx breaks the tables of the note whose rows LibreOffice keeps together.
    """
    documents = [(f"{name}.docx", sample_documents.document(name)) for name in ORDERS]
    theirs = dict(zip(ORDERS, map(beginnings, Office(os.environ).pdfs(documents)), strict=True))
    ours = {name: beginnings(drawn()[name].data) for name in ORDERS}
    same = {name: sum(a == b for a, b in zip_longest(theirs[name], ours[name])) for name in ORDERS}
    lengths = {name: (len(theirs[name]), len(ours[name])) for name in ORDERS}
    assert {name: each for name, each in lengths.items() if abs(each[0] - each[1]) > 1} == {}
    few = {
        name: (same[name], lengths[name])
        for name in ORDERS
        if same[name] < BEGIN_ALIKE.get(name, 0.5) * lengths[name][0]
    }
    assert few == {}
    for language, share in {"": 0.8, "-fr": 0.7, "-pl": 0.7}.items():
        of_language = [name for name in ORDERS if name.endswith(language)]
        assert sum(same[name] for name in of_language) >= share * sum(lengths[name][0] for name in of_language)


@both_engines
def test_no_heading_or_caption_stands_alone_at_the_foot_of_a_page(engine: Engine) -> None:
    """The engine judges it over all samples: each stands on one page with the beginning of what follows it."""
    sources = {name: source(name) for name in ORDERS}
    by_rdocx = {name: each.for_rdocx() for name, each in sources.items()}
    pdfs = engine(by_rdocx)
    alone = {name: heads_alone(each.manuscript, read_pages(pdfs[name])) for name, each in sources.items()}
    assert {name: heads for name, heads in alone.items() if heads} == {}
    assert sum(count_heads(each.manuscript) for each in sources.values()) > 100


@needs_rdocx
def test_another_process_makes_the_same_bytes() -> None:
    annex = sample_documents.document("annex-2023-03-17")
    [again] = draw_pdfs([annex], os.environ)
    assert again == drawn()["annex-2023-03-17"]


@needs_rdocx
@pytest.mark.parametrize("archive", [False, True])
def test_a_pdf_is_tagged_and_titled_and_says_its_language(archive: bool) -> None:
    [made] = draw_pdfs([sample_documents.document("translated-letter-2023-03-20-fr")], os.environ, archive=archive)
    pdf = complete_pdf(made.data, "fr-BE")
    for said in (b"/Marked true", b"/DisplayDocTitle true", b"/Lang (fr-BE)", b"/ID [<0"):
        assert said in pdf
    assert b"(und)" not in pdf
    assert b"/Outlines" in drawn()["note-2020-05-12"].data  # it has headings
    assert (b"<pdfaid:part>2" in pdf) is archive
    assert len(read_pages(pdf)) == 4  # a reader finds all objects where the table says
    table = pdf.rindex(b"\nxref\n") + 1
    assert b"startxref\n%d\n" % table in pdf
    entries = pdf[table : pdf.rindex(b"\ntrailer")].splitlines()[3:]
    strays = [each for number, each in enumerate(entries, 1) if not starts(pdf, each, number)]
    assert strays == []


def starts(pdf: bytes, entry: bytes, number: int) -> bool:
    """Whether an object starts where the table of a PDF says."""
    return pdf[int(entry[:10]) :].startswith(b"%d 0 obj" % number) or b"f" in entry


@needs_rdocx
def test_pages_are_drawn_as_pictures() -> None:
    pages = draw_pictures(sample_documents.document("letter-2023-03-20"), os.environ, dpi=30)
    assert len(pages) == 4
    assert all(page.startswith(b"\x89PNG") for page in pages)
    with pytest.raises(OutputError, match="rdocx has drawn no page"):
        draw_pictures(b"no document", os.environ)


@needs_rdocx
@pytest.mark.parametrize("broken", [b"", b"PK", b"no document", b"PK\x03\x04" + bytes(1000)])
def test_a_broken_document_is_remarked_on_and_the_next_one_drawn(broken: bytes) -> None:
    first, second = draw_pdfs([broken, a_document("Agreed")], os.environ)
    assert (first.data, bool(first.remarks)) == (b"", True)
    assert read_pages(second.data)[0].strip() == "Agreed"


@needs_rdocx
def test_words_beyond_the_edge_of_a_page_are_missed() -> None:
    """A row that may not break and is higher than a page goes on below its edge, where a PDF has its text as well."""
    words = [f"word{number}" for number in range(2000)]
    document = docx.Document()
    row = document.add_table(rows=1, cols=1).rows[0]
    row.cells[0].text = " ".join(words)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    [pdf] = draw_pdfs([saved(document)], os.environ)
    missing = find_missing_words([" ".join(words)], [], read_pages(pdf.data))
    assert missing is not None
    assert missing.words[-1] == "word1999"


_DYING = """
import json, os, pathlib, sys, time
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.docx")):
    exec(file.read_text())
    file.with_suffix(".pdf").write_bytes(b"%PDF-")
    file.with_suffix(".json").write_text("[]")
"""


def a_process(folder: Path, monkeypatch: pytest.MonkeyPatch, seconds: float = 60) -> None:
    """A process that does what the “documents” say, in place of the engine's."""
    script = folder / "dying.py"
    script.write_text(_DYING, encoding="utf-8")
    monkeypatch.setattr(engine, "_PROCESS", script)
    monkeypatch.setattr(engine, "_SECONDS", seconds)


def test_a_crash_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_process(tmp_path, monkeypatch)
    made = draw_pdfs([b"", b"os.abort()", b"", b"os._exit(0)"], {})
    lost = EnginePdf(b"", ("it ended before the document was drawn",))
    assert made == [EnginePdf(b"%PDF-"), lost, EnginePdf(b"%PDF-"), lost]


def test_a_document_that_takes_for_ever_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_process(tmp_path, monkeypatch, seconds=0.5)
    assert draw_pdfs([b"time.sleep(60)"], {}) == [EnginePdf(b"", ("it was not ready in time",))]


@pytest.mark.skipif(os.name != "posix", reason="memory is bounded on POSIX systems")
def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_process(tmp_path, monkeypatch)
    bounded = f"import runpy; runpy.run_path({rdocx_process.__file__!r})['limit_memory'](); bytearray(%s)"
    made = draw_pdfs([(bounded % (1 << 20)).encode(), (bounded % (3 << 30)).encode()], {})
    assert [bool(each.data) for each in made] == [True, False]


@needs_rdocx
@pytest.mark.parametrize("name", [*SAMPLES, "main-results-2021-03-15"])
def test_without_libreoffice_every_sample_is_a_pdf(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BRIEFGEN_SOFFICE", raising=False)
    monkeypatch.setattr("briefgen.outputs.office._usual", lambda: iter(()))
    run = sample_documents.workspace().run(*ORDERS[name], "-o", tmp_path / "made.pdf")
    pdf = (tmp_path / "made.pdf").read_bytes()
    assert run.code == 0
    assert ("PAGE-002: Its charts are drawn as bars, with their figures." in run.err) is name.startswith("note")
    assert find_missing_words(*source(name).words, read_pages(pdf)) is None
    assert is_untouched_pdf(pdf)


@needs_rdocx
@needs_office
@pytest.mark.render
def test_libreoffice_draws_what_has_charts_and_a_hint_says_so(tmp_path: Path) -> None:
    order = ORDERS["note-2020-05-12"]
    run = sample_documents.workspace().run(*order, "-v", "-o", tmp_path / "note.pdf")
    assert "note.pdf: hint PAGE-001: LibreOffice made this PDF: rdocx does not draw a chart." in run.err
    assert b"LibreOffice" in (tmp_path / "note.pdf").read_bytes()


@needs_rdocx
@needs_office
@pytest.mark.render
def test_libreoffice_makes_what_lacks_a_word_of_the_document(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    [empty] = draw_pdfs([a_document("")], os.environ)
    monkeypatch.setattr("briefgen.production.formats.draw_pdfs", lambda *_, **__: [empty])
    run = workspace.run("letter", "--as-of", "2023-03-20", "--format", "pdf", "-v")
    assert run.code == 0
    assert "hint PAGE-001: LibreOffice made this PDF: rdocx left out words, the first of them “" in run.err
    monkeypatch.setenv("BRIEFGEN_SOFFICE", NO_OFFICE)
    run = workspace.run("letter", "--as-of", "2023-03-20", "--format", "pdf", "--force")
    assert run.code == 1
    assert "letter-2023-03-20.en.pdf: error PAGE-006: " in run.err
    assert "words of the document are missing from its PDF, on or after page 1: “" in run.err
    assert "try the other --engine" in run.err


@needs_rdocx
def test_a_remark_of_rdocx_is_reason_enough_for_another_engine(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_remark(*args: Any, **options: Any) -> list[EnginePdf]:
        return [EnginePdf(each.data, ("a field was left out",)) for each in draw_pdfs(*args, **options)]

    monkeypatch.setattr("briefgen.production.formats.draw_pdfs", with_a_remark)
    monkeypatch.setenv("BRIEFGEN_SOFFICE", NO_OFFICE)
    run = workspace.run("letter", "--as-of", "2023-03-20", "--format", "pdf")
    assert (run.code, workspace.made()) == (2, [])
    assert "rdocx did not draw everything: a field was left out. Nothing was written." in run.err


@needs_rdocx
def test_what_rdocx_draws_is_made_by_it_without_a_word(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "--format", "pdf", "-v")
    assert "PAGE-" not in run.err
    [name] = workspace.made()
    assert b"/Producer (rdocx-pdf)" in workspace.document(name)


def test_without_the_extra_it_says_how_to_install_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    run = workspace.run("annex", "--as-of", "2023-03-20", "--format", "pdf", "--engine", "rdocx")
    assert (run.code, workspace.made()) == (2, [])
    assert (
        "rdocx is not installed.\n  Install it: pip install 'briefgen[pages]'; or use --engine libreoffice" in run.err
    )
    monkeypatch.setenv("BRIEFGEN_SOFFICE", NO_OFFICE)
    run = workspace.run("annex", "--as-of", "2023-03-20", "--format", "pdf")
    assert (run.code, workspace.made()) == (2, [])
    assert "pip install 'briefgen[pages]'" in run.err
    with pytest.raises(UsageProblemError):
        draw_pictures(b"", {})


@pytest.mark.parametrize(
    ("option", "refusal"),
    [
        (("--engine", "rdocx"), "--engine is about pages, but the format is docx, without --paginate."),
        (("--pdfa",), "--pdfa is about PDFs, but the format is docx."),
    ],
)
def test_what_is_about_pdfs_needs_a_pdf(workspace: Workspace, option: tuple[str, ...], refusal: str) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", *option)
    assert (run.code, workspace.made()) == (2, [])
    assert refusal in run.err


@needs_rdocx
def test_pdf_a_is_made_by_rdocx_alone(workspace: Workspace) -> None:
    order = ("annex", "--as-of", "2023-03-20", "--format", "pdf", "--pdfa")
    run = workspace.run(*order, "--engine", "libreoffice")
    assert (run.code, workspace.made()) == (2, [])
    assert "PDF/A is made by rdocx" in run.err
    assert workspace.run(*order).code == 0
    [name] = workspace.made()
    first = workspace.document(name)
    assert b"<pdfaid:part>2" in first
    assert is_untouched_pdf(first)
    assert workspace.run(*order, "--force").code == 0
    assert workspace.document(name) == first


def a_document(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def saved(document: Document) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()
