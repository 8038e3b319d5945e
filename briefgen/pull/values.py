"""Values, bold words and links of a text, kept where somebody who saw only what they say has left their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from briefgen.asof import Situation
from briefgen.compose.keys import DossierText
from briefgen.compose.texts import Texts
from briefgen.contributions.form import digest_of
from briefgen.findings import Place
from briefgen.model.richtext import RichText, Span
from briefgen.pull.answers import Answer
from briefgen.text import calls

_SHORTEST = 2


def keep_markup(source: str, new: str, say: Callable[[str], RichText]) -> str:
    """A new wording in which values, bold words and links of the old one stand again wherever their words do.

    Words that occur more than once, in either wording, stay as they were typed; and where somebody has marked words
    himself, only values are put back.

    Args:
        source: the old wording as it is typed in the ledger.
        new: the new one, in the words that people see.
        say: what a text with values says.

    Returns:
        The new wording; it says the same as before.
    """
    old = say(source)
    marks = [] if re.search(r"[*\[]", new) else [_marked(span) for block in old.blocks for span in block.spans]
    values = [(_words(say(call.words)), call.words) for call in (calls(source) if "{{" in source else ())]
    kept = new
    for words, typed in (*marks, *values):
        kept = _put(kept, words, typed, _words(old))
    return kept if _words(say(kept)).split() == _words(say(new)).split() else new


def _words(text: RichText) -> str:
    return str(text)


def _marked(span: Span) -> tuple[str, str]:
    """The words of a span, and how they are typed with their look."""
    words = span.text.strip()
    stars = "*" * (2 * span.bold + span.italic)
    typed = f"{stars}{words}{stars}"
    return words, f"[{typed}]({span.href})" if span.href else typed


def _put(text: str, words: str, typed: str, old: str) -> str:
    """A text in which words are typed otherwise, if they occur once in it, and once in the old one."""
    if len(words) < _SHORTEST or words == typed:
        return text
    pattern = _pattern(words)
    found = list(pattern.finditer(text))
    if len(found) != 1 or len(pattern.findall(old)) != 1:
        return text
    return text[: found[0].start()] + typed + text[found[0].end() :]


def _pattern(words: str) -> re.Pattern[str]:
    """The words, whatever blanks stand between them, and not as part of others."""
    joined = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w.,]){joined}(?![\w]|[.,]\d)")


def with_values(answers: Iterable[Answer], situation: Situation, texts: Texts) -> list[Answer]:
    """Answers whose wordings keep the values and the markup of those that they replace.

    Args:
        situation: of the day for which their file was made.
        texts: says its texts, as the file did.
    """
    known = {(row.item, digest_of(row.text)): row.text for row in situation.history.follow_ups}

    def say(source: str) -> RichText:
        return texts.block(DossierText("", source, Place("")))

    def kept(answer: Answer) -> Answer:
        source = known.get((answer.item, answer.base.wording), "") if answer.base else ""
        if not (answer.said.text and source):
            return answer
        return replace(answer, said=replace(answer.said, text=keep_markup(source, answer.said.text, say)))

    return [kept(answer) for answer in answers]
