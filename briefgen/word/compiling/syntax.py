"""What is refused of a template before it is compiled: too deep a nest of blocks, and characters that are marks.

Is each tag, by itself, something that Jinja2 understands and templates may say?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree
from msgspec.structs import replace

from briefgen.findings import Finding, Grade, Place, did_you_mean, error, warning
from briefgen.opc.xml import Element
from briefgen.word.compiling.statements import CELL_STATEMENTS, CLOSING, LONE_STATEMENTS, OPENING, RESTART, opens_block
from briefgen.word.faults import PlacedTag, in_plain_words, remedy_for
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.sandbox.policy import hidden_names
from briefgen.word.wml.fields import results_in
from briefgen.word.wml.ooxml import P, block, value, w
from briefgen.word.wml.paragraph_text import ParagraphText
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import BRACES, Tag, TagKind

# CPython compiles 20 loops inside each other and no more; nobody reads a template that is nested deeper
DEEPEST = 20
TOO_DEEP = "loops, conditions or brackets are nested too deeply"
# an honest paragraph has a dozen, an honest template a few hundred
MOST_TAGS, MOST_TAGS_OF_A_PART = 1_000, 10_000
# the engine marks tags with these characters (Unicode 16, 23.7)
_NONCHARACTER = re.compile("[\ufdd0-\ufdef]")


def find_deep_nesting(tags: Mapping[int, PlacedTag]) -> Finding | None:
    """A finding at the first block of a part that is nested in more than `DEEPEST` others.

    Args:
        tags: the tags by their line in the compiled source.
    """
    depth = 0
    for line in sorted(tags):
        placed = tags[line]
        depth += opens_block(placed.tag) - (placed.tag.word in OPENING)
        if depth > DEEPEST:
            message = f"more than {DEEPEST} loops and conditions stand inside each other here"
            return placed.fault("TPL-011", message, "Use “elif” and “and”, or a macro for the inner part.")
    return None


def find_unreadable(root: Element, file: str, part: str) -> Iterator[Finding]:
    """Findings for what makes a part no template that a person could have written."""
    text = etree.tostring(root, encoding="unicode")
    place = Place(file, part="" if part == "document" else part)
    if found := _NONCHARACTER.search(text):
        yield _inner_mark(found[0], place)
    if (tags := _tags(text)) > MOST_TAGS_OF_A_PART:
        yield error("TPL-011", place, f"it holds more than {MOST_TAGS_OF_A_PART:,} tags", "Use loops and macros.")
    elif tags > MOST_TAGS and any(_tags("".join(map(str, each.itertext()))) > MOST_TAGS for each in root.iter(P)):
        message = f"a paragraph holds more than {MOST_TAGS:,} tags or braces"
        yield error("TPL-011", place, message, "Spread them over several paragraphs.")


def _tags(text: str) -> int:
    return sum(map(text.count, BRACES))


def _inner_mark(character: str, place: Place) -> Finding:
    """Whoever could write the engine's marks into a template could write statements that nobody has looked at."""
    message = f"it holds the character U+{ord(character):04X}, which is for the inner use of programs and no text"
    return error("TPL-002", place, message, "Delete it, or type the paragraph anew.")


_BARE = frozenset({"else", *CLOSING.values()})


def find_faults(placed: PlacedTag, env: TemplateEnvironment) -> list[Finding]:
    """Everything wrong with one tag by itself: its syntax, filters and tests that do not exist, forbidden names."""
    source = _alone(placed.tag)
    if source is None:
        return _bare_statement(placed)
    try:
        tree = env.parse(source)
        return [finding for node in tree.find_all(nodes.Node) for finding in _faults_of_node(node, placed, env)]
    except TemplateSyntaxError as problem:
        message = in_plain_words(problem.message or str(problem))
        return [placed.fault("TPL-002", message, remedy_for(message))]
    except (ValueError, OverflowError):
        return [placed.fault("TPL-002", "a number in it has too many digits")]
    except RecursionError:
        return [placed.fault("TPL-011", "brackets or operators are nested too deeply", "Take it apart with {% set %}.")]


def _alone(tag: Tag) -> str | None:
    """The tag as a complete template, so that it can be parsed by itself; None where there is nothing to parse."""
    if tag.kind is TagKind.VALUE:
        return value(tag.code)
    if tag.word in _BARE or tag.word in LONE_STATEMENTS:
        return None
    if tag.word == RESTART and not tag.rest:
        return None
    if tag.word in ("cellbg", "colspan"):  # with a value behind them, not a condition
        return value(tag.rest)
    if tag.word in ("elif", RESTART) or tag.word in CELL_STATEMENTS:
        return block(f"if {tag.rest}") + block("endif")
    return block(tag.code) + (block(CLOSING[tag.word]) if opens_block(tag) else "")


def _bare_statement(placed: PlacedTag) -> list[Finding]:
    if not placed.tag.rest or placed.tag.word.startswith("end"):
        return []
    remedy = "Write {% elif … %} for a further condition." if placed.tag.word == "else" else ""
    return [placed.fault("TPL-002", f"nothing can stand behind “{placed.tag.word}”", remedy)]


def _faults_of_node(node: nodes.Node, placed: PlacedTag, env: TemplateEnvironment) -> Iterator[Finding]:
    if isinstance(node, (nodes.Filter, nodes.Test)):
        yield from _unknown_function(node, placed, env)
    for name in hidden_names(node):
        yield placed.fault("TPL-010", f"“{name}”: names that start with _ are not open to templates")


def _unknown_function(
    node: nodes.Filter | nodes.Test, placed: PlacedTag, env: TemplateEnvironment
) -> Iterator[Finding]:
    is_filter = isinstance(node, nodes.Filter)
    known: dict[str, Any] = env.filters if is_filter else env.tests
    if node.name not in known:
        kind = "filter (what stands behind “|”)" if is_filter else "test (what stands behind “is”)"
        public = [name for name in known if not name.startswith("_")]
        remedy = did_you_mean(node.name, public) or f"There are: {', '.join(sorted(public))}."
        yield placed.fault("TPL-009", f"there is no {kind} “{node.name}”", remedy)


# what looks like a tag and is none: a space between braces, a brace too few, the marks of other programs
_WORD = r"[^\W\d]\w*(?:\.\w+)*"
_BRACES = re.compile(
    r"\{ +[{%][^{}]*?[}%] ?\}|\{[{%]?[^{}]*?[}%] +\}|(?<!\{)\{ ?[^{}%]+?\}\}"
    r"|(?<![{%])\{ ?(?:if|elif|else|endif|for|endfor)\b[^{}%]*\}(?!\})"
)
_FOREIGN = re.compile(rf"<<\s*({_WORD})\s*>>|«({_WORD})»|\[\[\s*({_WORD})\s*\]\]")
_SIGNS = ("{", "<<", "«", "[[")
_MERGE = re.compile(r"\bMERGEFIELD\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_CODES = (w("instrText"), w("fldSimple"))


def find_mistyped(text: ParagraphText, tags: list[Tag], file: str, part: str, spot: Spot) -> Iterator[Finding]:
    """Warnings for what looks like a tag in a paragraph; they stop nothing, as it may be meant."""
    place = Place(spot.file or file, part="" if part == "document" else part, spot=spot.words, heading=spot.heading)
    fields = [found[1] for code in text.paragraph.iter(*_CODES) if (found := _MERGE.search(_code(code)))]
    for name in fields:
        message = f"MERGEFIELD {name}: a field of Word’s mail merge stays as it is"
        yield warning("TPL-032", place, message, f"Write {{{{ {name} }}}} in its place if a value is meant.", name)
    outside = _blanked(text.text, tags) if any(each in text.text for each in _SIGNS) else ""
    for found in _BRACES.finditer(outside):
        message = f"{found[0]}: it looks like a tag, and is printed as it is"
        yield warning("TPL-032", place, message, "A tag begins with {{ or {% and ends with }} or %}.", found[0])
    for found in () if fields else _FOREIGN.finditer(outside):
        name = found[1] or found[2] or found[3]
        message = f"{found[0]}: it looks like a tag of another program, and is printed as it is"
        yield warning("TPL-032", place, message, f"Write {{{{ {name} }}}} if a value is meant.", found[0])


def _code(element: Element) -> str:
    return str(element.text or element.get(w("instr")) or "")


def _blanked(text: str, tags: list[Tag]) -> str:
    for tag in tags:
        text = text[: tag.start] + "\0" * (tag.end - tag.start) + text[tag.end :]
    return text


# what Word or this engine computes whatever stood there; a reference or a table of contents shows what it refers to
_COMPUTED = frozenset(
    "= PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM SEQ AUTONUM"
    " AUTONUMLGL AUTONUMOUT LISTNUM FILENAME FILESIZE NUMWORDS NUMCHARS".split()
)


def find_overwritten(root: Element, tags: Iterable[tuple[Element, PlacedTag]]) -> Iterator[Finding]:
    """A warning for each value in the result of a field that is computed anew, so that the value does not stay.

    Args:
        root: a story.
        tags: its tags, each with the text that it begins in.
    """
    results = set(results_in(root, _COMPUTED))
    for element, placed in tags:
        if element in results and placed.tag.kind is TagKind.VALUE:
            message = "it stands in the result of a field, such as a page number or caption, which is computed anew"
            fault = placed.fault("TPL-037", message, "Type the tag beside the field.")
            yield replace(fault, grade=Grade.WARNING)
