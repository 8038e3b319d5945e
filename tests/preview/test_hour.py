"""A drafter's hour: the day on which point 11 changed, a text mended, a template mended, and the files taken away."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefgen.outputs.pdf import read_pages
from briefgen.word.reader import read_manuscript
from tests.page_engines import needs_office
from tests.preview.stage import Desk, Served, download, needs_browser, needs_pages
from tests.workspaces import Workspace

pytestmark = [needs_browser, needs_pages, needs_office, pytest.mark.browser]


def send_an_edition(workspace: Workspace) -> None:
    workspace.run("annex", "--as-of", "2023-03-06", "--known-on", "2023-03-06")
    made = workspace.out / "annex-2023-03-06.en.docx"
    assert workspace.run("issued", made, "--sent", "2023-03-07").code == 0


def saved_by_libreoffice(template: Path, old: str, new: str, folder: Path) -> bytes:
    """A copy of a template with other words, as LibreOffice saves it."""
    source = folder / template.name
    with ZipFile(template) as package, ZipFile(source, "w") as copy:
        for name in package.namelist():
            data = package.read(name)
            assert name != "word/document.xml" or old.encode() in data
            copy.writestr(name, data.replace(old.encode(), new.encode()) if name == "word/document.xml" else data)
    office = shutil.which("soffice")
    assert office, "the test is skipped without"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / "saved"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (target / template.name).read_bytes()


def mend_the_newest_text_of(workspace: Workspace, point: str) -> None:
    path = workspace.data / "followup.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), list(reader.fieldnames or ())
    newest = next(row for row in rows if (row["point"], row["as_of"]) == (point, "2023-03-17"))
    newest["text"] = f"Mended: {newest['text']}"
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    workspace.write("followup.csv", stream.getvalue())


def test_a_drafters_hour(own_desk: Desk, stage: Served, tmp_path: Path) -> None:
    page, workspace = own_desk.page, stage.workspace
    send_an_edition(workspace)
    own_desk.open()

    # find the day on which point 11 changed last
    [point] = [each["key"] for each in stage.get("choices").json["points"] if each["number"] == "11"]
    page.select_option("#point", point)
    page.click("#earlier")
    own_desk.wait(day="2023-03-17")
    assert "11" in (page.text_content("#day-news") or "")

    # compare it with the last edition
    page.select_option("#since", label="6 March 2023 (edition 1)")
    own_desk.wait(since="2023-03-06")
    assert "words in" in (page.text_content("#counted") or "")
    assert "6 March17 March" in own_desk.first_page()
    page.select_option("#since", "")
    own_desk.page.wait_for_selector("#word:text-is('Word')")

    # mend a text
    mend_the_newest_text_of(workspace, stage.get("choices").json["points"][0]["key"])
    own_desk.wait_for_words("Mended:")
    own_desk.wait(day="2023-03-17")

    # mend the template, in a copy that LibreOffice has saved
    template = workspace.root / "templates" / "annex.docx"
    mended = saved_by_libreoffice(template, ">Annex<", ">Enclosure<", tmp_path)
    template.write_bytes(mended)
    own_desk.wait_for_words("Enclosure")
    own_desk.wait(day="2023-03-17")

    # take the files away
    word, pdf = (download(page, button, tmp_path) for button in ("#word", "#pdf"))
    assert (word.name, pdf.name) == ("annex-2023-03-17.en.docx", "annex-2023-03-17.en.pdf")
    in_word = " ".join(each.text for each in read_manuscript(word.read_bytes(), word.name).passages)
    in_pdf = " ".join(" ".join(read_pages(pdf.read_bytes())).split())
    for words in ("Enclosure", "Mended:", "situation as of 17 March 2023"):
        assert words in in_word.replace("\u00a0", " ")
        assert words in in_pdf.replace("\u00a0", " ")
