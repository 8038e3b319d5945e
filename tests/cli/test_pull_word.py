"""Word documents that were edited by hand and come back, as a drafter meets them: `briefgen pull annex.docx`."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject

from tests.editions.edits import by_hand, delete, double, move_before, reword, save
from tests.pull.hands import W, replace_tracked
from tests.sample_dossier import ROOT
from tests.workspaces import Run, Workspace, a_workspace

DAY = "2023-03-20"
EIGHTY, CAMERAS, PATROLS = "Eighty transfers", "Cameras are being bought.", "Joint patrols will begin."
Edit = Callable[[DocumentObject], object]


def edited(workspace: Workspace, *edits: Edit, document: str = "annex", name: str = "edited.docx", **how: str) -> Path:
    """A document of 20 March after somebody has worked on it."""
    options = [word for key, value in {"as-of": DAY, **how}.items() for word in (f"--{key.replace('_', '-')}", value)]
    run = workspace.run(document, *options)
    assert run.code == 0, run.err
    data = (workspace.root / run.paths[0]).read_bytes()
    for edit in edits:
        data = by_hand(data, edit)
    return save(workspace.root / name, data)


def pull(workspace: Workspace, *paths: Path, options: tuple[str, ...] = ()) -> Run:
    return workspace.run("pull", *paths, "--recorded", "2023-03-21", *options)


def found_in(workspace: Workspace, *paths: Path) -> dict[str, Any]:
    """What is proposed, as JSON."""
    return dict(json.loads(pull(workspace, *paths, options=("--format", "json")).out))


def words_of(path: Path) -> str:
    return "\n".join("".join(node.text or "" for node in p.iter(f"{W}t")) for p in paragraphs(Document(str(path))))


def paragraphs(document: DocumentObject) -> list[Any]:
    return list(document.element.body.iter(f"{W}p"))


def paragraph(document: DocumentObject, words: str) -> Any:
    return next(p for p in paragraphs(document) if words in "".join(p.itertext()))


def add_bullet(words: str, behind: str) -> Edit:
    """A bullet behind another one."""

    def edit(document: DocumentObject) -> None:
        other = paragraph(document, behind)
        new = other.makeelement(f"{W}p")
        new.append(deepcopy(other.find(f"{W}pPr")))
        run = new.makeelement(f"{W}r")
        text = run.makeelement(f"{W}t")
        text.text = words
        run.append(text)
        new.append(run)
        other.addnext(new)

    return edit


def tracked(old: str, new: str, who: str) -> Edit:
    """Replaces some words with tracked changes."""
    return lambda document: replace_tracked(document.element.body, old, new, who)


# items


def test_an_edit_becomes_a_row_that_the_next_annex_shows(workspace: Workspace) -> None:
    path = edited(workspace, reword("Eighty", "Ninety"))
    run = pull(workspace, path, options=("--write",))
    assert run.code == 0, run.err
    last = (workspace.data / "followup.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert last == (
        "dublin,transfers,2023-03-20,2023-03-21,,ongoing,,,edited.docx,"
        '"Ninety transfers, at {{ figure(""funding"") }}, were made."'
    )
    again = workspace.run("annex", "--as-of", DAY)
    assert "Ninety transfers, at EUR\u00a0480\u00a0million, were made." in words_of(workspace.root / again.paths[0])


def test_a_file_that_was_only_saved_again_says_nothing(workspace: Workspace) -> None:
    run = pull(workspace, edited(workspace, lambda _document: None))
    assert (run.code, run.out) == (0, "")
    assert "Nothing is filled in: edited.docx." in run.err


def test_what_is_proposed_is_shown_with_both_wordings_and_not_written(workspace: Workspace) -> None:
    before = (workspace.data / "followup.csv").read_bytes()
    run = pull(workspace, edited(workspace, reword(CAMERAS, "Cameras were bought.")))
    assert run.out.splitlines() == [
        "borders/cameras, as of 2023-03-20: reworded",
        "  so far:   Cameras are being bought. [ongoing, due 2023-04-10]",
        "  proposed: Cameras were bought. [ongoing, due 2023-04-10]",
        "  who:      edited.docx (table 1, row 3, column 2, paragraph 3)",
    ]
    assert (workspace.data / "followup.csv").read_bytes() == before


def test_tracked_changes_say_whose_they_are(workspace: Workspace) -> None:
    path = edited(workspace, tracked("Eighty", "Ninety", "Anna Berg"), tracked("were", "are", "Bernard Roux"))
    (row,) = (each["row"] for each in found_in(workspace, path)["proposals"])
    assert row["source"] == "edited.docx, Anna Berg, 2023-03-18; Bernard Roux, 2023-03-18"
    assert row["text"] == 'Ninety transfers, at {{ figure("funding") }}, are made.'


def test_a_new_bullet_is_a_new_item_of_its_point_and_a_deleted_one_is_withdrawn(workspace: Workspace) -> None:
    path = edited(workspace, add_bullet("Drones are tested.", PATROLS), delete(CAMERAS))
    rows = [each["row"] for each in found_in(workspace, path)["proposals"]]
    assert [(each["point"], each["item"], each["group"], each["state"], each["text"]) for each in rows] == [
        ("borders", "cameras", "", "withdrawn", ""),
        ("borders", "borders-1", "Outreach", "", "Drones are tested."),
    ]


def test_a_new_bullet_stands_last_in_its_group(tmp_path: Path) -> None:
    head = "point,item,as_of,recorded,group,state,due,owner,source,text\n"
    rows = "dublin,a,2023-03-01,,Ports,,,,,Ports were seen.\ndublin,b,2023-03-01,,Roads,,,,,Roads were built.\n"
    workspace = a_workspace(tmp_path, {"followup.csv": head + rows})
    path = edited(workspace, add_bullet("Second.", "Ports were"), add_bullet("First.", "Ports were"))
    assert pull(workspace, path, options=("--write",)).code == 0
    again = workspace.root / workspace.run("annex", "--as-of", DAY).paths[0]
    assert "Ports\nPorts were seen.\nFirst.\nSecond.\nRoads\nRoads were built." in words_of(again)


def test_a_moved_bullet_is_told_and_stays(workspace: Workspace) -> None:
    run = pull(workspace, edited(workspace, move_before(CAMERAS, PATROLS)))
    assert "PULL-020: “Cameras are being bought.” was moved" in run.err or "Joint patrols" in run.err
    assert run.out == ""


def test_a_bullet_begun_before_another_leaves_the_other_what_it_was(workspace: Workspace) -> None:
    def begin_before(document: DocumentObject) -> None:
        """Enter at the start of a bullet, as Word does it: the bookmark stays with the paragraph before."""
        other = paragraph(document, CAMERAS)
        new = deepcopy(other)
        for run in list(new.iter(f"{W}r"))[1:]:
            run.getparent().remove(run)
        next(new.iter(f"{W}t")).text = "Drones are tested."
        for mark in list(other.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        other.addprevious(new)

    rows = [each["row"] for each in found_in(workspace, edited(workspace, begin_before))["proposals"]]
    assert [(each["item"], each["text"]) for each in rows] == [("borders-1", "Drones are tested.")]


def test_a_bullet_that_was_copied_is_nothing_new(workspace: Workspace) -> None:
    found = found_in(workspace, edited(workspace, double(CAMERAS)))
    assert (found["proposals"], len(found["known"])) == ([], 1)


def test_the_first_paragraph_of_a_letter_takes_none_of_the_others_with_it(workspace: Workspace) -> None:
    path = edited(workspace, delete("We met"), document="letter", to="be")
    assert [(each["block"], each["new"]) for each in found_in(workspace, path)["texts"]] == [(1, "")]


# values


def test_an_edited_figure_is_a_row_of_figures(workspace: Workspace) -> None:
    path = edited(workspace, reword("480", "500"))
    run = pull(workspace, path, options=("--write",))
    assert "the figure funding: EUR 480 million → EUR 500 million." in run.err
    assert (workspace.data / "figures.csv").read_text(encoding="utf-8").splitlines()[-1] == (
        "funding,2023-03-20,500000000,EUR"
    )
    again = workspace.run("annex", "--as-of", DAY)
    assert "EUR\u00a0500\u00a0million" in words_of(workspace.root / again.paths[0])


def test_a_figure_that_has_a_row_of_that_day_is_told(workspace: Workspace) -> None:
    workspace.replace("figures.csv", "2023-03-01", DAY)
    run = pull(workspace, edited(workspace, reword("480", "500")), options=("--write",))
    assert run.code == 1
    assert "the dossier has the figure funding as of 2023-03-20 already" in run.err


def test_an_edited_date_is_typed_as_a_value(workspace: Workspace) -> None:
    path = edited(workspace, reword("5\u00a0March", "6 March"))
    (row,) = (each["row"] for each in found_in(workspace, path)["proposals"])
    assert row["text"] == 'A report was sent {{ when("2023-03-06") }}.'


def test_words_in_the_place_of_a_value_are_told(workspace: Workspace) -> None:
    path = edited(workspace, reword("on 5\u00a0March", "a while ago"))
    (row,) = (each["row"] for each in found_in(workspace, path)["proposals"])
    assert row["text"] == "A report was sent a while ago."
    assert 'instead of {{ when("2023-03-05") }}' in pull(workspace, path).err


# other texts


def test_an_edited_commitment_becomes_a_dated_row(workspace: Workspace) -> None:
    path = edited(workspace, reword("Border controls", "Good border controls"))
    assert pull(workspace, path, options=("--write",)).code == 0
    assert (workspace.data / "commitments.csv").read_text(encoding="utf-8").splitlines() == [
        "point,number,part,text,as_of,recorded",
        "dublin,10,,**Transfers:** more,,",
        "borders,11,,Border controls,,",
        "borders,11,,Good border controls,2023-03-20,2023-03-21",
    ]
    assert "Good border controls" in words_of(workspace.root / workspace.run("annex", "--as-of", DAY).paths[0])


def test_an_edited_letter_gets_a_file_of_its_day(workspace: Workspace) -> None:
    before = (workspace.data / "letter.md").read_bytes()
    path = edited(workspace, reword("We met", "We all met"), document="letter", to="be")
    assert pull(workspace, path, options=("--write",)).code == 0
    assert (workspace.data / "letter.md").read_bytes() == before
    assert (workspace.data / f"letter.{DAY}.md").read_text(encoding="utf-8") == before.decode().replace(
        "We met", "We all met"
    )
    again = edited(workspace, document="letter", to="be")
    assert "We all met on 1\u00a0March." in words_of(again)


def test_the_letter_of_the_very_day_is_kept_when_it_is_replaced(workspace: Workspace) -> None:
    workspace.write(f"letter.{DAY}.md", "We met.\n")
    path = edited(workspace, reword("We met.", "We all met."), document="letter", to="be")
    assert pull(workspace, path, options=("--write",)).code == 0
    assert (workspace.data / f"letter.{DAY}.md").read_text(encoding="utf-8") == "We all met.\n"
    assert (workspace.data / "former" / f"letter.{DAY}.md").read_text(encoding="utf-8") == "We met.\n"
    assert workspace.run("check", "--as-of", DAY).code == 0


def test_a_new_paragraph_of_a_letter_and_a_deleted_one(workspace: Workspace) -> None:
    edit = (add_bullet("And one more thing.", "We met"), delete("Transfers:"))
    path = edited(workspace, *edit, document="letter", to="be")
    assert pull(workspace, path, options=("--write",)).code == 0
    assert (workspace.data / f"letter.{DAY}.md").read_text(encoding="utf-8") == (
        'We met {{ when("2023-03-01") }}.\n\nAnd one more thing.\n'
    )


def test_an_edit_in_a_translation_goes_to_its_catalogue(sample: Workspace) -> None:
    path = edited(sample, reword("la nouvelle", "la toute nouvelle"), language="fr")
    run = pull(sample, path, options=("--write",))
    assert run.code == 0, run.err
    catalogue = (sample.data / "locale" / "fr.po").read_text(encoding="utf-8")
    assert "# Until 2023-03-21: " in catalogue
    assert "toute nouvelle" in " ".join(catalogue.split())
    again = sample.run("annex", "--as-of", "2023-03-17", "-l", "fr")
    assert "la toute nouvelle" in words_of(sample.root / again.paths[0])


def test_a_new_bullet_in_a_translation_is_told(sample: Workspace) -> None:
    path = edited(sample, add_bullet("Une nouvelle.", "Eurodac"), language="fr")
    assert "“Une nouvelle.” is new; a translation has no entry for it." in pull(sample, path).err


def test_an_edited_paragraph_of_another_paper_becomes_a_row(sample: Workspace) -> None:
    other = "western-balkans-security-conclusions"
    shutil.copytree(ROOT / "data" / other, sample.root / "data" / other)
    path = sample.root / "conclusions.docx"
    run = sample.run("make", "conclusions", "--dossier", other, "--as-of", "2020-06-05", "-o", path)
    assert run.code == 0, run.err
    save(path, by_hand(path.read_bytes(), reword("informal meeting in Zagreb", "meeting in Zagreb")))
    run = sample.run("pull", path, "--dossier", other, "--recorded", "2023-03-21", "--write")
    assert run.code == 0, run.err
    before = (ROOT / "data" / other / "paragraphs.csv").read_text(encoding="utf-8")
    added = (sample.root / "data" / other / "paragraphs.csv").read_text(encoding="utf-8").removeprefix(before)
    assert added.startswith("conclusions,zagreb-meeting,2020-06-05,2023-03-21,recital,conclusions.docx,")
    assert 'meeting in Zagreb {{ when(""2020-01-24"", year=true) }}' in added


# what is told


def test_fixed_wording_margins_and_comments_are_told(workspace: Workspace) -> None:
    def work(document: DocumentObject) -> None:
        document.sections[0].footer.paragraphs[0].add_run(" Confidential")
        runs = [run for table in document.tables for p in table.rows[1].cells[1].paragraphs for run in p.runs]
        document.add_comment(runs[:1], text="Is that so?", author="Anna Berg", initials="AB")

    path = edited(workspace, reword("Done since", "Results"), work)
    run = pull(workspace, path)
    assert "PULL-019: this is no text of an entry: “Done since” → “Results”; it is not carried over." in run.err
    assert "PULL-021: Anna Berg comments on “Eighty transfers" in run.err
    assert "PULL-026: a header or footer says now" in run.err
    assert run.out == ""


def test_underlined_words_are_kept_and_told(workspace: Workspace) -> None:
    def underline(document: DocumentObject) -> None:
        cell = document.tables[0].rows[2].cells[1]
        last = next(p for p in cell.paragraphs if "Cameras" in p.text)
        last.add_run(" Indeed.").underline = True

    path = edited(workspace, underline)
    assert "underline cannot be typed in the ledger; the words stay." in pull(workspace, path).err
    assert found_in(workspace, path)["proposals"][0]["row"]["text"] == "Cameras are being bought. Indeed."


# several people, and a ledger that has moved on


def test_two_people_who_edit_different_items_are_merged(workspace: Workspace) -> None:
    one = edited(workspace, reword("Eighty", "Ninety"), name="anna.docx")
    other = edited(workspace, reword(CAMERAS, "Cameras were bought."), name="bernard.docx")
    rows = {each["row"]["item"]: each["row"]["source"] for each in found_in(workspace, one, other)["proposals"]}
    assert rows == {"transfers": "anna.docx", "cameras": "bernard.docx"}


def test_two_wordings_of_one_item_are_shown_and_neither_is_written(workspace: Workspace) -> None:
    one = edited(workspace, reword("Eighty", "Ninety"), name="anna.docx")
    other = edited(workspace, reword("Eighty", "Seventy"), name="bernard.docx")
    before = (workspace.data / "followup.csv").read_bytes()
    run = pull(workspace, one, other, options=("--write",))
    assert run.code == 1
    assert "Ninety transfers" in run.out
    assert "Seventy transfers" in run.out
    assert (workspace.data / "followup.csv").read_bytes() == before


def test_what_the_ledger_gained_meanwhile_stays_and_an_edit_joins_it(workspace: Workspace) -> None:
    path = edited(workspace, reword("Eighty", "Ninety"))
    more = "borders,cameras,2023-03-18,2023-03-20,Outreach,done,,,,Cameras were bought.\n"
    workspace.write("followup.csv", (workspace.data / "followup.csv").read_text(encoding="utf-8") + more)
    found = found_in(workspace, path)
    assert [each["row"]["item"] for each in found["proposals"]] == ["transfers"]
    assert found["clashes"] == []


def test_an_item_that_both_have_changed_clashes(workspace: Workspace) -> None:
    path = edited(workspace, reword(CAMERAS, "Cameras were ordered."))
    more = "borders,cameras,2023-03-18,2023-03-20,Outreach,done,,,,Cameras were bought.\n"
    workspace.write("followup.csv", (workspace.data / "followup.csv").read_text(encoding="utf-8") + more)
    run = pull(workspace, path)
    assert run.code == 1
    assert "the ledger has changed meanwhile" in run.out
    assert "Cameras were ordered." in run.out


def test_a_row_that_was_changed_in_place_makes_the_comparison_two_sided(workspace: Workspace) -> None:
    path = edited(workspace, reword("Eighty", "Ninety"))
    workspace.replace("followup.csv", CAMERAS, "Cameras were bought.")
    run = pull(workspace, path)
    assert "PULL-023" in run.err
    assert [each["row"]["item"] for each in found_in(workspace, path)["proposals"]] == ["transfers"]


# a redline, and what is refused


def test_the_edits_are_shown_as_a_redline(workspace: Workspace) -> None:
    path = edited(workspace, reword("Eighty", "Ninety"))
    run = pull(workspace, path, options=("--redline", "edits.docx"))
    assert run.out.splitlines()[-1] == "edits.docx"
    document = Document(str(workspace.root / "edits.docx"))
    body = document.element.body
    assert [each.text for each in body.iter(f"{W}delText")] == ["Eighty"]
    assert [text.text for each in body.iter(f"{W}ins") for text in each.iter(f"{W}t")] == ["Ninety"]


def without_bookmarks(document: DocumentObject) -> None:
    for mark in list(document.element.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)


def test_a_file_whose_anchors_are_gone_is_refused(workspace: Workspace) -> None:
    run = pull(workspace, edited(workspace, without_bookmarks))
    assert run.code == 2
    assert "nothing says any more which entry a paragraph comes from" in run.err


def test_a_strangers_file_is_refused(workspace: Workspace) -> None:
    Document().save(stranger := io.BytesIO())
    run = pull(workspace, save(workspace.root / "stranger.docx", stranger.getvalue()))
    assert run.code == 2
    assert "stranger.docx is no document that briefgen has made of a dossier." in run.err


def test_a_file_of_another_dossier_is_refused(workspace: Workspace) -> None:
    path = edited(workspace)
    shutil.copytree(workspace.data, workspace.root / "data" / "other")
    run = pull(workspace, path, options=("--dossier", "other"))
    assert run.code == 2
    assert "is of the dossier “spring-summit”, not of other." in run.err


def test_a_clean_copy_is_refused(workspace: Workspace) -> None:
    path = edited(workspace)
    assert workspace.run("clean", path, "-o", "clean.docx").code == 0
    run = pull(workspace, workspace.root / "clean.docx")
    assert run.code == 2
