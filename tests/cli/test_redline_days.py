"""`briefgen redline --since`: a document of the dossier with all that has changed since an earlier day."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from briefgen.word import lint
from tests.redline.resolver import accepted, plain, rejected, texts
from tests.sample_documents import workspace as sample
from tests.workspaces import Workspace, a_workspace

COMMITMENTS = "point,number,text\nborders,1,Borders are secured.\nreturns,2,Returns are sped up.\n"
FOLLOWUP = """point,item,as_of,recorded,owner,source,text
borders,frontex,2023-03-01,,Frontex,Letter of 1 March,Frontex **will send** 20 officers.
borders,frontex,2023-03-15,2023-03-16,Frontex,Letter of 15 March,Frontex **has sent** 25 officers.
borders,funds,2023-03-01,,,,Funds are made ready.
borders,funds,2023-03-14,,Commission,,withdrawn text
returns,flights,2023-03-12,,Commission,,A flight has left.
returns,visas,2023-03-02,2023-03-11,,,Visas are checked.
""".replace(",,withdrawn text", ",,")


LETTER = "We met in spring.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A dossier in which one text was changed, one item is new, one was recorded later."""
    return a_workspace(tmp_path, {"commitments.csv": COMMITMENTS, "followup.csv": FOLLOWUP, "letter.md": LETTER})


def made(workspace: Workspace, *order: str, name: str = "made.docx") -> bytes:
    path = workspace.root / name
    done = workspace.run(*order, "-o", path, "--force")
    assert done.code == 0, done.err
    return path.read_bytes()


def marked(docx: bytes) -> list[tuple[str, str, str, str]]:
    """Kind, author, day and text of each tracked stretch of text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    pattern = r'<w:(ins|del) w:id="\d+" w:author="([^"]*)" w:date="([^T]*)T[^"]*">(<w:r>.*?)</w:\1>'
    found = re.findall(pattern, xml)
    return [(kind, author, day, re.sub("<[^>]*>", "", inside)) for kind, author, day, inside in found]


@pytest.mark.parametrize(
    ("order", "since", "as_of"),
    [
        (("annex",), "2023-03-06", "2023-03-20"),
        (("annex",), "2023-02-09", "2023-03-17"),
        (("annex", "-l", "fr"), "2023-03-06", "2023-03-17"),
        (("annex", "-l", "pl"), "2023-02-09", "2023-03-20"),
        (("letter", "--to", "be"), "2023-03-17", "2023-03-20"),
        (("conclusions", "--dossier", "western-balkans-security-conclusions"), "2020-05-28", "2020-06-05"),
        (("note", "--dossier", "western-balkans-mapping"), "2020-03-10", "2020-05-12"),
        (("summary", "--dossier", "silk-routes-december-2019"), "2019-12-04", "2019-12-05"),
    ],
)
def test_accepting_gives_the_later_document_and_rejecting_the_earlier_one(
    order: tuple[str, ...], since: str, as_of: str
) -> None:
    document, *rest = order
    redline = made(sample(), "redline", *order, "--since", since, "--as-of", as_of, "--draft")
    later = made(sample(), "make", document, *rest, "--as-of", as_of, "--draft")
    earlier = made(sample(), "make", document, *rest, "--as-of", since, "--known-on", since, "--draft")
    assert lint(redline) == []
    assert accepted(redline) == plain(later)
    assert rejected(redline) == plain(earlier)


def test_the_author_of_a_change_is_who_is_in_charge_and_its_day_that_of_its_entry(workspace: Workspace) -> None:
    found = marked(made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-17"))
    officers = {each[:3] for each in found if "officers" in each[3] or each[3].split()[-1:] in (["20"], ["25"])}
    assert officers == {("del", "Frontex", "2023-03-16"), ("ins", "Frontex", "2023-03-16")}
    assert ("ins", "Commission", "2023-03-12", "A flight has left.") in found


def test_what_was_recorded_since_is_a_change_even_if_it_holds_from_before(workspace: Workspace) -> None:
    found = marked(made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-10"))
    assert ("ins", "briefgen", "2023-03-11", "Visas are checked.") in found


def test_words_that_stay_are_left_alone(workspace: Workspace) -> None:
    found = marked(made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-17"))
    assert not any("officers" in text or "Borders" in text for *_, text in found)


def test_the_source_of_an_entry_stands_beside_its_change_if_asked_for(workspace: Workspace) -> None:
    docx = made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-17", "--comments")
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        comments = package.read("word/comments.xml").decode()
    assert re.sub("<[^>]*>", "", comments).strip().endswith("Letter of 15 March")
    assert lint(docx) == []


def test_a_withdrawn_point_is_a_deleted_row_and_a_new_one_an_inserted_one(tmp_path: Path) -> None:
    dated = (
        "point,number,as_of,state,text\nborders,1,,,Borders are secured.\nborders,1,2023-03-12,withdrawn,\n"
        "returns,2,,,Returns are sped up.\nschengen,3,2023-03-13,,Controls end.\n"
    )
    followup = "point,item,as_of,text\nreturns,flights,2023-03-01,A flight has left.\n"
    workspace = a_workspace(tmp_path, {"commitments.csv": dated, "followup.csv": followup, "letter.md": LETTER})
    docx = made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-17")
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    rows = re.findall(r"<w:trPr>(?:(?!</w:trPr>).)*<w:(ins|del) (?:(?!</w:tr>).)*</w:tr>", xml)
    assert sorted(rows) == ["del", "ins"]
    assert not any("1. Borders are secured." in text for text in texts(accepted(docx)))
    assert not any("3. Controls end." in text for text in texts(rejected(docx)))


def test_what_could_not_be_said_then_is_told_of_the_older_side(workspace: Workspace) -> None:
    workspace.write("letter.md", 'So far {{ figure("funding") }} was spent.\n')
    done = workspace.run("redline", "letter", "--since", "2023-02-20", "--as-of", "2023-03-17")
    assert done.code == 1
    assert "RED-005: the letter cannot be made as of 2023-02-20" in done.err
    assert workspace.made() == []


def test_of_several_documents_the_one_is_named_that_could_not_be_made_then(workspace: Workspace) -> None:
    workspace.write("letter.md", 'So far {{ figure("funding") }} was spent.\n')
    done = workspace.run("redline", "all", "--since", "2023-02-20", "--as-of", "2023-03-17")
    assert re.findall("RED-005: the ([a-z]+) cannot be made", done.err) == ["letter"]


def test_a_since_that_lies_behind_the_other_day_is_refused(workspace: Workspace) -> None:
    done = workspace.run("redline", "--since", "2023-03-20", "--as-of", "2023-03-17")
    assert done.code == 1
    assert (
        "ASOF-004: There is nothing to compare: --since 2023-03-20 does not lie before --as-of 2023-03-17" in done.err
    )
    assert workspace.made() == []


def test_it_has_a_name_of_both_days_and_says_how_much_has_changed(workspace: Workspace) -> None:
    done = workspace.run("redline", "--since", "2023-03-10", "--as-of", "2023-03-17")
    assert done.code == 0
    assert Path(done.out.strip()).name == "redline-annex-2023-03-10-2023-03-17.en.docx"
    assert "words:" in done.err


def test_the_same_order_gives_the_same_bytes(workspace: Workspace) -> None:
    order = "redline", "--since", "2023-03-10", "--as-of", "2023-03-17"
    assert made(workspace, *order) == made(workspace, *order, name="again.docx")


def test_a_day_alone_is_half_a_question(workspace: Workspace) -> None:
    done = workspace.run("redline", "--since", "2023-03-10")
    assert done.code == 2
    assert "--as-of" in done.err


def test_one_file_alone_is_half_a_question_too(workspace: Workspace) -> None:
    done = workspace.run("redline", "a.docx")
    assert done.code == 2
    assert "Give two Word files" in done.err


def test_a_summary_is_a_page_with_a_line_for_each_change_before_the_document(workspace: Workspace) -> None:
    days = "--since", "2023-03-10", "--as-of", "2023-03-17"
    docx, alone = made(workspace, "redline", *days, "--summary"), made(workspace, "redline", *days, name="alone.docx")
    everything = texts(accepted(docx))
    page = everything[: everything.index("Annex")]
    assert page[1:] == [
        "New (2)",
        "2 A flight has left. (Commission)",
        "2 Visas are checked. (recorded later, on 2023-03-11)",
        "Reworded (1)",
        "1 Frontex has sent 25 officers. (Frontex)",
        "Another owner (1)",
        "1 Funds are made ready. (owner: – → Commission)",
    ]
    for resolve in (accepted, rejected):
        assert resolve(docx)[0][len(page) :] == resolve(alone)[0]
    assert lint(docx) == []
    assert docx == made(workspace, "redline", *days, "--summary", name="again.docx")


def test_a_line_of_the_summary_has_the_values_that_moved(workspace: Workspace) -> None:
    table = (
        "point,item,as_of,state,due,owner,text\n"
        "borders,frontex,2023-03-01,planned,2023-04,Frontex,Officers: some come.\n"
        "borders,frontex,2023-03-15,delayed,2023-06,Frontex,Officers: some come later.\n"
    )
    workspace.write("followup.csv", table)
    docx = made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-17", "--summary")
    line = "1 Officers (state: planned → delayed; deadline: April 2023 → June 2023; Frontex)"
    assert line in texts(accepted(docx))


def test_a_summary_says_so_where_nothing_has_changed(workspace: Workspace) -> None:
    docx = made(workspace, "redline", "--since", "2023-03-17", "--as-of", "2023-03-17", "--summary")
    assert "Nothing has changed." in texts(accepted(docx))[:2]


def test_a_page_of_changes_goes_with_two_days_not_with_two_files(workspace: Workspace) -> None:
    done = workspace.run("redline", "--summary", "a.docx", "b.docx")
    assert done.code == 2
    assert "--summary goes with --since" in done.err


class TestSinceTheLastEdition:
    """`--since last`: what the register of what was sent says of this document, language and recipient."""

    def send(self, workspace: Workspace, day: str, *order: str) -> None:
        path = workspace.root / f"sent-{day}.docx"
        assert workspace.run("annex", "--as-of", day, *order, "-o", path).code == 0
        assert workspace.run("issued", path, "--sent", day).code == 0

    def test_it_is_compared_with_the_edition_before(self, workspace: Workspace) -> None:
        for day in ("2023-03-05", "2023-03-10"):
            self.send(workspace, day)
        since_last = made(workspace, "redline", "--since", "last", "--as-of", "2023-03-17")
        assert since_last == made(workspace, "redline", "--since", "2023-03-10", "--as-of", "2023-03-17", name="b.docx")

    def test_as_it_was_known_for_that_edition(self, workspace: Workspace) -> None:
        self.send(workspace, "2023-03-10", "--known-on", "2023-03-12")
        found = marked(made(workspace, "redline", "--since", "last", "--as-of", "2023-03-17"))
        assert not any("Visas" in text for *_, text in found)

    def test_without_one_you_are_told_how_to_register_it(self, workspace: Workspace) -> None:
        done = workspace.run("redline", "--since", "last", "--as-of", "2023-03-17")
        assert done.code == 2
        assert "No edition of the annex (en) from before 2023-03-17 is in the register" in done.err
