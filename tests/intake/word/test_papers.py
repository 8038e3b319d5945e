"""Notes, conclusions, results, summaries from Word: what is made of them again has the same words in the same order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.commands.import_document import ImportedDocument, import_document, read_document
from briefgen.errors import UsageProblemError
from briefgen.intake.word.fixed_words import label_of, says
from briefgen.intake.word.papers import PaperRead, losses_of, paper_of
from briefgen.localise.po import read_po_file
from briefgen.model.manuscript import Passage, Role
from briefgen.production.order import Where
from briefgen.text import rich_text
from briefgen.word.reader import read_manuscript
from tests.corpus.authoring import an_empty_document, paragraphs, saved
from tests.corpus.authoring import table as add_table
from tests.intake.word.laid_out import laid_out, with_quotations
from tests.sample_documents import document
from tests.sample_dossier import ROOT
from tests.seeds.transcription import WHERE_THEY_ARE
from tests.workspaces import Workspace, an_empty_workspace

TODAY = date(2026, 11, 29)
SAMPLES = {
    "note-2020-05-12": "note",
    "translated-note-2020-05-12-fr": "note",
    "conclusions-2020-05-28-draft": "conclusions",
    "conclusions-2020-06-05": "conclusions",
    "translated-conclusions-2020-06-05-fr": "conclusions",
    "main-results-2021-03-15": "main-results",
    "translated-main-results-2021-03-15-fr": "main-results",
    "summary-2019-12-05": "summary",
    "translated-summary-2019-12-05-fr": "summary",
}
_FRENCH = (
    "La présidence est d’avis que les bateaux sont utiles pour le contrôle des frontières et pour les secours en mer."
)
_OUTSIDE = (Role.HEADER, Role.FOOTER)
_HARD = str.maketrans("\u00a0\u202f", "  ")


def imported(data: bytes, folder: Path, kind: str = "") -> tuple[Workspace, ImportedDocument]:
    """A workspace with the dossier that a paper became."""
    workspace = an_empty_workspace(folder, "paper")
    file = folder / "paper.docx"
    file.write_bytes(data)
    return workspace, import_document(Where(folder), read_document(file, kind), "paper", TODAY)


def made_again(data: bytes, folder: Path, kind: str = "") -> bytes:
    """What the commands make of a paper that was imported; the house style of what others wrote is known."""
    workspace, paper = imported(data, folder, kind)
    target = folder / "again.docx"
    run = workspace.run("make", paper.document, "--as-of", paper.day.isoformat(), "-o", target, "-q")
    assert run.code == 0, run.err
    return target.read_bytes()


def words(data: bytes) -> list[str]:
    """The words of body and notes in their order, numbers of paragraphs among them; dashes between cells are none."""
    return [word for each in shown(data) for word in _words(each) if word != "–"]


def shown(data: bytes) -> list[Passage]:
    return [
        each for each in read_manuscript(data, "x.docx").passages if each.role not in _OUTSIDE and each.text.strip()
    ]


def _words(passage: Passage) -> list[str]:
    number = passage.number if passage.role in (Role.NUMBERED, Role.NOTE) else ""
    return f"{number} {passage.text}".translate(_HARD).split()


def differences(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    """The words that differ, side by side."""
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(" ".join(one[a:b]), " ".join(other[c:d])) for code, a, b, c, d in codes if code != "equal"]


@WHERE_THEY_ARE
@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        ("000", "letter", [("./..", ""), ("", "The President")]),
        ("001", "", []),
        (
            "002",
            "",
            [("", "ANNEX"), ("Balkans.", "Balkans;"), ("reception;", "reception,"), ("Approach.", "Approach;")],
        ),
        ("003", "", [("", "Further information")]),
        ("004", "", []),
    ],
)
def test_the_real_papers_have_the_same_words(
    number: str, kind: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    paper = laid_out(number)
    assert differences(words(paper), words(made_again(paper, tmp_path, kind))) == expected


@WHERE_THEY_ARE
@pytest.mark.parametrize(("number", "count"), [("002", 4), ("004", 0)])
def test_numbers_may_be_typed(number: str, count: int, tmp_path: Path) -> None:
    again = made_again(laid_out(number, typed_numbers=True), tmp_path)
    assert len(differences(words(laid_out(number)), words(again))) == count


@WHERE_THEY_ARE
def test_quotations_may_have_a_style() -> None:
    for data in (laid_out("003"), with_quotations(laid_out("003"))):
        rows = paper_of(data, "page.docx").rows
        assert [row.name for row in rows if row.kind == "quotation"] == ["Eduardo Cabrita", "Josep Borrell"]
        assert [row.kind for row in rows].count("link") == 4


@WHERE_THEY_ARE
def test_the_heads_of_the_real_papers_are_read() -> None:
    note, conclusions = (paper_of(laid_out(each), f"{each}.docx") for each in ("001", "002"))
    assert (note.place, note.day, note.about["marking"]) == ("Brussels", date(2020, 5, 12), "LIMITE")
    assert len(note.about["codes"]) == 6
    assert (conclusions.about["adopted"], conclusions.about["draft"]) == ("2020-06-05", "8132/20 REV 1")
    kinds = [row.kind for row in conclusions.rows]
    assert [kinds.count(each) for each in ("recital", "calls", "point", "dash")] == [26, 3, 26, 11]


@pytest.mark.parametrize(("name", "kind"), SAMPLES.items())
def test_the_samples_come_back_word_for_word(name: str, kind: str, tmp_path: Path) -> None:
    paper = document(name)
    again = made_again(paper, tmp_path)
    assert paper_of(paper, "x.docx").kind == kind
    assert differences(words(paper), words(again)) == []
    before = [*itertools.takewhile(lambda form: form[0] is not Role.CAPTION, _forms(paper))]
    assert _forms(again)[: len(before)] == before


def _forms(data: bytes) -> list[tuple[str, int, str]]:
    """What each paragraph is."""
    return [(each.role, each.level, each.style) for each in shown(data) if not each.cell]


@pytest.mark.parametrize(
    "name",
    ["annex-2023-03-17", "translated-annex-2023-03-17-pl", "letter-2023-03-20", "translated-letter-2023-03-20-fr"],
)
def test_annexes_and_letters_are_no_such_papers(name: str) -> None:
    assert paper_of(document(name), f"{name}.docx") == PaperRead(
        f"{name}.docx", language=paper_of(document(name), "").language
    )


def a_paper(*lines: str) -> bytes:
    """A Word file: "# " begins a heading, "- " a bullet, "| " a row of a table; all else is a paragraph."""
    word = an_empty_document()
    for line in lines:
        sign, _, text = line.partition(" ")
        if set(sign) == {"#"}:
            word.add_heading(text, len(sign))
        elif sign == "|":
            add_table(word, [each.strip() for each in text.split("|")])
        else:
            word.add_paragraph(text if sign == "-" else line, style="List Bullet" if sign == "-" else None)
    return saved(word)


def test_minutes_with_a_list_of_actions_are_no_summary() -> None:
    word = an_empty_document()
    word.add_heading("Board of 3 May 2023", 1)
    paragraphs(word, "Summary", "1. The board met.", "2. It agreed.")
    add_table(word, ["Action", "Responsible", "Deadline", "Status"], ["Buy boats", "A. Peeters", "June", "open"])
    assert paper_of(saved(word), "minutes.docx").kind == ""


def test_a_plain_report_is_none_of_the_papers() -> None:
    assert paper_of(a_paper("# A report", "## Introduction", "Some words.", "- a bullet"), "report.docx").kind == ""


def test_conclusions_in_another_language_keep_who_speaks() -> None:
    lines = ("LE CONSEIL DE L’UNION EUROPÉENNE,", "1. RAPPELANT la réunion;", "2. SALUANT les progrès,")
    read = paper_of(a_paper(*lines, "LE CONSEIL", "INVITE LA COMMISSION:", "3. à agir;", "- vite."), "c.docx")
    assert read.kind == "conclusions"
    assert (read.about["council"], read.about["acting"]) == ("LE CONSEIL DE L’UNION EUROPÉENNE", "LE CONSEIL")
    assert [(row.kind, row.text) for row in read.rows] == [
        ("recital", "rappelant la réunion"),
        ("recital", "saluant les progrès"),
        ("calls", "INVITE LA COMMISSION"),
        ("point", "à agir"),
        ("dash", "vite"),
    ]
    assert [each.what for each in read.told] == ["stops that the rules of conclusions set otherwise: “:” for “;”"]


def test_a_paragraph_without_a_number_is_a_line_of_the_point_above() -> None:
    lines = (
        "THE COUNCIL,",
        "1. NOTING this;",
        "2. NOTING that,",
        "THE COUNCIL",
        "CALLS ON ALL:",
        "3. to act;",
        "and so on.",
    )
    read = paper_of(a_paper(*lines), "c.docx")
    assert read.rows[-1].text == "to act;\\\nand so on"


def test_a_table_of_a_note_is_a_list_of_its_rows() -> None:
    head = ("Brussels, 12 May 2020", "7896/20", "JAI 347", "NOTE", "From: Presidency", "Subject: Boats")
    read = paper_of(a_paper(*head, "# Part", "## Boats", "| Area | Count", "* a note"), "note.docx")
    assert (read.kind, read.title, read.about["codes"]) == ("note", "Boats", ("JAI 347",))
    assert read.body == "# Part\n\n## Boats\n\n- Area – Count\n\n\\* a note"
    [told] = losses_of(read)
    assert told.message == "tables, which are lists of their rows now (1 rows): 1 (“Area”)."


def test_a_head_may_be_in_another_language() -> None:
    head = (
        "Bruxelles, le 12 mai 2020",
        "7896/20",
        "JAI 347",
        "NOTE",
        "Origine\u00a0: Présidence",
        "Objet\u00a0: Bateaux",
    )
    read = paper_of(a_paper(*head, _FRENCH), "note.docx")
    assert (read.kind, read.day, read.about["from"], read.title) == ("note", date(2020, 5, 12), "Présidence", "Bateaux")


_TITLES = {"Main results": "results", "Summary": "summary", "Further information": "further", "ANNEX": "annex"}
_TYPES = {"NOTE": "note", "OUTCOME OF PROCEEDINGS": "outcome", "DRAFT COUNCIL CONCLUSIONS": "draft"}
_LABELS = {"From:": "from", "To:": "to", "On:": "on", "Subject:": "subject", "No. prev. doc.:": "previous"}


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "locale").glob("*.po")), ids=lambda path: path.stem)
def test_the_words_of_the_templates_are_known_in_each_language(path: Path) -> None:
    told = {(each.source, each.text) for each in read_po_file(path.read_bytes(), path.name)[0].entries}
    titles = {**_TITLES, **_TYPES}
    unknown = [said for source, said in told if source in titles and said and not says(said, titles[source])]
    unknown += [said for source, said in told if source in _LABELS and said and label_of(said) != _LABELS[source]]
    assert unknown == []


def test_participants_are_counted_and_listed_again() -> None:
    lines = (
        "# Meeting, 4 May 2023",
        "## Summary",
        "1. All met.",
        "2. All agreed.",
        "## Participants",
        "Others (2): A and B",
    )
    read = paper_of(a_paper(*lines), "summary.docx")
    assert [(row.heading, row.name) for row in read.rows if row.kind == "participant"] == [
        ("Others", "A"),
        ("Others", "B"),
    ]
    assert read.about["participants"] == "Participants"


def test_a_paper_that_is_none_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageProblemError, match="none of the papers"):
        imported(a_paper("# A report"), tmp_path)
    assert not (tmp_path / "data" / "paper").exists()


def test_a_paper_without_a_day_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(UsageProblemError, match="of which day"):
        imported(a_paper("# A meeting", "## Summary", "1. All met.", "2. All agreed."), tmp_path)
    assert not (tmp_path / "data" / "paper").exists()


def test_what_looks_like_markup_is_printed_as_it_was_typed(tmp_path: Path) -> None:
    lines = ("# A *meeting* of 4 May 2023", "Summary", "1. All # met.", "2. They *agreed* [all](here), # 1 \\ _too_.")
    again = " ".join(words(made_again(a_paper(*lines), tmp_path)))
    assert again == "A *meeting* of 4 May 2023 Summary 1. All # met. 2. They *agreed* [all](here), # 1 \\ _too_."


_LINES = st.lists(
    st.builds(
        "{} {}".format,
        st.sampled_from(["1.", "2.", "7.", "-", "#", "###", "|", "Ms", "and"]),
        st.text("abcdef ,*[]{}#:", min_size=1, max_size=12).filter(str.strip),
    ),
    max_size=8,
)


@given(_LINES)
@settings(max_examples=60, deadline=None)
def test_no_paragraph_is_dropped_in_silence(lines: list[str]) -> None:
    read = paper_of(a_paper("# Meeting, 4 May 2023", "## Summary", "1. one", "2. two", *lines), "s.docx")
    said = "".join(_letters(read))
    for line in lines:
        letters = "".join(line.partition(" ")[2].split()).replace("|", "")
        assert read.kind == "" or letters in said, line


def _letters(read: PaperRead) -> Iterator[str]:
    for row in read.rows:
        text = "".join(str(block) for block in rich_text(row.text, {}).blocks) if row.text else ""
        yield "".join(f"{text}{row.heading}{row.name}{row.function}{read.about}".split())
    yield from ("".join(each.words.split()) for each in read.told)
