"""E-mail addresses as people type them, and messages with them as mail programs read them."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.outputs.addresses import MOST, AddressError, addresses_in
from briefgen.outputs.mail import Attachment, MailDraft, is_untouched_archive, is_untouched_draft, write_draft


def read(typed: str) -> list[tuple[str, str]]:
    return [(each.display_name, each.addr_spec) for each in addresses_in(typed)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", []),
        (" a@b.eu ", [("", "a@b.eu")]),
        ("a@b.eu, c@d.eu;e@f.eu\ng@h.eu;", [("", "a@b.eu"), ("", "c@d.eu"), ("", "e@f.eu"), ("", "g@h.eu")]),
        ("<a@b.eu>", [("", "a@b.eu")]),
        ("Zoë Łęska <zoe@b.eu>", [("Zoë Łęska", "zoe@b.eu")]),
        ('"Łęska, Zoë" <zoe@b.eu>', [("Łęska, Zoë", "zoe@b.eu")]),
        (r'"The \"Office\"" <o@b.eu>', [('The "Office"', "o@b.eu")]),
        ("Cabinet: front desk (2nd floor) <o@b.eu>", [("Cabinet: front desk (2nd floor)", "o@b.eu")]),
        ("post@bücher.example", [("", "post@xn--bcher-kva.example")]),
        ("o'neill+x_y@b-c.eu", [("", "o'neill+x_y@b-c.eu")]),
        ("office@intranet", [("", "office@intranet")]),
        ("Zoë\u200b\tŁęska <zoe@b.eu>", [("Zoë Łęska", "zoe@b.eu")]),
    ],
)
def test_addresses_are_understood_as_people_type_them(typed: str, meant: list[tuple[str, str]]) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("a.b.eu", "a.b.eu"),
        ("a@b.eu, nobody", "nobody"),
        ("a@b.eu\nBcc: c@d.eu", "Bcc: c@d.eu"),
        ("a@b@c.eu", "a@b@c.eu"),
        ("Peeters, A. <a@b.eu>", "Peeters"),
        ("a..b@c.eu", "a..b@c.eu"),
        (".a@c.eu", ".a@c.eu"),
        ("a@b..eu", "a@b..eu"),
        ("a b@c.eu", "a b@c.eu"),
        ("a@" + "b" * 70 + ".eu", "a@" + "b" * 70 + ".eu"),
        ("A <a@b.eu> B", "A <a@b.eu> B"),
        ("a\x00@b.eu", "a\x00@b.eu"),
        ("Team: a@b.eu", "Team: a@b.eu"),
    ],
)
def test_what_is_no_address_is_named(typed: str, named: str) -> None:
    with pytest.raises(AddressError) as refusal:
        addresses_in(typed)
    assert refusal.value.typed == named


def test_more_addresses_than_servers_take_are_refused() -> None:
    assert len(addresses_in(",".join(["a@b.eu"] * MOST))) == MOST
    with pytest.raises(AddressError, match="501 addresses"):
        addresses_in(",".join(["a@b.eu"] * (MOST + 1)))


HEADERS = {"x-briefgen-seal", "x-unsent", "to", "cc", "subject", "mime-version", "content-type"}


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_no_header_comes_of_it(name: str, subject: str, cc: str) -> None:
    quoted = name.replace("\\", "").replace('"', "")
    try:
        data = write_draft(MailDraft(f'"{quoted}" <a@b.eu>', _legible(subject), "Text\n", cc, html="<p>Text</p>\n"))
    except AddressError:
        return
    message = message_from_bytes(data, policy=policy.SMTPUTF8)
    assert {each.lower() for each in message} <= HEADERS
    assert [each.addr_spec for each in message["To"].addresses] == ["a@b.eu"]


@given(st.text(max_size=60), st.binary(max_size=200))
def test_what_goes_in_comes_out_of_a_mail_program(subject: str, data: bytes) -> None:
    legible = _legible(subject)
    written = write_draft(MailDraft("a@b.eu", legible, "Text\n", attachments=[Attachment("é 1.pdf", data, "pdf")]))
    message = message_from_bytes(written, policy=policy.default)
    assert " ".join(str(message["Subject"] or "").split()) == " ".join(legible.split())
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("é 1.pdf", data)


def _legible(text: str) -> str:
    """Without what no table and no dossier.yaml may hold, but with all that is a line's end somewhere."""
    return "".join(each for each in text if each.isprintable() or each in "\r\n\t\x0b\x0c\x85\u2028\u2029")


def test_letters_before_the_at_may_be_of_any_script() -> None:
    data = write_draft(MailDraft("Zoë <zoë@example.eu>", "Réunion", "Text\n"))
    assert "To: Zoë <zoë@example.eu>" in data.decode()  # RFC 6532


def test_a_draft_knows_whether_it_was_touched() -> None:
    data = write_draft(MailDraft("a@b.eu", "Subject", "Text\n"))
    assert is_untouched_draft(data)
    assert not is_untouched_draft(data.replace(b"Text", b"Words"))
    assert not is_untouched_archive(data)
    assert not is_untouched_archive(b"")
