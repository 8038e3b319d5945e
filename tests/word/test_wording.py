"""The fixed wording of templates: its units, and translations in their place."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from briefgen.word import FixedText, Template, Wording, fixed_texts, unlike_tags
from tests.word.docx_templates import a_template, p, r, tbl, tr

BOLD, ITALIC, FRENCH = "<w:b/>", "<w:i/>", '<w:lang w:val="fr-FR"/>'
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def units(*blocks: str) -> list[str]:
    return [each.text for each in of_the_body(*blocks)]


def of_the_body(*blocks: str) -> list[FixedText]:
    return [each for each in fixed_texts(a_template(*blocks), "annex.docx") if not each.place.part]


def reworded(template: bytes, translations: dict[str, str], *, language: str = "", mark: str = "") -> str:
    """The body of a document, with its runs as `{look:text}`."""
    wording = Wording(translations.get, language, mark)
    read = Template.read(template, "annex.docx", wording=wording)
    return runs_of(read.render({"name": "Ann", "day": "Monday"}))


def runs_of(document: bytes) -> str:
    body = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    pattern = r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?(.*?)</w:r>|<w:(?:hyperlink|fldChar)[^>]*>"
    return "".join(_run(match) for match in re.finditer(pattern, body))


def _run(match: re.Match[str]) -> str:
    if match[2] is None:
        return ""
    text = re.sub(r"<w:t [^>]*>|</w:t>", "", match[2])
    if not text or text.startswith("<"):
        return "|" if text else ""
    look = "".join(re.findall(r'<w:(b|i|lang w:val="[^"]+")/>', match[1] or "")).replace('lang w:val="', "").rstrip('"')
    return f"{look}({text})" if look else text


class TestUnits:
    def test_a_paragraph_is_a_unit_with_its_values_as_typed(self) -> None:
        assert units(p("Changes since {{ since }} are marked.")) == ["Changes since {{ since }} are marked."]

    def test_runs_that_word_has_split_for_itself_are_one(self) -> None:
        assert units(p(r("Chan"), r("ges since {{ si", FRENCH), r("nce }}"))) == ["Changes since {{ since }}"]

    def test_statements_end_a_unit(self) -> None:
        typed = "{% if x %}[new] {% elif y %}[old] {% endif %}{{ text }}"
        assert units(p(typed)) == ["[new]", "[old]"]

    def test_what_has_no_letters_is_no_unit(self) -> None:
        assert units(p("{{ number }}. "), p("./.."), p("2023"), p("{%p for x in xs %}"), p("{%p endfor %}")) == []

    def test_another_look_stands_between_marks(self) -> None:
        runs = (r("All "), r("new", BOLD), r(" and "), r("old", ITALIC), r(" and "), r("more", BOLD), r("."))
        assert units(p(*runs)) == ["All <1>new</1> and <2>old</2> and <1>more</1>."]

    def test_a_value_at_the_edge_with_a_look_of_its_own_is_left_out(self) -> None:
        assert units(p(r("[ended] ", BOLD), r("{{ text }}"))) == ["[ended]"]
        assert units(p(r("{{ text }}", BOLD), r(" (as agreed)"))) == ["(as agreed)"]

    def test_fields_end_a_unit_and_what_they_have_come_to_is_none(self) -> None:
        assert units(p(r("Page "), PAGE.format(r("one")), r(" of "), PAGE.format(r("two")))) == ["Page", "of"]

    def test_tabs_and_links_end_a_unit(self) -> None:
        link = f'<w:hyperlink w:anchor="x">{r("the annex")}</w:hyperlink>'
        assert units(p(r("From"), "<w:r><w:tab/></w:r>", r("To"))) == ["From", "To"]
        assert units(p(r("See "), link, r(" for more"))) == ["See", "the annex", "for more"]

    def test_a_hyphen_that_does_not_break_is_a_letter_like_others(self) -> None:
        assert units(p(r("follow"), "<w:r><w:noBreakHyphen/></w:r>", r("up"))) == ["follow\u2011up"]

    def test_cells_are_units_of_their_own_in_reading_order(self) -> None:
        assert units(tbl(tr("Left", "Right")), p("Below")) == ["Left", "Right", "Below"]

    def test_phrases_in_tags_are_found(self) -> None:
        found = of_the_body(p('{{ _("In short") }} {% if x %}{{ "At length" | _ }}{% endif %}'))
        assert [(each.text, each.phrase) for each in found] == [("In short", True), ("At length", True)]

    def test_each_unit_knows_its_place(self) -> None:
        (found,) = of_the_body(p(""), tbl(tr("", "Right")))
        assert str(found.place) == "annex.docx, table 1, row 1, column 2, paragraph 1"

    def test_headers_and_footers_are_looked_through_and_comments_left_to_drafters(self) -> None:
        found = {each.place.part for each in fixed_texts(a_template(p("Annex")), "annex.docx")}
        assert {"", "footer 1"} <= found
        assert not any(part.startswith("comments") for part in found)


class TestTranslations:
    def test_a_translation_takes_the_place_and_its_values_are_said(self) -> None:
        template = a_template(p(r("Dear {{ na"), r("me }}, on {{ day }}")))
        assert reworded(template, {"Dear {{ name }}, on {{ day }}": "Le {{ day }}, chère {{ name }}"}) == (
            "Le Monday, chère Ann"
        )

    def test_spaces_at_the_ends_stay(self) -> None:
        template = a_template(p("{% if name %}[new] {% endif %}{{ name }}"))
        assert reworded(template, {"[new]": "[neu]"}) == "[neu] Ann"

    def test_looks_go_with_their_marks_in_whatever_order(self) -> None:
        template = a_template(p(r("All "), r("new", BOLD), r(" and "), r("old", ITALIC), r(".")))
        source = "All <1>new</1> and <2>old</2>."
        assert reworded(template, {source: "<2>Vieux</2> et <1>neuf</1> !"}) == "i(Vieux) et b(neuf) !"

    def test_what_stands_around_a_unit_of_several_looks_stays_where_it_is(self) -> None:
        template = a_template(p(r("{% if day %}Yes, "), r("{{ name }}", BOLD), r(" dear{% endif %} end")))
        assert reworded(template, {"Yes, <1>{{ name }}</1> dear": "Chère <1>{{ name }}</1>, oui", "end": "fin"}) == (
            "Chère b(Ann), oui fin"
        )

    def test_fields_stay_in_place(self) -> None:
        template = a_template(p(r("Page "), PAGE.format(r("1")), r(" of 5")))
        assert reworded(template, {"Page": "Seite", "of 5": "von 5"}) == "Seite |||1| von 5"

    def test_a_part_without_tags_is_written_too(self) -> None:
        template = a_template(p("Annex"))
        assert reworded(template, {"Annex": "Annexe"}) == "Annexe"

    def test_what_is_not_translated_says_its_language(self) -> None:
        template = a_template(p(r("Dear "), r("{{ name }}", BOLD), r(" all")), p("Annex"))
        assert reworded(template, {"Annex": "Annexe"}, language="en-IE") == "en-IE(Dear )ben-IE(Ann)en-IE( all)Annexe"

    def test_what_is_not_translated_can_be_marked(self) -> None:
        assert reworded(a_template(p("{{ name }}"), p("Annex")), {}, mark="[en] ") == "Ann[en] Annex"

    @pytest.mark.parametrize("text", ["A & B <c>", "{_{ braces }_}", "“quoted”"])
    def test_signs_of_xml_and_braces_print_as_typed(self, text: str) -> None:
        said = text.replace("{_{", "{{").replace("}_}", "}}")
        document = Template.read(a_template(p("X")), "x.docx", wording=Wording({"X": text}.get)).render({})
        assert runs_of(document) == said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def test_a_translation_of_itself_changes_no_byte(self) -> None:
        blocks = (p(r("All "), r("new", BOLD), r(" {{ name }}")), tbl(tr("Left {{ day }}", "{% if day %}a{% endif %}")))
        template = a_template(*blocks)
        data = {"name": "Ann", "day": "Monday"}
        same = Template.read(template, "x.docx", wording=Wording(lambda text: text)).render(data)
        assert same == Template.read(template, "x.docx").render(data)


class TestUnlikeTags:
    def test_the_order_of_tags_and_their_spaces_are_free(self) -> None:
        assert list(unlike_tags("{{ a }} <1>{{b}}</1>", "<1>{{ b }}</1> {{a}}")) == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("seisuga {{ date(day) }}", []),
            ("seisuga {{ date(eve) }}", [("{{ when(day) }}", 1, 0), ("{{ date(eve) }}", 0, 1)]),
            ("{{ date(day) }}, {{ when(day) }}", [("{{ date(day) }}", 0, 1)]),
            ("{{ by(day) }}", [("{{ when(day) }}", 1, 0), ("{{ by(day) }}", 0, 1)]),
        ],
    )
    def test_a_day_in_a_sentence_may_stand_alone_behind_a_preposition(
        self, text: str, found: list[tuple[str, int, int]]
    ) -> None:
        assert list(unlike_tags("as they stand {{ when(day) }}", text)) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("", [("{{ a }}", 1, 0)]),
            ("{{ a }} {{ a }}", [("{{ a }}", 1, 2)]),
            ("{{ b }}", [("{{ a }}", 1, 0), ("{{ b }}", 0, 1)]),
            ("{{ a }} {% if x %}", [("{% if x %}", 0, 1)]),
            ("<1>{{ a }}", [("<1>", 0, 1)]),
        ],
    )
    def test_lost_changed_and_doubled_ones_are_found(self, text: str, found: list[tuple[str, int, int]]) -> None:
        assert list(unlike_tags("{{ a }}", text)) == found
