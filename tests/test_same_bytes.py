"""Two copies of briefgen side by side: what differs is told, what is the same is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.same_bytes import compare

# makes a file by the name of the document, with what the copy is given to say, and a package beside it
FAKE = """
import sys
from pathlib import Path
from zipfile import ZipFile, ZipInfo
command, *others = sys.argv[1:]
if command == "init":
    dossier = Path(others[0], "data", "summit")
    dossier.mkdir(parents=True)
    (dossier / "dossier.yaml").write_text("documents: {annex: annex.docx}")
    (dossier / "followup.csv").write_text("point,as_of\\nborders,2023-03-17\\ndublin,2023-03-20\\n")
if command == "make":
    day = others[others.index("--as-of") + 1]
    Path(f"annex-{day}.md").write_text({document!r})
    with ZipFile("annex.docx", "w") as package:
        package.writestr(ZipInfo("word/document.xml"), {document!r})
        package.writestr(ZipInfo("word/styles.xml"), "styles")
if command == "status":
    print({said!r})
    print("As of today")
    sys.exit({code})
print(Path.cwd(), Path(__file__).parent.name)
"""


def a_copy(folder: Path, document: str = "Done", said: str = "ongoing", code: int = 0) -> str:
    """A folder with a program that answers to the orders for briefgen."""
    package = folder / "briefgen"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    source = FAKE.replace("{document!r}", repr(document)).replace("{said!r}", repr(said)).replace("{code}", str(code))
    (package / "__main__.py").write_text(source, encoding="utf-8")
    return str(folder)


def differences(old: str, new: str) -> list[str]:
    return list(compare(old, new).differences())


def test_two_copies_that_make_the_same_do_not_differ(tmp_path: Path) -> None:
    comparison = compare(a_copy(tmp_path / "a"), a_copy(tmp_path / "b"))
    assert list(comparison.differences()) == []
    assert comparison.files > 0


def test_another_text_in_a_document_is_told_with_order_file_and_part(tmp_path: Path) -> None:
    first, *_ = differences(a_copy(tmp_path / "a"), a_copy(tmp_path / "b", document="Undone"))
    assert first.splitlines() == [
        "briefgen make annex --dossier summit -l all --as-of 2023-03-17 --format docx",
        "    annex-2023-03-17.md differs",
        "    annex.docx differs",
        "    annex.docx: word/document.xml differs",
    ]


def test_another_line_on_the_terminal_is_shown_beside_the_one_that_was(tmp_path: Path) -> None:
    first, *_ = differences(a_copy(tmp_path / "a"), a_copy(tmp_path / "b", said="done", code=1))
    assert first.splitlines() == [
        "briefgen status --dossier summit --as-of 2023-03-17 --format table",
        "    exit: -0",
        "    exit: +1",
        "    stdout: -ongoing",
        "    stdout: +done",
    ]


def test_a_file_that_one_copy_alone_makes_is_named(tmp_path: Path) -> None:
    old, new = a_copy(tmp_path / "a"), a_copy(tmp_path / "b")
    program = tmp_path / "b" / "briefgen" / "__main__.py"
    program.write_text(program.read_text(encoding="utf-8").replace("annex.docx", "report.docx"), encoding="utf-8")
    assert "    report.docx: only the new copy makes it" in differences(old, new)[0].splitlines()
    assert "    annex.docx: only the old copy makes it" in differences(old, new)[0].splitlines()


def test_what_is_neither_a_folder_nor_a_revision_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="neither a folder nor a revision"):
        compare("no-such-revision", a_copy(tmp_path / "b"))


def test_a_copy_that_cannot_be_run_is_no_copy_that_makes_the_same(tmp_path: Path) -> None:
    broken = a_copy(tmp_path / "a")
    (tmp_path / "a" / "briefgen" / "__main__.py").write_text("import nothing_of_the_kind", encoding="utf-8")
    with pytest.raises(SystemExit, match="it cannot be run"):
        compare(broken, broken)
