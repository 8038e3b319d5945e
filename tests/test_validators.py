"""The judges themselves: silent on a good document, loud on a broken one, and never silent because they are missing."""

from pathlib import Path

import pytest

from tests import validators
from tests.word.broken import DEFECTS
from tests.word.changes import swap, with_change
from tests.word.good import good_document


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.docx"
    path.write_bytes(good_document())
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.docx"
    path.write_bytes(with_change(next(each.change for each in DEFECTS if each.name == "paragraph inside a run")))
    return path


@pytest.mark.sdk
def test_the_sdk_tells_the_good_document_from_a_broken_one(good: Path, broken: Path) -> None:
    findings = validators.sdk_many([good, broken])
    assert findings[good] == []
    assert any("/word/document.xml" in finding for finding in findings[broken])


def test_openxml_audit_gives_all_findings(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(with_change(swap("<w:p/><w:sectPr>", f"{'<w:p><w:nonsense/></w:p>' * 30}<w:sectPr>")))
    assert len(validators.audit(path)) == 30


@pytest.mark.render
def test_libreoffice_shows_the_text_of_documents_of_the_same_name(good: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / good.name
    other.parent.mkdir()
    other.write_bytes(with_change(swap("Secure the border", "Open the border")))
    texts = validators.pdf_texts([good, other])
    assert "Secure the border" in texts[good]
    assert "Open the border" in texts[other]


@pytest.mark.render
def test_a_document_that_libreoffice_cannot_convert_fails(tmp_path: Path) -> None:
    path = tmp_path / "damaged.docx"
    path.write_bytes(good_document()[:700])
    with pytest.raises(AssertionError, match=r"no PDF of damaged\.docx"):
        validators.pdf_text(path)


def test_a_missing_tool_skips_here_and_fails_on_the_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception):
        validators.missing("a tool")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="a tool is missing"):
        validators.missing("a tool")
