"""The values of a text, kept where somebody who saw only what they say has left their words as they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from briefgen.asof import Situation
from briefgen.compose.keys import DossierText
from briefgen.compose.texts import Texts
from briefgen.contributions.form import digest_of
from briefgen.findings import Place
from briefgen.pull.answers import Answer
from briefgen.text import TextError, calls

_SHORTEST = 2


def keep_values(source: str, new: str, say: Callable[[str], str]) -> str:
    """A new wording in which the values of the old one stand again wherever their words do.

    A value whose words occur more than once, in either wording, stays as it was typed.

    Args:
        source: the old wording as it is typed in the ledger.
        new: the new one, in the words that people see.
        say: what a value, or a text with values, says.

    Returns:
        The new wording; it says the same as before.
    """
    shown = say(source)
    for call in calls(source) if "{{" in source else ():
        words = say(call.words)
        pattern = _pattern(words)
        found = list(pattern.finditer(new))
        if len(words) >= _SHORTEST and len(found) == 1 and len(pattern.findall(shown)) == 1:
            new = new[: found[0].start()] + call.words + new[found[0].end() :]
    return new


def _pattern(words: str) -> re.Pattern[str]:
    """The words, whatever blanks stand between them, and not as part of others."""
    joined = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w.,]){joined}(?![\w]|[.,]\d)")


def with_values(answers: Iterable[Answer], situation: Situation, texts: Texts) -> list[Answer]:
    """Answers whose wordings keep the values of those that they replace.

    Args:
        situation: of the day for which their file was made.
        texts: says its texts, as the file did.
    """
    known = {(row.item, digest_of(row.text)): row.text for row in situation.history.follow_ups}

    def say(source: str) -> str:
        return str(texts.block(DossierText("", source, Place(""))))

    def kept(answer: Answer) -> Answer:
        source = known.get((answer.item, answer.base.wording), "") if answer.base else ""
        if not (answer.said.text and source):
            return answer
        try:
            return replace(answer, said=replace(answer.said, text=keep_values(source, answer.said.text, say)))
        except TextError:
            return answer

    return [kept(answer) for answer in answers]
