"""PDFs that are the same whenever they are made, and that can say whether they were touched since.

LibreOffice writes the moment of the export into a PDF, and identifiers made from it; nothing else differs between
two exports of one document. Each is replaced by one of the same length, so that every offset in the file stays
right: the moment by the document's day, the identifiers by a hash of all the rest. So the file's own identifier
(ISO 32000-1, 14.4) is its seal.

Layout engines lose text without saying so: a row of a fixed height cuts it off, and so may a row that may not break and
is higher than a page. So every word of a document is looked for in its PDF. Words are compared as letters and digits
alone, without ligatures, accents and capitals (which a style may set, and which change accents in Greek), and once more
with nothing between them, so that words hyphenated at a line's end, or parted by a change of font, are not missed.
What lies beyond the edges of a page is not read, because nobody sees it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from unicodedata import combining, normalize

_DATES = (
    (re.compile(rb"/(?:CreationDate|ModDate) ?\(D:(\d{14})"), "{:%Y%m%d}000000"),
    (re.compile(rb"<xmp:(?:Create|Modify|Metadata)Date>([\dT:-]{19})"), "{:%Y-%m-%d}T00:00:00"),
)
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\]")
_OTHER_IDS = (
    re.compile(rb"/DocChecksum /([0-9A-Fa-f]{32})"),
    re.compile(rb"<xmpMM:(?:Document|Instance)ID>uuid:([0-9A-Fa-f-]{36})"),
)


def settle(pdf: bytes, day: date) -> bytes:
    """A PDF with a day for the moment of its export, and with its seal for its identifiers.

    Args:
        pdf: as LibreOffice has written it.
        day: the day that the document reports on.
    """
    dated = bytearray(pdf)
    for pattern, form in _DATES:
        said = form.format(day).encode()
        for found in pattern.finditer(pdf):
            dated[found.start(1) : found.end(1)] = said
    return _with_ids(bytes(dated), _seal(bytes(dated)))


def is_untouched_pdf(data: bytes) -> bool:
    """Whether a PDF bears its seal, and this is still the seal of the rest."""
    found = _ID.search(data, max(0, data.rfind(b"/ID")))
    return bool(found) and _with_ids(data, _seal(data)) == data


def _seal(pdf: bytes) -> str:
    return sha256(_with_ids(pdf, "0" * 64)).hexdigest().upper()


def _with_ids(pdf: bytes, seal: str) -> bytes:
    """The PDF with the halves of a seal as its identifiers."""
    changed = bytearray(pdf)
    for found in _ID.finditer(pdf):
        changed[found.start(1) : found.end(1)] = seal[:32].encode()
        changed[found.start(2) : found.end(2)] = seal[32:].encode()
    for pattern in _OTHER_IDS:
        for found in pattern.finditer(pdf):
            half = seal[: found.end(1) - found.start(1)].encode()
            changed[found.start(1) : found.end(1)] = half
    return bytes(changed)


_WORD = re.compile(r"[^\W_]+")


class MissingWords(NamedTuple):
    """Words that a PDF lacks.

    Attributes:
        words: in the order in which the document has them, each as often as it is missing.
        page: the page (from 1) on which they should stand or begin, as far as the words before them tell.
        text: the paragraph of the first of them; "" where it is one of headers or footers.
    """

    words: Sequence[str]
    page: int
    text: str = ""


def load_reader() -> None:
    """Loads what reads PDFs, so that `read_pages` need not."""
    import pypdfium2  # noqa: F401  # as below


def read_pages(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, as far as it lies on the page."""
    import pypdfium2  # a library of several megabytes, for PDFs alone

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()


def producer_of(pdf: bytes) -> str:
    """What made a PDF, as the file says: "LibreOffice 7.4", "rdocx-pdf"."""
    import pypdfium2  # as above

    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document.get_metadata_value("Producer"))
    finally:
        document.close()


def find_missing_words(texts: Sequence[str], repeated: Sequence[str], pages: Sequence[str]) -> MissingWords | None:
    """The words of a document that its pages have less often than the document itself; None where all are there.

    Args:
        texts: the paragraphs that stand once.
        repeated: the paragraphs of headers and footers; their numbers change from page to page and are passed over.
        pages: the text of each page.
    """
    text = " ".join(texts)
    there, found = Counter(_words(text)), Counter(_words(" ".join(pages)))
    once = {word for word in _words(" ".join(repeated)) if not word.isdigit()}
    lacking = {word: count - found[word] for word, count in there.items() if count > found[word]}
    lacking.update({word: 1 for word in once if not found[word]})
    if lacking:  # the slower look, which sees words that a line's end has parted
        lacking = _still_lacking(lacking, _squeezed(text), _squeezed("".join(pages)))
    return _described(lacking, texts, pages) if lacking else None


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(normalize("NFKC", text))]


def _plain(word: str) -> str:
    folded = word.casefold()
    return folded if folded.isascii() else "".join(each for each in normalize("NFKD", folded) if not combining(each))


def _squeezed(text: str) -> str:
    return "".join(_words(text))


def _still_lacking(lacking: dict[str, int], document: str, pages: str) -> dict[str, int]:
    short = {word: max(document.count(word), 1) - pages.count(word) for word in lacking}
    return {word: min(lacking[word], count) for word, count in short.items() if count > 0}


def _described(lacking: dict[str, int], texts: Sequence[str], pages: Sequence[str]) -> MissingWords:
    """The missing words in the document's order: of a word that is lacking, the last ones count as missing."""
    left = dict(lacking)
    missing: list[str] = []
    first = ""
    for text in reversed(texts):
        for word in reversed(_WORD.findall(normalize("NFKC", text))):
            if left.get(_plain(word), 0) > 0:
                left[_plain(word)] -= 1
                missing.append(word)
                first = text
    missing += [word for word, count in left.items() for _ in range(count)]
    return MissingWords(missing[::-1], _page_of(first, texts, pages), first)


def _page_of(text: str, texts: Sequence[str], pages: Sequence[str]) -> int:
    """The page on which a paragraph begins, or else the one nearest before it that is found."""
    squeezed = [_squeezed(page) for page in pages]
    before = texts[: texts.index(text) + 1] if text in texts else texts
    for each in reversed(before):
        numbers = [number for number, page in enumerate(squeezed, 1) if _beginning(each) and _beginning(each) in page]
        if numbers:
            return numbers[0]
    return 1


def _beginning(text: str) -> str:
    return "".join(_words(text)[:6])
