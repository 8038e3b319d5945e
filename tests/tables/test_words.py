from __future__ import annotations

import pytest

from briefgen.model.data_tables import Axis, OrderKind
from briefgen.tables import PHRASES
from tests.tables.samples import COUNT, SHARE, a_frame, a_spec, computed_of, distinct

NB = "\u00a0"


class TestCell:
    def test_says_the_number_as_the_table_does(self) -> None:
        computed = computed_of(a_spec(), a_spec(key="shares", values=(SHARE,)))
        assert computed.cell("areas", "border management") == "4"
        assert computed.cell("shares", "border management") == f"67{NB}%"

    def test_of_several_values_says_the_first_or_the_one_named(self) -> None:
        computed = computed_of(a_spec(values=(COUNT, SHARE, distinct("partner"))))
        assert computed.cell("areas", "border management") == "4"
        assert computed.cell("areas", "border management", "share") == f"67{NB}%"
        assert computed.cell("areas", "border management", "distinct") == "3"

    def test_of_a_cross_table_needs_both_names(self) -> None:
        computed = computed_of(a_spec("partner", "area"))
        assert computed.cell("areas", "Serbia", "border management") == "2"
        assert computed.cell("areas", "Serbia", "return") == "0"
        assert computed.cell("areas", "Serbia") == "3"

    def test_knows_rows_that_were_cut_off(self) -> None:
        computed = computed_of(a_spec(Axis("partner", OrderKind.LARGEST), top=1))
        assert computed.cell("areas", "Kosovo") == "1"

    def test_tells_a_table_from_a_chart_of_the_same_key(self) -> None:
        computed = computed_of(a_spec(chart="bar", values=(SHARE,)), a_spec())
        assert computed.cell("areas", "asylum") == computed.cell("table/areas", "asylum") == "1"
        assert computed.cell("chart/areas", "asylum") == f"17{NB}%"

    def test_says_numbers_in_the_language(self) -> None:
        computed = computed_of(a_spec(values=(SHARE,), decimals=1), language="fr")
        assert computed.cell("areas", "border management") == f"66,7{NB}%"

    def test_of_a_category_that_has_none_here_says_so(self) -> None:
        computed = computed_of(a_spec(where={"partner": ("Kosovo",)}))
        assert computed.cell("areas", "asylum") == "0"
        assert computed.share("areas", "asylum") == f"0{NB}%"


class TestTotal:
    def test_is_what_the_table_would_show(self) -> None:
        assert computed_of(a_spec("partner", values=(distinct("member_state"),))).total("areas") == "3"

    def test_of_shares_is_the_number_they_are_shares_of(self) -> None:
        assert computed_of(a_spec(values=(SHARE,))).total("areas") == "6"


class TestShare:
    def test_is_that_of_a_row_in_all(self) -> None:
        assert computed_of(a_spec(values=(distinct("partner"),))).share("areas", "border management") == f"67{NB}%"

    def test_of_a_cross_table_too(self) -> None:
        assert computed_of(a_spec("partner", "area")).share("areas", "Serbia") == f"50{NB}%"


class TestLeader:
    def test_is_the_row_with_most_whatever_the_order(self) -> None:
        computed = computed_of(a_spec(Axis("partner", OrderKind.NAME)))
        assert [computed.leader("areas"), computed.leader("areas", 2)] == ["Serbia", "Albania"]

    def test_names_all_that_share_the_place(self) -> None:
        computed = computed_of(a_spec())
        assert computed.leader("areas", 1) == "border management"
        assert computed.leader("areas", 2) == computed.leader("areas", 3) == "asylum and return"

    def test_can_be_sought_within_a_row(self) -> None:
        computed = computed_of(a_spec("area", "partner", ranked=True, top=3))
        assert computed.leader("areas", 1, "border management") == "Serbia"
        assert computed.leader("areas", 1, "return") == "Albania"

    def test_of_shares_goes_by_what_they_are_shares_of(self) -> None:
        frame = a_frame([("x", "y", each) for each in "A" * 497 + "B" * 498 + "C" * 5])
        assert computed_of(a_spec(values=(SHARE,)), frame=frame).leader("areas") == "B"


def test_rows_are_those_shown() -> None:
    computed = computed_of(a_spec(total=True), a_spec("partner", key="two", top=1))
    assert [computed.rows("areas"), computed.rows("two")] == [3, 1]


@pytest.mark.parametrize(
    ("word", "arguments", "message"),
    [
        ("cell", ("aeras", "asylum"), "there is no table or chart “aeras”. Did you mean “areas”?"),
        ("total", ("x",), "there is no table or chart “x”."),
        ("cell", ("areas", "asylun"), "there is no row of “areas” that is called “asylun”. Did you mean “asylum”?"),
        ("cell", ("areas", "asylum", "sum"), "there is no value of “areas” that is called “sum”. There are: count."),
        (
            "cell",
            ("two", "Serbia", "retrun"),
            "there is no column of “two” that is called “retrun”. Did you mean “return”?",
        ),
        ("share", ("areas", "asylun"), "there is no row of “areas” that is called “asylun”. Did you mean “asylum”?"),
        ("leader", ("areas", 4), "“areas” has no place 4: it ranks 3."),
        ("leader", ("areas", 0), "“areas” has no place 0: it ranks 3."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named_with_what_may_be_meant(
    word: str, arguments: tuple[object, ...], message: str
) -> None:
    computed = computed_of(a_spec(), a_spec("partner", "area", key="two"))
    with pytest.raises(LookupError) as refusal:
        computed.words[word](*arguments)
    assert str(refusal.value) == message


def test_tables_and_charts_are_made_once_and_only_if_they_are_there() -> None:
    computed = computed_of(a_spec(), a_spec(chart="bar"))
    assert (list(computed.tables), list(computed.charts), len(computed.tables)) == (["areas"], ["areas"], 1)
    assert computed.tables["areas"] is computed.tables["areas"]
    with pytest.raises(KeyError):
        computed.tables["x"]


class TestLanguage:
    def test_labels_and_texts_are_said_by_their_contexts(self) -> None:
        spec = a_spec(
            Axis("area", head="Field"), caption="Fields", notes=("Source: replies",), total=True, total_head="All"
        )
        table = computed_of(spec, translate_label=lambda text, context: f"{text}@{context}").tables["areas"]
        assert str(table.caption) == "Fields@tables/areas/caption"
        assert [str(note) for note in table.notes] == ["Source: replies@tables/areas/notes/1"]
        assert [cell.text for cell in table.heads[0]] == ["Field@tables/areas/heads", "Number"]
        assert table.rows[0][0].text == "Border management@frames/activities/area"
        assert table.totals[0][0].text == "All@tables/areas/heads"

    def test_fixed_words_are_phrases(self) -> None:
        catalogue = {phrase: f"«{phrase}»" for phrase in PHRASES}
        table = computed_of(a_spec(total=True), catalogue=catalogue).tables["areas"]
        assert table.label == "«Table»"
        assert [cell.text for cell in table.heads[0]] == ["Area", "«Number»"]
        assert table.totals[0][0].text == "«Total»"
        assert table.description == "«««Number» by area»: border management 4, asylum 1, return 1.» «In all: 6.»"


class TestDescription:
    def test_says_what_is_shown_and_every_figure(self) -> None:
        chart = computed_of(a_spec(chart="bar", values=(SHARE,), caption="Share of activities by area")).charts["areas"]
        assert (
            chart.description
            == f"Share of activities by area: border management 67{NB}%, asylum 17{NB}%, return 16{NB}%."
        )

    def test_of_something_without_caption_or_title_names_value_and_axes(self) -> None:
        assert computed_of(a_spec(values=(SHARE,))).tables["areas"].description.startswith("Share by area: ")
        crossed = computed_of(a_spec("member_state", "area")).tables["areas"].description
        assert crossed.startswith(
            "Number by member state and area: Austria – border management 1, asylum 1, return 0; "
        )

    def test_names_several_values(self) -> None:
        description = computed_of(a_spec(values=(COUNT, SHARE), total=True)).tables["areas"].description
        assert description == (
            f"Number and Share by area: border management 4 (67{NB}%), asylum 1 (17{NB}%), return 1 (16{NB}%). "
            f"In all: 6, 100{NB}%."
        )

    def test_of_a_large_cross_table_gives_totals_and_extremes(self) -> None:
        rows = [("x", partner, area) for partner in "ABCDE" for area in "fghij"] + [("x", "A", "f"), ("x", "B", "g")]
        rows.remove(("x", "C", "h"))
        description = computed_of(a_spec("partner", "area"), frame=a_frame(rows)).tables["areas"].description
        assert description == (
            "Number by partner and area: A 6, B 6, C 4, D 5, E 5. Area: f 6, g 6, h 4, i 5, j 5. "
            "The largest figure: A, f: 2. The smallest figure: C, h: 0. In all: 26."
        )
