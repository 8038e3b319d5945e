"""What a program in Python has beside bytes: files, documents of python-docx, and one place to import from."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

import briefgen.word
from briefgen.word import RenderingError, SubDocument, Template
from tests.word.docx_templates import a_template, compiled, p, texts
from tests.word.good import OFFICE


def built(*lines: str) -> Document:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def a_file(folder: Path, name: str, *blocks: str) -> Path:
    path = folder / name
    path.write_bytes(a_template(*blocks))
    return path


def test_a_template_is_opened_by_its_path(tmp_path: Path) -> None:
    template = Template.open(a_file(tmp_path, "letter.docx", p("Dear {{ name }}")))
    assert template.name == "letter.docx"
    assert texts(template.render({"name": "Ada"})) == ["Dear Ada"]


def test_an_opened_template_includes_files_of_its_folder_and_no_others(tmp_path: Path) -> None:
    a_file(tmp_path, "closing.docx", p("Yours"))
    letter = a_file(tmp_path, "letter.docx", p("Dear"), p('{%p include "closing.docx" %}'))
    assert texts(Template.open(str(letter)).render({})) == ["Dear", "Yours"]
    (tmp_path / "drafts").mkdir()
    outside = a_file(tmp_path / "drafts", "letter.docx", p('{%p include "../closing.docx" %}'))
    with pytest.raises(briefgen.word.TemplateFaultsError, match="only files of the template's own folder"):
        Template.open(outside)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"letter\.docx"):
        Template.open(tmp_path / "letter.docx")


def test_a_document_is_written_in_place_of_the_last_one(tmp_path: Path) -> None:
    template, out = compiled(p("{{ title }}")), tmp_path / "out.docx"
    out.write_bytes(b"old")
    template.render_to(out, {"title": "New"})
    assert out.read_bytes() == template.render({"title": "New"})
    assert list(tmp_path.iterdir()) == [out]


def test_a_rendering_that_fails_leaves_the_last_document(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    out.write_bytes(b"old")
    with pytest.raises(RenderingError):
        compiled(p("{{ title }}")).render_to(out, {})
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("out.docx", b"old")]


def test_a_writing_that_fails_leaves_the_last_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError("no space left")

    out = tmp_path / "out.docx"
    out.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space left"):
        compiled(p("{{ title }}")).render_to(out, {"title": "New"})
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("out.docx", b"old")]


def test_a_document_comes_back_for_further_work_in_python() -> None:
    template = Template.read(a_template(p("{{ due | day }}")), "x.docx", ["day"])
    document = template.render_document({"due": "6 March"}, words={"day": str.upper})
    assert isinstance(document, Document)
    document.add_paragraph("and more")
    assert [each.text for each in document.paragraphs] == ["6 MARCH", "and more"]


def test_a_document_of_python_docx_in_the_data_is_a_sub_document() -> None:
    template = compiled(p("{%p for x in xs %}"), p("{{p x }}"), p("{%p endfor %}"))
    one, two = built("one"), built("two", "three")
    document = template.render({"xs": [one, two, one]})
    assert texts(document) == ["one", "two", "three", "one"]
    assert document == template.render({"xs": [SubDocument.of(each) for each in (one, two, one)]})


def test_it_may_be_changed_and_given_again() -> None:
    template, part = compiled(p("{{ part }}")), built("one")
    first = template.render({"part": part})
    part.add_paragraph("two")
    assert (texts(first), texts(template.render({"part": part}))) == (["one"], ["one", "two"])


def test_a_document_that_cannot_go_in_is_refused_at_its_place_in_the_data_with_a_remedy() -> None:
    part = built("one")
    part.part.relate_to("https://example.eu/a.dotm", f"{OFFICE}/attachedTemplate", is_external=True)
    with pytest.raises(RenderingError) as refused:
        compiled(p("{{ x }}")).render({"points": [{"x": part}]})
    [finding] = refused.value.findings
    assert (finding.rule, finding.place.spot) == ("TPL-023", "points[1].x")
    assert "is attached to a template elsewhere" in finding.message
    assert finding.remedy.startswith("Attach “Normal” in Word")


def test_what_only_looks_like_a_document_is_refused() -> None:
    class Document:
        def save(self, file: BytesIO) -> None:
            file.write(a_template(p("hidden")))

    with pytest.raises(RenderingError, match=r"a value of this kind \(Document\) cannot be given to a template"):
        compiled(p("{{ x }}")).render({"x": Document()})


def test_all_that_a_program_needs_is_imported_from_one_place() -> None:
    names = set(briefgen.word.__all__)
    assert {"Template", "RichText", "SubDocument", "Finding", "read_manuscript", "lint"} <= names
    assert all(getattr(briefgen.word, name) is not None for name in names)
    assert set(briefgen.word._MODULE_OF) <= names


def test_importing_the_engine_imports_neither_the_reader_nor_images_nor_python_docx() -> None:
    program = "import sys, briefgen.word; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "briefgen.word.template" in loaded
    assert {"docx", "briefgen.word.reader", "briefgen.word.inserts.images", "briefgen.word.wording"}.isdisjoint(loaded)
