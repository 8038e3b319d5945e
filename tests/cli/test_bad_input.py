"""Bad input of each kind: what is wrong and where, the right exit code, no traceback, nothing half written."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.sources.folders import a_workbook
from tests.word.docx_templates import a_template, p, tbl, tr
from tests.workspaces import Run, Workspace

ANNEX = "annex-2023-03-20.en.docx"
TOLD = "annex.docx, table 1, row 2, column 1, paragraph 1, under “Follow-up”"
AT_WORK = "{{ 7*7 }}"
COMMITMENTS = "point,number,part,text\n"


def refused(workspace: Workspace, code: int, *words: str, command: tuple[str, ...] = ("annex",)) -> Run:
    """The run of a command that must be refused with these words and leave out/ as it was."""
    before = workspace.made()
    run = workspace.run(*command, "--as-of", "2023-03-20")
    assert (run.code, run.out) == (code, ""), run.err
    for word in words:
        assert word in run.err
    assert "Traceback" not in run.err
    assert workspace.made() == before
    return run


def bomb() -> bytes:
    """A package of a few kilobytes that would unpack to a thousand times as much."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        with zipfile.ZipFile(io.BytesIO(a_template(p("x")))) as sound:
            for name in sound.namelist():
                package.writestr(name, sound.read(name))
        package.writestr("word/more.xml", b"<a>" + b" " * (30 * 2**20) + b"</a>")
    return target.getvalue()


def with_macros() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_template(p("x")))) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/vbaProject.bin", b"macros")
    return target.getvalue()


def test_a_broken_template_is_refused_with_tag_place_and_heading(workspace: Workspace) -> None:
    heading = p("Follow-up", style="Heading1")
    workspace.template("annex.docx", a_template(heading, tbl(tr("a", "b"), tr("{{ as_of | dat }}", "c"))))
    refused(workspace, 1, f"{TOLD}: error TPL-009", "{{ as_of | dat }}", "Did you mean “date”?", "Nothing was written")


def test_a_missing_template_is_refused_with_those_that_are_there(workspace: Workspace) -> None:
    (workspace.root / "templates" / "annex.docx").rename(workspace.root / "templates" / "anex.docx")
    refused(workspace, 2, "There is no template “annex.docx”", "Did you mean “anex.docx”?", "letter.docx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear colleagues,\n", "annex.docx is not"),
        (b"<html><body>", "is a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "annex.docx"),
        (b"", "annex.docx is empty"),
        (bomb, "annex.docx"),
        (with_macros, "macro"),
        (lambda: a_template(p("x"))[:700], "annex.docx"),
        (lambda: a_workbook({"s": [["x"]]}), "annex.docx"),
    ],
    ids=["text", "web page", "old Word", "empty", "zip bomb", "macros", "cut off", "workbook"],
)
def test_a_template_that_is_no_sound_word_file_is_refused(
    workspace: Workspace, content: bytes | Callable[[], bytes], words: str
) -> None:
    workspace.template("annex.docx", content if isinstance(content, bytes) else content())
    run = refused(workspace, 2, words)
    assert run.err.startswith("briefgen: annex.docx ")
    assert "\n  " in run.err, "a remedy"


def test_a_template_with_a_hidden_author_is_a_fault_of_the_template(workspace: Workspace, tmp_path: Path) -> None:
    by_program = docx.Document()
    by_program.add_paragraph("{{ title }} {{ points[0].text }}")
    by_program.save(str(tmp_path / "by program.docx"))
    workspace.template("annex.docx", (tmp_path / "by program.docx").read_bytes())
    refused(workspace, 1, "annex.docx: error DOC-002: the template itself is not sound", "File, Info")


FOLLOW_UP = "point,item,as_of,text\n"
DATA = {
    "a row with one field too many": ("commitments.csv", COMMITMENTS + "a,1,,Text, and more\n", "csv, row 2"),
    "a missing column": ("followup.csv", "point,item,text\ndublin,x,Text\n", "as_of"),
    "an unknown column": ("followup.csv", "point,item,as_off,text\ndublin,x,2023-03-01,T\n", "Did you mean “as_of”?"),
    "a date that is none": ("followup.csv", FOLLOW_UP + "dublin,x,01/02/2026,T\n", "row 2, column as_of"),
    "an unknown point": ("followup.csv", FOLLOW_UP + "dubiln,x,2023-03-01,T\n", "Did you mean “dublin”?"),
    "the same entry twice": ("followup.csv", FOLLOW_UP + "dublin,x,2023-03-01,T\n" * 2, "followup.csv, row 3"),
    "a calculation in a text": ("commitments.csv", f"{COMMITMENTS}dublin,1,,{AT_WORK}\nborders,2,,x\n", "row 2"),
    "a statement in a text": ("commitments.csv", COMMITMENTS + "dublin,1,,{% if x %}\nborders,2,,x\n", "row 2"),
    "an unknown figure": ("letter.md", '{{ figure("fundin") }}\n', "Did you mean “funding”?"),
    "an unknown key": ("dossier.yaml", "titel: Follow-up\n", "dossier.yaml, line 1"),
}


@pytest.mark.parametrize("case", DATA)
def test_a_fault_in_the_data_is_refused_at_its_place(workspace: Workspace, case: str) -> None:
    name, content, words = DATA[case]
    workspace.write(name, content)
    refused(workspace, 1, words, "Nothing was written")


UNREADABLE: dict[str, tuple[str, str | bytes, str]] = {
    "a quotation mark left open": ("followup.csv", FOLLOW_UP + 'dublin,x,2023-03-01,"T\n', "followup.csv, row 2"),
    "bytes that are no text": ("followup.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "followup.csv"),
    "YAML that cannot be parsed": ("dossier.yaml", "title: [Follow-up\nplace: Brussels\n", "dossier.yaml, line"),
    "a workbook cut off": ("status.xlsx", a_workbook({"commitments": [["point"]]})[:300], "status.xlsx"),
    "a text called a workbook": ("status.xlsx", "point,number", "status.xlsx"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_at_all_is_named(workspace: Workspace, case: str) -> None:
    name, content, words = UNREADABLE[case]
    if name == "status.xlsx":
        (workspace.data / "commitments.csv").unlink()
    workspace.write(name, content)
    refused(workspace, 2, words)


def test_all_faults_are_reported_in_one_run_worst_first(workspace: Workspace) -> None:
    workspace.write("commitments.csv", COMMITMENTS + "dublin,10,,{{ 7*7 }}\nborders,10,,x\n")
    workspace.replace("followup.csv", "borders,patrols,2023-03-12", "borders,patrols,12.3.2023")
    run = refused(workspace, 1, "commitments.csv, row 2", "followup.csv, row 7, column as_of", "2 errors, 1 warning")
    assert run.err.index("warning DATA") > run.err.index("followup.csv, row 7")


@pytest.mark.parametrize("name", ["dossier.yaml", "commitments.csv", "followup.csv"])
def test_a_file_that_a_dossier_cannot_do_without_is_named_when_it_is_missing(workspace: Workspace, name: str) -> None:
    (workspace.data / name).unlink()
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert run.code in {1, 2}
    assert name.removesuffix(".csv") in run.err
    assert workspace.made() == []


@pytest.mark.parametrize("name", ["dossier.yaml", "followup.csv", "letter.md"])
def test_a_folder_in_the_place_of_a_file_is_no_defect(workspace: Workspace, name: str) -> None:
    (workspace.data / name).unlink()
    (workspace.data / name).mkdir()
    run = workspace.run("make", "all", "--as-of", "2023-03-20")
    assert run.code in {1, 2}
    assert name.partition(".")[0] in run.err
    assert workspace.made() == []


@pytest.mark.parametrize("name", ["dossier.yaml", "followup.csv", "letter.md", "../../templates/annex.docx"])
def test_a_file_that_is_not_open_to_the_user_is_named(
    workspace: Workspace, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, opened = (workspace.data / name).resolve(), io.open

    def guarded(file: str | Path, *args: object, **options: object) -> object:
        if isinstance(file, str | Path) and Path(file).resolve() == closed:
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("io.open", guarded)
    refused(workspace, 2, closed.name, command=("make", "all"))


def test_braces_that_a_template_prints_are_a_finding_and_no_defect(workspace: Workspace) -> None:
    workspace.template("annex.docx", a_template(p("{_{ name }_} {{ points[0].text }}")))
    refused(workspace, 1, f"{ANNEX}: error DOC-001: a tag stands in the finished document", "{{ name }}")
    draft = workspace.run("annex", "--as-of", "2023-03-20", "--draft")
    assert draft.code == 1
    assert workspace.made() == ["annex-2023-03-20.en.DRAFT.docx"]


def test_a_defect_asks_for_a_report_and_gives_exit_code_3(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("briefgen.commands.make.open_record", fail)
    run = refused(
        workspace, 3, "this is a defect in briefgen", "ZeroDivisionError: a mistake of ours", "Please report it"
    )
    assert "with what the same command prints with -v" in run.err
    loud = workspace.run("annex", "--as-of", "2023-03-20", "-v")
    assert loud.code == 3
    assert "Traceback" in loud.err
    assert "in fail" in loud.err
