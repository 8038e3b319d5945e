"""`briefgen mail`: a draft for each recipient, as mail programs read it."""

from __future__ import annotations

import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO

import pytest

from briefgen.outputs.pdf import read_pages
from tests.page_engines import needs_rdocx
from tests.translations import fill
from tests.word.docx_templates import texts
from tests.workspaces import SOUND, Run, Workspace

DAY = ("--as-of", "2023-03-20")
HEAD = "recipient,language,name,salutation,address,email,cc,closing,gender\n"
TO = '"Zoë Łęska <zoe@example.eu>; ""Peeters, B."" <b@example.eu>"'
BE = f"be,en,B. Peeters,Dear Prime Minister,Brussels,{TO},c@example.eu,,\n"
FR = "fr,fr,C. Dupont,Monsieur le Président,Paris,dupont@bücher.example,,Respectueusement,male\n"
TEXT = 'My letter of {{ date("2023-03-20") }} and its **annex**.\n\n- See point {{ point("dublin") }}.\n'


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def draft(workspace: Workspace, name: str) -> EmailMessage:
    return parsed(workspace.document(name))


def said(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content()).replace("\r\n", "\n").replace("\u00a0", " ")


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {str(each.get_filename()): each.get_content() for each in message.iter_attachments()}


def with_recipients(workspace: Workspace, *rows: str) -> None:
    workspace.write("recipients.csv", HEAD + "".join(rows))


def mail(workspace: Workspace, *options: str) -> Run:
    return workspace.run("mail", *DAY, *options)


@pytest.fixture
def english(workspace: Workspace) -> Workspace:
    with_recipients(workspace, BE)
    workspace.write("mail.md", TEXT)
    return workspace


@pytest.fixture
def french(english: Workspace) -> Workspace:
    """With a second language, in which everything says what the source says, but for the e-mail."""
    english.replace("dossier.yaml", "languages: [en]", "languages: [en, fr]\nmail: {subject: Our letter}")
    with_recipients(english, BE, FR)
    english.run("translate", "extract", "-l", "fr")
    path = english.data / "locale/fr.po"
    fill([path], lambda text: {"Our letter": "Notre lettre"}.get(text, text.replace("See point", "Voir le point")))
    return english


def test_a_draft_is_unsent_and_goes_to_the_addresses_of_its_recipient(english: Workspace) -> None:
    run = mail(english)
    assert (run.code, run.out, run.err) == (0, "out/spring-summit/letter-2023-03-20.be.en.eml\n", "")
    message = draft(english, "letter-2023-03-20.be.en.eml")
    assert message["X-Unsent"] == "1"
    assert [each for each in ("From", "Date", "Message-ID", "Bcc") if message[each]] == []
    to = [(each.display_name, each.addr_spec) for each in message["To"].addresses]
    assert to == [("Zoë Łęska", "zoe@example.eu"), ("Peeters, B.", "b@example.eu")]
    assert [each.addr_spec for each in message["Cc"].addresses] == ["c@example.eu"]
    assert message["Subject"] == "Follow-up to the spring summit"
    assert message.defects == []


def test_a_draft_says_the_text_between_salutation_and_closing(english: Workspace) -> None:
    mail(english)
    message = draft(english, "letter-2023-03-20.be.en.eml")
    lines = ["Dear Prime Minister", "My letter of 20 March and its annex.", "– See point 10.", "Yours sincerely,"]
    assert said(message).split("\n\n") == [*lines[:-1], f"{lines[-1]}\n"]
    assert "<p>My letter of 20 March and its <strong>annex</strong>.</p>\n<ul>\n<li>See point 10.</li>" in said(
        message, "html"
    )


def test_each_recipient_is_written_to_in_his_own_language(french: Workspace) -> None:
    assert mail(french).code == 0
    messages = [draft(french, f"letter-2023-03-20.{each}.eml") for each in ("be.en", "fr.fr")]
    assert [message["Subject"] for message in messages] == ["Our letter", "Notre lettre"]
    assert "Voir le point 10." in said(messages[1])
    assert '<html lang="fr-FR">' in said(messages[1], "html")
    assert [list(attached(message)) for message in messages] == [
        ["letter-2023-03-20.be.en.docx", "annex-2023-03-20.en.docx"],
        ["letter-2023-03-20.fr.fr.docx", "annex-2023-03-20.fr.docx"],
    ]
    assert "Bruxelles, le 20\u00a0mars 2023" in texts(attached(messages[1])["letter-2023-03-20.fr.fr.docx"])


def test_a_recipient_s_own_salutation_and_closing_stand_in_e_mail_and_letter(french: Workspace) -> None:
    mail(french, "--to", "fr")
    message = draft(french, "letter-2023-03-20.fr.fr.eml")
    assert said(message).startswith("Monsieur le Président\n")
    assert said(message).endswith("Respectueusement\n")
    assert "Respectueusement" in texts(attached(message)["letter-2023-03-20.fr.fr.docx"])


def test_a_text_that_is_not_translated_stops_all_drafts(french: Workspace) -> None:
    french.replace("mail.md", "My letter", "The letter")
    run = mail(french)
    assert (run.code, french.made()) == (1, [])
    assert "no translation into fr (mail/1)" in run.err


def test_what_is_attached_is_what_make_writes_without_traces(english: Workspace) -> None:
    mail(english)
    english.run("make", "letter", "annex", *DAY, "--to", "be", "--clean")
    for name, data in attached(draft(english, "letter-2023-03-20.be.en.eml")).items():
        assert data == english.document(name.replace(".docx", ".clean.docx"))


@needs_rdocx
def test_what_is_attached_may_be_pdf_as_well(english: Workspace) -> None:
    assert mail(english, "--attach", "both").code == 0
    found = attached(draft(english, "letter-2023-03-20.be.en.eml"))
    letter, annex = "letter-2023-03-20.be.en", "annex-2023-03-20.en"
    assert list(found) == [f"{letter}.docx", f"{letter}.pdf", f"{annex}.docx", f"{annex}.pdf"]
    assert "Eighty transfers" in " ".join(read_pages(found[f"{annex}.pdf"])[0].split())


def test_dossier_yaml_says_what_is_attached(english: Workspace) -> None:
    english.replace("dossier.yaml", "documents:", "mail: {documents: [annex], formats: [docx]}\ndocuments:")
    run = mail(english)
    assert run.out == "out/spring-summit/annex-2023-03-20.be.en.eml\n"
    assert list(attached(draft(english, "annex-2023-03-20.be.en.eml"))) == ["annex-2023-03-20.en.docx"]


@pytest.mark.parametrize(
    ("entry", "said_of_it"),
    [
        ("{formats: [doc]}", "Did you mean “docx”?"),
        ("{documents: [anex]}", "Did you mean “annex”?"),
        ("{body: ../mail.md}", "cannot be the body of a document"),
        ("{subjekt: x}", "Did you mean “subject”?"),
        ("{subject: '{{ dat(\"2023-03-20\") }}'}", "“dat” is not a word"),
        ("{body: other.md}", "other.md"),
    ],
)
def test_an_entry_that_cannot_be_is_told_of(english: Workspace, entry: str, said_of_it: str) -> None:
    english.replace("dossier.yaml", "documents:", f"mail: {entry}\ndocuments:")
    run = mail(english)
    assert said_of_it in run.err
    assert english.made() == []


def test_the_same_drafts_give_the_same_bytes(english: Workspace) -> None:
    mail(english)
    first = english.document("letter-2023-03-20.be.en.eml")
    (english.out / "letter-2023-03-20.be.en.eml").unlink()
    mail(english)
    assert english.document("letter-2023-03-20.be.en.eml") == first


def test_a_recipient_without_an_address_gets_a_draft_to_nobody_and_a_warning(workspace: Workspace) -> None:
    run = mail(workspace)
    assert [path.name for path in run.paths] == ["letter-2023-03-20.be.en.eml", "letter-2023-03-20.fr.en.eml"]
    assert run.code == 0
    assert "recipients.csv, row 2, column email: warning MAIL-001: “be” has no e-mail address" in run.err
    assert draft(workspace, "letter-2023-03-20.be.en.eml")["To"] is None


def test_without_a_text_a_usual_sentence_stands_and_a_hint_says_so(workspace: Workspace) -> None:
    run = mail(workspace, "--to", "be", "-v")
    assert "Please find the documents attached." in said(draft(workspace, "letter-2023-03-20.be.en.eml"))
    assert "hint MAIL-003" in run.err
    assert "MAIL-003" not in mail(workspace, "--to", "be").err


@pytest.mark.parametrize(
    "typed",
    ['"a@b.eu\n\nBcc: c@d.eu"', '"a@b.eu\r\nX-Evil: 1"', '"Peeters, A. <a@b.eu>"', "a.b.eu", "a@b@c", '"a@b.eu\n.c"'],
)
def test_what_is_no_address_is_refused_with_its_cell(workspace: Workspace, typed: str) -> None:
    with_recipients(workspace, f"be,en,B. Peeters,,,{typed},,,\n")
    run = mail(workspace)
    assert (run.code, workspace.made()) == (1, [])
    assert "row 2, column email: error MAIL-002" in run.err


def test_nothing_that_is_typed_adds_a_header(workspace: Workspace) -> None:
    with_recipients(
        workspace,
        'be,en,"B.\nBcc: x@y.eu","Dear\nBcc: x@y.eu",,"""B.\nBcc: x@y.eu"" <a@b.eu>","c@d.eu\ne@f.eu",,\n',
    )
    workspace.replace("dossier.yaml", "documents:", 'mail: {subject: "Our letter\\nBcc: x@y.eu"}\ndocuments:')
    run = mail(workspace)
    for name in workspace.made():
        message = draft(workspace, name)
        assert message["Bcc"] is None
        assert message["Subject"] == "Our letter Bcc: x@y.eu"
        assert [each.addr_spec for each in message["Cc"].addresses] == ["c@d.eu", "e@f.eu"]
    assert (run.code, len(workspace.made())) in {(0, 1), (1, 0)}


def test_hundreds_of_addresses_go_into_one_draft_and_more_are_refused(workspace: Workspace) -> None:
    listed = "; ".join(f"Zoë Łęska {number} <zoe{number}@example.eu>" for number in range(501))
    with_recipients(workspace, f'be,en,B. Peeters,,,"{listed.rpartition(";")[0]}",,,\n')
    assert mail(workspace).code == 0
    data = workspace.document("letter-2023-03-20.be.en.eml")
    assert len(parsed(data)["To"].addresses) == 500
    assert max(map(len, data.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"
    with_recipients(workspace, f'be,en,B. Peeters,,,"{listed}",,,\n')
    assert "there are 501 addresses; an e-mail goes to 500 at most." in mail(workspace).err


def test_a_draft_that_was_edited_is_kept(english: Workspace) -> None:
    mail(english)
    path = english.out / "letter-2023-03-20.be.en.eml"
    path.write_bytes(path.read_bytes().replace(b"My letter", b"Our letter"))
    run = mail(english)
    assert run.code == 2
    assert b"Our letter" in path.read_bytes()
    assert mail(english, "--force").code == 0
    assert english.made() == ["letter-2023-03-20.be.en.edited-1.eml", "letter-2023-03-20.be.en.eml"]


def test_a_draft_that_nobody_touched_is_replaced(english: Workspace) -> None:
    mail(english)
    english.replace("mail.md", "My letter", "Our letter")
    assert mail(english).code == 0
    assert "Our letter" in said(draft(english, "letter-2023-03-20.be.en.eml"))


def test_zip_puts_all_drafts_and_papers_into_one_archive(french: Workspace) -> None:
    mail(french)
    run = mail(french, "--zip")
    assert run.out == "out/spring-summit/letter-2023-03-20.zip\n"
    data = french.document("letter-2023-03-20.zip")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "letter-2023-03-20.be.en.eml",
            "letter-2023-03-20.fr.fr.eml",
            "letter-2023-03-20.be.en.docx",
            "letter-2023-03-20.fr.fr.docx",
            "annex-2023-03-20.en.docx",
            "annex-2023-03-20.fr.docx",
        ]
        for name in archive.namelist()[:2]:
            assert archive.read(name) == french.document(name)
        assert (
            archive.read("annex-2023-03-20.fr.docx") in attached(parsed(archive.read(archive.namelist()[1]))).values()
        )


def test_an_archive_is_replaced_only_as_long_as_it_is_as_it_was_written(english: Workspace) -> None:
    mail(english, "--zip")
    english.replace("mail.md", "My letter", "Our letter")
    assert mail(english, "--zip").code == 0
    path = english.out / "letter-2023-03-20.zip"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("note.txt", "by hand")
    english.replace("mail.md", "Our letter", "Your letter")
    assert mail(english, "--zip").code == 2


def test_a_table_in_the_text_is_refused(english: Workspace) -> None:
    english.replace("dossier.yaml", "documents:", MADE_OF_ROWS + "documents:")
    english.write("replies.csv", "country\nBelgium\n")
    english.write("mail.md", 'As follows:\n\n{{ table("countries") }}\n')
    run = mail(english)
    assert (run.code, english.made()) == (1, [])
    assert "an e-mail cannot show or refer to “countries”" in run.err


MADE_OF_ROWS = """\
frames: {replies: replies.csv}
tables:
  countries: {frame: replies, caption: Countries, rows: country}
"""


def test_a_dossier_without_recipients_or_papers_says_what_is_missing(workspace: Workspace) -> None:
    assert "has no recipients: recipients.csv is missing or empty." in _without(workspace, "recipients.csv").err


def test_a_dossier_without_letter_and_annex_says_what_to_write(english: Workspace) -> None:
    yaml = SOUND["dossier.yaml"]
    assert isinstance(yaml, str)
    english.write("dossier.yaml", yaml.replace("annex: annex.docx\n  letter: letter.docx", "note: note.docx"))
    assert "mail: {documents: [note]}" in mail(english).err


def _without(workspace: Workspace, name: str) -> Run:
    (workspace.data / name).unlink()
    return mail(workspace)


def test_a_gender_is_one_of_three_words(english: Workspace) -> None:
    with_recipients(english, BE.replace(",,\n", ",,femal\n"))
    run = mail(english)
    assert run.code == 1
    assert (
        "row 2, column gender: error MAIL-005: “femal” is not a gender that is known.\n  Did you mean “female”?"
        in run.err
    )


def test_translators_get_the_text_of_the_e_mail(french: Workspace) -> None:
    catalogue = (french.data / "locale/fr.po").read_text(encoding="utf-8")
    assert [each for each in ("mail/subject", "mail/1", "mail/2") if f'msgctxt "{each}"' in catalogue] == [
        "mail/subject",
        "mail/1",
        "mail/2",
    ]
