"""Workbooks out and back, as a drafter meets them: export, pull, status --chase."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from briefgen.contributions.form import Head
from tests.contributions.people import Sheet, filled
from tests.workspaces import Run, Workspace, a_workspace

HEAD = "point,item,as_of,recorded,group,state,due,owner,source,text\n"
LEDGER = HEAD + (
    'dublin,transfers,2023-03-01,,,ongoing,2023-03-10,Frontex,,"**Transfers:** at {{ figure(""funding"") }}, more."\n'
    "dublin,report,2023-03-05,,,planned,2023-Q2,Agency; Frontex,,A report is due.\n"
    "borders,cameras,2023-03-02,,Outreach,ongoing,2023-03-15,Agency,,Cameras are being bought.\n"
    "borders,patrols,2023-03-02,,Outreach,planned,,,,Patrols are planned.\n"
)
DAY = ("--as-of", "2023-03-17")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path, {"followup.csv": LEDGER})


def exported(workspace: Workspace, *options: str) -> list[Path]:
    run = workspace.run("export", *DAY, *options)
    assert run.code == 0, run.err
    return [workspace.root / path for path in run.paths]


def answer(path: Path, **said: Any) -> Path:
    """Fills in a workbook: `item__column=…`."""
    path.write_bytes(filled(path.read_bytes(), **said))
    return path


def pull(workspace: Workspace, paths: Sequence[Path], *options: str) -> Run:
    return workspace.run("pull", *paths, "--recorded", "2023-03-18", *options)


def proposals(run: Run) -> dict[str, dict[str, str]]:
    return {each["row"]["item"]: each["row"] for each in json.loads(run.out)["proposals"]}


def ledger(workspace: Workspace) -> str:
    return (workspace.data / "followup.csv").read_text(encoding="utf-8")


def body_of(data: bytes) -> str:
    part = message_from_bytes(data, policy=policy.default).get_body()
    assert part
    return str(part.get_content())


def rows_added(workspace: Workspace) -> list[str]:
    assert ledger(workspace).startswith(LEDGER)
    return ledger(workspace).removeprefix(LEDGER).splitlines()


# ---- export


def test_each_owner_gets_a_workbook_named_after_day_and_owner(workspace: Workspace) -> None:
    names = [path.name for path in exported(workspace, "--each-owner")]
    assert names == ["contribution-2023-03-17.frontex.xlsx", "contribution-2023-03-17.agency.xlsx"]


def test_an_item_of_two_owners_is_in_both_workbooks_and_what_is_overdue_stands_first(workspace: Workspace) -> None:
    frontex, agency = exported(workspace, "--each-owner")
    keys = [[Sheet(path.read_bytes()).get(row, Head.KEY) for row in (7, 8)] for path in (frontex, agency)]
    assert keys == [["dublin/transfers", "dublin/report"], ["borders/cameras", "dublin/report"]]
    assert Sheet(frontex.read_bytes()).get(7, Head.DUE) == "10\u00a0March – overdue"


def test_without_an_owner_all_items_are_in_one_workbook(workspace: Workspace) -> None:
    (path,) = exported(workspace)
    sheet = Sheet(path.read_bytes())
    assert path.name == "contribution-2023-03-17.xlsx"
    assert [sheet.get(row, Head.KEY) for row in sheet.rows()][:4] == [
        "dublin/transfers",
        "borders/cameras",
        "dublin/report",
        "borders/patrols",
    ]


def test_items_without_an_owner_are_told_of(workspace: Workspace) -> None:
    assert "1 items have no owner and are in no workbook: patrols." in workspace.run("export", *DAY, "--each-owner").err


def test_the_same_items_give_the_same_bytes_and_one_line_of_the_register(workspace: Workspace) -> None:
    (path,) = exported(workspace, "--owner", "frontex")
    first, register = path.read_bytes(), (workspace.data / "contributions.csv").read_bytes()
    path.unlink()
    exported(workspace, "--owner", "Frontex")
    assert path.read_bytes() == first
    assert (workspace.data / "contributions.csv").read_bytes() == register


def test_a_workbook_that_was_filled_in_is_not_replaced(workspace: Workspace) -> None:
    (path,) = exported(workspace, "--owner", "Frontex")
    answer(path, report__nothing_new="x")
    run = workspace.run("export", *DAY, "--owner", "Frontex")
    assert run.code == 2
    assert "edited by hand" in run.err


def test_headings_and_instructions_are_in_the_language_of_the_workbook(workspace: Workspace) -> None:
    (path,) = exported(workspace, "--owner", "Frontex", "-l", "fr")
    sheet = Sheet(path.read_bytes(), "fr")
    assert sheet.sheet.cell(6, sheet.columns[Head.NEW_WORDING]).value == "Nouveau texte"
    assert sheet.get(7, Head.STATE) == "en cours"
    assert str(sheet.get(8, Head.WORDING)) == "A report is due."


def test_a_language_that_there_is_not_is_refused(workspace: Workspace) -> None:
    run = workspace.run("export", *DAY, "-l", "xx")
    assert run.code == 2
    assert "There is no language “xx”." in run.err


def test_a_name_that_nobody_has_is_refused_with_the_one_that_was_meant(workspace: Workspace) -> None:
    run = workspace.run("export", *DAY, "--owner", "Frontx")
    assert run.code == 2
    assert "Did you mean “Frontex”?" in run.err


def test_where_there_are_no_points_there_is_nothing_to_ask(workspace: Workspace) -> None:
    ended = "point,number,text,as_of,state\ndublin,10,More,2023-01-01,\nborders,11,Control,2023-01-01,\n"
    ended += "dublin,10,,2023-03-16,withdrawn\nborders,11,,2023-03-16,withdrawn\n"
    workspace.write("commitments.csv", ended)
    run = workspace.run("export", *DAY)
    assert run.code == 2, run.err
    assert "has no points on 2023-03-17, so there is nothing to ask." in run.err


def test_owner_and_each_owner_do_not_go_together(workspace: Workspace) -> None:
    assert workspace.run("export", *DAY, "--owner", "Frontex", "--each-owner").code == 2


def test_locked_columns_are_locked_and_yellow_ones_open(workspace: Workspace) -> None:
    sheet = Sheet(exported(workspace)[0].read_bytes())
    cells = {head: sheet.sheet.cell(7, column) for head, column in sheet.columns.items()}
    open_ones = {head for head, cell in cells.items() if not cell.protection.locked}
    assert open_ones == {Head.NOTHING_NEW, Head.NEW_WORDING, Head.NEW_STATE, Head.NEW_DUE, Head.REMARK}
    assert sheet.sheet.protection.sheet
    assert not sheet.sheet.protection.password


# ---- pull


def test_a_pull_shows_what_is_proposed_and_writes_nothing(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__new_wording="The report was sent.", report__new_state="done")
    run = pull(workspace, [path])
    assert run.code == 0
    assert run.out.splitlines() == [
        "dublin/report, as of 2023-03-17: reworded",
        "  so far:   A report is due. [planned, due 2023-Q2]",
        "  proposed: The report was sent. [done, due 2023-Q2]",
        "  who:      contribution-2023-03-17.xlsx (row 9)",
    ]
    assert "1 row proposed for data" in run.err
    assert "Nothing was written; --write adds the rows." in run.err
    assert ledger(workspace) == LEDGER


def test_a_wide_window_shows_them_as_a_table(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    path = answer(exported(workspace)[0], report__new_wording="The report was sent.")
    out = pull(workspace, [path]).out
    assert re.search(r"Item +So far +Proposed +Who, where", out)
    assert re.search(r"dublin/report.*reworded", out)


def test_rows_are_added_and_none_is_changed(workspace: Workspace) -> None:
    path = answer(
        exported(workspace)[0],
        report__new_wording="The report was sent.",
        report__new_state="done",
        cameras__nothing_new="x",
        patrols__new_due="30.6.2023",
        patrols__remark="letter of 16 March",
    )
    run = pull(workspace, [path], "--write")
    who = "contribution-2023-03-17.xlsx"
    assert run.code == 0
    assert rows_added(workspace) == [
        f"dublin,report,2023-03-17,2023-03-18,,done,2023-Q2,Agency; Frontex,{who},The report was sent.",
        f"borders,cameras,2023-03-17,2023-03-18,,,,,{who},",
        f"borders,patrols,2023-03-17,2023-03-18,,,2023-06-30,,{who}: letter of 16 March,",
    ]


def test_the_full_cycle_ends_in_the_annex(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__new_wording="The report was sent.", cameras__nothing_new="x")
    assert pull(workspace, [path], "--write").code == 0
    made = workspace.run("annex", *DAY, "--format", "md", "-o", workspace.root / "annex.md")
    assert made.code == 0, made.err
    text = (workspace.root / "annex.md").read_text(encoding="utf-8")
    assert "The report was sent." in text
    assert "A report is due." not in text
    assert "Cameras are being bought." in text


def test_values_and_bold_words_stay_where_the_words_around_them_are_kept(workspace: Workspace) -> None:
    new = "Transfers: at EUR 480 million, far more."
    path = answer(exported(workspace)[0], transfers__new_wording=new)
    row = proposals(pull(workspace, [path], "--format", "json"))["transfers"]
    assert row["text"] == '**Transfers:** at {{ figure("funding") }}, far more.'


def test_a_copy_of_the_old_wording_confirms_it(workspace: Workspace) -> None:
    sheet = Sheet(exported(workspace)[0].read_bytes())
    copied = str(sheet.get(sheet.row_of("/transfers"), Head.WORDING))
    path = answer(exported(workspace)[0], transfers__new_wording=copied)
    assert proposals(pull(workspace, [path], "--format", "json"))["transfers"]["text"] == ""


def test_new_lines_are_new_items_of_their_point_with_keys_of_their_own(workspace: Workspace) -> None:
    path = exported(workspace)[0]
    sheet = Sheet(path.read_bytes())
    free = sheet.free
    for row, number, text in ((free, 11, "A second patrol."), (free + 2, "10", "A visit took place.")):
        sheet.put(row, Head.NUMBER, number)
        sheet.put(row, Head.NEW_WORDING, text)
    sheet.put(free, Head.GROUP, "Outreach")
    path.write_bytes(sheet.saved())
    assert pull(workspace, [path], "--write").code == 0
    added = [line.split(",") for line in rows_added(workspace)]
    assert [(each[0], each[1], each[4], each[9]) for each in added] == [
        ("borders", "borders-1", "Outreach", "A second patrol."),
        ("dublin", "dublin-1", "", "A visit took place."),
    ]


def test_the_day_that_is_reported_on_is_that_of_the_workbook_or_of_the_option(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__nothing_new="x")
    sheet = Sheet(path.read_bytes())
    cell = next(each for row in sheet.sheet.iter_rows(max_row=5) for each in row if each.is_date)
    cell.value = "20/03/2023"
    path.write_bytes(sheet.saved())
    by_itself = proposals(pull(workspace, [path], "--format", "json"))["report"]
    by_option = proposals(pull(workspace, [path], "--format", "json", "--as-of", "2023-03-19"))["report"]
    assert (by_itself["as_of"], by_option["as_of"]) == ("2023-03-20", "2023-03-19")


def test_twenty_workbooks_of_twenty_owners_are_pulled_in_one_run(tmp_path: Path) -> None:
    rows = (f"dublin,item-{n},2023-03-01,,,ongoing,,Owner {n},,Text {n} stands.\n" for n in range(20))
    workspace = a_workspace(tmp_path, {"followup.csv": HEAD + "".join(rows)})
    paths = exported(workspace, "--each-owner")
    for number, path in enumerate(paths):
        answer(path, **{f"item-{number}__new_wording": f"Text {number} is new."})
    run = pull(workspace, paths, "--write")
    assert run.code == 0, run.err
    assert "20 rows added to" in run.err
    assert len(ledger(workspace).splitlines()) == 41
    assert workspace.run("status", "--chase").err == "Everybody has answered.\n"


def test_two_owners_who_differ_are_shown_and_nothing_is_written_of_the_item(workspace: Workspace) -> None:
    frontex, agency = exported(workspace, "--each-owner")
    answer(frontex, report__new_wording="The report was sent.", transfers__nothing_new="x")
    answer(agency, report__new_wording="The report is late.")
    run = pull(workspace, [frontex, agency], "--write")
    assert run.code == 1
    for wording in ("A report is due.", "The report was sent.", "The report is late."):
        assert wording in run.out
    assert "error PULL-012" in run.err
    assert [line.split(",")[1] for line in rows_added(workspace)] == ["transfers"]


def test_two_owners_who_speak_of_different_things_both_count(workspace: Workspace) -> None:
    frontex, agency = exported(workspace, "--each-owner")
    answer(frontex, report__new_wording="The report was sent.")
    answer(agency, report__new_state="done")
    row = proposals(pull(workspace, [frontex, agency], "--format", "json"))["report"]
    assert (row["text"], row["state"]) == ("The report was sent.", "done")
    assert row["source"].count("contribution-2023-03-17") == 2


def test_what_the_ledger_gained_meanwhile_is_shown_and_not_overwritten(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__new_wording="The report was sent.", cameras__nothing_new="x")
    gained = "dublin,report,2023-03-16,2023-03-16,,planned,2023-Q2,,,The report is being printed.\n"
    workspace.write("followup.csv", LEDGER + gained)
    run = pull(workspace, [path], "--write")
    assert run.code == 1
    assert "dublin/report: the ledger has changed meanwhile" in run.out
    assert "The report is being printed." in run.out
    assert "The report was sent." in run.out
    assert ledger(workspace).removeprefix(LEDGER + gained).startswith("borders,cameras,2023-03-17,")


def test_what_the_ledger_gained_of_something_else_is_merged(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__new_due="May 2023")
    workspace.write("followup.csv", LEDGER + "dublin,report,2023-03-16,2023-03-16,,planned,2023-Q2,,,It is printed.\n")
    row = proposals(pull(workspace, [path], "--format", "json"))["report"]
    assert (row["due"], row["text"]) == ("2023-05", "")


def test_a_cross_does_not_confirm_a_wording_that_nobody_was_shown(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__nothing_new="x")
    workspace.write("followup.csv", LEDGER + "dublin,report,2023-03-16,2023-03-16,,planned,2023-Q2,,,It is printed.\n")
    run = pull(workspace, [path], "--format", "json")
    assert (run.code, proposals(run)) == (0, {})
    assert "warning PULL-014" in run.err


FAULTS = {
    "PULL-002": {"report__wording": "The report was sent."},
    "PULL-004": {"report__nothing_new": "x", "report__new_state": "done"},
    "PULL-005": {"report__new_state": "finished soon"},
    "PULL-006": {"report__new_due": "when it is ready"},
    "PULL-008": {"report__new_wording": "At {{ figur }} more."},
    "PULL-016": {"report__nothing_new": "perhaps"},
    "PULL-001": {"report__key": "dublin/reprot"},
}


@pytest.mark.parametrize(("rule", "said"), FAULTS.items())
def test_a_row_that_cannot_be_taken_is_told_and_the_others_are_written(
    workspace: Workspace, rule: str, said: dict[str, str]
) -> None:
    path = answer(exported(workspace)[0], **said, cameras__nothing_new="x")
    run = pull(workspace, [path], "--write")
    assert run.code == 1
    assert re.search(rf"contribution-2023-03-17.xlsx, sheet Contribution, row \d+, .*: error {rule}: ", run.err)
    assert [line.split(",")[1] for line in rows_added(workspace)] == ["cameras"]


def test_a_locked_cell_that_was_changed_beside_an_answer_is_told(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__state="late", report__new_state="delayed")
    run = pull(workspace, [path], "--format", "json")
    assert run.code == 0
    assert "warning PULL-002: the locked cell was changed: “late”" in run.err
    assert proposals(run)["report"]["state"] == "delayed"


def test_rows_that_were_deleted_are_told(workspace: Workspace) -> None:
    path = exported(workspace)[0]
    sheet = Sheet(path.read_bytes())
    sheet.sheet.delete_rows(sheet.row_of("/report"))
    path.write_bytes(sheet.saved())
    run = pull(workspace, [path])
    assert "warning PULL-011: 1 row was deleted from the workbook (dublin/report)" in run.err


def test_a_line_that_names_no_point_is_told(workspace: Workspace) -> None:
    path = exported(workspace)[0]
    sheet = Sheet(path.read_bytes())
    sheet.put(sheet.free, Head.NEW_WORDING, "Something else.")
    path.write_bytes(sheet.saved())
    run = pull(workspace, [path], "--write")
    assert run.code == 1
    assert "error PULL-007: the new line does not say to which point it belongs." in run.err
    assert rows_added(workspace) == []


def test_a_workbook_of_another_day_is_told(workspace: Workspace) -> None:
    (old,) = [workspace.root / path for path in workspace.run("export", "--as-of", "2023-03-06").paths]
    (new,) = exported(workspace)
    for path in (old, new):
        answer(path, report__nothing_new="x")
    assert "contribution-2023-03-06.xlsx: warning PULL-010: the workbook was exported for 2023-03-06, not for" in (
        pull(workspace, [old, new]).err
    )
    assert "warning PULL-010" in pull(workspace, [old], "--as-of", "2023-03-17").err
    assert "PULL-010" not in pull(workspace, [old]).err


def test_a_workbook_of_another_dossier_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = exported(workspace)[0]
    other = workspace.root / "data" / "other"
    workspace.data.rename(other)
    run = workspace.run("pull", path, "--dossier", "other")
    assert run.code == 2
    assert "is of the dossier “spring-summit”, not of other." in run.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("annex.docx", "annex.docx is a Word document; only workbooks of briefgen export are read back."),
        ("list.ods", "list.ods is no workbook that can be read back."),
        ("list.xlsx", "list.xlsx"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_in_words(workspace: Workspace, name: str, message: str) -> None:
    (workspace.root / name).write_bytes(b"PK")
    run = workspace.run("pull", name)
    assert run.code == 2
    assert message in run.err


def test_a_workbook_of_somebody_else_is_refused(workspace: Workspace) -> None:
    path = exported(workspace)[0]
    sheet = Sheet(path.read_bytes())
    del sheet.book["briefgen"]
    path.write_bytes(sheet.saved())
    run = workspace.run("pull", path)
    assert run.code == 2
    assert "is not a workbook of briefgen export, or its hidden sheet was deleted." in run.err


def test_a_row_that_would_not_stand_is_told(workspace: Workspace) -> None:
    path = answer(exported(workspace)[0], report__new_state="done")
    run = workspace.run("pull", path, "--as-of", "2023-03-05", "--recorded", "2023-03-05")
    assert run.code == 1
    assert "error PULL-009" in run.err


def test_the_dialect_of_the_ledger_is_kept(tmp_path: Path) -> None:
    content = "\ufeffpoint;item;as_of;text;source\r\ndublin;report;2023-03-05;A report is due.;"
    workspace = a_workspace(tmp_path, {"followup.csv": content})
    path = answer(exported(workspace)[0], report__new_wording="It was sent; late.")
    run = pull(workspace, [path], "--write")
    assert "the table has no column “recorded” for what is said; it is left out." in run.err
    added = 'dublin;report;2023-03-17;"It was sent; late.";contribution-2023-03-17.xlsx\r\n'
    assert (workspace.data / "followup.csv").read_bytes() == f"{content}\r\n{added}".encode()


def test_what_the_table_has_no_column_for_stops_the_writing(tmp_path: Path) -> None:
    content = "point,item,as_of,text\ndublin,report,2023-03-05,A report is due.\n"
    workspace = a_workspace(tmp_path, {"followup.csv": content})
    path = answer(exported(workspace)[0], report__new_state="done")
    run = pull(workspace, [path], "--write")
    assert run.code == 1
    assert "error PULL-015: the table has no column “state” for what is said; nothing is written." in run.err
    assert (workspace.data / "followup.csv").read_text() == content


def test_rows_go_beside_a_table_that_cannot_take_them(tmp_path: Path) -> None:
    tracker = "Ref,Item,Action\ndublin,report,A report is due.\n"
    columns = "{point: Ref, item: Item, text: Action}"
    source = f"sources: {{followup: {{file: tracker.csv, columns: {columns}, constants: {{as_of: 2023-03-01}}}}}}\n"
    workspace = a_workspace(tmp_path, {"tracker.csv": tracker})
    (workspace.data / "followup.csv").unlink()
    workspace.replace("dossier.yaml", "languages:", f"{source}languages:")
    path = answer(exported(workspace)[0], report__new_wording="The report was sent.")
    assert pull(workspace, [path], "--write").code == 0
    assert (workspace.data / "followup.csv").read_text("utf-8-sig").splitlines()[1].startswith("dublin,report,2023-03")
    assert (workspace.data / "tracker.csv").read_text() == tracker


# ---- status --chase


def test_who_has_not_answered_is_shown(workspace: Workspace) -> None:
    frontex, _ = exported(workspace, "--each-owner")
    answer(frontex, report__nothing_new="x")
    assert pull(workspace, [frontex], "--write").code == 0
    run = workspace.run("status", "--chase", "--format", "csv")
    assert run.out.splitlines() == [
        "owner,as_of,items,answered,reminders,reminded,file",
        "Frontex,2023-03-17,2,1,0,,contribution-2023-03-17.frontex.xlsx",
        "Agency,2023-03-17,2,0,0,,contribution-2023-03-17.agency.xlsx",
    ]
    assert "Frontex" in workspace.run("status", "--chase", *DAY).out
    assert json.loads(workspace.run("status", "--chase", "--format", "json").out)["as_of"] == "2023-03-17"


def test_a_reminder_is_a_draft_with_the_workbook_in_the_language_of_its_reader(workspace: Workspace) -> None:
    workspace.write("contributors.csv", "owner,email,cc,language\nFrontex,Zoë Łęska <zoe@example.eu>,,pl\n")
    sent = exported(workspace, "--each-owner")
    run = workspace.run("status", "--chase", "--remind", "--format", "csv")
    assert "No address is known of: Agency." in run.err
    data = (workspace.out / "reminder-2023-03-17-1.frontex.eml").read_bytes()
    message = message_from_bytes(data, policy=policy.default)
    (workbook,) = list(message.iter_attachments())
    assert message["X-Unsent"] == "1"
    assert message["To"].addresses[0].display_name == "Zoë Łęska"
    assert message["Subject"] == "Wkład do „Follow-up to the spring summit”, stan na 17 marca 2023 r."
    assert "Skoroszyt załączamy ponownie." in body_of(data)
    assert workbook.get_content() == sent[0].read_bytes()
    assert workbook.get_filename() == sent[0].name
    assert all(line == line.strip(b"\r\n") + b"\r\n" and len(line) < 1000 for line in data.splitlines(keepends=True))


def test_the_second_reminder_is_in_plainer_words_than_the_first(workspace: Workspace) -> None:
    exported(workspace, "--owner", "Frontex")
    first = workspace.run("status", "--chase", "--remind", "-q").paths[-1:]
    again = workspace.run("status", "--chase", "--remind", "-q").paths[-1:]
    assert again == first, "a second call on the same day is no second reminder"
    register = workspace.data / "contributions.csv"
    for number in (1, 2):
        text = register.read_text(encoding="utf-8")
        last = text.splitlines()[-1].split(",")
        register.write_text(text.replace(",".join(last), ",".join([*last[:3], f"2023-03-2{number}", *last[4:]])))
        workspace.run("status", "--chase", "--remind", "-q")
    bodies = [(workspace.out / f"reminder-2023-03-17-{n}.frontex.eml").read_bytes() for n in (1, 2, 3)]
    texts = list(map(body_of, bodies))
    assert "We have not yet received" in texts[0]
    assert "We still have no answer" in texts[1]
    assert "reply with one word: unchanged" in texts[2]


def test_an_address_that_is_none_is_refused(workspace: Workspace) -> None:
    workspace.write("contributors.csv", 'owner,email\nFrontex,"a@b\n\nBcc: c@d"\n')
    exported(workspace, "--owner", "Frontex")
    run = workspace.run("status", "--chase", "--remind")
    message = workspace.out / "reminder-2023-03-17-1.frontex.eml"
    assert run.code == 2 or b"\r\nBcc" not in message.read_bytes()


def test_a_draft_that_was_edited_is_not_replaced_unasked(workspace: Workspace) -> None:
    exported(workspace, "--owner", "Frontex")
    workspace.run("status", "--chase", "--remind")
    draft = workspace.out / "reminder-2023-03-17-1.frontex.eml"
    draft.write_bytes(draft.read_bytes().replace(b"Dear colleague", b"Dear Zoe"))
    assert workspace.run("status", "--chase", "--remind").code == 2
    run = workspace.run("status", "--chase", "--remind", "--force")
    assert run.code == 0
    assert "What was edited by hand is kept in" in run.err


def test_where_nothing_went_out_nobody_is_waited_for(workspace: Workspace) -> None:
    run = workspace.run("status", "--chase")
    assert run.code == 0
    assert "No workbook of spring-summit is waited for" in run.err


def test_the_other_status_still_wants_a_day(workspace: Workspace) -> None:
    assert "Missing option '--as-of'" in workspace.run("status").err
    assert "--remind belongs to --chase." in workspace.run("status", *DAY, "--remind").err


def test_a_register_that_was_broken_stops_the_export(workspace: Workspace) -> None:
    workspace.write("contributions.csv", "as_of,owner\nyesterday,Frontex\n")
    assert workspace.run("export", *DAY).code == 1
