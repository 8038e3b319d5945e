"""What the pages of the manual tell their readers to do in Excel, Word or a text editor, done by a function each."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

DOSSIER = Path("data", "february-2023-european-council")
_OPENED = (
    '**Funding for border control:** the call for {{ figure("border-funding") }} was opened {{ when("2023-03-21") }}'
)
_OWNER = "{% if item.owner %} [{{ item.owner }}]{% endif %}"


def save_followup_as_workbook(folder: Path) -> None:
    """Followup.csv, loaded into Excel and saved as sheet "followup" of status.xlsx."""
    import openpyxl

    source = folder / DOSSIER / "followup.csv"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "followup"
    with source.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            sheet.append(row)
    workbook.save(folder / DOSSIER / "status.xlsx")
    source.unlink()


def add_a_row(folder: Path) -> None:
    """A new wording of the item border-funding."""
    text = f"{_OPENED}."
    cells = ["external-borders", "border-funding", "2023-03-22", "", "", "ongoing", "2023-06", "Commission", "", text]
    _in_sheet(folder, lambda sheet: sheet.append(cells))


def misspell_the_state(folder: Path) -> None:
    """The state of the new row becomes "ongoin", its date "22/03/2023"."""
    _in_last_row(folder, state="ongoin", as_of="22/03/2023")


def mend_the_state(folder: Path) -> None:
    """And is right again."""
    _in_last_row(folder, state="ongoing", as_of="2023-03-22")


def add_a_figure(folder: Path) -> None:
    """One line at the end of figures.csv, and a text that says it."""
    with (folder / DOSSIER / "figures.csv").open("a", encoding="utf-8") as figures:
        figures.write("applications,2023-03-22,14,Member States,,,Applications under the call\n")
    text = f'{_OPENED}; {{{{ figure("applications") }}}} Member States have applied.'
    _in_last_row(folder, text=text)


def add_the_owner_to_the_template(folder: Path) -> None:
    """{{ item.owner }} behind the text of each item."""
    _in_template(folder, "{{ item.text }}", f"{{{{ item.text }}}}{_OWNER}")


def misspell_the_owner(folder: Path) -> None:
    """{{ item.ownr }}."""
    _in_template(folder, "{{ item.owner }}", "{{ item.ownr }}")


def mend_the_owner(folder: Path) -> None:
    """{{ item.owner }} again."""
    _in_template(folder, "{{ item.ownr }}", "{{ item.owner }}")


def edit_the_annex_in_word(folder: Path) -> None:
    """A word changed in the finished annex of 22 March."""
    path = folder / "out" / DOSSIER.name / "annex-2023-03-22.en.docx"
    _change_part(path, "word/document.xml", lambda xml: xml.replace("Commission", "European Commission", 1))


def write_the_invitation(folder: Path) -> None:
    """invitation.docx and guests.yaml, as the page describes them."""
    from tests.word.docx_templates import a_template, p

    template = a_template(p("Dear {{ name }},"), p("{%p for day in days %}"), p("{{ day }}"), p("{%p endfor %}"))
    (folder / "invitation.docx").write_bytes(template)
    (folder / "guests.yaml").write_text("name: Ms Martin\ndays: [Monday, Tuesday]\n", encoding="utf-8")


def save_a_tracker(folder: Path) -> None:
    """A tracker of three rows, without a column of remarks."""
    rows = "W 1,Repair the roof,Buildings,In progress,30/09/2022\nW 2,Paint the hall,Buildings,Completed,15/08/2022\n"
    (folder / "works.csv").write_text(f"Ref,Action,Lead DG,Status,Deadline\n{rows}", encoding="utf-8")


def save_the_tracker_of_the_tutorial(folder: Path) -> None:
    """The tracker that the tutorial shows."""
    page = (Path(__file__).parents[1] / "docs" / "tutorials" / "files.md").read_text(encoding="utf-8")
    shown = re.search(r"```csv\n(Ref,.+?)```", page, re.DOTALL)
    assert shown
    (folder / "works.csv").write_text(shown[1], encoding="utf-8")


def save_the_tracker_of_the_next_month(folder: Path) -> None:
    """The same with one row that has changed."""
    text = (folder / "works.csv").read_text(encoding="utf-8")
    changed = text.replace("In progress", "Completed").replace("The scaffolding stands.", "The roof is closed.")
    (folder / "works-september.csv").write_text(changed, encoding="utf-8")


def fill_in_the_workbook(folder: Path) -> None:
    """Two crosses, a new wording, a new deadline, a line at the end, and a name."""
    from briefgen.contributions.form import Head
    from tests.contributions.people import Sheet

    path = folder / "out" / DOSSIER.name / "contribution-2023-03-20.frontex.xlsx"
    sheet = Sheet(path.read_bytes())
    first, second, third, fourth, *_ = sheet.rows()
    for row in (first, fourth):
        sheet.put(row, Head.NOTHING_NEW, "x")
    old = str(sheet.get(second, Head.WORDING))
    sheet.put(second, Head.NEW_WORDING, f"{old.rstrip('.')}, in close contact with the national authorities.")
    sheet.put(third, Head.NEW_DUE, "end of June 2023")
    sheet.put(sheet.free, Head.NUMBER, str(sheet.get(first, Head.NUMBER)))
    sheet.put(sheet.free, Head.NEW_WORDING, "A liaison officer has been named.")
    label = next(cell for cell in sheet.sheet[3] if cell.value == "Your name:")
    sheet.sheet.cell(3, label.column + 1).value = "A. Peeters"
    path.write_bytes(sheet.saved())


def fill_in_the_workbook_of_13_march(folder: Path) -> None:
    """A cross and a new wording."""
    from briefgen.contributions.form import Head
    from tests.contributions.people import Sheet, filled

    path = folder / "out" / DOSSIER.name / "contribution-2023-03-13.frontex.xlsx"
    sheet = Sheet(path.read_bytes())
    old = str(sheet.get(sheet.row_of("/frontex-equipment"), Head.WORDING))
    said = {
        "frontex-review__nothing_new": "x",
        "frontex-equipment__new_wording": f"{old.rstrip('.')}, in close contact with the national authorities.",
    }
    path.write_bytes(filled(path.read_bytes(), **said))


def edit_the_annex_of_17_march_with_tracked_changes(folder: Path) -> None:
    """Two copies of the annex, each edited by somebody else."""
    annex = (folder / "out" / DOSSIER.name / "annex-2023-03-17.en.docx").read_bytes()
    anna = _with_tracked_change(annex, "Anna Berg", "has begun to deploy", "is deploying")
    bernard = _with_tracked_change(annex, "Bernard Roux", "are about to be launched", "are being prepared")
    (folder / "annex-Anna.docx").write_bytes(anna)
    (folder / "annex-Bernard.docx").write_bytes(bernard)


def edit_the_annex_of_17_march_and_save_it_as_edited(folder: Path) -> None:
    """A wording changed with tracked changes, in a copy."""
    annex = (folder / "out" / DOSSIER.name / "annex-2023-03-17.en.docx").read_bytes()
    edited = _with_tracked_change(annex, "Anna Berg", "has begun to deploy", "is deploying")
    (folder / "edited.docx").write_bytes(edited)


def put_the_sent_annexes_into_the_folder(folder: Path) -> None:
    """The annexes of 6 and 17 March, and the letter."""
    from tests.sample_documents import document

    sent = {"annex-6-march": "annex-2023-03-06", "annex-17-march": "annex-2023-03-17", "letter": "letter-2023-03-20"}
    for name, order in sent.items():
        (folder / f"{name}.docx").write_bytes(document(order))


def save_the_template_as_our_annex(folder: Path) -> None:
    """A copy of annex.docx."""
    (folder / "templates" / "our-annex.docx").write_bytes((folder / "templates" / "annex.docx").read_bytes())


def name_the_copy(folder: Path) -> None:
    """A line more under documents in dossier.yaml."""
    line = "  our-annex: {kind: annex, template: our-annex.docx}\n"
    _in_text(folder / DOSSIER / "dossier.yaml", "  letter: letter.docx\n", f"  letter: letter.docx\n{line}")


def add_the_owner_to_the_copy(folder: Path) -> None:
    """{{ item.owner }} behind the text of each item."""
    _in_template(folder, "{{ item.text }}", f"{{{{ item.text }}}}{_OWNER}", "our-annex.docx")


def misspell_the_owner_in_the_copy(folder: Path) -> None:
    """{{ item.ownr }}."""
    _in_template(folder, "{{ item.owner }}", "{{ item.ownr }}", "our-annex.docx")


def mend_the_owner_in_the_copy(folder: Path) -> None:
    """{{ item.owner }} again."""
    _in_template(folder, "{{ item.ownr }}", "{{ item.owner }}", "our-annex.docx")


def add_a_row_in_english(folder: Path) -> None:
    """A new wording of the item border-funding, in the CSV file."""
    _append_followup(folder, "external-borders,border-funding,2023-03-22,,,ongoing,2023-06,Commission,", f"{_OPENED}.")


def translate_the_row_into_french(folder: Path) -> None:
    """What stands behind msgstr, and no mark that it is to be looked at."""
    path = folder / DOSSIER / "locale" / "fr.po"
    values = 'figure("border-funding")', 'when("2023-03-21")'
    figure, when = (f"{{{{ {each} }}}}".replace('"', '\\"') for each in values)
    said = f"**Financement du contrôle des frontières:** l’appel portant sur {figure} a été lancé {when}."
    head, context, entry = path.read_text(encoding="utf-8").partition('msgctxt "followup/border-funding/2023-03-22"')
    before, text, _ = entry.partition("msgstr ")
    rest = entry.partition("\n\n")[2]
    assert context and "msgctxt" not in before
    path.write_text(f'{head}{context}{before}{text}"{said}"\n\n{rest}', encoding="utf-8")


def add_german_to_the_languages(folder: Path) -> None:
    """A code more in dossier.yaml."""
    _in_text(folder / DOSSIER / "dossier.yaml", "languages: [en, fr, pl]", "languages: [en, fr, pl, de]")


def record_what_was_wrong(folder: Path) -> None:
    """What was true on 17 March, and known on the 22nd only."""
    text = "**Deployment in Serbia:** 135 officers serve at the country’s borders with Bulgaria and Hungary."
    key = "partners-western-balkans,serbia-deployment"
    _append_followup(folder, f"{key},2023-03-17,2023-03-22,,ongoing,,Frontex,", text)


BY_HAND: dict[str, Callable[[Path], None]] = {
    "Fill in the workbook of Frontex": fill_in_the_workbook,
    "Fill in the workbook of 13 March": fill_in_the_workbook_of_13_march,
    "Edit the annex of 17 March with tracked changes": edit_the_annex_of_17_march_with_tracked_changes,
    "save followup.csv as a workbook": save_followup_as_workbook,
    "add a row": add_a_row,
    "misspell the state": misspell_the_state,
    "mend the state": mend_the_state,
    "add a figure": add_a_figure,
    "add the owner to the template": add_the_owner_to_the_template,
    "misspell the owner": misspell_the_owner,
    "mend the owner": mend_the_owner,
    "edit the annex in Word": edit_the_annex_in_word,
    "save a tracker as works.csv": save_a_tracker,
    "save the tracker of the tutorial": save_the_tracker_of_the_tutorial,
    "save the tracker of the next month": save_the_tracker_of_the_next_month,
    "edit the annex of 17 March and save it as edited.docx": edit_the_annex_of_17_march_and_save_it_as_edited,
    "put the annexes that were sent into the folder": put_the_sent_annexes_into_the_folder,
    "save the template as our-annex.docx": save_the_template_as_our_annex,
    "name the copy among the documents": name_the_copy,
    "add the owner to the copy": add_the_owner_to_the_copy,
    "misspell the owner in the copy": misspell_the_owner_in_the_copy,
    "mend the owner in the copy": mend_the_owner_in_the_copy,
    "add a row in English": add_a_row_in_english,
    "translate the row into French": translate_the_row_into_french,
    "add German to the languages": add_german_to_the_languages,
    "record what was wrong": record_what_was_wrong,
    "write the invitation": write_the_invitation,
}


def _with_tracked_change(docx: bytes, who: str, old: str, new: str) -> bytes:
    from tests.editions.edits import by_hand
    from tests.pull.hands import replace_tracked

    return by_hand(docx, lambda document: replace_tracked(document.element.body, old, new, who))


def _in_sheet(folder: Path, change: Callable[..., object]) -> None:
    import openpyxl

    path = folder / DOSSIER / "status.xlsx"
    workbook = openpyxl.load_workbook(path)
    change(workbook["followup"])
    workbook.save(path)


def _in_last_row(folder: Path, **cells: str) -> None:
    def change(sheet: object) -> None:
        rows = list(sheet.iter_rows())  # type: ignore[attr-defined]
        columns = [cell.value for cell in rows[0]]
        for name, text in cells.items():
            rows[-1][columns.index(name)].value = text

    _in_sheet(folder, change)


def _append_followup(folder: Path, cells: str, text: str) -> None:
    said = text.replace('"', '""')
    with (folder / DOSSIER / "followup.csv").open("a", encoding="utf-8") as table:
        table.write(f'{cells},"{said}"\n')


def _in_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _in_template(folder: Path, old: str, new: str, name: str = "annex.docx") -> None:
    def change(xml: str) -> str:
        assert old in xml, f"{name} has no {old}"
        return xml.replace(old, new, 1)

    _change_part(folder / "templates" / name, "word/document.xml", change)


def _change_part(path: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = change(parts[part].decode())
    assert re.search(r"</w:document>\s*$", changed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**parts, part: changed.encode()}.items():
            package.writestr(name, data)
