"""`briefgen make`: notes, conclusions, main results and summaries, from the record to Word files."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.kinds import DOCUMENT_KINDS
from briefgen.word import lint
from tests.word.docx_templates import a_style, a_template, p, texts
from tests.workspaces import Workspace, a_workspace

YAML = """\
title: Migration management
place: Brussels
languages: [en, fr]
documents:
  note:
    template: note.docx
    title: Mapping of activities
    body: note.md
    about: {number: 7896/20, marking: LIMITE, codes: [JAI 347, ASIM 24], subject: Discussion paper}
  conclusions: {template: conclusions.docx}
  results: {template: results.docx, kind: main-results}
  summary: {template: summary.docx}
"""
NOTE = """\
# Background

A mapping was made {{ when("2020-02-19") }}[^m]. See footnote {{ ref("note/m") }}.

[^m]: By questionnaire.

1. Should more be done?
2. By whom?
"""
ROWS = """\
document,paragraph,as_of,kind,heading,text,name,function,href
conclusions,a,2020-06-05,recital,,recalling the summit,,,
conclusions,b,2020-06-05,recital,,"taking into account the figures[^f].

[^f]: ST 5312/20.",,,
conclusions,c,2020-06-05,calls,,calls on the Commission,,,
conclusions,d,2020-06-05,point,,"to act, see recital {{ ref(""point/b"") }}",,,
conclusions,e,2020-06-05,dash,,at once,,,
results,a,2020-06-05,heading,,Main results,,,
results,b,2020-06-05,paragraph,,Ministers met.,,,
results,c,2020-06-05,quotation,,Now is the time.,E. Cabrita,Minister,
results,d,2020-06-05,link,,The pact,,,https://example.eu/pact
summary,a,2020-06-05,paragraph,,"{{ counted(""countries"") | spelt }} countries came: {{ listed(""countries"") }}.",,,
summary,b,2020-06-05,participant,countries,,Albania,,
summary,c,2020-06-05,participant,countries,,Austria,,
"""
PAPERS = [name for name, record in DOCUMENT_KINDS.items() if record.paragraphs]
LISTS = "".join(a_style(name) for name in ("heading 1", "List Number", "List Bullet"))
TEMPLATES = {
    "note.docx": (
        p("{{ about.number }} {{ about.marking }}"),
        p("{%p for code in about.codes %}"),
        p("{{ code }}"),
        p("{%p endfor %}"),
        p("{{ title }}: {{ about.subject }}"),
        p("{{ body }}"),
    ),
    "conclusions.docx": (
        p("{{ council }}"),
        p("{%p for recital in recitals %}"),
        p("{{ recital.number }}. {{ recital.text }}"),
        p("{%p endfor %}"),
        p("{{ acting }}"),
        p("{%p for call in calls %}"),
        p("{{ call.head }}"),
        p("{%p for point in call.points %}"),
        p("{{ point.number }}. {{ point.text }}"),
        p("{%p for dash in point.dashes %}"),
        p("- {{ dash.text }}"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
    ),
    "results.docx": (
        p("{%p for block in blocks %}"),
        p("{{ block.kind }}: {{ block.text }}{% if block.name %} ({{ block.name }}, {{ block.function }}){% endif %}"),
        p("{%p endfor %}"),
    ),
    "summary.docx": (
        p("{%p for block in blocks %}"),
        p("{{ block.number }}. {{ block.text }}"),
        p("{%p endfor %}"),
        p("{{ participants.count }}: {{ participants.by_group.countries.listed }}"),
    ),
}
MADE = [f"{name}-2020-06-05.en.docx" for name in ("note", "conclusions", "results", "summary")]


@pytest.fixture
def papers(tmp_path: Path) -> Workspace:
    """A workspace whose dossier has papers and no annex."""
    workspace = a_workspace(tmp_path, {"dossier.yaml": YAML, "note.md": NOTE, "paragraphs.csv": ROWS})
    for name in ("commitments.csv", "followup.csv", "letter.md", "recipients.csv"):
        (workspace.data / name).unlink()
    for name, blocks in TEMPLATES.items():
        workspace.template(name, a_template(*blocks, styles=LISTS))
    return workspace


def test_all_papers_are_made(papers: Workspace) -> None:
    done = papers.run("make", "all", "--as-of", "2020-06-05")
    assert (done.code, done.err) == (0, "")
    assert [path.name for path in done.paths] == MADE


def test_two_processes_make_the_same_bytes(papers: Workspace) -> None:
    papers.run("make", "all", "--as-of", "2020-06-05")
    former = [papers.document(name) for name in MADE]
    again = papers.run("make", "all", "--as-of", "2020-06-05", "--force", "--jobs", "2")
    assert (again.code, again.err) == (0, "")
    assert [papers.document(name) for name in MADE] == former


def test_a_note_has_its_head_and_its_body(papers: Workspace) -> None:
    papers.run("make", "note", "--as-of", "2020-06-05")
    assert texts(papers.document(MADE[0])) == [
        "7896/20 LIMITE",
        "JAI 347",
        "ASIM 24",
        "Mapping of activities: Discussion paper",
        "Background",
        "A mapping was made on 19\u00a0February. See footnote 1.",
        "Should more be done?",
        "By whom?",
    ]


def test_conclusions_have_one_numbering_and_live_references(papers: Workspace) -> None:
    papers.run("make", "conclusions", "--as-of", "2020-06-05")
    assert texts(papers.document(MADE[1])) == [
        "THE COUNCIL OF THE EUROPEAN UNION,",
        "1. RECALLING the summit;",
        "2. TAKING INTO ACCOUNT the figures,",
        "THE COUNCIL",
        "CALLS ON THE COMMISSION:",
        "3. to act, see recital\u00a02:",
        "- at once.",
    ]


def test_main_results_and_summary_follow_the_rows(papers: Workspace) -> None:
    papers.run("make", "results", "summary", "--as-of", "2020-06-05")
    assert texts(papers.document(MADE[2])) == [
        "heading: Main results",
        "paragraph: Ministers met.",
        "quotation: Now is the time. (E. Cabrita, Minister)",
        "link: The pact",
    ]
    assert texts(papers.document(MADE[3])) == ["1. Two countries came: Albania and Austria.", "2: Albania and Austria"]


@pytest.mark.parametrize(("kind", "document"), [(kind, {"main-results": "results"}.get(kind, kind)) for kind in PAPERS])
def test_the_starter_of_a_paper_can_be_filled(papers: Workspace, kind: str, document: str) -> None:
    assert papers.run("template", "new", "mine", "--kind", kind).code == 0
    papers.replace("dossier.yaml", f"{document}.docx", "mine.docx")
    done = papers.run("make", document, "--as-of", "2020-06-05")
    assert (done.code, done.err) == (0, "")
    assert lint(papers.document(f"{document}-2020-06-05.en.docx")) == []


COUNTED = """\
# Results

As {{ ref("table/areas") }} shows, {{ rows("areas") | spelt }} areas have {{ total("areas") }} activities,
of which {{ cell("areas", "return") }} in {{ leader("areas") }}.

{{ table("areas") }}
"""


def with_a_table(papers: Workspace) -> None:
    """Gives the dossier a table, and a note that shows it."""
    rows = "".join(f"{area},AT\n" for area in ("return", "return", "asylum"))
    papers.write("activities.csv", f"area,state\n{rows}")
    tables = "frames: {activities: activities.csv}\ntables: {areas: {frame: activities, rows: area}}\n"
    papers.write("dossier.yaml", YAML + tables)
    papers.write("note.md", COUNTED)
    papers.write("paragraphs.csv", "document,paragraph,as_of,kind,text\n")


def test_a_note_shows_a_table_refers_to_its_number_and_quotes_it(papers: Workspace) -> None:
    with_a_table(papers)
    done = papers.run("make", "note", "--as-of", "2020-06-05")
    assert (done.code, done.err) == (0, "")
    said = "As Table\u00a01 shows, two areas have 3 activities, of which 2 in return."
    assert said in texts(papers.document(MADE[0]))


def test_a_day_before_the_first_row_is_refused(papers: Workspace) -> None:
    done = papers.run("make", "conclusions", "--as-of", "2020-06-04")
    assert done.code == 1
    assert "Nothing stands yet on 2020-06-04" in done.err


def test_a_field_of_another_kind_is_refused_with_those_there_are(papers: Workspace) -> None:
    papers.template("note.docx", a_template(p("{{ recitals }}")))
    done = papers.run("make", "note", "--as-of", "2020-06-05")
    assert done.code == 1
    assert "“recitals” is not among the fields of this document" in done.err


class TestInAnotherLanguage:
    @staticmethod
    def translate(papers: Workspace) -> None:
        """Takes each text for its own translation."""
        for folder in (papers.data, papers.root / "templates"):
            path = folder / "locale" / "fr.po"
            path.write_text(_translated(path.read_text(encoding="utf-8")), encoding="utf-8")

    def test_every_text_is_asked_for_once(self, papers: Workspace) -> None:
        assert papers.run("translate", "extract", "-l", "fr").code == 0
        catalogue = (papers.data / "locale" / "fr.po").read_text(encoding="utf-8")
        for text in ("Discussion paper", "Should more be done?", "recalling the summit", "Albania", "Minister"):
            assert text in catalogue
        assert "The Council of the European Union" in catalogue
        assert '"LIMITE"' in catalogue
        assert "JAI 347" not in catalogue
        assert 'E. Cabrita"\nmsgstr' not in catalogue

    def test_what_is_extracted_is_all_that_a_document_needs(self, papers: Workspace) -> None:
        papers.run("translate", "extract", "-l", "fr")
        self.translate(papers)
        done = papers.run("make", "all", "--as-of", "2020-06-05", "-l", "fr")
        assert (done.code, done.err) == (0, "")
        assert "1. RECALLING the summit;" in texts(papers.document("conclusions-2020-06-05.fr.docx"))

    def test_the_words_and_labels_of_tables_are_asked_for_too(self, papers: Workspace) -> None:
        with_a_table(papers)
        done = papers.run("make", "note", "--as-of", "2020-06-05", "-l", "fr", "--allow-untranslated")
        assert "no translation into fr (frames/activities/area): “return”" in done.err
        papers.run("translate", "extract", "-l", "fr")
        self.translate(papers)
        done = papers.run("make", "note", "--as-of", "2020-06-05", "-l", "fr")
        assert (done.code, done.err) == (0, "")

    def test_a_text_that_stays_can_still_speak_of_the_document(self, papers: Workspace) -> None:
        done = papers.run("make", "conclusions", "summary", "--as-of", "2020-06-05", "-l", "fr", "--allow-untranslated")
        assert done.code == 0
        assert "3. to act, see recital\u00a02:" in texts(papers.document("conclusions-2020-06-05.fr.docx"))
        assert texts(papers.document("summary-2020-06-05.fr.docx"))[0].startswith("1. Two countries came: Albania")

    def test_a_missing_translation_is_named(self, papers: Workspace) -> None:
        done = papers.run("make", "conclusions", "--as-of", "2020-06-05", "-l", "fr")
        assert done.code == 1
        assert "no translation into fr (paragraphs/conclusions/a/2020-06-05): “recalling the summit”" in done.err


def _translated(catalogue: str) -> str:
    """The catalogue with each text as its own translation."""
    from io import BytesIO

    from babel.messages.pofile import read_po, write_po

    read = read_po(BytesIO(catalogue.encode()), locale="fr")
    for message in read:
        if message.id:
            message.string = message.id
    written = BytesIO()
    write_po(written, read, width=10_000)
    return written.getvalue().decode()


def test_what_the_head_lacks_is_said_with_where_it_is_given(papers: Workspace) -> None:
    papers.template("note.docx", a_template(p("{{ about.unit }}"), p("{{ body }}"), styles=LISTS))
    done = papers.run("make", "note", "--as-of", "2020-06-05")
    assert done.code == 1
    assert "{{ about.unit }}: “unit” is not a field of this record" in done.err
    assert "give the field in dossier.yaml, if it is one of “about”" in done.err


def test_a_body_that_its_template_does_not_print_stops_the_document(papers: Workspace) -> None:
    papers.template("note.docx", a_template(p("{{ about.unit }}"), styles=LISTS))
    done = papers.run("make", "note", "--as-of", "2020-06-05")
    assert done.code == 1
    assert "note.md: error DOC-003: note.docx does not print the body of the document “note”" in done.err
    assert "Put {{ body }} alone into a paragraph of the template" in done.err
