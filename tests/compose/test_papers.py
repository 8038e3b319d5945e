"""What the templates of the other papers see: notes, conclusions, main results, summaries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from briefgen.asof import situation_as_of
from briefgen.compose import Composed, Request, compose
from briefgen.localise import localiser
from briefgen.model.dossier import DocumentSpec
from briefgen.model.exhibits import Chart, Series, Table
from briefgen.model.kinds import DOCUMENT_KINDS, ParagraphEntry
from briefgen.model.richtext import Kind, RichText, Span
from tests.builders import a_commitment, a_dossier, a_figure, a_paragraph

AREAS = Table("areas", label="Table")
SHARES = Chart("shares", label="Chart", categories=("asylum",), series=(Series("Share", (Decimal(1),)),))
SHOWN = {"table/areas": AREAS, "chart/shares": SHARES}


def paper(kind: str, *rows: ParagraphEntry, as_of: str = "2020-06-05", language: str = "en", **more: Any) -> Composed:
    spec = {"body_file": "note.md", **more.pop("spec", {})}
    dossier = more.pop("dossier", None) or a_dossier(a_commitment(point="dublin", number="10"), *rows)
    situation = situation_as_of(dossier, date.fromisoformat(as_of), more.pop("known_on", None))
    request = Request(localiser(language, situation.as_of), **{"place": "Brussels", **more})
    return compose(situation, DocumentSpec("paper", kind, "paper.docx", **spec), request)


def recital(text: str, key: str = "a", **more: Any) -> ParagraphEntry:
    return a_paragraph(paragraph=key, kind="recital", text=text, **more)


def point(text: str, key: str = "p", **more: Any) -> ParagraphEntry:
    return a_paragraph(paragraph=key, kind="point", text=text, **more)


def dash(text: str, key: str = "d") -> ParagraphEntry:
    return a_paragraph(paragraph=key, kind="dash", text=text)


def texts(records: list[dict[str, Any]]) -> list[str]:
    return [str(record["text"]) for record in records]


def rules(document: Composed) -> list[str]:
    return [finding.rule for finding in document.findings]


@pytest.mark.parametrize("kind", [name for name, record in DOCUMENT_KINDS.items() if record.paragraphs])
def test_a_paper_of_which_nothing_stands_is_a_finding_that_names_the_first_day(kind: str) -> None:
    first = a_paragraph(kind=DOCUMENT_KINDS[kind].paragraphs[0], as_of="2020-07-01")
    (finding,) = paper(kind, first).findings
    assert (finding.rule, finding.remedy) == ("PAPER-001", "Its first holds from 2020-07-01.")
    assert rules(paper(kind)) == ["PAPER-001"]


def test_a_paper_of_which_nothing_was_known_yet_says_so_and_names_no_later_row() -> None:
    later = a_paragraph(kind="paragraph", as_of="2020-06-01", recorded="2020-06-03")
    (finding,) = paper("note", later, known_on=date(2020, 6, 2)).findings
    assert finding.message.endswith("has no paragraph that stands on 2020-06-05 as known on 2020-06-02.")
    assert finding.place == a_dossier().place


def test_a_figure_that_nobody_knew_yet_is_not_there() -> None:
    dossier = a_dossier(a_figure(as_of="2020-06-03"), a_paragraph(kind="paragraph", text='{{ figure("funding") }}'))
    (finding,) = paper("note", dossier=dossier, known_on=date(2020, 6, 2)).findings
    assert "there is no figure “funding” known on 2020-06-02." in finding.message


class TestTheHead:
    def test_says_texts_and_lists_and_their_values(self) -> None:
        about = {"codes": ("JAI 347", "ASIM 24"), "date": 'Brussels, {{ date("2020-05-12", year=true) }}'}
        data = paper("note", spec={"about": about, "body": "Text."}).data
        assert data["about"] == {"codes": ["JAI 347", "ASIM 24"], "date": "Brussels, 12\u00a0May 2020"}

    def test_cannot_refer_to_what_has_no_number_yet(self) -> None:
        about = {"subject": 'See {{ ref("table/areas") }}'}
        document = paper("note", spec={"about": about, "body": "Text."}, exhibits=SHOWN)
        assert rules(document) == ["TEXT-001"]


class TestTheDateline:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "Brussels, 5 June 2020"),
            ("fr", "Bruxelles, le 5 juin 2020"),
            ("lv", "Briselē, 2020. gada 5. jūnijā"),
            ("mt", "Brussell, 5 ta’ Ġunju 2020"),
            ("cs", "V Bruselu dne 5. června 2020"),
        ],
    )
    def test_has_place_and_day_in_the_style_of_the_language(self, language: str, said: str) -> None:
        data = paper("note", spec={"body": "Text."}, language=language, place="Brussels").data
        assert data["dateline"].replace("\u00a0", " ") == said

    def test_names_the_place_of_the_dossier_before_that_of_the_workspace(self) -> None:
        dossier = a_dossier(dateline_place="Luxembourg")
        data = paper("note", dossier=dossier, spec={"body": "Text."}, place="Brussels").data
        assert data["dateline"] == "Luxembourg, 5\u00a0June 2020"

    @pytest.mark.parametrize(
        ("kind", "entry", "as_of", "said"),
        [
            ("note", "2020-05-12", "2020-06-05", "12\u00a0May 2020"),
            ("note", 'Brussels, {{ date("2020-05-12", year=true) }}', "2020-06-05", "5\u00a0June 2020"),
            ("conclusions", "2020-06-05", "2020-06-04", "4\u00a0June 2020"),
            ("conclusions", "2020-06-05", "2020-06-05", "5\u00a0June 2020"),
            ("conclusions", "2020-06-05", "2020-07-01", "5\u00a0June 2020"),
        ],
    )
    def test_has_the_day_that_the_head_names(self, kind: str, entry: str, as_of: str, said: str) -> None:
        spec = {"about": {"adopted" if kind == "conclusions" else "date": entry}, "body": "Text."}
        document = paper(kind, recital("noting it"), spec=spec, as_of=as_of, place="Brussels")
        assert document.data["dateline"] == f"Brussels, {said}"
        assert not [rule for rule in rules(document) if rule == "PAPER-003"]

    @pytest.mark.parametrize("typed", ["5 June 2020", "2020-06-31", "2020-6-5", "20200605", "soon", ("2020-06-05",)])
    def test_of_conclusions_wants_a_day_of_adoption_that_is_one(self, typed: Any) -> None:
        document = paper("conclusions", recital("noting it"), spec={"about": {"adopted": typed}})
        (finding,) = document.findings
        assert finding.rule == "PAPER-003"
        assert "“adopted” in the head of the document “paper” is no day" in finding.message

    def test_without_a_place_is_a_finding_where_it_is_printed(self) -> None:
        spec = {"body": "Text."}
        assert rules(paper("note", spec=spec, place="")) == ["TEXT-002"]
        assert rules(paper("note", spec=spec, place="", reads=frozenset({"body"}))) == []

    def test_wants_a_date_of_figures_to_be_a_day(self) -> None:
        assert rules(paper("note", spec={"about": {"date": "2020-5-12"}, "body": "Text."})) == ["PAPER-003"]


class TestTheNote:
    def test_has_its_markdown_then_its_paragraphs_with_numbered_questions(self) -> None:
        rows = (
            a_paragraph(paragraph="h", kind="heading", text="Questions"),
            a_paragraph(paragraph="q1", kind="question", text="Why?"),
            a_paragraph(paragraph="q2", kind="question", text="How?"),
            a_paragraph(paragraph="t", kind="paragraph", text="Then."),
            a_paragraph(paragraph="q3", kind="question", text="When?"),
        )
        blocks = paper("note", *rows, spec={"body": "First."}).data["body"].blocks
        assert [(str(block), block.kind, block.restart) for block in blocks] == [
            ("First.", Kind.PARAGRAPH, False),
            ("Questions", Kind.HEADING, False),
            ("Why?", Kind.NUMBER, True),
            ("How?", Kind.NUMBER, False),
            ("Then.", Kind.PARAGRAPH, False),
            ("When?", Kind.NUMBER, True),
        ]

    def test_shows_tables_and_charts_in_its_text_and_by_name(self) -> None:
        body = 'See {{ ref("table/areas") }}.\n\n{{ table("areas") }}\n\n{{ chart("shares") }}'
        data = paper("note", spec={"body": body}, exhibits=SHOWN).data
        assert [block.exhibit for block in data["body"].blocks] == [None, AREAS, SHARES]
        assert data["body"].blocks[0].spans[:3] == (
            Span("See Table\u00a0"),
            Span("", refers_to="table/areas"),
            Span("."),
        )
        assert {**data["tables"], **data["charts"]}.keys() == {"areas", "shares"}
        assert data["tables"]["areas"].blocks[0].exhibit is AREAS

    def test_refuses_a_chart_with_nothing_to_draw_at_its_line(self) -> None:
        shown = {"chart/shares": Chart("shares", label="Chart")}
        document = paper("note", spec={"body": 'One.\n\nTwo.\n\n{{ chart("shares") }}\n'}, exhibits=shown)
        (finding,) = document.findings
        assert (finding.rule, str(finding.place)) == ("TEXT-001", "note.md, line 5")
        assert "the chart “shares” has nothing to draw" in finding.message

    def test_looks_at_no_table_that_neither_text_nor_template_asks_for(self) -> None:
        class Uncounted(dict[str, Any]):
            def __getitem__(self, key: str) -> Any:
                raise AssertionError(key)

        shown = Uncounted(SHOWN)
        data = paper("note", spec={"body": "Text."}, exhibits=shown, reads=frozenset({"body"})).data
        assert (data["tables"], data["charts"]) == ({}, {})

    def test_quotes_from_tables(self) -> None:
        quoted = {"cell": lambda *names: "/".join(names), "rows": lambda _key: 7}
        body = '{{ rows("areas") | spelt }} rows, {{ cell("areas", "asylum") }}, {{ rows("areas") }}.'
        assert str(paper("note", spec={"body": body}, quoted=quoted).data["body"]) == "Seven rows, areas/asylum, 7."

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            ('{{ cell("areas", "asylum") }}', "has nothing to quote"),
            ('{{ table("aeras") }}', "there is no table “aeras”. Did you mean “areas”?"),
            ('{{ ref("chart/areas") }}', "there is no chart “areas”."),
            ('{{ listed("countries") }}', "participants of a summary"),
        ],
    )
    def test_says_what_is_not_there(self, body: str, reason: str) -> None:
        (finding,) = paper("note", spec={"body": body}, exhibits=SHOWN).findings
        assert reason in finding.message


class TestConclusions:
    def test_number_recitals_and_points_in_one_go(self) -> None:
        data = paper("conclusions", recital("noting a", "a"), recital("noting b", "b"), point("to act", "p")).data
        numbers = [str(each["number"]) for each in (*data["recitals"], *data["calls"][0]["points"])]
        assert numbers == ["1", "2", "3"]

    def test_of_heads_alone_are_a_finding(self) -> None:
        heads = a_paragraph(paragraph="ms", kind="calls", text="calls on the Member States")
        (finding,) = paper("conclusions", heads).findings
        assert (finding.rule, "has no text of its own" in finding.message) == ("PAPER-001", True)

    @pytest.mark.parametrize(
        ("typed", "fault"),
        [
            (";", "has no words"),
            ("[^a]\n\n[^a]: ST 1/20.", "has no words"),
            ("# Head", "takes no number"),
            ("- one\n- two", "takes no number"),
        ],
    )
    def test_refuse_what_would_have_no_words_or_no_number(self, typed: str, fault: str) -> None:
        for row in (recital(typed), point(typed)):
            (finding,) = paper("conclusions", row).findings
            assert (finding.rule, fault in finding.message) == ("PAPER-004", True)
        assert rules(paper("conclusions", recital("noting a", "a"), dash(typed))) == ["PAPER-004"]

    def test_find_a_dash_that_stands_under_a_head_of_points(self) -> None:
        head = a_paragraph(paragraph="ms", kind="calls", text="calls on the Member States")
        rows = (recital("noting a", "a"), head, dash("lost"), point("to act"))
        document = paper("conclusions", *rows)
        assert rules(document) == ["PAPER-002"]
        assert document.data["recitals"][0]["dashes"] == []

    def test_open_a_recital_in_capitals_whatever_is_typed(self) -> None:
        typed = ("recalling A", "RECALLING A", "**Recalling** A", "taking into account A", "UNTER HINWEIS auf A")
        data = paper("conclusions", *(recital(text, str(n)) for n, text in enumerate(typed))).data
        assert texts(data["recitals"]) == [
            "RECALLING A;",
            "RECALLING A;",
            "RECALLING A;",
            "TAKING INTO ACCOUNT A;",
            "UNTER HINWEIS auf A.",
        ]
        assert data["recitals"][2]["text"].blocks[0].spans[0] == Span("RECALLING", bold=True)

    def test_take_the_phrases_of_the_language(self) -> None:
        data = paper("conclusions", recital("tenant compte de tout"), language="fr").data
        assert texts(data["recitals"]) == ["TENANT COMPTE de tout."]

    @pytest.mark.parametrize("typed", ["", ";", ".", " ;", ",", ":", ";."])
    def test_set_the_stops_whatever_is_typed(self, typed: str) -> None:
        rows = (
            recital(f"noting a{typed}", "a"),
            recital(f"noting b{typed}", "b"),
            a_paragraph(paragraph="ms", kind="calls", text=f"calls on the Member States{typed}"),
            point(f"to act{typed}", "p"),
            dash(f"in one way{typed}", "d1"),
            dash(f"in another{typed}", "d2"),
            point(f"to rest{typed}", "q"),
            dash(f"at night{typed}", "d3"),
            dash(f"at noon{typed}", "d4"),
        )
        data = paper("conclusions", *rows).data
        (call,) = data["calls"]
        assert texts(data["recitals"]) == ["NOTING a;", "NOTING b,"]
        assert str(call["head"]) == "CALLS ON THE MEMBER STATES:"
        assert texts(call["points"]) == ["to act:", "to rest:"]
        assert [texts(each["dashes"]) for each in call["points"]] == [
            ["in one way;", "in another;"],
            ["at night;", "at noon."],
        ]

    def test_put_the_stop_behind_the_mark_of_a_footnote(self) -> None:
        text = paper("conclusions", recital("noting the report;[^r]\n\n[^r]: ST 5312/20")).data["recitals"][0]["text"]
        assert [span.text or "note" for span in text.blocks[0].spans] == ["NOTING the report", "note", "."]

    @pytest.mark.parametrize(
        ("typed", "language", "printed"),
        [
            ("noting borders etc.", "en", "NOTING borders etc.,"),
            ("primjećujući stanje 2023.", "hr", "PRIMJEĆUJUĆI stanje 2023.,"),
            ("noting the year 2023.", "en", "NOTING the year 2023,"),
        ],
    )
    def test_leave_a_word_its_own_stop(self, typed: str, language: str, printed: str) -> None:
        data = paper("conclusions", recital(typed), point("to act etc."), language=language).data
        assert texts(data["recitals"]) == [printed]
        assert str(data["calls"][0]["points"][0]["text"]) == "to act etc."

    def test_take_away_a_stop_that_was_typed_in_another_look(self) -> None:
        assert texts(paper("conclusions", recital("noting **it;**.")).data["recitals"]) == ["NOTING it."]

    def test_keep_a_link_free_of_the_stop(self) -> None:
        text = paper("conclusions", recital("noting [it](https://x.eu)")).data["recitals"][0]["text"]
        assert text.blocks[0].spans[-2:] == (Span("it", href="https://x.eu"), Span("."))

    def test_gather_points_under_their_heads_and_leave_out_a_head_without_points(self) -> None:
        rows = (
            point("to begin", "p0"),
            a_paragraph(paragraph="c1", kind="calls", text="calls on nobody"),
            a_paragraph(paragraph="c2", kind="calls", text="calls on the Commission"),
            point("to go on", "p1"),
            point("to end", "p2", heading="calls on agencies"),
        )
        calls = paper("conclusions", *rows).data["calls"]
        assert [(str(each["head"]), texts(each["points"])) for each in calls] == [
            ("", ["to begin;"]),
            ("CALLS ON THE COMMISSION:", ["to go on;"]),
            ("CALLS ON AGENCIES:", ["to end."]),
        ]

    def test_let_texts_refer_to_their_numbers_and_to_those_of_commitments(self) -> None:
        rows = (recital("noting a", "a"), point('to read {{ ref("point/a") }} and {{ ref("point/dublin") }}', "p"))
        data = paper("conclusions", *rows).data
        spans = data["calls"][0]["points"][0]["text"].blocks[0].spans
        assert spans == (Span("to read\u00a0"), Span("1", refers_to="point/a"), Span(" and\u00a010."))
        assert data["recitals"][0]["number"].blocks[0].spans == (Span("1", anchor="point/a"),)

    def test_say_who_speaks_in_the_capitals_of_the_language(self) -> None:
        data = paper("conclusions", recital("noting a")).data
        assert (str(data["council"]), str(data["acting"])) == ("THE COUNCIL OF THE EUROPEAN UNION,", "THE COUNCIL")

    def test_find_a_dash_that_stands_under_nothing(self) -> None:
        assert rules(paper("conclusions", dash("lost"), recital("noting a", "a"))) == ["PAPER-002"]


class TestMainResults:
    ROWS = (
        a_paragraph(paragraph="p1", text="Ministers met."),
        a_paragraph(paragraph="q", kind="quotation", text="Now!", name="E. Cabrita", function="Minister"),
        a_paragraph(paragraph="h", kind="heading", text="Next"),
        a_paragraph(paragraph="p2", text="More."),
        a_paragraph(paragraph="l", kind="link", text="The pact", href="https://x.eu/pact"),
    )

    def test_keep_the_order_of_the_file_for_one_loop(self) -> None:
        blocks = paper("main-results", *self.ROWS).data["blocks"]
        assert [block["kind"] for block in blocks] == ["paragraph", "quotation", "heading", "paragraph", "link"]
        assert (blocks[1]["name"], blocks[1]["function"]) == ("E. Cabrita", "Minister")

    def test_gather_the_same_by_sections_quotations_and_links(self) -> None:
        data = paper("main-results", *self.ROWS).data
        sections = [(str(each["heading"]), texts(each["paragraphs"])) for each in data["sections"]]
        assert sections == [("", ["Ministers met.", "Now!"]), ("Next", ["More."])]
        assert (texts(data["quotations"]), texts(data["links"])) == (["Now!"], ["The pact"])

    def test_make_a_link_of_what_is_one(self) -> None:
        (link,) = paper("main-results", *self.ROWS).data["links"]
        assert link["text"].blocks[0].spans == (Span("The pact", href="https://x.eu/pact"),)

    def test_keep_the_footnote_of_a_link_out_of_it(self) -> None:
        row = a_paragraph(kind="link", text="The pact[^p]\n\n[^p]: Of 2020.", href="https://x.eu")
        (link,) = paper("main-results", row).data["links"]
        assert [(bool(span.note), span.href) for span in link["text"].blocks[0].spans] == [
            (False, "https://x.eu"),
            (True, ""),
        ]

    def test_begin_a_section_where_the_heading_changes(self) -> None:
        rows = [a_paragraph(paragraph=str(n), text=str(n), heading=h) for n, h in enumerate(["", "A", "A", "B", ""])]
        blocks = paper("main-results", *rows).data["blocks"]
        assert texts(blocks) == ["0", "A", "1", "2", "B", "3", "4"]


class TestTheSummary:
    @staticmethod
    def present(*names: str, heading: str = "countries", **more: Any) -> list[ParagraphEntry]:
        return [
            a_paragraph(paragraph=name, kind="participant", text="", name=name, heading=heading, **more)
            for name in names
        ]

    def test_counts_exactly_whom_it_lists(self) -> None:
        rows = (*self.present("Albania", "Austria", "Belgium"), *self.present("EASO", heading="bodies"))
        sentence = '{{ counted("countries") | spelt }} countries ({{ listed("countries") }}), {{ listed("bodies") }}.'
        data = paper("summary", *rows, a_paragraph(text=sentence)).data
        assert texts(data["paragraphs"]) == ["Three countries (Albania, Austria and Belgium), EASO."]
        participants = data["participants"]
        assert (participants["count"], participants["by_group"]["countries"]["count"]) == (4, 3)
        assert [member["name"] for member in participants["groups"][0]["members"]] == ["Albania", "Austria", "Belgium"]

    def test_counts_those_alone_who_stand_on_the_day(self) -> None:
        rows = (*self.present("Albania"), *self.present("Austria", as_of="2020-07-01"))
        rows = (*rows, a_paragraph(text='{{ counted("countries") }}'))
        assert texts(paper("summary", *rows).data["paragraphs"]) == ["1"]
        assert texts(paper("summary", *rows, as_of="2020-07-01").data["paragraphs"]) == ["2"]

    def test_names_the_groups_where_one_is_misspelt(self) -> None:
        rows = (*self.present("Albania"), a_paragraph(text='{{ counted("contries") }}'))
        (finding,) = paper("summary", *rows).findings
        assert "Did you mean “countries”?" in finding.message

    def test_numbers_its_paragraphs_alone(self) -> None:
        rows = (
            a_paragraph(paragraph="a", text="One."),
            a_paragraph(paragraph="b", kind="bullet", text="A bullet."),
            a_paragraph(paragraph="c", text="Two."),
        )
        assert [block["number"] for block in paper("summary", *rows).data["blocks"]] == ["1", "", "2"]


def test_a_note_keeps_its_anchor_in_the_first_of_two_texts_that_use_its_label() -> None:
    noted = [a_paragraph(paragraph=key, text="Text[^n].\n\n[^n]: Note.") for key in "ab"]
    blocks = paper("main-results", *noted).data["blocks"]
    assert [_note(block["text"]).anchor for block in blocks] == ["note/n", ""]


def test_a_note_below_a_heading_keeps_its_anchor() -> None:
    (_, block) = paper("main-results", a_paragraph(heading="Visas", text="Text[^n].\n\n[^n]: Note.")).data["blocks"]
    assert _note(block["text"]).anchor == "note/n"


def _note(text: RichText) -> Span:
    return next(span for span in text.blocks[0].spans if span.note)


def test_a_dossier_of_papers_alone_is_composed() -> None:
    alone = a_dossier(a_paragraph(text="Text."), commitments=(), follow_ups=())
    assert texts(paper("summary", dossier=alone).data["paragraphs"]) == ["Text."]
