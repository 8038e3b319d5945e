"""`briefgen make`: documents by their names, all of them or none, by one process or several."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.production.parallel import workers_for
from tests.sources.folders import a_workbook
from tests.word.docx_templates import a_template, p, texts
from tests.workspaces import Workspace, run, start

BOTH = ["annex-2023-03-20.en.docx", "letter-2023-03-20.en.docx"]
BROKEN = a_template(p("{{ as_of | dat }}"), p("{% if draft %}"))


@pytest.mark.parametrize("names", [("all",), ("annex", "letter"), ("letter", "annex", "all", "letter")])
def test_documents_are_made_each_once(workspace: Workspace, names: tuple[str, ...]) -> None:
    done = workspace.run("make", *names, "--as-of", "2023-03-20")
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in done.paths) == workspace.made() == BOTH


def test_recipients_are_for_the_letter_alone(workspace: Workspace) -> None:
    done = workspace.run("make", "all", "--as-of", "2023-03-20", "--to", "all")
    assert [path.name for path in done.paths] == [
        "annex-2023-03-20.en.docx",
        "letter-2023-03-20.be.en.docx",
        "letter-2023-03-20.fr.en.docx",
    ]


def test_recipients_of_no_letter_are_refused(workspace: Workspace) -> None:
    done = workspace.run("make", "annex", "--as-of", "2023-03-20", "--to", "be")
    assert done.code == 2
    assert "none of the documents asked for is a letter" in done.err


@pytest.mark.parametrize("names", [("anex",), ("all", "anex")])
def test_an_unknown_document_is_refused_with_a_suggestion(workspace: Workspace, names: tuple[str, ...]) -> None:
    done = workspace.run("make", *names, "--as-of", "2023-03-20")
    assert done.code == 2
    assert "has no document “anex”; it has: annex, letter." in done.err
    assert "Did you mean “annex”?" in done.err
    assert workspace.made() == []


def test_a_fault_in_the_table_of_documents_is_said_before_a_document_is_missed(workspace: Workspace) -> None:
    workspace.write("dossier.yaml", (workspace.data / "dossier.yaml").read_text() + "  report: report.docx\n")
    done = workspace.run("make", "report", "--as-of", "2023-03-20")
    assert done.code == 1
    assert "there is no kind of document “report”" in done.err


def test_several_processes_make_the_same_bytes_as_one(workspace: Workspace, tmp_path: Path) -> None:
    asked = ("make", "all", "--as-of", "2023-03-20", "--to", "all")
    one = workspace.run(*asked)
    former = {name: workspace.document(name) for name in workspace.made()}
    for name in former:
        (workspace.out / name).unlink()
    two = start(*asked, "--jobs", "2", cwd=workspace.root)
    assert (two.code, two.err) == (0, "")
    assert two.paths == one.paths
    assert {name: workspace.document(name) for name in workspace.made()} == former


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_faults_of_all_templates_are_reported_in_one_run(workspace: Workspace, jobs: str) -> None:
    workspace.template("annex.docx", BROKEN)
    workspace.template("letter.docx", BROKEN)
    done = workspace.run("make", "all", "--as-of", "2023-03-20", "--jobs", jobs)
    assert done.code == 1
    for name in ("annex.docx", "letter.docx"):
        assert f"{name}, paragraph 1" in done.err
        assert f"{name}, paragraph 2" in done.err
    assert workspace.made() == []


def test_a_value_that_cannot_be_put_in_is_reported_from_another_process_too(workspace: Workspace) -> None:
    workspace.template("annex.docx", a_template(p("{{ points[7].text }}")))
    one, two = (
        start("make", "all", "--as-of", "2023-03-20", "--jobs", jobs, cwd=workspace.root) for jobs in ("1", "2")
    )
    assert (one.code, one.out) == (1, "")
    assert "{{ points[7].text }}" in one.err
    assert two == one
    assert workspace.made() == []


@pytest.mark.parametrize(
    ("jobs", "count", "platform", "workers"),
    [
        (64, 100, "win32", 61),  # Windows lets nobody wait for more
        (64, 100, "linux", 64),
        (64, 100, "darwin", 64),
        (64, 5, "win32", 5),
        (2, 5, "linux", 2),
    ],
)
def test_as_many_processes_work_as_there_are_files_and_the_system_allows(
    jobs: int, count: int, platform: str, workers: int
) -> None:
    assert workers_for(jobs, count, platform) == workers


@pytest.mark.parametrize("jobs", ["0", "65", "two"])
def test_a_number_of_processes_out_of_range_is_wrong_use(workspace: Workspace, jobs: str) -> None:
    assert workspace.run("make", "all", "--as-of", "2023-03-20", "--jobs", jobs).code == 2


def test_what_is_made_already_is_left_alone_with_its_date(workspace: Workspace) -> None:
    workspace.run("make", "all", "--as-of", "2023-03-20")
    before = {name: (workspace.out / name).stat().st_mtime_ns for name in workspace.made()}
    assert workspace.run("make", "all", "--as-of", "2023-03-20").code == 0
    assert {name: (workspace.out / name).stat().st_mtime_ns for name in workspace.made()} == before


def test_every_file_or_none_is_written(workspace: Workspace) -> None:
    workspace.out.mkdir(parents=True)
    (workspace.out / BOTH[1]).write_bytes(b"minutes of another meeting")
    done = workspace.run("make", "all", "--as-of", "2023-03-20")
    assert (done.code, done.out) == (2, "")
    assert workspace.made() == [BOTH[1]]
    assert workspace.document(BOTH[1]) == b"minutes of another meeting"


def test_a_workspace_outside_the_repository_has_a_template_and_tables_of_its_own(tmp_path: Path) -> None:
    data = tmp_path / "data" / "dossier"
    data.mkdir(parents=True)
    (tmp_path / "briefgen.toml").write_text("")
    (data / "dossier.yaml").write_text("title: Our affairs\ndocuments:\n  note: {template: note.docx, kind: annex}\n")
    follow_up = [
        ["point", "item", "as_of", "text"],
        ["roads", "r1", "2023-03-01", 'Paved for {{ money("2 million") }}.'],
    ]
    commitments: list[list[object]] = [["point", "number", "part", "text"], ["roads", 7, None, "Better roads"]]
    (data / "status.xlsx").write_bytes(a_workbook({"commitments": commitments, "followup": follow_up}))
    loop = (p("{%p for point in points %}"), p("{{ point.number }} {{ point.text }}: {{ point.items[0].text }}"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.docx").write_bytes(a_template(p("{{ title }}"), *loop, p("{%p endfor %}")))
    done = run("make", "note", "--as-of", "2023-03-17", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    said = texts((tmp_path / done.paths[0]).read_bytes())
    assert said == [
        "Our affairs (situation\u00a0as\u00a0of\u00a017\u00a0March\u00a02023)",
        "7 Better roads: Paved for EUR\u00a02\u00a0million.",
    ]


class TestForPrograms:
    def test_files_and_findings_are_one_object(self, workspace: Workspace) -> None:
        run = workspace.run("make", "annex", "letter", "--as-of", "2023-03-20", "--json")
        told = json.loads(run.out)
        assert (run.code, run.err, told["kept"]) == (0, "", [])
        assert [Path(path).name for path in told["files"]] == ["annex-2023-03-20.en.docx", "letter-2023-03-20.en.docx"]

    def test_each_document_says_what_became_of_it(self, workspace: Workspace) -> None:
        asked = ("make", "annex", "letter", "--as-of", "2023-03-20", "--to", "be", "--json")
        [annex, letter] = json.loads(workspace.run(*asked).out)["documents"]
        assert annex == {
            "path": str(workspace.out / "annex-2023-03-20.en.docx"),
            "document": "annex",
            "language": "en",
            "recipient": "",
            "outcome": "created",
            "digest": sha256(workspace.document("annex-2023-03-20.en.docx")).hexdigest(),
            "findings": [],
        }
        assert (letter["recipient"], letter["outcome"]) == ("be", "created")
        again = json.loads(workspace.run(*asked, "--house", "gb").out)["documents"]
        assert [each["outcome"] for each in again] == ["replaced", "replaced"]
        assert [each["outcome"] for each in json.loads(workspace.run(*asked, "--house", "gb").out)["documents"]] == [
            *("unchanged", "unchanged"),
        ]

    def test_a_finding_of_a_template_stands_with_the_document_made_with_it(self, workspace: Workspace) -> None:
        workspace.template("letter.docx", a_template(p("{{ letter.subject }} { { x } }"), p("{{ letter.body }}")))
        told = json.loads(workspace.run("make", "all", "--as-of", "2023-03-20", "--json").out)
        assert [bool(each["findings"]) for each in told["documents"]] == [False, True]

    def test_a_refusal_is_an_object_too(self, workspace: Workspace) -> None:
        run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "lux", "--json")
        told = json.loads(run.out)
        assert (run.code, told["files"], told["documents"], told["findings"]) == (2, [], [], [])
        assert "has no recipient “lux”" in told["refused"]["message"]

    def test_what_stops_a_document_is_told_with_its_place(self, workspace: Workspace) -> None:
        workspace.replace("followup.csv", "ongoing", "onging")
        run = workspace.run("annex", "--as-of", "2023-03-20", "--json")
        told = json.loads(run.out)
        assert (run.code, run.err, told["files"]) == (1, "", [])
        [failed] = told["documents"]
        assert (Path(failed["path"]).name, failed["outcome"], failed["digest"]) == (
            *("annex-2023-03-20.en.docx", "failed", ""),
        )
        assert {(each["rule"], each["column"]) for each in told["findings"]} == {("DATA-008", "state")}
