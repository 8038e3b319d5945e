"""Ten ways to number paragraphs: what the reader reads, what a live reference prints, and what LibreOffice prints.

Each input is a list with a style for each of its paragraphs. Both sides of the engine work the numbers out by
`briefgen.word.wml.numbering`, so that a document says the same in Word, PDF, HTML and Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.word import RenderingError, Template
from briefgen.word.reader import read_manuscript
from tests import validators
from tests.word.docx_templates import a_style, a_template, p
from tests.word.good import W_NS


def lvl(level: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{level}">{inside}<w:lvlJc w:val="left"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    inside = '<w:multiLevelType w:val="multilevel"/>' + "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


def num(number: int, of: int, inside: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'


def override(inside: str, level: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{level}">{inside}</w:lvlOverride>'


def at(number: int, level: int | None = 0) -> str:
    """What puts a style into a list; without a level it is the list's that names the style."""
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:pPr><w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr></w:pPr>'


@dataclass(frozen=True)
class Numbered:
    """An input.

    Attributes:
        definitions: elements of numbering.xml, those of abstract numberings first.
        styles: the content of each style, by its name; a heading's is known by its outline level.
        paragraphs: the names of the paragraphs' styles.
        printed: what stands before them; "-" for a bullet, "_" for a space in a number.
        cited: what references to them say.
        only_word: what LibreOffice does not know of it, so that its PDF has other numbers.
    """

    definitions: tuple[str, ...]
    styles: dict[str, str]
    paragraphs: str
    printed: str
    cited: str
    only_word: str = ""


INPUTS = {
    "digits": Numbered((abstract(1, lvl(0, "decimal", "%1.")), num(1, 1)), {"A": at(1)}, "A A A", "1. 2. 3.", "1 2 3"),
    "levels that name those above": Numbered(
        (abstract(2, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2")), num(2, 2)),
        {"B": at(2), "B2": at(2, 1)},
        "B B2 B2 B B2",
        "1. 1.1 1.2 2. 2.1",
        "1 1.1 1.2 2 2.1",
    ),
    "roman numerals and letters": Numbered(
        (abstract(3, lvl(0, "upperRoman", "%1."), lvl(1, "lowerLetter", "(%2)")), num(3, 3)),
        {"C": at(3), "C2": at(3, 1)},
        "C C2 C2 C C2",
        "I. (a) (b) II. (a)",
        "I I.(a) I.(b) II II.(a)",
    ),
    "a list style (17.9.21)": Numbered(
        (
            abstract(4, lvl(0, "upperRoman", "%1.")).replace("<w:lvl ", '<w:styleLink w:val="Romans"/><w:lvl ', 1),
            '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Romans"/></w:abstractNum>',
            num(4, 4),
            num(5, 5),
        ),
        {"Romans": at(4, None), "D": at(5)},
        "D D",
        "I. II.",
        "I II",
    ),
    "a level that a list defines for itself (17.9.8)": Numbered(
        (abstract(6, lvl(0, "decimal", "%1.")), num(6, 6, override(lvl(0, "upperRoman", "%1.")))),
        {"E": at(6)},
        "E E",
        "I. II.",
        "I II",
    ),
    "a start that a list sets for itself (17.9.27)": Numbered(
        (
            abstract(7, lvl(0, "decimal", "%1.")),
            num(7, 7),
            num(8, 7, override('<w:startOverride w:val="27"/>')),
        ),
        {"F": at(7), "F2": at(8)},
        "F F F2 F2",
        "1. 2. 27. 28.",
        "1 2 27 28",
    ),
    "legal numbers (17.9.4)": Numbered(
        (abstract(9, lvl(0, "upperRoman", "%1."), lvl(1, "lowerLetter", "%1.%2", "<w:isLgl/>")), num(9, 9)),
        {"G": at(9), "G2": at(9, 1)},
        "G G2 G G2 G2",
        "I. 1.1 II. 2.1 2.2",
        "I 1.1 II 2.1 2.2",
        only_word="w:isLgl",
    ),
    "a level that counts on (17.9.10)": Numbered(
        (abstract(10, lvl(0, "decimal", "%1."), lvl(1, "decimal", "No %2", '<w:lvlRestart w:val="0"/>')), num(10, 10)),
        {"H": at(10), "H2": at(10, 1)},
        "H H2 H2 H H2",
        "1. No_1 No_2 2. No_3",
        "1 1.No_1 1.No_2 2 2.No_3",
        only_word="w:lvlRestart",
    ),
    "headings whose levels name their styles (17.9.23)": Numbered(
        (
            abstract(
                11,
                lvl(0, "decimal", "%1", '<w:pStyle w:val="Part"/>'),
                lvl(1, "decimal", "%1.%2", '<w:pStyle w:val="Section"/>'),
            ),
            num(11, 11),
        ),
        {
            "Part": at(11, None).replace("</w:pPr>", '<w:outlineLvl w:val="0"/></w:pPr>'),
            "Section": at(11, None).replace("</w:pPr>", '<w:outlineLvl w:val="1"/></w:pPr>'),
        },
        "Part Section Section Part Section",
        "1 1.1 1.2 2 2.1",
        "1 1.1 1.2 2 2.1",
        only_word="levels that name their styles; it takes the w:ilvl, which Word writes as well",
    ),
    "ordinals": Numbered(
        (abstract(12, lvl(0, "ordinal", "%1")), num(12, 12)),
        {"J": at(12)},
        "J J J J",
        "1st 2nd 3rd 4th",
        "1st 2nd 3rd 4th",
    ),
    "a style that is based on one in a list": Numbered(
        (abstract(13, lvl(0, "decimalZero", "%1.")), num(13, 13)),
        {"K": at(13), "K2": '<w:basedOn w:val="K"/>'},
        "K K2 K",
        "01. 02. 03.",
        "01 02 03",
    ),
    "a level that begins before those above it": Numbered(
        (abstract(14, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2")), num(14, 14)),
        {"L": at(14), "L2": at(14, 1)},
        "L2 L L2",
        "1.1 2. 2.1",
        "1.1 2 2.1",
    ),
    "numbers below bullets": Numbered(
        (abstract(15, lvl(0, "bullet", "•"), lvl(1, "decimal", "%2.")), num(15, 15)),
        {"M": at(15), "M2": at(15, 1)},
        "M M2 M2 M M2",
        "- 1. 2. - 1.",
        "- 1 2 - 1",
    ),
}
DEFINITIONS = [each for case in INPUTS.values() for each in case.definitions]
PARTS = {
    "word/numbering.xml": f"<w:numbering {W_NS}>"
    + "".join(sorted(DEFINITIONS, key=lambda each: each.startswith("<w:num ")))
    + "</w:numbering>"
}
STYLES = "".join(
    a_style(name, "numbering" if name == "Romans" else "paragraph", inside)
    for case in INPUTS.values()
    for name, inside in case.styles.items()
)


def document(*cases: Numbered) -> bytes:
    """A document of the paragraphs of some inputs, and behind them a reference to each that has a number."""
    styles = [(style, index, mark) for case in cases for index, (style, mark, _) in enumerate(lines(case))]
    blocks = [Block((Span(f"{style}item{at}"),), style=style, anchor=f"{style}/{at}") for style, at, _ in styles]
    numbered = [block for block, (_, _, mark) in zip(blocks, styles, strict=True) if mark]
    references = [
        Block((Span("see "), Span("", refers_to=each.anchor), Span(f" for {each.anchor}"))) for each in numbered
    ]
    template = Template.read(a_template(p("{{ t }}"), parts=PARTS, styles=STYLES), "numbers.docx")
    return template.render({"t": RichText((*blocks, *references))})


def lines(case: Numbered) -> list[tuple[str, str, str]]:
    """Style, number and citation of each paragraph; "" for no number."""
    split = (case.paragraphs.split(), _spaced(case.printed), _spaced(case.cited))
    return list(zip(*split, strict=True))


def _spaced(numbers: str) -> list[str]:
    return [each.replace("_", " ").replace("-", "") for each in numbers.split()]


@pytest.mark.parametrize("case", INPUTS.values(), ids=INPUTS)
def test_the_reader_reads_what_references_print(case: Numbered) -> None:
    passages = list(read_manuscript(document(case), "numbers.docx").body)
    expected = lines(case)
    assert [each.number for each in passages[: len(expected)]] == [number for _, number, _ in expected]
    told = [re.sub(r"^see (.*) for .*$", r"\1", each.text) for each in passages[len(expected) :]]
    assert told == [cited for _, number, cited in expected if number]


@pytest.mark.render
def test_libreoffice_prints_them_before_the_paragraphs_and_where_they_are_cited(tmp_path: Path) -> None:
    file = tmp_path / "numbers.docx"
    file.write_bytes(document(*INPUTS.values()))
    printed = re.sub(r"\s+", " ", validators.pdf_text(file))
    assert [words for words in _expected_words() if words not in printed] == []


def _expected_words() -> Iterator[str]:
    for case in INPUTS.values():
        for index, (style, number, cited) in enumerate(() if case.only_word else lines(case)):
            yield f"{number or '•'} {style}item{index} "
            if number and cited == number.rstrip("."):  # it takes the levels above from where the reference stands
                yield f"see {cited} for {style}/{index}"


def test_a_paragraph_that_is_taken_out_of_its_list_has_no_number_to_refer_to() -> None:
    styles = a_style("Point", inside=at(1)) + a_style("Free", inside='<w:basedOn w:val="Point"/>' + at(0, None))
    blocks = [Block((Span(each),), style=each, anchor=each) for each in ("Point", "Free")]
    template = Template.read(a_template(p("{{ t }}"), parts=PARTS, styles=styles), "numbers.docx")
    passages = read_manuscript(template.render({"t": RichText(tuple(blocks))}), "x").body
    assert [each.number for each in passages] == ["1.", ""]
    with pytest.raises(RenderingError, match="refers to “Free”, but Word does not number its paragraph"):
        template.render({"t": RichText((*blocks, Block((Span("see "), Span("", refers_to="Free")))))})


def test_numbers_in_a_text_begin_anew_though_their_style_has_its_list_from_another() -> None:
    styles = a_style("List Number", inside='<w:basedOn w:val="K"/>')
    items = [Block((Span(each),), Kind.NUMBER, restart=each == "c") for each in "abcd"]
    document = Template.read(a_template(p("{{ t }}"), parts=PARTS, styles=STYLES + styles), "numbers.docx")
    passages = read_manuscript(document.render({"t": RichText(tuple(items))}), "x").body
    assert [each.number for each in passages] == ["01.", "02.", "01.", "02."]
