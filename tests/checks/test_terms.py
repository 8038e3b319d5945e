"""TRM: names, capitals, acronyms, countries and spelling, by the glossaries and by what a document does itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.checks import CheckContext, Glossary, Term
from briefgen.checks.language.glossary import eu_terms, glossary_of, terms_for
from briefgen.checks.rules.terms.search import search_text
from briefgen.findings import Finding, Grade, Place
from briefgen.model.dossier import GlossaryEntry
from briefgen.model.manuscript import Passage, Role
from tests.checks.builders import a_cell, a_context, a_manuscript, a_passage, a_typed_cell, findings, words


def with_glossary(rule: str, *texts: str, terms: tuple[Term, ...]) -> list[Finding]:
    context = a_context(a_manuscript(*texts))
    return findings(rule, replace(context, glossary=Glossary(terms)))


# our own glossary


def test_every_term_of_ours_has_a_source_and_asks_for_something() -> None:
    for term in eu_terms():
        assert term.note, term
        assert term.refused or term.also, term
        assert term.preferred not in (*term.refused, *term.also), term


def test_every_term_of_ours_is_told_by_a_rule_for_terms() -> None:
    assert {each.rule for each in eu_terms()} == {f"TRM-00{number}" for number in range(1, 7)}


@pytest.mark.parametrize("term", [each for each in eu_terms() if each.refused], ids=lambda term: term.refused[0])
def test_each_refused_word_of_ours_is_found_and_the_term_is_not(term: Term) -> None:
    for word in term.refused:
        assert [each.words for each in findings(term.rule, f"There we met {word} last year.")] == [word]
    assert word not in [each.words for each in findings(term.rule, f"There we met {term.preferred} last year.")]


# one name


def test_two_names_for_one_body_are_told_at_the_rarer() -> None:
    texts = ("The EU Asylum Agency helps.", "The EU Asylum Agency will help.", "Ask the EU Agency for Asylum.")
    [found] = findings("TRM-001", *texts)
    assert found.words == "EU Agency for Asylum"
    assert "“EU Asylum Agency” elsewhere (2)" in found.message


def test_a_name_with_its_short_form_in_brackets_is_a_definition() -> None:
    text = "The European Border and Coast Guard Agency (Frontex) helps. Frontex is there."
    assert words("TRM-001", text) == []


def test_the_name_is_found_with_capitals_and_in_the_plural() -> None:
    assert words("TRM-001", "Pilot schemes began.", "A pilot project is over.", "Pilot projects go on.") == [
        "Pilot schemes"
    ]


def test_a_short_name_inside_a_long_one_is_no_second_name() -> None:
    term = Term("Joint Programme on Schools", also=("Programme on Schools",))
    texts = ("The Joint Programme on Schools began.", "The Joint Programme on Schools goes on.")
    assert with_glossary("TRM-001", *texts, terms=(term,)) == []


def test_a_term_of_the_dossier_is_asked_for() -> None:
    term = Term("Schools Facility", ("School Facility", "the Facility for Schools"), note="as agreed in May")
    [found] = with_glossary("TRM-001", "The School Facility is open.", terms=(term,))
    assert found.words == "School Facility"
    assert "Schools Facility" in found.remedy and "as agreed in May" in found.remedy


def test_a_term_of_the_dossier_goes_before_ours() -> None:
    term = Term("illegal migration")
    assert words("TRM-001", "We fight illegal migration.") == ["illegal migration"]
    assert with_glossary("TRM-001", "We fight illegal migration.", terms=(term,)) == []


def test_a_word_that_differs_by_capitals_only_is_told_as_that() -> None:
    term = Term("Schools Facility", ("schools facility",))
    assert with_glossary("TRM-001", "The schools facility is open.", terms=(term,)) == []
    assert with_glossary("TRM-002", "The schools facility is open.", terms=(term,))


def test_a_term_of_another_language_is_not_asked_for() -> None:
    own = Glossary((Term("Turquie", ("Türkiye",), "fr"), Term("x", ("y",), "")))
    assert "Turquie" not in {each.preferred for each in terms_for(own, "en")}
    assert "x" in {each.preferred for each in terms_for(own, "en")}


def test_the_table_of_the_dossier_makes_its_glossary() -> None:
    entry = GlossaryEntry("Frontex", ("FRONTEX",), "en", "one capital", Place("glossary.csv", row=2))
    assert glossary_of((entry,)).terms == (Term("Frontex", ("FRONTEX",), "en", "one capital"),)


# capitals


def test_a_name_written_in_two_ways_is_told_at_the_rarer() -> None:
    texts = ["We widen the Blueprint Network."]
    texts += [f"{opening} the Blueprint network met." for opening in ("Then", "There", "Again")]
    [found] = findings("TRM-002", *texts)
    assert (found.words, found.grade) == ("Blueprint Network", Grade.HINT)
    [found] = findings("TRM-002", *texts, "For the Blueprint network, see us.")
    assert (found.words, found.grade) == ("Blueprint Network", Grade.WARNING)


def test_a_name_that_is_elsewhere_all_small_is_a_hint() -> None:
    texts = ("Lists of Safe Third Countries are due.", "Concepts of safe third countries apply.")
    [found] = findings("TRM-002", *texts)
    assert found.grade is Grade.HINT


@pytest.mark.parametrize(
    "texts",
    [
        ("The European Council met.", "In the European Council we agreed."),
        ("Common EU lists are due.", "We need common EU lists."),
        (
            "Border management is hard.",
            "The strategy on European Integrated Border Management helps border management.",
        ),
        ("Search and rescue goes on.", "Help for search and rescue goes on."),
        ("Member States agreed.", "All Member States agreed."),
        ("COUNCIL CONCLUSIONS ON RETURN POLICY", "The return policy holds."),
    ],
)
def test_capitals_at_the_beginning_and_in_longer_names_tell_nothing(texts: tuple[str, ...]) -> None:
    assert words("TRM-002", *texts) == []


def test_headings_have_capitals_of_their_own() -> None:
    heading = a_passage("Search and Rescue at Sea", role=Role.HEADING)
    assert words("TRM-002", heading, "Help for search and rescue at sea goes on.") == []


def test_member_states_of_other_organisations_may_be_small() -> None:
    assert words("TRM-002", "The EU and member states agreed.") == ["member states"]
    assert words("TRM-002", "The member states of the United Nations agreed.") == []


@given(st.lists(st.sampled_from(["the Dublin Roadmap", "the Contact Group", "Member States"]), min_size=1, max_size=6))
def test_names_written_one_way_are_never_complained_of(names: list[str]) -> None:
    assert words("TRM-002", *(f"Then came {name} again." for name in names)) == []


# acronyms


def test_the_last_word_of_an_acronym_is_not_said_twice() -> None:
    texts = ("An anti-smuggling operational partnership (ASOP) began.", "More ASOP partnerships follow, and ASOPs end.")
    assert words("TRM-003", *texts) == ["ASOP partnerships"]


def test_an_acronym_before_its_long_form_is_told() -> None:
    assert words("TRM-003", "Ask EU INTCEN (EU Intelligence and Situation Centre) for it.") == [
        "EU INTCEN (EU Intelligence and Situation Centre)"
    ]
    assert words("TRM-003", "Ask the EU Intelligence and Situation Centre (EU INTCEN) for it.") == []


def test_an_acronym_that_is_explained_too_late_or_twice_is_told() -> None:
    long = "The Foreign Affairs Council (FAC) met."
    assert "only later" in findings("TRM-003", "The FAC met.", long)[0].message
    assert "second time" in findings("TRM-003", long, "The FAC met.", long)[0].message
    assert findings("TRM-003", long, "The FAC met again.") == []


def test_an_acronym_that_is_never_explained_is_a_hint() -> None:
    [found] = findings("TRM-003", "We spoke with IOM.", "And with IOM again.")
    assert (found.words, found.grade) == ("IOM", Grade.HINT)


@pytest.mark.parametrize(
    "text",
    [
        "The EU and the UN agreed on EUR 3 million.",
        "JAI 12 ASIM 3 MIGR 4 COWEB 7",
        "THE COUNCIL OF THE EUROPEAN UNION,",
        "RECALLING that the matter is urgent and needs an answer;",
        "COM(2019) 293 final and ST 5312/20 are the sources.",
        "The works of J.R.R. Tolkien were shown.",
    ],
)
def test_codes_recitals_and_what_everybody_knows_are_no_acronyms_to_explain(text: str) -> None:
    assert words("TRM-003", text) == []


def test_points_in_acronyms_and_pairs_in_both_orders_are_told() -> None:
    assert words("TRM-003", "Use the I.C.P.O tools for it.") == ["I.C.P.O"]
    explained = "The Strategic Committee (SCIFA) and the High-Level Working Group (HLWG) met."
    pairs = words("TRM-003", explained, "The HLWG/SCIFA talks began.", "The SCIFA/HLWG talks ended.")
    assert "SCIFA/HLWG" in pairs


# countries, long acronyms, spelling


def test_a_country_has_the_name_of_the_documents_day() -> None:
    text = "Irregular migration from Turkey fell."

    def found(as_of: str) -> list[str]:
        context = CheckContext((a_manuscript(text, as_of=as_of),))
        return [each.words for each in findings("TRM-004", context)]

    assert found("2023-03-17") == ["Turkey"]
    assert found("2020-06-05") == []


def test_the_day_may_stand_in_the_head_of_the_document() -> None:
    texts = (
        "Senior Officials Meeting, Istanbul, 4-5 December 2019",
        "Greece and the Czech Republic and Turkey agreed.",
    )
    undated = replace(a_manuscript(*texts), as_of=None)
    assert [each.words for each in findings("TRM-004", CheckContext((undated,)))] == ["Czech Republic"]


@pytest.mark.parametrize("words_around", ["Turkeyville", "Old-Turkey", "Turkey-based", "Turkey‑based", "Turkeyss"])
def test_a_word_inside_another_word_or_compound_is_not_found(words_around: str) -> None:
    assert words("TRM-004", f"They went to {words_around} again.") == []
    assert words("TRM-004", f"They went to {words_around} and to Turkey.") == ["Turkey"]


def test_names_of_older_acts_keep_the_names_of_their_time() -> None:
    assert words("TRM-004", "We keep to the EU-Turkey Statement of 2016.") == []


def test_long_acronyms_have_one_capital() -> None:
    assert words("TRM-005", "FRONTEX and EUROPOL help; Eurodac too.") == ["FRONTEX", "EUROPOL"]
    assert words("TRM-005", "THE AGENCIES FRONTEX AND EUROPOL", "FRONTEX 20", "see info@EUROPOL.eu") == []


@pytest.mark.parametrize("word", ["organized", "mobilization", "recognizes", "instrumentalize"])
def test_words_are_spelt_with_an_s(word: str) -> None:
    [found] = findings("TRM-006", f"It was {word} there.")
    assert found.words == word
    assert found.remedy == f"Write “{word.replace('iz', 'is')}”."


@pytest.mark.parametrize(
    "text",
    [
        "The size of the prize was seized by downsizing citizens on the horizon.",
        "The International Labour Organization and the World Health Organization agreed.",
        "See www.organized.eu for it.",
    ],
)
def test_other_words_and_official_names_keep_their_z(text: str) -> None:
    assert words("TRM-006", text) == []


def test_compounds_are_closed_up() -> None:
    found = words("TRM-006", "The Multi-annual plan for co-operation goes on.")
    assert sorted(found) == ["Multi-annual", "co-operation"]


# letter and annex


def test_letter_and_annex_call_a_thing_alike() -> None:
    letter = a_manuscript(a_typed_cell("Pilot schemes began."), kind="letter")
    other = replace(a_manuscript(a_typed_cell("The pilot project began."), kind="annex"), name="annex.docx")
    same = replace(a_manuscript(a_typed_cell("The pilot scheme began."), kind="annex"), name="annex.docx")
    [found] = findings("TRM-007", letter, other)
    assert "the annex “pilot project”" in found.message
    assert findings("TRM-007", letter, same) == []


def test_a_meeting_of_one_day_has_one_name_in_letter_and_annex() -> None:
    def pair(there: str) -> list[str]:
        letter = a_manuscript(a_typed_cell("The Justice and Home Affairs Council on 12 March agreed."), kind="letter")
        annex = a_manuscript(a_typed_cell(f"It was taken to the {there}."), kind="annex")
        return [each.words for each in findings("TRM-007", letter, replace(annex, name="annex.docx"))]

    assert pair("Schengen Council on 12 March") == ["Justice and Home Affairs Council"]
    assert pair("Justice and Home Affairs Council on 12 March 2023") == []
    assert pair("Schengen Council on 13 March") == []
    assert pair("Contact Committee on 12 March") == []


@pytest.mark.parametrize(
    "amount", ["EUR 40 million", "€3.3 billion", "40 Mio. EUR"], ids=lambda amount: amount.replace(" ", "-")
)
@pytest.mark.parametrize("around", [(), ("",), (a_passage("Page 1", role=Role.FOOTER),)], ids=("", "empty", "footer"))
def test_a_file_that_is_all_tables_has_no_letter_to_be_held_against(
    amount: str, around: tuple[str | Passage, ...]
) -> None:
    cell = a_cell(f"The package of {amount} was paid to the countries that had asked for it in good time.", 1, 1)
    assert findings("TRM-007", a_manuscript(cell, *around)) == findings("AMT-006", a_manuscript(cell, *around)) == []


def test_a_phrase_in_two_orders_of_words_is_told() -> None:
    first, other = "We improve migration management and return.", "They improve migration and return management."
    assert words("TRM-007", first, other) == ["improve migration and return management"]
    assert (
        words("TRM-007", "Give financial assistance and equipment.", "Give equipment and financial assistance.") == []
    )


# searching


@given(st.lists(st.text(max_size=30), max_size=6), st.sampled_from(["Frontex", "pilot project", "İzmir", "Straße"]))
def test_what_is_found_stands_where_it_is_said_to_stand(texts: list[str], word: str) -> None:
    document = a_context(a_manuscript(*texts, f"We met {word} there."))
    places = list(search_text(document.passages(document.manuscripts[0])).places(word))
    assert places
    assert all(each.words.casefold().startswith(word.casefold()) for each in places)
