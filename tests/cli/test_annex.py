"""`briefgen annex`: every option, as a user types it."""

from datetime import date
from pathlib import Path

import pytest

from tests.word.docx_templates import W, body, part, rows, text_of, texts
from tests.workspaces import Workspace, start

ANNEX = "annex-2023-03-20.en.docx"
TALKS_WITHDRAWN = "[ended] Talks will be held."


def items(workspace: Workspace, name: str = ANNEX) -> list[str]:
    """The paragraphs of the right-hand column."""
    return [text for row in rows(workspace.document(name))[1:] for text in row[1].split(" | ")]


def test_the_annex_is_named_after_dossier_date_and_language_and_its_path_is_all_that_is_printed(
    workspace: Workspace,
) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert (run.code, run.out, run.err) == (0, f"out/spring-summit/{ANNEX}\n", "")
    assert workspace.made() == [ANNEX]
    assert items(workspace) == [
        "Eighty transfers, at EUR\u00a0480\u00a0million, were made.",
        "A report was sent on 5\u00a0March.",
        "Outreach",
        "Joint patrols will begin.",
        "Cameras are being bought.",
    ]


def test_it_says_what_stood_on_the_day_asked_for(workspace: Workspace) -> None:
    assert workspace.run("annex", "--as-of", "2023-03-09").code == 0
    assert items(workspace, "annex-2023-03-09.en.docx") == [
        "Sixty transfers were made.",
        "A report was sent on 5\u00a0March.",
        "Talks will be held.",
        "Outreach",
        "Cameras are being bought.",
    ]


def test_an_entry_recorded_later_is_not_seen_by_known_on(workspace: Workspace) -> None:
    assert workspace.run("annex", "--as-of", "2023-03-09", "--known-on", "2023-03-09").code == 0
    assert not any("A report was sent" in text for text in items(workspace, "annex-2023-03-09.en.docx"))


def test_since_marks_what_is_new_what_was_updated_and_what_has_ended(workspace: Workspace) -> None:
    assert workspace.run("annex", "--as-of", "2023-03-20", "--since", "2023-03-06").code == 0
    assert items(workspace) == [
        "[updated] Eighty transfers, at EUR\u00a0480\u00a0million, were made.",
        "A report was sent on 5\u00a0March.",
        TALKS_WITHDRAWN,
        "Outreach",
        "[new] Joint patrols will begin.",
        "Cameras are being bought.",
    ]
    assert "Changes since 6\u00a0March 2023 are marked [new], [updated] or [ended]." in texts(workspace.document(ANNEX))


def test_what_has_ended_is_struck_out_whatever_it_holds(workspace: Workspace) -> None:
    was, text = "planned,2023-03-05,,,", "**Talks** *will* come.\n\n- In May\n\nNext."
    workspace.replace("followup.csv", f"{was}Talks will be held.", f'{was}"{text}"')
    assert workspace.run("annex", "--as-of", "2023-03-20", "--since", "2023-03-06").code == 0
    runs = list(body(workspace.document(ANNEX)).iter(f"{W}r"))
    styles = {text_of(run): run.find(f"{W}rPr/{W}rStyle") for run in runs}
    struck = [words for words, style in styles.items() if style is not None and style.get(f"{W}val") == "EndedText"]
    assert struck == ["Talks", "will", " come.", "In May", "Next."]


def test_without_since_nothing_is_marked(workspace: Workspace) -> None:
    workspace.run("annex", "--as-of", "2023-03-20")
    assert not any("[" in text for text in texts(workspace.document(ANNEX)))


def test_a_file_can_be_named_and_its_folder_is_made(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "-o", "for the cabinet/follow-up.docx")
    assert (run.code, run.out) == (0, "for the cabinet/follow-up.docx\n")
    assert (workspace.root / "for the cabinet" / "follow-up.docx").is_file()
    assert workspace.made() == []


def test_a_name_that_word_would_not_open_is_refused_with_a_better_one(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "-o", "follow-up.odt")
    assert (run.code, run.out) == (2, "")
    assert "ends in .docx" in run.err
    assert "-o follow-up.docx" in run.err
    assert not (workspace.root / "follow-up.odt").exists()


@pytest.mark.parametrize(
    "codes", [("-l", "en"), ("--language", "all"), ("-l", "en", "-l", "en"), ("-l", "all", "-l", "en")]
)
def test_languages_are_taken_by_code_and_each_is_made_once(workspace: Workspace, codes: tuple[str, ...]) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", *codes)
    assert (run.code, run.out) == (0, f"out/spring-summit/{ANNEX}\n")


def test_a_language_that_the_dossier_is_not_made_in_is_refused_with_those_it_has(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "-l", "EN")
    assert run.code == 2
    assert "is not made in the language “EN”" in run.err
    assert "Did you mean “en”? Its languages are: en" in run.err


def test_a_draft_is_marked_in_its_name_and_on_its_pages(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "--draft")
    assert (run.code, run.paths) == (0, [Path("out/spring-summit/annex-2023-03-20.en.DRAFT.docx")])
    headers = [part(workspace.document("annex-2023-03-20.en.DRAFT.docx"), f"word/header{n}.xml") for n in (1,)]
    assert [header.count(">DRAFT<") for header in headers] == [1]
    assert [header.count('string="DRAFT"') for header in headers] == [1]  # the watermark
    workspace.run("annex", "--as-of", "2023-03-20")
    assert "DRAFT" not in part(workspace.document(ANNEX), "word/header1.xml")


def test_a_draft_is_written_in_spite_of_errors_which_are_reported_and_give_exit_code_1(workspace: Workspace) -> None:
    workspace.write("figures.csv", "figure,as_of,value,unit\nfunding,2023-03-21,480000000,EUR\n")
    refused = workspace.run("annex", "--as-of", "2023-03-20")
    assert (refused.code, refused.out, workspace.made()) == (1, "", [])
    draft = workspace.run("annex", "--as-of", "2023-03-20", "--draft")
    assert draft.code == 1
    assert "followup.csv, row 3, column text: error TEXT-001" in draft.err
    assert "the figure “funding” has no value yet on 2023-03-20; its first is of 2023-03-21" in draft.err
    assert workspace.made() == ["annex-2023-03-20.en.DRAFT.docx"]
    assert 'Eighty transfers, at {{ figure("funding") }}, were made.' in items(workspace, workspace.made()[0])


def test_a_draft_of_a_day_before_the_first_entry_says_that_there_is_nothing(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-01-01", "--draft")
    assert run.code == 1
    assert "Nothing stands yet on 2023-01-01" in run.err
    assert all("1\u00a0January 2023" in text for text in items(workspace, "annex-2023-01-01.en.DRAFT.docx"))


def test_today_is_the_day_on_which_the_command_is_called(workspace: Workspace, on_20_march: date) -> None:
    run = workspace.run("annex", "--as-of", "today")
    assert run.paths == [Path("out/spring-summit") / f"annex-{on_20_march}.en.docx"]


def test_warnings_stop_nothing_and_q_hides_them(workspace: Workspace) -> None:
    workspace.replace("commitments.csv", "borders,11", "borders,10")
    plain, quiet = (workspace.run("annex", "--as-of", "2023-03-20", *option) for option in ((), ("-q",)))
    assert (plain.code, quiet.code) == (0, 0)
    assert "commitments.csv, row 3, column number: warning" in plain.err
    assert quiet.err == ""
    assert plain.out == quiet.out == f"out/spring-summit/{ANNEX}\n"


def test_q_does_not_hide_errors(workspace: Workspace) -> None:
    workspace.replace("commitments.csv", "borders,11", "borders,10")
    workspace.replace("followup.csv", "2023-03-12,2023-03-12,Outreach", "12 March,2023-03-12,Outreach")
    quiet = workspace.run("annex", "--as-of", "2023-03-20", "-q")
    assert quiet.code == 1
    assert "error" in quiet.err
    assert "column number: warning" not in quiet.err


@pytest.mark.parametrize("spelling", ["17/03/2023", "2023-3-17", "20230317", "yesterday", ""])
def test_another_spelling_of_a_date_is_refused_with_the_form_that_is_meant(workspace: Workspace, spelling: str) -> None:
    run = workspace.run("annex", "--as-of", spelling)
    assert run.code == 2
    assert f"“{spelling}” is not a date; write it as YYYY-MM-DD, e.g. 2023-03-17, or “today”." in run.err


def test_a_day_that_no_calendar_has_is_not_called_a_matter_of_spelling(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-02-30")
    assert run.code == 2
    assert "“2023-02-30” is not a day of the calendar." in run.err


def test_the_command_that_was_meant_is_offered_for_one_that_there_is_not(workspace: Workspace) -> None:
    run = workspace.run("anex", "--as-of", "2023-03-17")
    assert run.code == 2
    assert "Did you mean “annex”?" in run.err
    assert "Did you mean" not in workspace.run("xyz").err


def test_the_date_is_asked_for(workspace: Workspace) -> None:
    run = workspace.run("annex")
    assert run.code == 2
    assert "Missing option '--as-of'" in run.err


def test_a_day_to_come_is_refused(workspace: Workspace, on_20_march: date) -> None:
    assert workspace.run("annex", "--as-of", "2023-03-20").code == 0
    run = workspace.run("annex", "--as-of", "2023-03-21")
    assert run.code == 1
    assert run.err.startswith(
        "--as-of: error ASOF-001: The as-of date 2023-03-21 lies in the future: today is 2023-03-20."
    )
    assert run.err.endswith("Nothing was written: 1 error.\n")
    assert workspace.made() == [ANNEX]


def test_a_day_before_the_first_entry_is_refused_with_that_entry(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-02-28")
    assert run.code == 1
    assert "followup.csv, row 2" in run.err
    assert "the first entry, “transfers”, holds from 2023-03-01" in run.err
    assert workspace.made() == []


@pytest.mark.parametrize(
    ("option", "day", "rule"), [("--since", "2023-03-20", "ASOF-004"), ("--known-on", "2023-02-01", "ASOF-003")]
)
def test_dates_that_make_no_sense_together_are_refused(workspace: Workspace, option: str, day: str, rule: str) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", option, day)
    assert run.code == 1
    assert rule in run.err
    assert workspace.made() == []


def test_an_unknown_dossier_is_refused_with_a_suggestion(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "--dossier", "spring-sumit")
    assert run.code == 2
    assert "There is no dossier “spring-sumit”" in run.err
    assert "Did you mean “spring-summit”?" in run.err


def test_the_workspace_is_found_from_a_folder_within_it_and_named_from_outside(
    workspace: Workspace, tmp_path: Path
) -> None:
    inside = start("annex", "--as-of", "2023-03-20", cwd=workspace.data)
    assert (inside.code, inside.err) == (0, "")
    assert Path(inside.out.strip()) == workspace.out / ANNEX
    outside = start("annex", "--as-of", "2023-03-20", "--workspace", "workspace", cwd=tmp_path)
    assert (outside.code, outside.out) == (0, f"workspace/out/spring-summit/{ANNEX}\n")


def test_outside_of_any_workspace_the_way_to_one_is_shown(tmp_path: Path) -> None:
    run = start("annex", "--as-of", "2023-03-20", cwd=tmp_path)
    assert run.code == 2
    assert "There is no workspace here" in run.err
    assert "briefgen init DIR" in run.err


def test_a_draft_shows_a_text_that_cannot_be_said_as_it_was_typed(workspace: Workspace) -> None:
    workspace.write("followup.csv", "point,item,as_of,text\ndublin,a,2023-03-01,Nearly {{ 7*7 }} talks.\n")
    run = workspace.run("annex", "--as-of", "2023-03-17", "--draft")
    assert run.code == 1
    assert "DATA-029" in run.err
    assert "Nearly {{ 7*7 }} talks." in items(workspace, workspace.made()[0])
