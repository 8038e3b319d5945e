"""Format the values of a text: the rich text that goes into a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.richtext import Block, RichText, Span
from briefgen.model.vocabulary import SaidNumber
from briefgen.text.parse import MARK, draft
from briefgen.text.vocabulary import Call, Constant, TextFault

Words = Mapping[str, Callable[..., str | RichText]]

# all of a span but its text; compared for each span, and a tuple is faster than a span without text
_look_of = attrgetter(*(name for name in Span.__struct_fields__ if name != "text"))
_NO_LOOK = _look_of(Span(""))
_HARD_SPACE = "\u00a0"
_ONE_STOP = re.compile(r"\.(?!\.)")


class TextError(BriefgenError):
    """A text that cannot be made into rich text.

    Attributes:
        words: the words complained of, as typed.
        offset: where they begin, in characters from the beginning of the source.
    """

    def __init__(self, message: str, remedy: str = "", words: str = "", offset: int = 0) -> None:
        super().__init__(f"{message} In: {words}" if words else message, remedy)
        self.words, self.offset = words, offset


def rich_text(source: str, words: Words, *, block: bool = True) -> RichText:
    """Parse the markup of a text and format its values.

    Args:
        source: light Markdown with `{{ values }}`.
        words: the function of each word of the vocabulary; one that the text does not call may be missing.
        block: whether paragraphs, lists and headings are markup. Without it the text is one paragraph, and a dash or
            number at its beginning is just that.

    Raises:
        TextError: for the first fault (`faults` has them all), or a value that its word cannot format.
    """
    read = draft(source, block)
    for fault in read.faults:
        raise _error(fault)
    results = {mark: _Result(call, _evaluate(call, words)) for mark, call in read.values}
    return RichText(tuple(_fill_blocks(read.blocks, results)) if results else read.blocks)


def escape(text: str) -> str:
    """A source that prints the text verbatim: none of it is markup, a line break stays one.

    Args:
        text: one paragraph, without spaces at its ends.
    """
    # before a letter a backslash is itself, and two might be those of \\server
    signs = re.sub(r"\\(?![^\W_])|[*\[\]{]", r"\\\g<0>", text)
    bullets = re.sub(r"^[-#]", r"\\\g<0>", signs, flags=re.MULTILINE)
    return re.sub(r"^([0-9]+)([.)])", r"\1\\\2", bullets, flags=re.MULTILINE).replace("\n", "\\\n")


class _Result:
    """A value and its result."""

    def __init__(self, call: Call, text: str | RichText) -> None:
        self.call = call
        self.at_start = text.at_start if isinstance(text, SaidNumber) else ""
        self.blocks = text.blocks if isinstance(text, RichText) else (Block((Span(text),)),)

    @property
    def stands_alone(self) -> bool:
        """Whether it is more than text within a paragraph."""
        return len(self.blocks) > 1 or any(block.exhibit for block in self.blocks)

    @property
    def spans(self) -> tuple[Span, ...]:
        if self.stands_alone:
            raise TextError(
                "A value of several paragraphs must stand alone in its own.", "", self.call.words, self.call.offset
            )
        return self.blocks[0].spans if self.blocks else ()

    @property
    def numbers_a_point(self) -> bool:
        """Whether it is the number of a point, which does not part from the word before it."""
        is_reference = self.call.word == "ref" and str(self.call.args[0]).startswith("point/")
        return self.call.word == "point" or is_reference

    def at(self, begins: bool) -> tuple[Span, ...]:
        """The spans; numbers in words and what a table is called get a capital at the beginning of a paragraph."""
        if not (begins and self.call.word in ("spelt", "ref") and self.spans):
            return self.spans
        first, *rest = self.spans
        said = self.at_start or first.text
        return replace(first, text=said[:1].upper() + said[1:]), *rest


def _error(fault: TextFault) -> TextError:
    return TextError(fault.message, fault.remedy, fault.words, fault.offset)


def _evaluate(call: Call, words: Words) -> str | RichText:
    if call.word not in words:
        raise TextError(f"“{call.word}” cannot be used here.", "", call.words, call.offset)
    args = [_plain(_evaluate(arg, words)) if isinstance(arg, Call) else arg for arg in call.args]
    options: dict[str, Constant] = dict(call.options)
    try:
        return words[call.word](*args, **options)
    except (ValueError, LookupError) as error:
        reason = str(error.args[0] if error.args else error)
        raise TextError(reason, "", call.words, call.offset) from error


def _plain(value: str | RichText) -> str:
    return value if isinstance(value, str) else str(value)


def _fill_blocks(blocks: tuple[Block, ...], results: Mapping[str, _Result]) -> Iterator[Block]:
    for block in blocks:
        alone = results.get(str(block)) if len(block.spans) == 1 else None
        if alone and alone.stands_alone:
            yield from alone.blocks
        else:
            yield replace(block, spans=tuple(_merge_spans(_fill_spans(block.spans, results))))


def _fill_spans(spans: tuple[Span, ...], results: Mapping[str, _Result]) -> Iterator[Span]:
    begins, before = True, ""
    for span in spans:
        if span.note is not None:
            yield replace(span, note=RichText(tuple(_fill_blocks(span.note.blocks, results))))
        stretches = MARK.split(span.text)
        for stretch, following in zip(stretches, [*stretches[1:], ""], strict=True):
            if stretch in results:
                said = results[stretch].at(begins)
                before = said[-1].text if said else ""
                yield from (_with_look_of(span, each) for each in said)
            elif stretch:
                one_stop, before = _without_second_stop(before, stretch), ""
                yield _with_text(span, _bound(one_stop, results.get(following)))
            begins = begins and not stretch


def _without_second_stop(before: str, text: str) -> str:
    """What stands behind a value, without its stop where the value ends with one ("28 maja 2022 r.")."""
    return text[1:] if before.endswith(".") and _ONE_STOP.match(text) else text


def _bound(text: str, following: _Result | None) -> str:
    """What stands before a value, bound to it where it is the number of a point."""
    if following and following.numbers_a_point and text.endswith(" "):
        return f"{text[:-1]}{_HARD_SPACE}"
    return text


def _with_text(span: Span, text: str) -> Span:
    return Span(text) if _look_of(span) == _NO_LOOK else replace(span, text=text)


def _with_look_of(outer: Span, span: Span) -> Span:
    if not (outer.bold or outer.italic or outer.href):
        return span
    return replace(
        span,
        bold=span.bold or outer.bold,
        italic=span.italic or outer.italic,
        href=span.href or outer.href,
    )


def _merge_spans(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbours of one look as one span, as if the values had been typed."""
    last: Span | None = None
    for span in spans:
        if last and last.note is None and _look_of(last) == _look_of(span):
            last = _with_text(last, last.text + span.text)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
