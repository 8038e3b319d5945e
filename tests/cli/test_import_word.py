"""`briefgen import` of Word files: annexes of one or several days, minutes, letters, and the look of an annex."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from briefgen.opc.package import write_package
from briefgen.opc.read import read_package
from briefgen.word import lint
from tests.cli.test_new import an_empty_workspace
from tests.corpus.authoring import an_empty_document, paragraphs, saved
from tests.intake.rebuilt import notes, shown
from tests.intake.word.papers import add_table, an_annex
from tests.sample_documents import document
from tests.workspaces import Run, Workspace

DAYS = ("2023-02-09", "2023-03-06", "2023-03-17")
AS_OF = "Follow-up (situation as of 17 March 2023)"
PORTS = ("1. Ports", ["• The Commission adopted the plan on 14 March.", "• Talks go on."])


def with_files(tmp_path: Path, name: str, **files: bytes) -> Workspace:
    """An empty workspace with Word files, and the dossier that will be made of them."""
    workspace = an_empty_workspace(tmp_path)
    for stem, content in files.items():
        (workspace.root / f"{stem}.docx").write_bytes(content)
    return Workspace(workspace.root, name)


def followup(workspace: Workspace) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((workspace.data / "followup.csv").read_text("utf-8-sig"))))


def names(run: Run) -> list[str]:
    return [path.name for path in run.paths]


def the_letter(*behind: str) -> bytes:
    paper = an_empty_document()
    paragraphs(paper, "THE INSTITUTION", "Brussels, 20 March 2023", "Subject: Ports", "Dear colleagues,")
    paragraphs(paper, "The plan was adopted on 14 March.", "Yours sincerely,", "A. Peeters", "The President")
    if behind:
        paper.add_heading(AS_OF, 1)
        add_table(paper, ("Commitment", "Follow-up"), PORTS)
    return saved(paper)


def test_an_annex_becomes_a_ledger_that_makes_it_again(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "ports", ports=an_annex(PORTS, title=AS_OF))
    done = workspace.run("import", "ports.docx")
    assert (done.code, names(done)) == (0, ["commitments.csv", "followup.csv", "dossier.yaml"])
    assert done.err.splitlines() == [
        "ports.docx: an annex in en, commitments and follow-up from table 1, row 2 on, “Commitment” beside “Follow-up”",
        "As of: 2023-03-17 (the line “Follow-up (situation as of 17 March 2023)” (paragraph 1))",
        "Rows read: 2. They make 1 points with 2 items, from 1 rows; not from 1: rows of headings (1)",
        "States by the words of completion, to be looked at: done (1), ongoing (1)",
        "Not read: paragraphs outside the tables (1)",
        "Values: 1 date, amount or reference is said by the ledger now; all others stay as typed",
        "The rows of ports.docx are copied into data/ports/commitments.csv and followup.csv.",
        "Now try: briefgen annex --as-of 2023-03-17",
    ]
    assert [(row["state"], row["source"]) for row in followup(workspace)] == [
        ("done", "ports.docx"),
        ("ongoing", "ports.docx"),
    ]
    assert 'plan {{ when("2023-03-14") }}' in followup(workspace)[0]["text"]
    assert workspace.run("annex", "--as-of", "2023-03-17").code == 0


@pytest.mark.parametrize("own_look", [(), ("--template",)], ids=["ours", "theirs"])
def test_annexes_of_three_days_are_all_made_again(tmp_path: Path, own_look: tuple[str, ...]) -> None:
    papers = {f"annex-{day}": document(f"annex-{day}") for day in DAYS}
    workspace = with_files(tmp_path, "eco", **papers)
    done = workspace.run("import", *(f"{each}.docx" for each in papers), "--name", "eco", *own_look)
    assert done.code == 0
    for day in DAYS:
        assert workspace.run("annex", "--as-of", day).code == 0
        made = workspace.document(f"annex-{day}.en.docx")
        assert shown(made) == shown(document(f"annex-{day}"))
        assert notes(made) == notes(document(f"annex-{day}"))


def test_what_became_of_wordings_is_told(tmp_path: Path) -> None:
    before = an_annex(
        ("1. Ports", ["• The Commission will adopt the plan for ports in spring.", "• Maps were drawn."]),
        title="Follow-up (situation as of 6 March 2023)",
    )
    after = an_annex(("1. Ports", ["• The Commission adopted the plan for ports in March."]), title=AS_OF)
    done = with_files(tmp_path, "ports", after=after, before=before).run("import", "after.docx", "before.docx")
    assert "Reworded, and taken for one: 1\n  2023-03-17 the-commission-will-adopt-the-plan (" in done.err
    assert "Withdrawn, as a later annex has them no more: 1\n  maps-were-drawn, last seen 2023-03-06: “Maps" in done.err


def test_wordings_that_may_be_of_one_thing_are_not_joined_in_silence(tmp_path: Path) -> None:
    before = an_annex(
        ("1. Ports", ["• A call for ships in the north is open now."]), title="Follow-up (situation as of 6 March 2023)"
    )
    calls = ["• In the north a call for ships is open.", "• In the south a call for ships is open."]
    workspace = with_files(tmp_path, "ports", one=before, two=an_annex(("1. Ports", calls), title=AS_OF))
    done = workspace.run("import", "one.docx", "two.docx", "--name", "ports")
    assert (done.code, "IMP-020: these are alike" in done.err) == (0, True)


def test_two_files_of_one_day_are_no_history(tmp_path: Path) -> None:
    paper = an_annex(PORTS, title=AS_OF)
    workspace = with_files(tmp_path, "one", one=paper, two=paper)
    refused = workspace.run("import", "one.docx", "two.docx")
    assert (refused.code, "one.docx and two.docx both report on 2023-03-17" in refused.err) == (2, True)
    days = ("--as-of", "2023-03-06", "--as-of", "2023-03-17")
    assert workspace.run("import", "one.docx", "two.docx", *days, "--name", "one").code == 0


def test_there_are_as_many_days_as_files_or_none(tmp_path: Path) -> None:
    refused = with_files(tmp_path, "a", a=b"", b=b"").run("import", "a.docx", "b.docx", "--as-of", "2023-03-06")
    assert (refused.code, "--as-of was given 1 times, and there are 2 files" in refused.err) == (2, True)


def test_a_day_that_the_name_of_the_file_contradicts_is_told(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "ports", **{"ports-2022-03-17": an_annex(PORTS, title=AS_OF)})
    done = workspace.run("import", "ports-2022-03-17.docx")
    assert (done.code, "IMP-004: 2023-03-17 was taken as its day" in done.err) == (0, True)
    assert "2022-03-17 (the name of the file" in done.err


def test_a_title_that_was_changed_by_hand_counts_more_than_the_properties(tmp_path: Path) -> None:
    package = read_package(document("annex-2023-03-17"), "eco.docx")
    body = package.part(package.main_part).decode().replace("17\u00a0March\u00a02023)", "16\u00a0March\u00a02023)")
    changed = write_package(package, {package.main_part: body.encode()})
    done = with_files(tmp_path, "eco", eco=changed).run("import", "eco.docx")
    assert "IMP-004: 2023-03-16 was taken as its day" in done.err
    assert "2023-03-17 (the properties of the file)" in done.err


def test_without_a_day_the_line_to_type_names_those_of_the_other_files(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "one", one=an_annex(PORTS, title=AS_OF), two=an_annex(PORTS))
    refused = workspace.run("import", "one.docx", "two.docx")
    assert (refused.code, workspace.data.exists()) == (2, False)
    assert refused.err.splitlines()[-1].endswith("one.docx two.docx --as-of 2023-03-17 --as-of YYYY-MM-DD")


def test_a_french_annex_is_a_french_dossier(tmp_path: Path) -> None:
    paper = document("translated-annex-2023-03-17-fr")
    workspace = with_files(tmp_path, "suivi", suivi=paper)
    assert workspace.run("import", "suivi.docx").code == 0
    description = (workspace.data / "dossier.yaml").read_text("utf-8")
    assert "languages: [fr]" in description
    assert "follow-up: Suivi" in description
    assert workspace.run("annex", "--as-of", "2023-03-17").code == 0
    assert shown(workspace.document("annex-2023-03-17.fr.docx")) == shown(paper)


def test_the_action_table_of_minutes_is_found_by_its_headings(tmp_path: Path) -> None:
    paper = an_empty_document()
    paper.add_heading("Meeting of the board", 1)
    add_table(paper, ("Meeting date", "Present"), ("2 December 2020", "A. Jansen"))
    rows = (("Draft the plan", "Anna", "closed"), ("Book the hall", "Ben", "open"))
    add_table(paper, ("Action", "Owner", "Status"), *rows)
    workspace = with_files(tmp_path, "minutes", minutes=saved(paper))
    refused = workspace.run("import", "minutes.docx")
    assert (refused.code, "the state “open” has no plain counterpart" in refused.err) == (2, True)
    done = workspace.run("import", "minutes.docx", "--state", "open=planned")
    assert done.code == 0
    assert "minutes.docx, “Meeting of the board”: not read, no row has the headings of an action list" in done.err
    assert "As of: 2020-12-02 (“2 December 2020” beside “Meeting date” (table 1, row 2, column 1" in done.err
    assert [(row["owner"], row["state"], row["text"]) for row in followup(workspace)] == [
        ("Anna", "done", "Draft the plan"),
        ("Ben", "planned", "Book the hall"),
    ]
    assert workspace.run("annex", "--as-of", "2020-12-02").code == 0


def test_a_letter_becomes_a_dossier_whose_letter_is_made_at_once(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "letter", letter=the_letter())
    done = workspace.run("import", "letter.docx")
    assert (done.code, names(done)) == (0, ["letter.md", "dossier.yaml"])
    assert (workspace.data / "letter.md").read_text() == 'The plan was adopted {{ when("2023-03-14") }}.\n'
    description = (workspace.data / "dossier.yaml").read_text()
    for entry in (
        'name: "A. Peeters"',
        "function: The President",
        'salutation: "Dear colleagues,"',
        'subject: "Ports"',
    ):
        assert entry in description
    assert workspace.run("letter", "--as-of", "2023-03-20").code == 0


def test_a_file_with_letter_and_annex_gives_both_and_the_template_the_annex_alone(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "both", both=the_letter("annex"))
    done = workspace.run("import", "both.docx", "--template")
    assert done.code == 0
    assert names(done)[-5:] == ["both.docx", "commitments.csv", "followup.csv", "letter.md", "dossier.yaml"]
    assert "paragraphs before or between the tables are not in the template" in done.err
    assert workspace.run("annex", "--as-of", "2023-03-17").code == 0
    assert workspace.run("letter", "--as-of", "2023-03-20").code == 0


def test_the_template_is_clean_and_named_in_the_dossier(tmp_path: Path) -> None:
    paper = an_empty_document()
    paper.core_properties.author = "Somebody Secret"
    paper.add_heading(AS_OF, 1)
    add_table(paper, ("Commitment", "Follow-up"), PORTS)
    workspace = with_files(tmp_path, "ports", ports=saved(paper))
    assert workspace.run("import", "ports.docx", "--template").code == 0
    template = (workspace.root / "templates" / "ports.docx").read_bytes()
    assert b"Secret" not in template
    assert {each.code for each in lint(template)} <= {"TEMPLATE_TAG_LEFT", *(each.code for each in lint(saved(paper)))}
    assert "annex: ports.docx" in (workspace.data / "dossier.yaml").read_text()
    assert workspace.run("annex", "--as-of", "2023-03-17").code == 0
    assert shown(workspace.document("annex-2023-03-17.en.docx")) == shown(saved(paper))


def test_a_template_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "annex", annex=an_annex(PORTS, title=AS_OF))
    refused = workspace.run("import", "annex.docx", "--template")
    assert (refused.code, "There is a template annex.docx already" in refused.err) == (2, True)
    assert not workspace.data.exists()


def test_a_file_with_nothing_to_follow_up_is_refused(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "list", list=an_annex(("A", "B"), heads=("Name", "Place"), title="People"))
    refused = workspace.run("import", "list.docx")
    assert (refused.code, refused.out, workspace.data.exists()) == (1, "", False)
    assert "list.docx: there is nothing in it that is surely followed up." in refused.err


def test_a_later_annex_is_put_to_its_dossier(tmp_path: Path) -> None:
    later = an_annex(
        ("1. Ports", ["• The Commission adopted the plan on 14 March.", "• Talks ended.", "• Maps are drawn."]),
        title="Follow-up (situation as of 20 March 2023)",
    )
    workspace = with_files(tmp_path, "ports", ports=an_annex(PORTS, title=AS_OF), later=later)
    workspace.run("import", "ports.docx")
    before = {path.name: path.read_bytes() for path in workspace.data.iterdir()}
    shown_first = workspace.run("import", "later.docx", "--into", "ports")
    assert [line.split()[0] for line in shown_first.out.splitlines()] == ["confirmed", "new", "new"]
    assert "“talks-go-on”" in shown_first.err
    assert {path.name: path.read_bytes() for path in workspace.data.iterdir()} == before
    assert workspace.run("import", "later.docx", "--into", "ports", "--write").code == 0
    assert (workspace.data / "followup.csv").read_bytes().startswith(before["followup.csv"])
    assert workspace.run("annex", "--as-of", "2023-03-20").code == 0


def test_trackers_of_several_days_make_one_history(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "works")
    for day, remark in (("2026-06-15", "Scaffolding stands."), ("2026-07-15", "The roof is closed.")):
        rows = f"Ref,Action,Status,Remarks\nW 1,Repair the roof,Completed,{remark}\nW 2,Paint,Completed,White.\n"
        (workspace.root / f"works-{day}.csv").write_text(rows)
    done = workspace.run("import", "works-2026-07-15.csv", "works-2026-06-15.csv")
    assert done.code == 0
    assert [(row["item"], row["as_of"], row["text"]) for row in followup(workspace)] == [
        ("w-1", "2026-06-15", "Scaffolding stands."),
        ("w-1", "2026-07-15", "The roof is closed."),
        ("w-2", "2026-06-15", "White."),
        ("w-2", "2026-07-15", ""),
    ]
    for day in ("2026-06-15", "2026-07-15"):
        assert workspace.run("annex", "--as-of", day).code == 0


def test_below_the_headings_of_an_action_list_no_other_ones_are_looked_for(tmp_path: Path) -> None:
    paper = an_empty_document()
    paper.add_heading("Meeting of the board", 1)
    paper.add_paragraph("Minutes of the meeting of 6 October 2026")
    rows = (("Get three quotes", "A", "31 October 2026", "in progress, two have come"), ("Call", "B", "", "closed"))
    add_table(paper, ("Action point", "Who", "By when", "Status"), *rows)
    workspace = with_files(tmp_path, "minutes", minutes=saved(paper))
    done = workspace.run("import", "minutes.docx")
    assert (done.code, "the meeting is a point, each row an item of it" in done.err) == (0, True)
    assert "As of: 2026-10-06 (paragraph 2 “Minutes of the meeting of 6 October 2026”)" in done.err
    assert [row["due"] for row in followup(workspace)] == ["2026-10-31", ""]


def test_a_later_file_of_another_form_is_read_by_its_own_headings(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "works")
    (workspace.root / "works.csv").write_text("Ref,Action,Status,Remarks\n1,Roof,Open,x\n")
    workspace.run("import", "works.csv", "--as-of", "2026-06-15", "--state", "Open=planned", "--copy")
    (workspace.root / "july.csv").write_text("No,Task,Progress,Comment\n1,Roof,Open,y\n")
    shown_first = workspace.run("import", "july.csv", "--into", "works", "--as-of", "2026-07-15")
    assert (shown_first.code, shown_first.out.split()) == (0, ["changed", "1", "2026-07-15", "planned", "y"])


def test_a_german_tracker_is_a_german_dossier(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "stand")
    rows = "Die Akten sind zu führen;Stadt;umgesetzt;Die Anweisung gilt für das Amt und die Stelle\n"
    rows += "Die Mahnungen sind zu prüfen;Stadt;erledigt;Das Verfahren ist mit der Kasse auf dem Weg\n"
    (workspace.root / "stand.csv").write_text(f"Empfehlung;Zuständig;Stand;Sachstand\n{rows}")
    done = workspace.run("import", "stand.csv", "--as-of", "2026-06-15")
    assert (done.code, "Language of its texts: de" in done.err) == (0, True)
    description = (workspace.data / "dossier.yaml").read_text()
    assert "commitment: Empfehlung\n  follow-up: Sachstand" in description


def test_conclusions_become_a_dossier_of_that_kind(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "paper", paper=document("conclusions-2020-06-05"))
    done = workspace.run("import", "paper.docx")
    assert (done.code, names(done)) == (0, ["dossier.yaml", "paragraphs.csv", "conclusions.md"])
    assert "paper.docx: read as a document of the kind “conclusions” of 2020-06-05" in done.err
    assert "Now try: briefgen make conclusions --as-of 2020-06-05" in done.err
    assert workspace.run("make", "conclusions", "--as-of", "2020-06-05").code == 0


def test_a_paper_is_only_looked_at_where_that_is_asked_for(tmp_path: Path) -> None:
    workspace = with_files(tmp_path, "paper", paper=document("summary-2019-12-05"))
    done = workspace.run("import", "paper.docx", "--dry-run", "--title", "A meeting")
    assert done.code == 0
    assert {line.partition(":")[0] for line in done.out.splitlines()} == {"would be written", "would be replaced"}
    assert "of the kind “summary” of 2019-12-05, “A meeting”" in done.err
    assert not (workspace.root / "data" / "paper").exists()
