"""`--paginate`: page numbers of a layout engine in tables of contents, recorded, and made again by `verify`."""

from __future__ import annotations

import json
import re
import shutil
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree

from briefgen.opc.seal import read_properties
from briefgen.outputs.pdf import read_pages
from briefgen.pages import engine
from briefgen.word.references.pages import page_numbers, read_answers
from tests.page_engines import needs_office, needs_rdocx
from tests.sample_dossier import ROOT
from tests.word.docx_templates import W, a_style, a_template, body, p
from tests.word.exhibits.samples import field
from tests.workspaces import Workspace, a_sample

ANNEX = ("annex", "--as-of", "2023-03-20")
NOTE = "western-balkans-mapping"
NAME = "annex-2023-03-20.en.docx"
ENGINES = [
    pytest.param("rdocx", marks=needs_rdocx),
    pytest.param("libreoffice", marks=(needs_office, pytest.mark.render)),
]
_TAB = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs></w:pPr>'
BREAK = "<w:pageBreakBefore/>"


def with_contents(workspace: Workspace, start: str = "") -> None:
    """An annex with a table of contents, whose points begin on the third page, and a reference to the last."""
    heading = p("{{ point.number }}: {{ point.text }}", style="Heading1", properties=BREAK)
    items = p("{% for item in point.items %}{{ item.text }} {% endfor %}")
    number = f'<w:pgNumType w:start="{start}"/>' if start else ""
    end = p("The end", style="Heading1", properties=f"{BREAK}<w:sectPr>{number}</w:sectPr>" if start else BREAK)
    points = p("{%p for point in points %}"), heading, items, p("{%p endfor %}")
    blocks = p(field('TOC \\o "1-1" \\h')), p("Text", properties=BREAK), *points, end
    workspace.template("annex.docx", a_template(*blocks, styles=a_style("toc 1", inside=_TAB)))


def made(workspace: Workspace, *options: str) -> bytes:
    run = workspace.run(*ANNEX, *options)
    assert run.code == 0, run.err
    return workspace.document(NAME)


def verified(workspace: Workspace) -> tuple[str, list[str]]:
    [found] = json.loads(workspace.run("verify", workspace.out / NAME, "--format", "json").out)
    return found["verdict"], found["reasons"]


@pytest.mark.parametrize("chosen", ENGINES)
def test_a_table_of_contents_gets_the_pages_of_its_headings(workspace: Workspace, chosen: str) -> None:
    with_contents(workspace)
    document = made(workspace, "--paginate", "--engine", chosen)
    assert list(page_numbers(document, NAME).values()) == ["3", "4", "5"]
    assert b"w:dirty" not in docx_part(document)
    assert read_properties(document)["briefgen paginated"].lower().startswith(chosen)
    assert verified(workspace) == ("same", [])


@pytest.mark.parametrize("chosen", ENGINES)
def test_the_pdf_has_the_numbers_of_its_own_pages(workspace: Workspace, chosen: str) -> None:
    with_contents(workspace)
    run = workspace.run(*ANNEX, "--paginate", "--engine", chosen, "--format", "pdf")
    assert run.code == 0, run.err
    first, *pages = read_pages(workspace.document(NAME.replace(".docx", ".pdf")))
    assert re.findall(r"(\d+)\s*$", first, re.MULTILINE)[:3] == ["3", "4", "5"]
    assert "The end" in pages[3]


@pytest.mark.parametrize("chosen", ENGINES)
def test_numbers_are_those_that_are_printed(workspace: Workspace, chosen: str) -> None:
    """The pages of this annex count from 11."""
    with_contents(workspace, start="11")
    assert list(page_numbers(made(workspace, "--paginate", "--engine", chosen), NAME).values()) == ["13", "14", "15"]


def test_without_it_a_document_depends_on_no_engine(workspace: Workspace) -> None:
    with_contents(workspace)
    document = made(workspace)
    assert page_numbers(document, NAME) == {}
    assert b'w:dirty="true"' in docx_part(document)
    assert "briefgen paginated" not in read_properties(document)


@needs_rdocx
def test_the_list_of_charts_and_tables_of_a_note_is_filled(tmp_path: Path) -> None:
    workspace = a_note_with_lists(tmp_path)
    order = ("make", "note", "--dossier", NOTE, "--as-of", "2020-05-12", "--paginate", "--engine", "rdocx", "-v")
    run = workspace.run(*order, "-o", tmp_path / "note.docx")
    assert run.code == 0, run.err
    assert "note.docx: hint PAGE-003: Its page numbers are those of rdocx " in run.err
    numbers = [int(each) for each in page_numbers((tmp_path / "note.docx").read_bytes(), "note.docx").values()]
    assert (len(numbers), numbers) == (24, sorted(numbers))
    run = workspace.run(*order, "-o", tmp_path / "note.pdf")
    assert run.code == 0, run.err
    pages = read_pages((tmp_path / "note.pdf").read_bytes())
    caption = "Albania: Member States active in each area"
    [listed] = re.findall(rf"{caption}[ .]*(\d+)", " ".join(pages[0].split()))
    assert caption in " ".join(pages[int(listed) - 1].split())


def a_note_with_lists(folder: Path) -> Workspace:
    """A workspace of the sample note, which begins with a list of its charts and tables."""
    sample = a_sample(folder / "workspace")
    shutil.copytree(ROOT / "data" / NOTE, sample.root / "data" / NOTE)
    note = Workspace(sample.root, NOTE)
    note.replace("dossier.yaml", "    about:\n", "    about:\n      lists: Charts and tables\n")
    return note


@needs_rdocx
def test_an_edited_number_is_an_edit(workspace: Workspace) -> None:
    with_contents(workspace)
    document = docx.Document(BytesIO(made(workspace, "--paginate", "--engine", "rdocx")))
    number = next(each for each in document.element.body.iter(f"{W}t") if each.text == "4")
    number.text = "44"
    document.save(str(workspace.out / NAME))
    assert verified(workspace)[0] == "edited"


@needs_rdocx
def test_where_its_engine_is_missing_the_numbers_are_taken_as_they_stand(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_contents(workspace)
    made(workspace, "--paginate", "--engine", "rdocx")
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    reason = f"Its page numbers come from rdocx {version('rdocx')}, which is not here: they are taken as they stand."
    assert verified(workspace) == ("same", [reason])


def test_without_an_engine_it_says_what_to_do(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    monkeypatch.setenv("BRIEFGEN_SOFFICE", "/no/such/soffice")
    run = workspace.run(*ANNEX, "--paginate")
    assert (run.code, workspace.made()) == (2, [])
    assert "--paginate needs a layout engine." in run.err
    assert "Or leave --paginate out: Word puts the numbers in when it opens the file." in run.err


def test_it_is_for_formats_with_pages(workspace: Workspace) -> None:
    run = workspace.run(*ANNEX, "--paginate", "--format", "html")
    assert (run.code, workspace.made()) == (2, [])
    assert "--paginate is for Word files and PDFs, which have pages; html was asked for." in run.err


@needs_rdocx
def test_a_document_without_page_references_stays_as_it_is_and_a_warning_says_so(workspace: Workspace) -> None:
    before = made(workspace)
    run = workspace.run(*ANNEX, "--paginate", "--engine", "rdocx")
    assert "warning PAGE-004: No document has a table of contents" in run.err
    assert workspace.document(NAME) == before


@needs_office
@pytest.mark.render
def test_a_page_that_the_engine_does_not_tell_is_left_to_word(workspace: Workspace) -> None:
    stray = p(
        "{{ title }} on page ", field("PAGEREF nowhere", ""), "{% for point in points %}{{ point.text }}{% endfor %}"
    )
    workspace.template("annex.docx", a_template(p(field('TOC \\o "1-1" \\h')), p("One", style="Heading1"), stray))
    run = workspace.run(*ANNEX, "--paginate", "--engine", "libreoffice", "--draft")
    assert "warning PAGE-005: LibreOffice 7" in run.err
    assert "did not say on which page “nowhere” is." in run.err
    [name] = workspace.made()
    assert list(page_numbers(workspace.document(name), name).values()) == ["1"]


@needs_rdocx
def test_a_clean_copy_keeps_its_page_numbers(workspace: Workspace) -> None:
    with_contents(workspace)
    run = workspace.run(*ANNEX, "--paginate", "--engine", "rdocx", "--clean")
    assert run.code == 0, run.err
    [name] = workspace.made()
    assert list(page_numbers(workspace.document(name), name).values()) == ["3", "4", "5"]
    assert read_properties(workspace.document(name)) == {}


def test_of_two_answers_the_last_counts_and_what_is_no_number_is_none() -> None:
    pages = ["briefgen 0 = 77 ; in the text", "briefgen 0 = 3 ;\r\nbriefgen 1 = ;\r\nbriefgen 2\r\n= xii ;"]
    assert read_answers(pages, ["a", "b", "c", "d"]) == {"a": "3", "c": "xii"}


def docx_part(document: bytes) -> bytes:
    return etree.tostring(body(document))
