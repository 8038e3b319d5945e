"""What a template sees of a situation."""

from datetime import date
from decimal import Decimal
from typing import Any

from briefgen.asof import changes_between, situation_as_of
from briefgen.compose import KINDS, Composed, Correction, Request, compose, fields_of
from briefgen.findings import Place
from briefgen.localise import localiser
from briefgen.model.dossier import DocumentSpec, Dossier, Letter, LetterHead
from briefgen.model.kinds import DOCUMENT_KINDS
from tests.builders import a_commitment, a_dossier, a_figure, a_follow_up, a_paragraph, a_recipient, day

_AFTER = {"recital": ("dash",), "point": ("dash",)}
ANNEX = DocumentSpec("annex", "annex", "annex.docx")
LETTER = DocumentSpec("letter", "letter", "letter.docx")


def composed(dossier: Dossier, as_of: str, document: DocumentSpec = ANNEX, since: str = "", **options: Any) -> Composed:
    situation = situation_as_of(dossier, date.fromisoformat(as_of))
    earlier = date.fromisoformat(since) if since else None
    before = situation_as_of(dossier, earlier) if earlier else None
    changes = changes_between(before, situation) if before else None
    words = localiser("en", situation.as_of)
    return compose(situation, document, Request(words, changes=changes, since=earlier, **options))


def test_items_stand_under_their_point_and_sub_heading_in_the_order_of_the_file() -> None:
    dossier = a_dossier(
        a_commitment(point="partners", number="11"),
        a_follow_up(point="partners", item="projects", text="Projects."),
        a_follow_up(point="partners", item="egypt", group="Outreach", text="Egypt."),
        a_follow_up(point="partners", item="tunisia", group="Outreach", text="Tunisia."),
    )
    (point,) = composed(dossier, "2023-03-17").data["points"]
    assert [(group["title"], [str(item["text"]) for item in group["items"]]) for group in point["groups"]] == [
        ("", ["Projects."]),
        ("Outreach", ["Egypt.", "Tunisia."]),
    ]


def test_points_are_gathered_under_their_section_rows() -> None:
    dossier = a_dossier(
        a_commitment(point="a", number="1"),
        a_commitment(point="b", number="", part="Action Plans"),
        a_commitment(point="c", number="", part="Action Plans"),
        a_follow_up(point="a"),
    )
    parts = composed(dossier, "2023-03-17").data["parts"]
    assert [(part["title"], [point["key"] for point in part["points"]]) for part in parts] == [
        ("", ["a"]),
        ("Action Plans", ["b", "c"]),
    ]


def test_values_are_said_as_of_the_day() -> None:
    dossier = a_dossier(
        a_commitment(point="dublin", number="10"),
        a_follow_up(text='{{ figure("fund") }} by {{ date("2023-03-14") }}, see point {{ point("dublin") }}.'),
        a_figure(figure="fund", as_of="2023-03-01", value="480000000", unit="EUR"),
        a_figure(figure="fund", as_of="2023-03-16", value="500000000", unit="EUR"),
    )
    texts = [str(composed(dossier, day).data["points"][0]["items"][0]["text"]) for day in ("2023-03-10", "2023-03-17")]
    assert texts == [
        "EUR\u00a0480\u00a0million by 14\u00a0March, see point\u00a010.",
        "EUR\u00a0500\u00a0million by 14\u00a0March, see point\u00a010.",
    ]


def test_a_text_that_cannot_be_said_is_a_finding_at_its_row_and_stands_as_typed() -> None:
    dossier = a_dossier(
        a_follow_up(text='Some {{ figure("fnud") }}.', place=Place("followup.csv", row=7)),
        a_figure(figure="fund", as_of="2023-03-01"),
    )
    document = composed(dossier, "2023-03-17")
    (finding,) = document.findings
    assert (finding.place.row, finding.rule) == (7, "TEXT-001")
    assert "Did you mean “fund”?" in finding.message
    assert str(document.data["points"][0]["items"][0]["text"]) == 'Some {{ figure("fnud") }}.'


def test_since_marks_each_item_and_keeps_the_ended_ones() -> None:
    dossier = a_dossier(
        a_follow_up(item="old", as_of="2023-03-01", text="Old."),
        a_follow_up(item="moved", as_of="2023-03-01", text="Before."),
        a_follow_up(item="moved", as_of="2023-03-10", text="After."),
        a_follow_up(item="gone", as_of="2023-03-01", text="Gone."),
        a_follow_up(item="gone", as_of="2023-03-12", state="withdrawn", text="Gone."),
        a_follow_up(item="new", as_of="2023-03-12", text="New."),
    )
    (point,) = composed(dossier, "2023-03-17", since="2023-03-06").data["points"]
    assert {item["key"]: item["change"] for item in point["items"]} == {"old": "same", "moved": "changed", "new": "new"}
    assert [str(item["text"]) for item in point["ended"]] == ["Gone."]


def test_the_title_of_an_annex_says_its_date() -> None:
    assert (
        composed(a_dossier(), "2023-03-17").title
        == "Follow-up to the spring summit (situation as of 17\u00a0March 2023)"
    )


def test_figures_can_be_read_by_name() -> None:
    dossier = a_dossier(a_follow_up(), a_figure(figure="fund", as_of="2023-03-01", value="1250000", unit="EUR"))
    figure = composed(dossier, "2023-03-17").data["figures"]["fund"]
    assert (figure["value"], figure["text"]) == (Decimal(1250000), "EUR\u00a01.25\u00a0million")


def test_a_letter_has_its_recipients_salutation_and_an_address_of_paragraphs() -> None:
    recipient = a_recipient(salutation="Dear Prime Minister,", address="Rue 1\nBrussels")
    dossier = a_dossier(
        a_follow_up(), letters=(Letter("Dear colleagues,", "Body.", "Yours,"),), dateline_place="Brussels"
    )
    data = composed(dossier, "2023-03-17", LETTER, recipient=recipient).data
    assert str(data["letter"]["salutation"]) == "Dear Prime Minister,"
    assert [str(block) for block in data["recipient"]["address"].blocks] == ["Rue 1", "Brussels"]
    assert data["letter"]["dateline"] == "Brussels, 17\u00a0March 2023"


def test_a_letter_whose_dateline_has_no_place_is_a_finding_unless_it_prints_none() -> None:
    dossier = a_dossier(letters=(Letter("Dear colleagues,", "Body.", "Yours,"),))
    (finding,) = composed(dossier, "2023-03-17", LETTER).findings
    assert (finding.rule, finding.place) == ("TEXT-002", dossier.place)
    assert composed(dossier, "2023-03-17", LETTER, reads=frozenset({"letter", "letter.body"})).findings == ()
    assert composed(dossier, "2023-03-17", LETTER, place="Brussels").findings == ()


def test_a_letter_without_a_body_is_a_finding_that_names_the_file_that_holds_on_the_day() -> None:
    dated = Letter("Dear colleagues,", place=Place("letter.2023-03-10.md"), as_of=date(2023, 3, 10))
    for letters, file in (((), "letter.md"), ((Letter(), dated), "letter.2023-03-10.md")):
        document = composed(a_dossier(dateline_place="Brussels", letters=letters), "2023-03-17", LETTER)
        [finding] = document.findings
        assert finding.rule == "LETTER-001"
        assert f"into {file} in" in finding.remedy


def test_a_letter_may_have_a_body_of_its_own() -> None:
    dossier = a_dossier(a_follow_up(), letters=(Letter("Dear,", "The usual.", "Yours,"),))
    own = DocumentSpec("cover", "letter", "", body="Its own.", body_file="cover.md", about={"to": "All"})
    data = composed(dossier, "2023-03-17", own).data
    assert (str(data["letter"]["body"]), data["about"]) == ("Its own.", {"to": "All"})


def test_every_field_of_a_document_is_in_the_schema_and_the_other_way_round() -> None:
    rows = [
        a_paragraph(document=document, paragraph=f"{kind}-{number}", kind=kind)
        for document, record in DOCUMENT_KINDS.items()
        for number, kind in enumerate(each for kind in record.paragraphs for each in (kind, *_AFTER.get(kind, ())))
    ]
    moved = (a_follow_up(due="2023-04"), a_follow_up(as_of="2023-03-10", due="2023-05"))
    head = LetterHead("A 1", "Borders", ("Annex",), ("All",))
    dossier = a_dossier(*moved, *rows, letters=(Letter("Dear,", "Body.", "Yours,"),), letter_head=head)
    correction = Correction("annex", 1, day("2023-03-17"), situation_as_of(dossier, day("2023-02-01")))
    for name in KINDS:
        spec = DocumentSpec(name, name, "")
        document = composed(dossier, "2023-03-17", spec, recipient=a_recipient(), correction=correction)
        assert _shape(document.data) == _schema(fields_of(name)), name


def _shape(data: Any) -> Any:
    """The names of nested fields; a list is the shape of its first record, free-form records are leaves."""
    if isinstance(data, list):
        return _shape(data[0]) if data else "empty"
    if not isinstance(data, dict):
        return None
    leaves = ("figures", "settings", "about", "charts", "tables", "by_group")
    return {key: None if key in leaves else _shape(value) for key, value in data.items() if _shape(value) != "empty"}


def _schema(known: Any) -> Any:
    if not hasattr(known, "items"):
        return None
    return {name: _schema(below) for name, below in known.items() if name != "ended"}
