"""How a text tells of something: as done, as under way, or as still to come.

Where a sentence could be read in two ways, the functions here say nothing: rules at error level rest on them. A
language that has no words here is not read by the rules that need them; another one is one more table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.language.patterns import late, quick
from briefgen.checks.language.tense_tables import TENSE_TABLES


class Tenses(Struct, frozen=True):
    """The words of one language.

    Attributes:
        done: what is done at one go (group “act”: “adopted”), or said of a thing with a date of its own (“say”).
        coming: what makes a clause speak of what is to come, or may come.
        expects: what promises an act at the date behind it: “will”, “to be”.
        under_way: “underway”, “ongoing”.
        limits: what stands before a date that is a limit or an occasion: “by”, “after”.
        attached: what may stand between a verb of saying and its own date, from the first word on.
        events: things that have a date of their own: “meeting”, “summit”.
        detours: what leads from a promise to something else: “which”, “following”.
        helps: what stands before a date whose verb comes at the end: “wurde am 20. März angenommen”.
    """

    done: re.Pattern[str]
    coming: re.Pattern[str]
    expects: re.Pattern[str]
    under_way: re.Pattern[str]
    limits: re.Pattern[str]
    attached: re.Pattern[str]
    events: re.Pattern[str]
    detours: re.Pattern[str]
    helps: re.Pattern[str]


def _words(words: str) -> re.Pattern[str]:
    return late(rf"\b{quick(words)}\b")


def _done(acts: str, says: str) -> re.Pattern[str]:
    """Also at the head of a sentence: “Adopted on 14 March”."""
    return late(rf"\b(?:(?P<act>{quick(acts)})|(?P<say>{quick(says)}))\b", re.IGNORECASE)


def _limits(words: str) -> re.Pattern[str]:
    """At the end of what stands before a date; an article may stand between."""
    return late(rf"\b{quick(words)}(?:\s(?:the|le|la|les|dem|den|der|zum))?\s*$", re.IGNORECASE)


def _attached(words: str) -> re.Pattern[str]:
    return late(rf"\s*(?:{words})\b(?!.*\b(?:of|for|ahead|de|du|des|pour|der|des|für)\b)")


ENGLISH_ACTS = (
    r"adopted|published|launched|relaunched|signed|concluded|endorsed|completed|approved|met|held|opened|closed|visited"
    r"|delivered|issued|submitted|finalised|finished|established|started|began|took place|taken place|ratified"
    r"|(?:entered|came) into force|contracted|disbursed|carried out|inaugurated|reactivated|deployed"
)
"""English verbs of acts in the past, as alternatives of a pattern."""


def _english() -> Tenses:
    return Tenses(
        done=_done(
            rf"{ENGLISH_ACTS}|sent|transmitted|circulated",
            r"had|called on|requested|asked|confirmed|agreed|announced|decided|discussed|presented|underlined|reached"
            r"|stressed|welcomed|exchanged",
        ),
        coming=_words(
            r"[Ww]ill|[Ss]hall|would|should|could|may|might|can|must|[Tt]o be|(?:is|are) to|[Pp]lanned|plans? to"
            r"|[Ee]xpected|[Ss]cheduled|due|foreseen|envisaged|intends?|[Uu]pcoming|[Nn]ext|for adoption|[Ii]f|[Oo]nce"
            r"|[Ww]hen|[Uu]ntil|unless|[Rr]eady|about to|going to|[Bb]efore|ahead|[Pp]repar\w+|not|never"
        ),
        expects=_words(r"will|shall|[Tt]o be|(?:is|are) to"),
        under_way=_words(r"underway|under way|ongoing|on-going|in progress|(?:is|are) being|(?:has|have) begun"),
        limits=_limits(
            r"by|until|till|before|for|from|after|following|to|towards|than|as of|since|beyond|ahead of|between"
        ),
        attached=_attached(r"in|at|by|with|during|it|them|this"),
        events=_words(
            r"[Mm]eetings?|[Ss]ummits?|Council|[Cc]onferences?|[Bb]oard|[Ff]orum|[Vv]isits?|[Mm]issions?|[Rr]ounds?"
            r"|[Dd]ebates?|[Ss]essions?|[Ee]lections?|[Ww]orkshops?|[Tt]alks|[Dd]ialogues?|[Dd]eadlines?|[Cc]onclusions"
            r"|[Ll]aunch|[Ss]tart|[Ee]ntry|[Dd]elivery|[Ss]ignature|[Ff]lights?|[Pp]reparations?|view|[Ll]etters?|[Dd]ates?"
        ),
        detours=_words(
            r"that|which|who|whose|where|following|after|since|under|as|because|given|than|of|on|from|until"
        ),
        helps=late(r"(?!)"),
    )


def _french() -> Tenses:
    return Tenses(
        done=_done(
            r"(?:adopt|publi|lanc|relanc|sign|approuv|achev|termin|visit|livr|ratifi|inaugur|déploy|cré|envoy"
            r"|diffus)(?:ée?s?)|(?:s’est|se sont|s’était) réunie?s?|transmise?s?"
            r"|(?<!est )(?<!sont )ouverte?s?|conclue?s?|soumise?s?"
            r"|tenue?s?|eu lieu|entrée?s? en vigueur|commencé|débuté",
            r"confirmée?s?|convenue?s?|annoncée?s?|décidée?s?|examinée?s?|présentée?s?|soulignée?s?"
            r"|invité|demandé|appelé|chargé|avait|avaient",
        ),
        coming=_words(
            r"sera|seront|serait|seraient|aura|auront|devra|devront|doit|doivent|devrait|devraient|peut|peuvent"
            r"|pourra|pourront|va|vont|prévue?s?|prochaine?s?|[Ss]i|[Uu]ne fois|[Ll]orsque|[Qq]uand|avant|prépar\w+|pas"
            r"|à \w+er|\w+era|\w+eront|faut|fallait|devaient|devait|prête?s?|être"
        ),
        expects=_words(
            r"sera|seront|aura lieu|auront lieu|se tiendra|se tiendront|doit|doivent|devrait|devraient|adoptera"
            r"|publiera|signera|lancera|présentera|rencontrera"
        ),
        under_way=_words(r"en cours"),
        limits=_limits(r"d[’']ici(?: à| au)?|avant|jusqu[’'](?:au|en|à)|pour|après|depuis|dès|à partir d[eu]|suite à"),
        attached=_attached(r"à|au|aux|en|par|avec|lors|dans|pendant"),
        events=_words(
            r"[Rr]éunions?|[Ss]ommets?|Conseil|[Cc]onférences?|[Ff]orum|[Vv]isites?|[Mm]issions?|[Ss]essions?|[Dd]ébats?"
            r"|[Ee]ntretiens?|[Dd]ialogues?|[Dd]élais?|[Cc]onclusions|[Ll]ancement|[Ss]ignature|[Ll]ettres?|[Vv]ols?"
        ),
        detours=_words(r"que|qui|dont|où|après|depuis|suite|comme|selon|(?<!près )de|du|des"),
        helps=late(r"(?!)"),
    )


def _german() -> Tenses:
    return Tenses(
        done=_done(
            r"angenommen|veröffentlicht|gestartet|eingeleitet|unterzeichnet|abgeschlossen|gebilligt|genehmigt|eröffnet"
            r"|geschlossen|besucht|geliefert|vorgelegt|fertiggestellt|eingerichtet|begonnen|stattgefunden|verabschiedet"
            r"|in Kraft getreten|ratifiziert|abgehalten|getroffen|verschickt|versandt|übermittelt"
            r"|fand(?:en)?|trat(?:en)?|traf(?:en)?|nahm(?:en)?|kam(?:en)?|einigten?|eröffneten?|unterzeichneten?",
            r"beschloss(?:en)?|bat(?:en)?|ersuchten?|forderten?|beauftragten?|hatten?|bestätigt|vereinbart|angekündigt|beschlossen|erörtert|vorgestellt|betont",
        ),
        coming=_words(
            r"[Ww]ird|[Ww]erden|würden?|[Ss]oll|[Ss]ollen|[Ss]ollten?|[Kk]ann|[Kk]önnen|könnten?|[Mm]uss|[Mm]üssen|geplant"
            r"|vorgesehen|voraussichtlich|[Nn]ächste[nrs]?|[Ww]enn|[Ss]obald|[Ff]alls|bevor|vorbereit\w+|nicht|noch"
        ),
        expects=_words(r"wird|werden|soll|sollen"),
        under_way=_words(r"läuft|laufen|im Gange|in Arbeit"),
        limits=_limits(r"bis(?: Ende)?|vor|ab|nach|seit|für|zum|gegen"),
        attached=_attached(r"in|im|auf|bei|beim|von|vom|mit|während|am"),
        events=_words(
            r"Sitzung(?:en)?|Tagung(?:en)?|Gipfel\w*|Rat(?:es)?|Konferenz(?:en)?|Treffens?|Forum|Besuchs?|Missionen?"
            r"|Gespräche?n?|Frist(?:en)?|Schlussfolgerungen|Schreibens?|Flug|Beratungen"
        ),
        detours=_words(r"dass|welche[rs]?|nach|seit|gemäß|laut|wie"),
        helps=_words(r"hat|haben|wurde|wurden|ist|sind"),
    )


_BY_LANGUAGE = {"en": _english, "fr": _french, "de": _german}

LANGUAGES = (*_BY_LANGUAGE, *TENSE_TABLES)
"""The languages whose words are declared; rules that need them read these only."""
PROVEN = tuple(_BY_LANGUAGE)
"""Those whose words have been tried on many papers, so that rules at error level may rest on them."""


@lru_cache(maxsize=8)
def tenses_of(language: str) -> Tenses:
    """The words of a language.

    Raises:
        KeyError: if they are not declared; see `LANGUAGES`.
    """
    if language in _BY_LANGUAGE:
        return _BY_LANGUAGE[language]()
    return _from_table(TENSE_TABLES[language])


def _from_table(table: Mapping[str, str]) -> Tenses:
    words = {name: _words(table[name]) for name in ("coming", "expects", "under_way", "events", "detours", "helps")}
    limits, attached = _limits(table["limits"]), _attached(table["attached"])
    return Tenses(done=_done(table["acts"], table["says"]), limits=limits, attached=attached, **words)


# each begins with one of a few signs and then looks behind it, so that a search goes from sign to sign
_BOUNDARY = late(r"[;:!?•\n()–—,.\s](?:(?<=[;:!?•\n()–—])|(?<=,)(?=\s)|(?<=\.)(?=\s|$)|(?<=\s)-\s)")
_SENTENCE_END = late(r"[;!?•\n.](?:(?<=[;!?•\n])|(?<!No\.)(?<!no\.)(?=\s|$))")
_INFINITIVE = late(r"\bto [a-z]+\b(?<!to the)(?<!to all)(?<!to a)")
_OTHER_DATE = late(r"(?<!\d)\d{1,2}\.?\s(?!million|billion|milliard|Mio|Mrd|EUR|€)[^\W\d_]")
# the comma behind a weekday ends no clause
_WEEKDAY = late(
    r"\b(?:[^\W\d_]+(?:day|tag|woch|abend),\s(?:(?:dem|den)\s)?|(?:lun|mar|mercre|jeu|vendre|same)di\s|dimanche\s"
    r"|(?:lune|marte|miércole|jueve|vierne)s\s|sábado\s|domingo\s|[^\W\d_]+dì\s|sabato\s|domenica\s)$"
)
_ENDS_OF_WEEKDAYS = (",", "dem", "den", "di", "dimanche", "nes", "tes", "les", "ves", "ado", "ato", "ngo", "dì", "ica")
_BEHIND_YEAR = late(r",(?=\s(?:in|im|bei|an|auf|vor)\b)")
_PRESENT = late(r"\b(?:is|are|be|being)\s$")  # “are sent out on 5 October” is a plan
_DATE_OF_A_THING = late(r"\b(?:of|vom|del?|dello|din|van|z dnia)\s*$")
_STRETCH = late(r"\d\.?\s?(?:[-–‑]|to|and|au|et|bis|und)\s?\d")
_FROM = late(r"\b(?:from|between|du|vom)\s$")
_FRONTED_WORDS = 4
_GAP_WORDS = 9
_WEEKDAY_LENGTH = 25  # “Donnerstag, dem ”, and more than any other
_CLAUSE, _SENTENCE = 300, 1500  # characters that one has on either side of a date, at most


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same clause before and behind a stretch of text, up to the next comma or full stop.

    A date at the head of a sentence is set off by a comma (“On 14 March, the Commission …”); this comma is no end.
    """
    left = text[_last_boundary(text, start) : start]
    reach = end + _CLAUSE
    cut = _BOUNDARY.search(text, end, reach)
    if cut and cut[0] == "," and cut.start() == end and len(left.split()) <= _FRONTED_WORDS:
        cut = _BOUNDARY.search(text, cut.end(), reach)
    return left, text[end : cut.start() if cut else reach].lstrip(",")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence goes in which a stretch of text stands; a semicolon ends one, too."""
    first, last = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, first, start)]
    behind = _SENTENCE_END.search(text, end, last)
    return (ends[-1] if ends else first), (behind.start() if behind else last)


def stretches(text: str) -> Iterator[str]:
    """The sentences of a text, each as `sentence_around` tells it, without the space around it and its stop."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield text[start : found.start()].strip()
        start = found.end()
    if start < len(text):
        yield text[start:].strip()


def reads_as_done(text: str, start: int, end: int, language: str) -> str:
    """The word that tells of something as done on the date that stands from `start` to `end`; "" where none does."""
    words = tenses_of(language)
    left, right = _told_around(text, start, end)
    if words.coming.search(left) or words.limits.search(left):
        return ""
    return _done_before(left, words) or _done_behind(left, right, words)


def reads_as_coming(text: str, start: int, end: int, language: str) -> str:
    """The word that promises something for the date that stands from `start` to `end`; "" where none does."""
    words = tenses_of(language)
    left, right = _told_around(text, start, end)
    promises = list(words.expects.finditer(left))
    if promises and _leads_to_the_date(left[promises[-1].end() :], words):
        return promises[-1][0]
    if len(left.split()) > _FRONTED_WORDS or words.limits.search(left) or _tells(left, words):
        return ""
    promise = words.expects.search(right)
    return promise[0] if promise and _is_straight(right[: promise.start()], words) else ""


def _told_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The clause around a date; what opens a stretch of days (“from 22 to 24 February”) belongs to the date."""
    first = max(0, start - _WEEKDAY_LENGTH)
    may_be_one = text[first:start].rstrip().endswith(_ENDS_OF_WEEKDAYS)
    weekday = _WEEKDAY.search(text, first, start) if may_be_one else None
    left, right = clause_around(text, weekday.start() if weekday else start, end)
    if weekday and (_BEHIND_YEAR.match(text, end)):
        right = clause_around(text, start, end + 1)[1]
    return (_FROM.sub("", left) if _STRETCH.search(text[start:end]) else left), right


def _last_boundary(text: str, start: int) -> int:
    first = max(0, start - _CLAUSE)
    first = max(first, text.rfind(", ", first, start), text.rfind(". ", first, start))  # both are ends
    return max((found.end() for found in _BOUNDARY.finditer(text, first, start)), default=first)


def _done_before(left: str, words: Tenses) -> str:
    """“published on 20 March”: the last verb before the date, if the date is its own."""
    found = list(words.done.finditer(left))
    if not found or _PRESENT.search(left, max(0, found[-1].start() - _GAP_WORDS), found[-1].start()):
        return ""
    between = left[found[-1].end() :]
    if len(between.split()) > _GAP_WORDS or _INFINITIVE.search(between) or _OTHER_DATE.search(between):
        return ""
    is_alone = len(between.split()) <= 1  # nothing but a preposition
    is_attached = words.attached.match(between) is not None
    is_own_object = found[-1]["act"] is not None and not words.events.search(between)
    return found[-1][0] if is_alone or is_attached or is_own_object else ""


def _done_behind(left: str, right: str, words: Tenses) -> str:
    """“On 20 March the Commission adopted”, “wurde am 20. März angenommen”: the first verb behind the date."""
    found = words.done.search(right)
    fronted = len(left.split()) <= _FRONTED_WORDS and (not _tells(left, words) or _is_an_occasion(left, words))
    if not found or words.coming.search(right, 0, found.start()) or not (fronted or words.helps.search(left)):
        return ""
    return found[0] if len(right[: found.start()].split()) <= _GAP_WORDS else ""


def _is_an_occasion(left: str, words: Tenses) -> bool:
    """“At our meeting of 9 March we agreed”: a thing with a date of its own, on which the rest was done."""
    found = list(words.events.finditer(left))
    return not words.done.search(left) and len(found) == 1 and len(left[found[0].end() :].split()) <= 1


def _leads_to_the_date(between: str, words: Tenses) -> bool:
    """Whether a promise speaks of the date behind it, and not of something else that has a date."""
    done = words.done.search(between)
    is_passive = done is None or re.fullmatch(r"\s*(?:be\s+)?", between[: done.start()]) is not None
    inner = between.strip().rpartition(" ")[0]  # the preposition before the date may be one of the detours
    is_aside = words.detours.search(inner) or words.events.search(inner) or _DATE_OF_A_THING.search(between)
    return is_passive and not is_aside and len(between.split()) <= _GAP_WORDS


def _is_straight(between: str, words: Tenses) -> bool:
    return len(between.split()) <= _GAP_WORDS and not _tells(between, words)


def _tells(text: str, words: Tenses) -> bool:
    return bool(words.done.search(text) or words.events.search(text))
