"""Texts that nobody writes but somebody may send: shapes said over and over, in every place of a document."""

from __future__ import annotations

from typing import Final

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role
from briefgen.model.richtext import Span
from tests.builders import day

TAIL = (
    " Council a’b a'b “x” 5\u00a0%, 50% (see point 4), EUR 7 million and EUR 5. As of 3 March, Article 5 of EU 2016/399"
    " is an annual Forum {{ x }} of ABC/ABD and 12 000 persons; ly-a next week: operational…"
)
"""What lets every rule look at a text at all; it stands behind the shape."""

_LETTERS = (
    "a",
    "A",
    "a-",
    "A-",
    "a/",
    "AB/",
    "ABC/",
    "a’",
    "a'",
    "é",
    "a\u0301",
    "aB",
    "a.",
    "A.",
    "A. ",
    "a.B",
    "ab. ",
    "i",
)
_DIGITS = (
    "1",
    "1 ",
    "1.",
    "1. ",
    "1,1",
    "1.1.",
    "1/",
    "1-",
    "1–",
    ",000",
    ".000",
    "\u00a0000",
    " 000",
    "1,000 ",
    "12 000 ",
)
_SIGNS = (
    "(",
    ")",
    "((a) ",
    "- ",
    "– ",
    "—",
    ". ",
    " .",
    ",",
    " ,",
    ";",
    "; ",
    ": ",
    "…",
    "!",
    "? ",
    "*",
    "#",
    "_",
    "[",
    "{{",
    "<<",
)
_QUOTES = ("“", "“a” ", " “a", "‘", "‘a ", "’", '"', "'", " 'a", "’a ", "s’ ", "« a ", "„a ")
_SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "\u2028", "\u200b", "\u00ad", "a  b  ", "a\u00a0")
_WORDS = (
    "a, ",
    "a; b; ",
    "and ",
    "a, b and c, ",
    "and 1 ",
    "the the ",
    "the ",
    "The ",
    "of the ",
    "word. ",
    "abcd ",
    "à la ",
    "l’a ",
    "EU ",
    "ABC ",
    "ABC 1, ",
    "(ABC) ",
    "word word (ABC) ",
    "ABC (Aa bb) ",
    "Network of ",
    "Blueprint Network ",
    "Kosovo* ",
    "an European ",
    "ly-",
    "such as well as ",
    "of own ",
    "in spring ",
    "a1 ",
    "х ",
    "α ",
    "字",
    "😀",
)
_DATES = (
    "March ",
    "1 March, ",
    "May and ",
    "May, ",
    "17 March 2023 ",
    "1 to 3 May ",
    "2023 ",
    "2023-2024 ",
    "27.06.2019 ",
    "Q1 ",
    "early ",
    "by end March ",
    "end of ",
    "next week ",
    "the Aa Bb next week, ",
    "the Aa Bb on 3 March ",
    "on 3 March it adopted ",
    "it will meet on 3 March ",
    "following the Council on 20 March ",
    "the Aa Council on 9 March ",
    "five years ",
    "2023 p",
)
_AMOUNTS = (
    "EUR ",
    "€",
    "€1 ",
    "EUR 1 ",
    "EUR 40 million, ",
    "EUR 40 million and EUR 5, ",
    "EUR 1,000,000 ",
    "1k ",
    "million ",
    "5 % ",
    "50% ",
    "(5 %), ",
    "5 per cent ",
    "1 from Italy, ",
    "the total of 12, 1 from ",
    "22% of all x in the area of a ",
    "22% of all activities in the area of smuggling (22 %) ",
    "of which 1 ",
    "EUR 1 per day for 2021-2027, ",
)
_REFERENCES = (
    "see point ",
    "point 1 ",
    "points 1, 2 and ",
    "points 1-",
    "Table 1 ",
    "(see Table 1) (Table 2) ",
    "Annex I ",
    "Article ",
    "Article 1(",
    "Article 1(1)",
    "Article 1. The a. ",
    "Regulation (EU) ",
    "EU 2016/399 ",
    "COM(2020) ",
    "https://a.",
    "www.a.",
)
_SENTENCES = (
    "The Commission will adopt it. ",
    "Is it so. ",
    "12 acts were adopted by them. ",
    "operational: ",
    "Council of Ministers for ",
    "The Member States adopted 12 acts on 3 March 2023 (see point 4). ",
    "the cooperation agreement with Serbia ",
    "He said so; she did – and 2 of 3 (or 4), he added, ",
    "Network ",
    "Council ",
    "[x](#) ",
    "x|y|",
)

SHAPES: Final = dict.fromkeys(
    (*_LETTERS, *_DIGITS, *_SIGNS, *_QUOTES, *_SPACES, *_WORDS, *_DATES, *_AMOUNTS, *_REFERENCES, *_SENTENCES)
)
"""What is said over and over."""


def one_long_passage(shape: str, size: int) -> Manuscript:
    """A document in which a shape fills a paragraph of so many characters, and a note, an item and two cells."""
    said = (shape * (size // len(shape) + 1))[:size]
    short = said[: size // 4]
    return _document(
        _passage("Brussels, 17 March 2023", 1),
        _passage(said + TAIL, 2),
        _passage(f"points 1{said}", 3, role=Role.BULLET),
        _passage(f"{short} 2{said[:500]} persons", 4, role=Role.NOTE),
        _passage(f"Table 1: {short}", 5, role=Role.CAPTION),
        _passage(short, 6, role=Role.HEADING),
        _passage(short + TAIL, 7, cell=CellOf(1, 1, 1)),
        _passage(short + TAIL, 8, cell=CellOf(1, 1, 2)),
    )


def many_short_passages(shape: str, count: int) -> Manuscript:
    """A document of so many paragraphs, rows and notes of a few words, no two of them alike."""
    said = (shape * 60)[:60]
    return _document(*(_numbered(f"{said} {number} Aa{number % 97}{TAIL[:40]}", number) for number in range(count)))


def _numbered(text: str, number: int) -> Passage:
    cell = CellOf(1, number // 2, number % 2 + 1) if number % 3 else None
    role = Role.NOTE if number % 7 == 0 else Role.HEADING if number % 11 == 0 else Role.PARAGRAPH
    return _passage(text, number, role=role, cell=cell)


def _passage(text: str, number: int, role: Role = Role.PARAGRAPH, cell: CellOf | None = None) -> Passage:
    return Passage((Span(text),), Place("note.docx", spot=f"paragraph {number}"), role=role, cell=cell)


def _document(*passages: Passage) -> Manuscript:
    return Manuscript("note.docx", passages, as_of=day("2023-03-17"))
