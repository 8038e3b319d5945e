"""`briefgen issued`: the register of what was sent."""

from __future__ import annotations

import csv
import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.editions.register import HEADER, Edition, last_edition, read_register
from briefgen.errors import FindingsError
from tests.editions.edits import by_hand, reword, save
from tests.word.docx_templates import a_template, p
from tests.workspaces import Run, Workspace

ANNEX, LETTER = "out/spring-summit/annex-{}.en.docx", "out/spring-summit/letter-{}.{}.en.docx"


def made(workspace: Workspace, day: str, *options: str) -> Path:
    run = workspace.run("annex", "--as-of", day, *options)
    assert run.code == 0
    return workspace.root / run.paths[0]


def sent(workspace: Workspace, day: str, on: str, *options: str) -> Run:
    """An annex of a day, registered as sent on another."""
    run = workspace.run("issued", made(workspace, day, *options), "--sent", on)
    assert run.code == 0
    return run


def register(workspace: Workspace) -> list[dict[str, str]]:
    with (workspace.data / "issued.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_file_is_registered_by_what_it_says_of_itself(workspace: Workspace) -> None:
    path = made(workspace, "2023-03-17", "--known-on", "2023-03-16")
    run = workspace.run("issued", path, "--sent", "2023-03-20")
    assert (run.code, run.err) == (0, "")
    assert run.out == "out/spring-summit/annex-2023-03-17.en.docx: annex (en), edition 1, sent 2023-03-20\n"
    digest = sha256(path.read_bytes()).hexdigest()
    written = (workspace.data / "issued.csv").read_text(encoding="utf-8")
    assert written == f"{HEADER}\n1,annex,en,,2023-03-17,2023-03-16,2023-03-20,{digest}\n"


def test_editions_count_for_each_document_language_and_recipient(workspace: Workspace) -> None:
    sent(workspace, "2023-03-09", "2023-03-10")
    workspace.run("letter", "--as-of", "2023-03-17", "--to", "all")
    letters = [workspace.root / LETTER.format("2023-03-17", key) for key in ("be", "fr")]
    assert workspace.run("issued", *letters, made(workspace, "2023-03-17"), "--sent", "2023-03-17").code == 0
    found = [(row["edition"], row["document"], row["recipient"]) for row in register(workspace)]
    assert found == [("1", "annex", ""), ("1", "letter", "be"), ("1", "letter", "fr"), ("2", "annex", "")]


def test_without_a_day_it_was_sent_today(workspace: Workspace, on_20_march: date) -> None:
    workspace.run("issued", made(workspace, "2023-03-17"))
    assert register(workspace)[0]["sent"] == on_20_march.isoformat()


def test_a_day_of_sending_that_is_still_to_come_is_refused(workspace: Workspace, on_20_march: date) -> None:
    run = workspace.run("issued", made(workspace, "2023-03-17"), "--sent", "2023-03-21")
    assert run.code == 2
    assert "still to come" in run.err
    assert not (workspace.data / "issued.csv").exists()


def test_what_is_registered_already_is_said_and_not_added(workspace: Workspace) -> None:
    sent(workspace, "2023-03-17", "2023-03-17")
    run = sent(workspace, "2023-03-17", "2023-03-20")
    assert "is registered already: annex (en), edition 1, sent 2023-03-17" in run.out
    assert len(register(workspace)) == 1


def test_the_file_itself_is_kept_where_that_is_asked_for(workspace: Workspace) -> None:
    path = made(workspace, "2023-03-17")
    assert workspace.run("issued", path, "--keep").code == 0
    assert (workspace.data / "issued" / "annex-1.en.docx").read_bytes() == path.read_bytes()


def test_what_was_edited_by_hand_is_registered_as_it_was_sent_with_a_note(workspace: Workspace) -> None:
    path = made(workspace, "2023-03-17")
    save(path, by_hand(path.read_bytes(), reword("bought", "sold")))
    run = workspace.run("issued", path)
    assert run.code == 0
    assert "it was edited or saved again since it was made; it is registered as it is" in run.err
    assert register(workspace)[0]["digest"] == sha256(path.read_bytes()).hexdigest()
    assert "Registered as sent: annex (en), edition 1" in workspace.run("verify", path).out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (a_template(p("Minutes")), "was not made by briefgen"),
        (b"", "is empty"),
    ],
    ids=["a stranger's", "empty"],
)
def test_what_is_not_ours_is_refused_and_nothing_is_registered(
    workspace: Workspace, content: bytes, message: str
) -> None:
    run = workspace.run("issued", made(workspace, "2023-03-17"), save(workspace.root / "minutes.docx", content))
    assert run.code == 2
    assert "minutes.docx" in run.err
    assert message in run.err
    assert not (workspace.data / "issued.csv").exists()


def test_a_file_of_another_dossier_is_refused_with_the_line_to_type(workspace: Workspace, sample: Workspace) -> None:
    path = sample.root / sample.run("annex", "--as-of", "2023-03-17").paths[0]
    run = workspace.run("issued", path)
    assert run.code == 2
    assert "is of the dossier “february-2023-european-council”, not of spring-summit" in run.err
    assert "briefgen issued --dossier february-2023-european-council" in run.err


def test_a_draft_is_refused(workspace: Workspace) -> None:
    run = workspace.run("issued", made(workspace, "2023-03-17", "--draft"))
    assert run.code == 2
    assert "is a draft" in run.err


def test_a_clean_copy_is_registered_by_the_file_beside_it(workspace: Workspace) -> None:
    path = made(workspace, "2023-03-17")
    copy = workspace.root / workspace.run("clean", path).paths[0]
    assert workspace.run("issued", copy).code == 0
    assert register(workspace)[0]["digest"] == sha256(copy.read_bytes()).hexdigest()
    run = workspace.run("verify", copy)
    assert (run.code, "what the register has as sent" in run.out) == (0, True)


def test_a_clean_copy_without_the_file_that_it_was_made_of_is_refused(workspace: Workspace) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-17", "--clean")
    again = workspace.run("issued", workspace.root / run.paths[0])
    assert again.code == 2
    assert "put annex-2023-03-17.en.docx beside it" in again.err


def test_a_copy_that_says_something_else_than_the_file_beside_it_is_refused(workspace: Workspace) -> None:
    path = made(workspace, "2023-03-17")
    copy = workspace.root / workspace.run("clean", path).paths[0]
    save(copy, by_hand(copy.read_bytes(), reword("bought", "sold")))
    assert "is not the clean copy of annex-2023-03-17.en.docx" in workspace.run("issued", copy).err


@pytest.mark.parametrize("keep", [[], ["--keep"]])
def test_the_clean_copy_of_a_registered_file_is_known_too(workspace: Workspace, keep: list[str]) -> None:
    path = made(workspace, "2023-03-17")
    copy = workspace.root / workspace.run("clean", path).paths[0]
    workspace.run("issued", path, *keep)
    run = workspace.run("verify", copy)
    assert run.code == 0
    assert ("that the register keeps" if keep else "made again") in run.out


class TestTheList:
    def test_shows_what_was_sent_as_a_table(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10")
        sent(workspace, "2023-03-17", "2023-03-20", "--known-on", "2023-03-16")
        lines = [line.split() for line in workspace.run("issued").out.splitlines() if "annex" in line]
        assert [line[:-1] for line in lines] == [
            ["1", "annex", "en", "–", "2023-03-09", "–", "2023-03-10"],
            ["2", "annex", "en", "–", "2023-03-17", "2023-03-16", "2023-03-20"],
        ]

    def test_shows_one_document_or_recipient_alone(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10")
        workspace.run("letter", "--as-of", "2023-03-17", "--to", "be")
        workspace.run("issued", workspace.root / LETTER.format("2023-03-17", "be"), "--sent", "2023-03-17")
        for chosen in (["--to", "be"], ["--document", "letter"]):
            (row,) = json.loads(workspace.run("issued", *chosen, "--format", "json").out)["editions"]
            assert (row["document"], row["recipient"], row["as_of"]) == ("letter", "be", "2023-03-17")

    def test_says_what_each_edition_said_about_a_point_as_it_was_known_when_it_was_sent(
        self, workspace: Workspace
    ) -> None:
        sent(workspace, "2023-03-09", "2023-03-10", "--known-on", "2023-03-10")
        sent(workspace, "2023-03-09", "2023-03-16")
        rows = json.loads(workspace.run("issued", "--point", "10", "--format", "json").out)["wordings"]
        said = {(row["edition"], row["item"]): row["text"] for row in rows}
        assert said[1, ""] == "Transfers: more"
        assert said[1, "transfers"] == "Sixty transfers were made."
        assert (1, "report") not in said, "recorded on 15 March"
        assert said[2, "report"] == "A report was sent on 5\u00a0March."
        assert {row["holds_from"] for row in rows if row["item"] == "report"} == {"2023-03-05"}

    def test_prints_the_wordings_below_each_edition(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10")
        assert workspace.run("issued", "--point", "borders").out.splitlines() == [
            "annex (en), edition 1, as of 2023-03-09, sent 2023-03-10",
            "  Border controls",
            "  – Cameras are being bought.",
        ]

    def test_names_the_points_where_there_is_none_of_that_name(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10")
        run = workspace.run("issued", "--point", "12")
        assert run.code == 2
        assert "10 (dublin), 11 (borders)" in run.err

    def test_prints_csv_with_the_columns_of_the_register(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10")
        assert workspace.run("issued", "--format", "csv").out == (workspace.data / "issued.csv").read_text()

    def test_says_that_nothing_was_sent(self, workspace: Workspace) -> None:
        run = workspace.run("issued")
        assert (run.code, run.out) == (0, "")
        assert "Nothing of that kind is registered as sent in spring-summit." in run.err

    def test_has_options_that_say_nothing_with_files(self, workspace: Workspace) -> None:
        assert workspace.run("issued", made(workspace, "2023-03-17"), "--point", "10").code == 2


DIGEST = "a" * 64
ROW = f"1,annex,en,,2023-03-09,,2023-03-10,{DIGEST}\n"


def text_of(*rows: str, header: str = HEADER) -> str:
    return "".join(f"{row.rstrip()}\n" for row in (header, *rows))


@pytest.mark.parametrize(
    ("rows", "place", "rule"),
    [
        ([ROW.replace("1,annex", "2,annex")], "issued.csv, row 2, column edition", "EDN-002"),
        ([ROW.replace("1,annex", "one,annex")], "issued.csv, row 2, column edition", "EDN-001"),
        ([ROW, ROW.replace("1,annex", "2,annex")], "issued.csv, row 3, column digest", "EDN-005"),
        ([ROW.replace(DIGEST, "abc")], "issued.csv, row 2, column digest", "EDN-003"),
        ([ROW.replace("2023-03-10", "10/3/2023")], "issued.csv, row 2, column sent", "DATA-006"),
        ([ROW.replace("annex", "")], "issued.csv, row 2, column document", "DATA-005"),
        ([ROW.replace(",en", "")], "issued.csv, row 2", "DATA-004"),
    ],
)
def test_a_register_that_was_edited_gives_findings_at_their_place_and_nothing_is_added(
    workspace: Workspace, rows: list[str], place: str, rule: str
) -> None:
    path = made(workspace, "2023-03-17")
    workspace.write("issued.csv", text_of(*rows))
    for arguments in ([], [path]):
        run = workspace.run("issued", *arguments)
        assert run.code == 1
        assert f"{place}: error {rule}: " in run.err
        assert "\n  " in run.err, "a remedy"
    assert (workspace.data / "issued.csv").read_text() == text_of(*rows)


@pytest.mark.parametrize(
    "header", [HEADER.replace(",", ";"), HEADER.replace("edition,document", "document,edition")], ids=[";", "order"]
)
def test_a_register_with_another_header_is_read_but_not_added_to(workspace: Workspace, header: str) -> None:
    cells = ROW.strip().split(",")
    row = ";".join(cells) if ";" in header else ",".join([cells[1], cells[0], *cells[2:]])
    workspace.write("issued.csv", text_of(row, header=header))
    assert json.loads(workspace.run("issued", "--format", "json").out)["editions"][0]["document"] == "annex"
    run = workspace.run("issued", made(workspace, "2023-03-17"))
    assert (run.code, "EDN-004" in run.err) == (1, True)


def test_rows_are_added_in_the_line_ends_of_the_register_and_change_none_before(workspace: Workspace) -> None:
    before = text_of(ROW).replace("\n", "\r\n").rstrip()  # as some editors leave it, without an end
    workspace.write("issued.csv", before)
    sent(workspace, "2023-03-17", "2023-03-20")
    after = (workspace.data / "issued.csv").read_bytes().decode()
    assert after.startswith(f"{before}\r\n2,annex,en,,2023-03-17,,2023-03-20,")
    assert after.count("\n") == after.count("\r\n") == 3


def test_the_register_is_no_table_of_the_dossier(workspace: Workspace) -> None:
    before = made(workspace, "2023-03-17").read_bytes()
    sent(workspace, "2023-03-17", "2023-03-20")
    run = workspace.run("annex", "--as-of", "2023-03-17")
    assert (run.code, run.err) == (0, "")
    assert (workspace.root / run.paths[0]).read_bytes() == before


class TestTheLastEdition:
    def of(self, workspace: Workspace, before: str, recipient: str = "") -> Edition | None:
        return last_edition(workspace.data, "annex", "en", recipient, date.fromisoformat(before))

    def test_is_the_last_one_before_the_day(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10")
        sent(workspace, "2023-03-17", "2023-03-20", "--known-on", "2023-03-18")
        found = self.of(workspace, "2023-03-20")
        assert found is not None
        assert (found.number, found.known) == (2, date(2023, 3, 18))
        earlier = self.of(workspace, "2023-03-17")
        assert earlier is not None
        assert (earlier.number, earlier.known) == (1, date(2023, 3, 9)), "known as on its own day"

    def test_is_none_where_nothing_of_its_kind_was_sent(self, workspace: Workspace) -> None:
        assert self.of(workspace, "2023-03-20") is None
        sent(workspace, "2023-03-09", "2023-03-10")
        assert self.of(workspace, "2023-03-09") is None
        assert self.of(workspace, "2023-03-20", recipient="be") is None

    def test_of_one_day_is_that_with_the_greater_number(self, workspace: Workspace) -> None:
        sent(workspace, "2023-03-09", "2023-03-10", "--known-on", "2023-03-09")
        sent(workspace, "2023-03-09", "2023-03-16")
        found = self.of(workspace, "2023-03-20")
        assert found is not None
        assert found.number == 2

    def test_is_not_looked_for_in_a_register_that_was_edited(self, workspace: Workspace) -> None:
        workspace.write("issued.csv", text_of(ROW.replace("1,annex", "3,annex")))
        with pytest.raises(FindingsError):
            self.of(workspace, "2023-03-20")
        assert read_register(workspace.data)[0] == ()
