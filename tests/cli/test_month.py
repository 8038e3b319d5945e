"""One month of a private office, as the people in it live through it.

On 6 March the annex goes out. The owners of its items get workbooks and send them back; the annex of 17 March is
edited in Word by two people with tracked changes; on 20 March the final annex and the letters become drafts of
e-mails, and the recipients ask what is new since 6 March.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject

from briefgen.word import lint
from tests.contributions.people import filled
from tests.editions.edits import by_hand, save
from tests.pull.hands import W, replace_tracked
from tests.redline.resolver import accepted, plain, rejected, texts
from tests.workspaces import Run, Workspace, a_workspace

LEDGER = """\
point,item,as_of,recorded,group,state,due,owner,source,text
dublin,transfers,2023-03-01,2023-03-01,,ongoing,,Agency,,"Eighty transfers, at {{ figure(""funding"") }}, were made."
dublin,report,2023-03-01,2023-03-01,,planned,2023-03-15,Agency,,A report is due.
borders,cameras,2023-03-01,2023-03-01,Outreach,ongoing,2023-04-10,Frontex,,Cameras are being bought.
borders,patrols,2023-03-01,2023-03-01,Outreach,planned,2023-04,Frontex,,Joint patrols will begin.
"""
RECIPIENTS = """\
recipient,language,name,salutation,address,email,cc
be,en,B. Peeters,Dear Prime Minister,Brussels,B. Peeters <be@example.eu>,
fr,en,C. Dupont,Dear President,Paris,C. Dupont <fr@example.eu>,cabinet@example.eu
"""
MAIL = 'Please find my letter of {{ date("2023-03-20") }} and its annex.\n'
NEW = ("Ninety transfers, at EUR 500 million, were made.", "The report was sent.", "Cameras were bought.")


@dataclass
class Office:
    """A private office: its workspace, and what it has made so far."""

    workspace: Workspace
    sent: Path = Path()
    final: Path = Path()
    attached: Path = Path()

    def run(self, *args: str | Path) -> Run:
        """A command that must succeed."""
        done = self.workspace.run(*args)
        assert done.code == 0, done.err
        return done

    def make(self, *args: str | Path) -> list[Path]:
        """The files that a command writes."""
        return [self.workspace.root / path for path in self.run(*args).paths]

    def annex(self, day: str) -> Path:
        (path,) = self.make("annex", "--as-of", day)
        return path

    def ledger(self) -> list[dict[str, str]]:
        """The rows that the ledger has gained since the month began."""
        text = (self.workspace.data / "followup.csv").read_text(encoding="utf-8")
        assert text.startswith(LEDGER), "an old row was changed"
        return list(csv.DictReader(text.splitlines()))[LEDGER.count("\n") - 1 :]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(a_workspace(tmp_path, {"followup.csv": LEDGER, "recipients.csv": RECIPIENTS, "mail.md": MAIL}))


def test_a_month(office: Office) -> None:
    send_the_annex_of_6_march(office)
    send_workbooks_and_get_them_back(office)
    make_the_annex_of_17_march_and_have_it_edited_by_two(office)
    make_the_final_annex(office)
    write_to_the_recipients(office)
    show_what_is_new_since_6_march(office)
    find_all_that_was_sent_to_be_the_same(office)


def send_the_annex_of_6_march(office: Office) -> None:
    office.sent = office.annex("2023-03-06")
    assert "Eighty transfers, at EUR 480 million, were made." in read(office.sent.read_bytes())
    run = office.run("issued", office.sent, "--sent", "2023-03-06")
    assert run.out == "out/spring-summit/annex-2023-03-06.en.docx: annex (en), edition 1, sent 2023-03-06\n"


def send_workbooks_and_get_them_back(office: Office) -> None:
    agency, frontex = office.make("export", "--as-of", "2023-03-13", "--each-owner")
    fill_in(agency, report__new_wording="The report was sent.", report__new_state="done", transfers__nothing_new="x")
    fill_in(frontex, cameras__nothing_new="x", patrols__new_due="May 2023", patrols__new_state="delayed")
    office.run("pull", agency, frontex, "--recorded", "2023-03-15", "--write")
    rows = [(each["item"], each["as_of"], each["state"], each["due"], each["text"]) for each in office.ledger()]
    assert rows == [
        ("transfers", "2023-03-13", "", "", ""),
        ("report", "2023-03-13", "done", "2023-03-15", "The report was sent."),
        ("cameras", "2023-03-13", "", "", ""),
        ("patrols", "2023-03-13", "delayed", "2023-05", ""),
    ]
    assert office.run("status", "--chase").err == "Everybody has answered.\n"


def make_the_annex_of_17_march_and_have_it_edited_by_two(office: Office) -> None:
    annex = office.annex("2023-03-17")
    assert "The report was sent." in read(annex.read_bytes())
    anna = edited(annex, "Anna Berg", ("Eighty", "Ninety"))
    bernard = edited(annex, "Bernard Roux", ("are being bought", "were bought"), ("480", "500"))
    office.run("pull", anna, bernard, "--recorded", "2023-03-18", "--write")
    rows = [(each["item"], each["as_of"], each["source"], each["text"]) for each in office.ledger()[4:]]
    transfers = 'Ninety transfers, at {{ figure("funding") }}, were made.'
    assert rows == [
        ("transfers", "2023-03-17", "annex-Anna.docx, Anna Berg, 2023-03-18", transfers),
        ("cameras", "2023-03-17", "annex-Bernard.docx, Bernard Roux, 2023-03-18", "Cameras were bought."),
    ]
    figures = (office.workspace.data / "figures.csv").read_text(encoding="utf-8")
    assert figures.endswith("funding,2023-03-01,480000000,EUR\nfunding,2023-03-17,500000000,EUR\n")


def make_the_final_annex(office: Office) -> None:
    office.final = office.annex("2023-03-20")
    words = read(office.final.read_bytes())
    for each in (*NEW, "Joint patrols will begin."):
        assert each in words


def write_to_the_recipients(office: Office) -> None:
    office.run("issued", office.final, "--sent", "2023-03-20")
    drafts = [parsed(path.read_bytes()) for path in office.make("mail", "--as-of", "2023-03-20")]
    assert [each["To"].addresses[0].addr_spec for each in drafts] == ["be@example.eu", "fr@example.eu"]
    for recipient, draft in zip(("be", "fr"), drafts, strict=True):
        assert "my letter of 20 March" in said(draft)
        letter, annex = draft.iter_attachments()
        assert letter.get_filename() == f"letter-2023-03-20.{recipient}.en.docx"
        assert "We met on 1 March." in read(letter.get_content())
        assert annex.get_filename() == "annex-2023-03-20.en.docx"
        assert plain(annex.get_content()) == plain(office.final.read_bytes())
        office.attached = save(office.workspace.root / "attached.docx", annex.get_content())
    assert drafts[1]["Cc"] == "cabinet@example.eu"


def show_what_is_new_since_6_march(office: Office) -> None:
    (path,) = office.make("redline", "--since", "last", "--as-of", "2023-03-20")
    assert path.name == "redline-annex-2023-03-06-2023-03-20.en.docx"
    redline = path.read_bytes()
    assert lint(redline) == []
    assert accepted(redline) == plain(office.final.read_bytes())
    assert rejected(redline) == plain(office.sent.read_bytes())
    for word in ("6\u00a0March", "Eighty", "480", "A report is due", "are being"):
        assert word in marked(redline, "del")
    for word in ("20\u00a0March", "Ninety", "500", "The report was sent", "were"):
        assert word in marked(redline, "ins")
    assert "patrols" not in marked(redline, "del") + marked(redline, "ins")


def find_all_that_was_sent_to_be_the_same(office: Office) -> None:
    told = office.run("verify", office.sent, office.final, office.attached).out
    verdicts = [line for line in told.splitlines() if not line.startswith(" ")]
    files = (office.sent, office.final, office.attached)
    assert verdicts == [f"{each.relative_to(office.workspace.root)}: the same" for each in files]
    for edition in ("1, sent 2023-03-06", "2, sent 2023-03-20"):
        assert f"Registered as sent: annex (en), edition {edition}." in told
    assert "It is the clean copy of the document of that edition, made again." in told


def fill_in(workbook: Path, **said: str) -> None:
    """An owner's answers: `item__column=…`."""
    workbook.write_bytes(filled(workbook.read_bytes(), **said))


def edited(annex: Path, who: str, *changes: tuple[str, str]) -> Path:
    """Somebody's own copy of the annex, with tracked changes of some words."""

    def work(document: DocumentObject) -> None:
        for old, new in changes:
            replace_tracked(document.element.body, old, new, who)

    return save(annex.with_name(f"annex-{who.split(maxsplit=1)[0]}.docx"), by_hand(annex.read_bytes(), work))


def read(docx: bytes) -> str:
    """The words of a document, all changes accepted."""
    return "\n".join(texts(plain(docx))).replace("\u00a0", " ")


def marked(docx: bytes, kind: str) -> str:
    """What a redline has inserted or deleted."""
    body = Document(io.BytesIO(docx)).element.body
    text = {"ins": "t", "del": "delText"}[kind]
    return "\n".join(str(each.text) for change in body.iter(f"{W}{kind}") for each in change.iter(f"{W}{text}"))


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def said(draft: EmailMessage) -> str:
    part = draft.get_body(("plain",))
    assert part
    return str(part.get_content()).replace("\u00a0", " ")
