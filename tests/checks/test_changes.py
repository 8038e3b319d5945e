"""CHG: how a record, or a series of papers, changes over time; what is found of it, and what is let be."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.checks import CheckContext, PaperSent, RuleSelection, RuleSettings, check
from briefgen.findings import Finding, Grade, Place
from briefgen.model.dossier import Commitment, Dossier, Figure, FollowUp, State
from briefgen.model.manuscript import Manuscript, Passage
from tests.builders import a_commitment, a_dossier, a_figure, a_follow_up, day
from tests.checks.builders import a_bullet, a_cell, a_manuscript

PROMISE = {
    "en": "1. Adopt a strategy on returns by the end of 2023.",
    "fr": "1. Adopter une stratégie de retour d’ici à la fin de 2023.",
    "de": "1. Annahme einer Strategie für die Rückkehr bis Ende 2023.",
    "pl": "1. Przyjęcie strategii w zakresie powrotów do końca 2023 r.",
}
DAYS = ("2023-02-09", "2023-03-06", "2023-03-17")


def an_annex(
    as_of: str, *items: str, promise: str = "", language: str = "en", cells: tuple[str, ...] = ()
) -> Manuscript:
    """An annex of one commitment with its items; `cells` stand in columns of their own behind them."""
    name = f"annex-{as_of}.docx"
    told = [a_bullet(text, cell=a_cell("", 2, 2).cell) for text in items]
    beside = [a_cell(text, 2, column) for column, text in enumerate(cells, 3)]
    passages = [a_cell(promise or PROMISE[language], 2, 1), *told, *beside, a_cell("–", 2, 9)]
    placed = (_placed(each, name, number) for number, each in enumerate(passages))
    return a_manuscript(*placed, name=name, as_of=as_of, language=language)


def _placed(passage: Passage, name: str, number: int) -> Passage:
    return replace(passage, place=Place(name, spot=f"paragraph {number}"))


def between(*papers: Manuscript, settings: RuleSettings | None = None) -> list[Finding]:
    return check(CheckContext(papers, settings=settings or RuleSettings()), RuleSelection(("CHG",)))


def texts(*said: str, language: str = "en") -> list[Finding]:
    """What is found where one item says this, annex by annex."""
    return between(*(an_annex(when, text, language=language) for when, text in zip(DAYS, said, strict=False)))


def grave(found: list[Finding]) -> list[str]:
    return [each.rule for each in found if each.grade > Grade.HINT]


def over_time(dossier: Dossier, since: str = "", *sent: PaperSent, as_of: str = "2023-03-17") -> list[Finding]:
    situation = situation_as_of(dossier, day(as_of))
    context = CheckContext((), situation, day(as_of), since=day(since) if since else None, sent=sent)
    return check(context, RuleSelection(("CHG",)))


def rows(*cells: str) -> Dossier:
    """A dossier of one item, its rows as “day | state | deadline | text”."""
    parts = [[piece.strip() for piece in each.split("|")] for each in cells]
    return a_dossier(
        *(
            a_follow_up(as_of=as_of, state=state, due=due, text=text, place=Place("followup.csv", row=number))
            for number, (as_of, state, due, text) in enumerate(parts, 2)
        )
    )


IN_LANGUAGES = {
    "CHG-001": {
        "en": ("The Commission adopted the strategy.", "The Commission will adopt the strategy."),
        "fr": ("La Commission a adopté la stratégie.", "La stratégie sera adoptée par la Commission."),
        "de": ("Die Kommission hat die Strategie angenommen.", "Die Strategie wird von der Kommission angenommen."),
        "pl": ("Komisja przyjęła strategię w całości.", "Komisja przyjmie strategię w całości."),
    },
    "CHG-002": {
        "en": ("The strategy will be ready by 10 May 2023.", "The strategy will be ready by 20 June 2023."),
        "fr": ("La stratégie sera prête d’ici au 10 mai 2023.", "La stratégie sera prête d’ici au 20 juin 2023."),
        "de": ("Die Strategie liegt bis zum 10. Mai 2023 vor.", "Die Strategie liegt bis zum 20. Juni 2023 vor."),
        "pl": ("Strategia będzie gotowa do 10 maja 2023 r.", "Strategia będzie gotowa do 20 czerwca 2023 r."),
    },
    "CHG-004": {
        "en": ("The strategy on returns will be ready by May 2024.",) * 2,
        "fr": ("La stratégie de retour sera prête d’ici à mai 2024.",) * 2,
        "de": ("Die Strategie für die Rückkehr liegt bis Mai 2024 vor.",) * 2,
        "pl": ("Strategia w zakresie powrotów będzie gotowa do maja 2024 r.",) * 2,
    },
    "CHG-005": {
        "en": ("So far 558 people have been relocated.", "So far 524 people have been relocated."),
        "fr": ("À ce jour, 558 personnes ont été relocalisées.", "À ce jour, 524 personnes ont été relocalisées."),
        "de": ("Bisher wurden 558 Personen umgesiedelt.", "Bisher wurden 524 Personen umgesiedelt."),
        "pl": ("Dotychczas relokowano 558 osób.", "Dotychczas relokowano 554 osoby."),
    },
}
LET_BE = {
    "en": ("It will be ready by 10 May 2023.", "It was postponed and will be ready by 20 June 2023."),
    "fr": ("Le texte sera prêt le 10 mai 2023.", "Le texte, reporté, sera prêt le 20 juin 2023."),
    "de": ("Der Text liegt am 10. Mai 2023 vor.", "Der Text liegt verspätet am 20. Juni 2023 vor."),
    "pl": ("Tekst będzie gotowy 10 maja 2023 r.", "Tekst będzie gotowy z opóźnieniem 20 czerwca 2023 r."),
}
STATES = {
    "en": ("Completed", "In progress"),
    "fr": ("Terminé", "En cours"),
    "de": ("Abgeschlossen", "In Arbeit"),
    "pl": ("Zakończone", "W toku"),
}


@pytest.mark.parametrize("language", PROMISE)
@pytest.mark.parametrize("rule", IN_LANGUAGES)
def test_a_change_is_read_in_four_languages(rule: str, language: str) -> None:
    assert grave(texts(*IN_LANGUAGES[rule][language], language=language)) == [rule]


@pytest.mark.parametrize("language", PROMISE)
def test_a_deadline_that_is_told_of_as_late_is_let_be(language: str) -> None:
    assert texts(*LET_BE[language], language=language) == []


@pytest.mark.parametrize("language", PROMISE)
def test_a_state_in_a_cell_of_its_own_goes_back(language: str) -> None:
    old, new = (
        an_annex(when, "–", language=language, cells=(word,))
        for when, word in zip(DAYS, STATES[language], strict=False)
    )
    [found] = between(old, new)
    assert (found.rule, found.place.file) == ("CHG-001", "annex-2023-03-06.docx")
    assert "was “done” in annex-2023-02-09.docx (as of 9 February 2023)" in found.message


class TestPapers:
    def test_a_finding_has_both_wordings_and_both_days(self) -> None:
        [found] = texts(*IN_LANGUAGES["CHG-002"]["en"])
        assert found.place == Place("annex-2023-03-06.docx", spot="paragraph 1")
        assert found.message == (
            "The item was due “10 May 2023” in annex-2023-02-09.docx (as of 9 February 2023) and is due “20 June 2023”"
            " in annex-2023-03-06.docx (as of 6 March 2023); nothing says that it is late. Before: “… strategy will be"
            " ready by 10 May 2023.”; now: “… strategy will be ready by 20 June 2023.”."
        )

    def test_the_oldest_comes_first_however_they_are_given(self) -> None:
        one, other = IN_LANGUAGES["CHG-002"]["en"]
        assert between(an_annex(DAYS[1], other), an_annex(DAYS[0], one)) == texts(one, other)

    def test_where_one_names_no_day_they_are_compared_as_given(self) -> None:
        old, new = an_annex(DAYS[1], "The list is done."), an_annex(DAYS[0], "Nothing else.")
        assert [each.place.file for each in between(old, replace(new, as_of=None))] == [old.name]

    def test_an_item_that_moved_to_another_place_is_not_missing(self) -> None:
        one, other = "Frontex: the list of offers is out.", "Europol: two officers have been sent."
        assert between(an_annex(DAYS[0], one, other), an_annex(DAYS[1], other, one)) == []

    def test_nor_is_one_that_others_have_taken_up(self) -> None:
        old = an_annex(DAYS[0], "Libya: the boats are being built.", "Egypt: the boats are being bought.")
        new = an_annex(DAYS[1], "Libya and Egypt: the boats are being built and bought.")
        assert grave(between(old, new)) == []

    def test_one_that_was_done_may_go_with_a_hint(self) -> None:
        old = an_annex(DAYS[0], "Frontex: offers are out.", "Europol: two officers were visited and met.")
        assert [each.grade for each in between(old, an_annex(DAYS[1], "Frontex: offers are out."))] == [Grade.HINT]

    def test_papers_of_other_matters_are_not_compared(self) -> None:
        letter = a_manuscript("Dear colleagues,", "EUR 5 million were paid.", name="letter.docx", as_of=DAYS[1])
        other = an_annex(DAYS[1], "Ten trees.", promise="7. Plant lime trees along the avenue of the town.")
        assert between(an_annex(DAYS[0], "EUR 6 million were paid."), letter, other) == []

    def test_what_records_of_one_name_is_the_same_in_whatever_words(self) -> None:
        old, new = an_annex(DAYS[0], "Talks on boats go on."), an_annex(DAYS[1], "Everything has been signed.")
        anchored = (_anchored(each) for each in (old, new))
        assert [each.rule for each in between(old, new)] == ["CHG-006"]
        assert between(*anchored) == []

    def test_two_annexes_in_the_same_words_are_no_news_yet_and_three_in_a_row_are(self) -> None:
        said = "The work on the strategy is ongoing."
        assert texts(said, said) == []
        assert [each.rule for each in texts(said, said, said)] == ["CHG-007"]

    def test_nor_are_three_within_a_month(self) -> None:
        papers = (an_annex(f"2023-03-{when:02}", "The work is ongoing.") for when in (1, 8, 15))
        assert between(*papers) == []

    def test_the_workspace_says_how_many(self) -> None:
        said = [an_annex(when, "The work is ongoing.") for when in DAYS]
        assert between(*said, settings=RuleSettings(unchanged_after=4)) == []

    def test_a_step_that_was_taken_and_the_next_one_are_no_slip(self) -> None:
        assert (
            texts("The Board will meet on 10 March 2023.", "The Board met on 10 March 2023; it meets on 5 May 2023.")
            == []
        )

    def test_a_sentence_that_says_more_still_has_its_date(self) -> None:
        said = "The ministerial forum on resettlement pathways will meet in {} 2023"
        more = f"{said.format('July')} at high level, to discuss pledges and a wider use of innovative practices."
        assert grave(texts(f"{said.format('May')}.", more)) == ["CHG-002"]

    def test_a_date_that_becomes_exact_is_no_slip(self) -> None:
        assert texts("It will be ready in May 2023.", "It will be ready on 20 May 2023.") == []

    @pytest.mark.parametrize(
        "said",
        [
            ("50 cases are pending.", "40 cases are pending."),
            ("So far 558 people have been relocated.", "So far 524 people have been relocated (corrected)."),
            ("12 officers from Spain arrived.", "2 experts on visas went to Malta."),
        ],
    )
    def test_a_number_that_may_fall_does(self, said: tuple[str, str]) -> None:
        assert "CHG-005" not in grave(texts(*said))

    def test_the_day_of_a_deed_does_not_move(self) -> None:
        [found] = texts("It was signed on 2 February 2023.", "It was signed on 3 February 2023.")
        assert (found.rule, found.words) == ("CHG-008", "3 February 2023")

    def test_a_promise_in_other_words_is_told_from_where_they_differ(self) -> None:
        old = an_annex(DAYS[0], "Talks go on.")
        new = an_annex(DAYS[1], "Talks go on.", promise=PROMISE["en"].replace("by the end of 2023", "in due course"))
        [found] = between(old, new)
        assert found.rule == "CHG-009"
        assert "“… Adopt a strategy on returns by the end of 2023.”" in found.message
        assert "“… Adopt a strategy on returns in due course.”" in found.message

    def test_a_language_without_a_house_style_is_compared_by_its_texts(self) -> None:
        old, new = an_annex(DAYS[0], "Arbeidet går sin gang."), an_annex(DAYS[1], "Alle fire er ferdige.")
        papers = (replace(each, language="nn") for each in (old, new))
        assert [each.rule for each in between(*papers)] == ["CHG-006"]


def _anchored(paper: Manuscript) -> Manuscript:
    passages = (
        replace(each, record="0123456789ab") if each.cell and each.cell.column == 2 else each for each in paper.passages
    )
    return replace(paper, passages=tuple(passages))


class TestRecord:
    @pytest.mark.parametrize(
        ("cells", "rules"),
        [
            (("2023-03-01|done||It is done.", "2023-03-06|ongoing||It goes on."), ["CHG-001"]),
            (("2023-03-01|done||It is done.", "2023-03-06|ongoing||It was reopened."), []),
            (("2023-03-01|ongoing||Talks go on.", "2023-03-06|planned|2023-04|They end in April."), []),
            (("2023-03-01|ongoing||Talks on boats go on.", "2023-03-06|planned||Talks on boats go on."), ["CHG-001"]),
            (("2023-03-01|planned|2023-04|Planned.", "2023-03-06|planned|2023-05|Planned."), ["CHG-002"]),
            (("2023-03-01|planned|2023-04|Planned.", "2023-03-06|delayed|2023-05|Planned."), []),
            (("2023-03-01|planned|2023-04|Planned.", "2023-03-06|planned|2023-05|May instead of April."), []),
            (("2023-03-01|planned|2023-Q2|Planned.", "2023-03-06|planned|2023-05-10|Planned."), []),
            (("2023-03-01|planned|2023-05|Planned.", "2023-03-06|planned|2023-04|Planned."), []),
            (
                ("2023-03-01|planned|2023-04|Planned.", "2023-03-06|||", "2023-03-08|planned|2023-05|Planned."),
                ["CHG-002"],
            ),
            (
                (
                    "2023-03-01|planned|2023-03-05|Dinner.",
                    '2023-03-05|planned|2023-04-02|Held {{ when("2023-03-05") }}; the next one follows.',
                ),
                [],
            ),
        ],
    )
    def test_what_is_found_in_the_rows_of_an_item(self, cells: tuple[str, ...], rules: list[str]) -> None:
        assert [each.rule for each in over_time(rows(*cells))] == rules

    def test_a_finding_stands_at_the_cell_of_the_later_row(self) -> None:
        [found] = over_time(rows("2023-03-01|planned|2023-04|Planned.", "2023-03-06|planned|2023-05|Planned."))
        assert found.place == Place("followup.csv", row=3, column="due")
        assert "was due “2023-04” as of 1 March 2023 and is due “2023-05” as of 6 March 2023" in found.message

    def test_since_a_day_only_later_changes_count(self) -> None:
        dossier = rows("2023-03-01|planned|2023-04|Planned.", "2023-03-06|planned|2023-05|Planned.")
        assert [each.rule for each in over_time(dossier, "2023-03-05")] == ["CHG-002"]
        assert over_time(dossier, "2023-03-06") == []

    def test_the_third_slip_is_told_with_all_dates(self) -> None:
        days = ("2023-02-01", "2023-02-08", "2023-02-15", "2023-02-22")
        dossier = rows(*(f"{when}|delayed|2023-0{month}|Late." for month, when in enumerate(days, 3)))
        [found] = over_time(dossier)
        assert found.rule == "CHG-003"
        assert "“2023-03” (as of 1 February 2023) → “2023-04” (as of 8 February 2023)" in found.message
        blocked = (*dossier.follow_ups[:-1], replace(dossier.follow_ups[-1], state=State.BLOCKED))
        assert over_time(replace(dossier, follow_ups=blocked)) == []

    @pytest.mark.parametrize(
        ("promised", "due", "is_late"),
        [
            ("by the end of 2023", "2024-Q1", True),
            ('{{ by("end 2023") }}', "2024-Q1", True),
            ("in 2023", "2024-01", True),
            ("by the end of 2023", "2023-12", False),
            ("for the years 2023-2025", "2026", False),
            ("as agreed on 9 February 2023", "2024", False),
            ("in due course", "2024", False),
        ],
    )
    def test_a_deadline_is_held_against_the_words_of_its_commitment(
        self, promised: str, due: str, is_late: bool
    ) -> None:
        dossier = a_dossier(a_commitment(text=f"A plan {promised}."), a_follow_up(due=due, state="planned"))
        assert [each.rule for each in over_time(dossier)] == ["CHG-004"] * is_late

    def test_a_date_of_one_sentence_is_not_that_of_all_that_a_commitment_speaks_of(self) -> None:
        promise = a_commitment(text="Officers are sent to the border. A glossary is compiled by the end of 2023.")
        other = a_follow_up(due="2024", state="planned", text="Cameras will be bought.")
        its_own = a_follow_up(due="2024", state="planned", text="The glossary will be compiled.")
        assert over_time(a_dossier(promise, other)) == []
        both = (
            "The lights of the small harbours are replaced, and a survey of all buoys is presented by the end of 2023."
        )
        lights = a_follow_up(due="2024", state="planned", text="Half of the lights have been replaced.")
        assert over_time(a_dossier(a_commitment(text=both), lights)) == []
        assert [each.rule for each in over_time(a_dossier(promise, its_own))] == ["CHG-004"]

    @pytest.mark.parametrize(
        ("before", "after", "grade"),
        [
            ({"value": "480"}, {"value": "460"}, Grade.WARNING),
            ({"value": "480"}, {"value": "500"}, None),
            ({"value": "48", "unit": "persons"}, {"value": "46", "unit": "persons"}, Grade.HINT),
            (
                {"value": "48", "unit": "persons"},
                {"value": "46", "unit": "persons", "label": "People relocated so far"},
                Grade.WARNING,
            ),
            ({"value": "48", "unit": "%"}, {"value": "46", "unit": "%"}, None),
            ({"value": "480"}, {"value": "460", "source": "corrected by the unit"}, None),
        ],
    )
    def test_a_figure_that_falls(self, before: dict[str, str], after: dict[str, str], grade: Grade | None) -> None:
        figures: list[Figure] = [a_figure(as_of="2023-03-01", **before), a_figure(as_of="2023-03-06", **after)]
        assert [each.grade for each in over_time(a_dossier(a_follow_up(), *figures))] == [grade] * (grade is not None)

    def test_an_open_item_that_goes_with_its_commitment(self) -> None:
        ended = a_commitment(as_of=day("2023-03-06"), recorded=day("2023-03-06"), state=State.WITHDRAWN, text="")
        dossier = a_dossier(a_commitment(), ended, a_follow_up(state="ongoing"))
        assert [(each.rule, each.grade) for each in over_time(dossier)] == [("CHG-006", Grade.WARNING)]

    @pytest.mark.parametrize(("why", "rules"), [("", ["CHG-006"]), ("Overtaken by the pact.", [])])
    def test_an_item_that_is_withdrawn_says_why(self, why: str, rules: list[str]) -> None:
        dossier = rows("2023-03-01|ongoing||It goes on.", f"2023-03-06|withdrawn||{why}")
        assert [each.rule for each in over_time(dossier)] == rules

    def test_a_row_that_confirms_is_news(self) -> None:
        typed = (
            "2023-01-20|ongoing||It goes on.",
            "2023-02-10|ongoing||It goes on.",
            "2023-03-06|ongoing||It goes on.",
        )
        assert [each.rule for each in over_time(rows(*typed))] == ["CHG-007"]
        assert over_time(rows(*typed[:2], "2023-03-06|||")) == []

    def test_annexes_that_were_sent_count_as_well(self) -> None:
        sent = [PaperSent(day(when), day(when), f"the annex of {when}") for when in ("2023-02-09", "2023-03-06")]
        assert [each.rule for each in over_time(rows("2023-02-01|ongoing||It goes on."), "", *sent)] == ["CHG-007"]


class TestPast:
    SENT = PaperSent(day("2023-03-06"), day("2023-03-07"), "the annex of 6 March 2023 (sent on 7 March 2023)")

    def found(self, row: FollowUp | Commitment, since: str = "") -> list[Finding]:
        dossier = a_dossier(a_commitment(), a_follow_up(text="Ten applied it."), row)
        return [each for each in over_time(dossier, since, *([] if since else [self.SENT])) if each.rule == "CHG-008"]

    def test_an_entry_that_changes_an_annex_that_was_sent(self) -> None:
        [found] = self.found(a_follow_up(as_of="2023-03-05", recorded="2023-03-15", text="Nine apply it."))
        assert found.message == (
            "“roadmap”: the annex of 6 March 2023 (sent on 7 March 2023) said “Ten applied it.”; this row, as of"
            " 5 March 2023, recorded on 15 March 2023, makes it “Nine apply it.”."
        )

    @pytest.mark.parametrize(
        "row",
        [
            a_follow_up(as_of="2023-03-08", recorded="2023-03-15", text="Nine apply it."),
            a_follow_up(as_of="2023-03-05", recorded="2023-03-07", text="Nine apply it."),
            a_follow_up(as_of="2023-02-01", recorded="2023-03-15", text="Nine apply it."),
            a_follow_up(as_of="2023-03-05", recorded="2023-03-15", text=""),
        ],
    )
    def test_one_that_leaves_it_as_it_was_does_not(self, row: FollowUp) -> None:
        assert self.found(row) == []

    def test_a_commitment_told_anew_does(self) -> None:
        row = a_commitment(as_of=day("2023-03-01"), recorded=day("2023-03-15"), text="Carry it out half.")
        assert len(self.found(row)) == 1

    def test_without_a_register_the_day_compared_with_counts_as_a_hint(self) -> None:
        [found] = self.found(
            a_follow_up(as_of="2023-03-05", recorded="2023-03-15", text="Nine apply it."), "2023-03-06"
        )
        assert found.grade is Grade.HINT and "what was known on 6 March 2023 said" in found.message


def test_one_file_alone_is_compared_with_nothing() -> None:
    assert between(an_annex(DAYS[0], "It will be ready by May 2024.")) == []
