"""What the words of a follow-up say of its state: proposals, made only where nothing speaks against them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from briefgen.model.dossier import State

_WORDS: Final[Mapping[str, Mapping[State, str]]] = {
    "en": {
        State.DONE: r"adopted|completed|concluded|endorsed|signed|launched|published|delivered|finalised|closed"
        r"|presented|entered into force|took place|was held|were held|took stock|fully operational"
        r"|met on|started on",
        State.ONGOING: r"ongoing|underway|under way|in progress|being \w+ed|is \w+ing|are \w+ing"
        r"|continues?|continuing|go(?:es)? on|ha(?:s|ve) begun|under (?:negotiation|discussion|consideration)",
        State.PLANNED: r"to be \w+|will|in preparation|being prepared|planned|foreseen|is due|are due|expected"
        r"|upcoming",
    },
    "fr": {
        State.DONE: r"adoptée?s?|achevée?s?|terminée?s?|conclue?s?|signée?s?|publiée?s?|lancée?s?|réalisée?s?"
        r"|approuvée?s?",
        State.ONGOING: r"en cours|se poursuit|se poursuivent|est en train|a commencé",
        State.PLANNED: r"sera|seront|prévue?s?|en préparation|à venir|doit être|doivent être|\w+era|\w+eront",
    },
    "de": {
        State.DONE: r"angenommen|abgeschlossen|umgesetzt|verabschiedet|unterzeichnet|veröffentlicht"
        r"|eröffnet|erledigt|vorgelegt",
        State.ONGOING: r"läuft|laufen|laufend|im gange|wird fortgesetzt|dauert an|in arbeit|arbeitet",
        State.PLANNED: r"wird|werden|geplant|in vorbereitung|vorgesehen|soll|sollen",
    },
    "pl": {
        State.DONE: r"przyję\w+|zakończon\w+|podpisan\w+|opublikowan\w+|zrealizowan\w+|uruchomion\w+|zatwierdz\w+",
        State.ONGOING: r"w toku|trwa|trwają|w trakcie|kontynuowan\w+|jest realizowan\w+",
        State.PLANNED: r"zostanie|zostaną|będzie|będą|planowan\w+|w przygotowaniu|przewidzian\w+",
    },
}


def propose_state(text: str, language: str) -> State | None:
    """The state that a follow-up plainly has by its words; None where they say none, or two.

    Known for English, French, German and Polish. “Is being adopted” is ongoing, “to be adopted” and “will be adopted”
    are planned. The first sentence counts; where another one says something else, the text has no state.
    """
    first, *others = [_said(sentence, language) for sentence in _SENTENCE.split(text) if sentence.strip()] or [set()]
    return next(iter(first)) if len(first) == 1 and all(each <= first for each in others) else None


_SENTENCE: Final = re.compile(r"[;.]\s+|\n")


def _said(sentence: str, language: str) -> set[State]:
    """The states that a sentence shows; what is to be done, or being done, is not done."""
    patterns = _patterns(language)
    found: set[State] = {each for each in patterns if each is not State.DONE and patterns[each].search(sentence)}
    for state in found:
        sentence = patterns[state].sub("", sentence)
    return found | {State.DONE} if State.DONE in patterns and patterns[State.DONE].search(sentence) else found


@cache
def _patterns(language: str) -> Mapping[State, re.Pattern[str]]:
    """The words of each state; of those that are not done with the two words behind, as in “will be adopted”."""
    ends = {State.DONE: ""}
    return {
        state: re.compile(rf"\b(?:{pattern})\b{ends.get(state, _BEHIND)}", re.IGNORECASE)
        for state, pattern in _WORDS.get(language, {}).items()
    }


_BEHIND: Final = r"(?:\s+\w+){0,2}"
