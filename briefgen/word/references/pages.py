"""Page numbers: which a document asks for, how a layout engine is asked for them, and how they are put in.

Every engine computes the field PAGEREF (ECMA-376 part 1, 17.16.5.43), which gives the number that is printed on the
page of a bookmark, however its section counts. So a copy of the document gets a last page with such a field for each
bookmark, and the text of that page in the PDF is the answer, whatever engine made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from briefgen.opc.package import write_package
from briefgen.opc.read import Package, read_package
from briefgen.opc.seal import write_sealed
from briefgen.opc.xml import Element
from briefgen.word.references.anchors import field_xml
from briefgen.word.wml.fields import CHAR, TYPE, FoundField, fields_in
from briefgen.word.wml.ooxml import DECLARATION, RUN, SECTPR, T, W, w
from briefgen.word.wml.parts import PartKind, taggable_parts

_PAGEREF = "PAGEREF"
_COMPUTED_BY_US = frozenset({"REF", "NOTEREF", "SEQ"})
_AS_PRINTED = frozenset({"", "MERGEFORMAT", "CHARFORMAT"})
_MANY = 20  # fields from which an engine saves more than it takes to read the document once more
_LOOK = '<w:pPr>{}<w:spacing w:before="0" w:after="0"/></w:pPr>'
_ANSWER = re.compile(r"briefgen (\d+) = (\S*?) ?;")


def page_references(data: bytes, name: str) -> tuple[str, ...]:
    """The bookmarks whose pages a document gives, in tables of contents and references, each once.

    Args:
        data: the Word file.
        name: its name, for messages.
    """
    package = read_package(data, name, only_to_look=True)
    stories = (package.xml(part) for part in _stories_with(package, _PAGEREF))
    return tuple(dict.fromkeys(each.code.first for story in stories for each in _page_fields(story)))


def page_numbers(data: bytes, name: str) -> dict[str, str]:
    """The page numbers that a document gives, by bookmark; without those that are not known."""
    package = read_package(data, name, only_to_look=True)
    stories = (package.xml(part) for part in _stories_with(package, _PAGEREF))
    said = {each.code.first: _result(each) for story in stories for each in _page_fields(story)}
    return {bookmark: number for bookmark, number in said.items() if number}


def with_questions(data: bytes, name: str, bookmarks: Sequence[str]) -> bytes:
    """A copy of the document with a last page on which an engine says on which page each bookmark is."""
    package = read_package(data, name)
    root = package.xml(package.main_part)
    body = next(root.iter(w("body")))
    end = len(body) - len(body.findall(SECTPR))
    body[end:end] = list(etree.fromstring(f'<w:x xmlns:w="{W}">{"".join(_questions(bookmarks))}</w:x>'))
    return write_package(package, {package.main_part: _written(root)})


def _questions(bookmarks: Sequence[str]) -> Iterator[str]:
    for number, bookmark in enumerate(bookmarks):
        look = _LOOK.format("" if number else "<w:pageBreakBefore/>")
        said, end = (f'<w:r><w:t xml:space="preserve">{each}</w:t></w:r>' for each in (f"briefgen {number} = ", " ;"))
        yield f"<w:p>{look}{said}{field_xml(f'{_PAGEREF} {bookmark}', '')}{end}</w:p>"


def read_answers(pages: Sequence[str], bookmarks: Sequence[str]) -> dict[str, str]:
    """What an engine has said of bookmarks.

    Args:
        pages: the text of the pages of the PDF that it has made of `with_questions`.
        bookmarks: those that were asked for.

    Returns:
        The page number of each bookmark as it is printed; without those for which it gave none.
    """
    said = dict(_ANSWER.findall(" ".join(" ".join(pages).split())))  # of two answers the later, which is ours
    found = {bookmark: said.get(str(number), "") for number, bookmark in enumerate(bookmarks)}
    return {bookmark: page for bookmark, page in found.items() if page[:1].isalnum()}


def with_page_numbers(data: bytes, name: str, numbers: Mapping[str, str], record: Mapping[str, str]) -> bytes:
    """The document with page numbers, sealed; Word is not asked to compute what is known.

    Args:
        data: the Word file.
        name: its name, for messages.
        numbers: page numbers by bookmark; fields of other bookmarks stay as they are.
        record: custom properties that tell where they come from.
    """
    package = read_package(data, name)
    trees = {part: package.xml(part) for part in _stories_with(package, _PAGEREF)}
    for story in trees.values():
        _put_in(story, numbers)
    written = {part: _written(root) for part, root in trees.items()}
    return write_sealed(package.with_parts(written), record)


def _put_in(story: Element, numbers: Mapping[str, str]) -> None:
    fields, left = fields_in(story), list[FoundField]()
    for each in fields:
        number = numbers.get(each.code.first) if _is_plain(each) else None
        if number and each.set_result(number):
            each.mark_dirty(dirty=False)
        elif each.code.name == _PAGEREF:
            left.append(each)
    for each in fields:
        if each.code.name == "TOC" and not any(one in left for one in _inside(each, fields)):
            each.mark_dirty(dirty=False)


def _inside(table: FoundField, fields: Sequence[FoundField]) -> list[FoundField]:
    """The fields of page numbers in a table of contents: those that follow it inside another field."""
    behind = fields[fields.index(table) + 1 :]
    count = next((number for number, each in enumerate(behind) if not each.in_another), len(behind))
    return [each for each in behind[:count] if each.code.name == _PAGEREF]


def without_computed_fields(data: bytes, name: str) -> bytes:
    """A copy in which references and numbers in sequence are plain text, where there are many.

    Their results are right already. rdocx goes through the whole document for each, which takes longer than its layout.
    """
    package = read_package(data, name)
    if package.part(package.main_part).count(b"<w:instrText") < _MANY:
        return data
    root = package.xml(package.main_part)
    for each in fields_in(root):
        is_computed = each.code.name in _COMPUTED_BY_US or (each.code.name == _PAGEREF and _result(each))
        if is_computed and each.begin.tag == RUN:
            _make_plain(each)
    return write_package(package, {package.main_part: _written(root)})


def _make_plain(field: FoundField) -> None:
    signs = [sign for run in (field.begin, field.separate, field.end) if run is not None for sign in run.findall(CHAR)]
    if [each.get(TYPE) for each in signs] == ["begin", "separate", "end"]:  # else they share a run with others
        for each in (*signs, *field.instructions):
            each.getparent().remove(each)  # type: ignore[union-attr]  # all stand in runs


def _page_fields(story: Element) -> Iterator[FoundField]:
    return (each for each in fields_in(story) if _is_plain(each))


def _is_plain(field: FoundField) -> bool:
    """Whether a field gives a page number as it is printed: neither in other digits nor as “above” and “below”."""
    code = field.code
    as_printed = code.switches.get("*", "").upper() in _AS_PRINTED
    return code.name == _PAGEREF and bool(code.first) and as_printed and not code.has("p#")


def _result(field: FoundField) -> str:
    if field.separate is None or field.end is None or field.separate.getparent() is not field.end.getparent():
        return ""
    run, texts = field.separate.getnext(), list[str]()
    while run is not None and run is not field.end:
        texts += (each.text or "" for each in run.iter(T))
        run = run.getnext()
    return "".join(texts).strip()


def _stories_with(package: Package, word: str) -> list[str]:
    stories = [part for part, _, kind in taggable_parts(package) if kind is PartKind.STORY]
    return [part for part in stories if word.encode() in package.part(part)]


def _written(root: Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root, encoding="unicode").encode()
