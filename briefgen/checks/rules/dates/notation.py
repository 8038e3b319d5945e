"""How a date is written: with its year, in one notation; and that a document names the day it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import day_in_lines, day_of
from briefgen.checks.engine.report_day import find_as_of_statement, find_dateline, is_letter
from briefgen.checks.engine.rule import Fault, in_context, in_manuscripts, in_passages
from briefgen.checks.language.dates import DateInText, dates_in
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.language.tenses import ENGLISH_ACTS
from briefgen.findings import Grade
from briefgen.localise import localiser
from briefgen.model.manuscript import Manuscript

_LOWER_CASE_SEASONS = {"en", "fr", "es", "it", "pt", "nl"}
_OPENING = late(r"(?:^|[.:;!?•(“]\s*)$")
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_END = late(rf"\b(?:[Bb]y|[Uu]ntil|[Bb]efore|[Aa]t|[Ss]ince|[Ff]rom) (end[ -](?:{_MONTHS}|(?:19|20)\d\d)\b)")
_LONGEST_ACT = 30
_ACT = late(rf"\b({ENGLISH_ACTS}) $", re.IGNORECASE)


@in_manuscripts(
    "DAT-007",
    Grade.WARNING,
    source="Interinstitutional style guide 10.1: one notation in one document; seasons have no capital in English",
    wrong="“Q2 2023” in one place, “in the first quarter of 2023” in another; “by Spring 2023”",
    right="“in the second quarter of 2023”, “in the first quarter of 2023”; “by spring 2023”",
)
def one_notation_for_quarters_and_seasons(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Quarters and halves are written in one way throughout, and seasons without a capital."""
    passages = context.passages(manuscript)
    places = [(each, said) for each in passages for said in each.dates if said.form in {"quarter", "half"}]
    for form, letter in (("quarter", "Q"), ("half", "H")):
        yield from _two_notations([place for place in places if place[1].form == form], letter)
    if manuscript.language in _LOWER_CASE_SEASONS:
        yield from (fault for each in passages for fault in _capital_seasons(each))


@in_passages(
    "DAT-008",
    Grade.WARNING,
    source="Interinstitutional style guide: dates in figures are written 27.6.2019",
    wrong="COM(2019) 293 final, 27.06.2019.",
    right="COM(2019) 293 final, 27.6.2019.",
    languages=("en", "fr", "de", "es", "it", "nl", "pt"),
    needs=("0",),
    houses={"plain": None},
)
def no_leading_zeros(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """Days and months in figures have no leading zero."""
    for said in scanned.dates:
        plain = re.sub(r"(?<!\d)0(?=\d)", "", said.typed)
        if said.form in {"day", "days", "figures"} and plain != said.typed:
            yield scanned.at(said.start, said.end, f"“{said.typed}” has a leading zero.", f"Write “{plain}”.")


@in_passages(
    "DAT-011",
    Grade.WARNING,
    source="English usage; letter and annex of 20 March 2023, “by end March”",
    wrong="It will be concluded by end March 2023.",
    right="It will be concluded by the end of March 2023.",
    languages=("en",),
    needs=("end ", "end-", " 20", " 19"),
)
def imprecise_dates_are_whole_phrases(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """Imprecise dates have their preposition and article: “by the end of March”, “signed in March 2023”."""
    for found in _END.finditer(scanned.text) if scanned.holds("end ", "end-") else ():
        whole = f"the end of {found[1][4:]}"
        message = f"“{found[0]}” lacks the article and “of”."
        yield scanned.at(*found.span(), message, f"Write “{found[0].split()[0]} {whole}”.")
    for said in scanned.dates:
        is_stamp = len(scanned.text) <= _LINE and not scanned.text.rstrip().endswith(".")  # “Issued August 1997”
        act = _act_before(scanned, said) if said.form == "month" and said.has_year and not is_stamp else None
        if act:
            message = f"“{act} {said.typed}” lacks its preposition."
            start = said.start - len(act) - 1
            yield scanned.at(start, said.end, message, f"Write “{act} in {said.typed}”.")


def _act_before(scanned: ScannedPassage, said: DateInText) -> str:
    if scanned.text.endswith((" in ", " of ", " by "), 0, said.start):  # what mostly stands there: a quick look
        return ""
    found = _ACT.search(scanned.text, max(0, said.start - _LONGEST_ACT), said.start)
    return found[1] if found else ""


def _two_notations(places: Sequence[tuple[ScannedPassage, DateInText]], letter: str) -> Iterator[Fault]:
    """Every place of the notation that occurs less often; the later one where both occur as often."""
    short = [place for place in places if _is_short(place[1], letter) and place[1].has_year]  # “H1” may be a heading
    spelt = [place for place in places if not _is_short(place[1], letter)]
    if short and spelt:
        fewer, other = (short, spelt) if len(short) <= len(spelt) else (spelt, short)
        for scanned, said in fewer:
            message = f"“{said.typed}” here, but “{other[0][1].typed}” elsewhere: two notations in one document."
            yield scanned.at(said.start, said.end, message, "Write all of them in words, or all of them in figures.")


def _is_short(said: DateInText, letter: str) -> bool:
    return said.typed.startswith(letter) and said.typed[1:2].isdigit()


def _capital_seasons(scanned: ScannedPassage) -> Iterator[Fault]:
    for said in scanned.dates:
        if said.form != "season":
            continue
        left = before(scanned.text, said.start)
        is_dated = said.has_year or re.search(r"\b(?:by|in|until|before|since|en|au|à l[’'])(?: the)? $", left)
        is_capital = said.typed[:1].isupper() and is_dated
        if is_capital and not _OPENING.search(left) and not _is_part_of_a_name(scanned, said):
            message = f"“{said.typed}” has a capital inside a sentence."
            yield scanned.at(said.start, said.end, message, f"Write “{said.typed[:1].lower()}{said.typed[1:]}”.")


def _is_part_of_a_name(scanned: ScannedPassage, said: DateInText) -> bool:
    """“Winter Package”, “the Arab Spring”: a word with a capital beside it."""
    follows = re.match(r"\s+[A-Z]", behind(scanned.text, said.end))
    leads = re.search(r"\b[A-Z][\w’'-]*\s+$", before(scanned.text, said.start))
    return bool(follows) or (leads is not None and not said.has_year)


# where the year stands behind day and month; et, hu, lt and lv put it before them
_YEAR_BEHIND = tuple("bg cs da de el en es fi fr ga hr it mt nl pl pt ro sk sl sv".split())
_EXACT = {"day", "days"}
_ACT_OF = late(
    r"(?:\b\d{1,5}/(?:19|20)\d\d|\b(?:19|20)\d\d/\d{1,5}|\b\d{1,5}/ (?:19|20)\d\d)"
    r",?\s+(?:of|de|du|del|di|do|vom|von|van|z|ze|z dnia)\s*$"
)
_EACH_YEAR = late(
    r",?\s+(?:of |de |d[’'])?(?:each|every|any|the following|the previous|the same|chaque|cada|ogni|jedes|elk"
    r"|każdego)\b"
    r"|\s+(?:annually|des Jahres|jährlich)\b"
)
_EACH_YEAR_LEADS = late(
    r"\b(?:[Ee]ach|[Ee]very|[Cc]haque|[Cc]ada|[Oo]gni|[Jj]edes Jahr|[Jj]eweils|financial) (?:year )?\D{0,12}$"
)
_YEAR = 365
_NEAR = 100  # days around its own date within which a letter may leave the year out
_FIRST_PLACES = 3
_CUT_OFF = 14
_HEAD, _LINE = 8, 80
_MOST_JOINED = 24  # dates that can share the year of the last
_JOINT = late(
    r"\s*(?:,|/|[-–‑]|and|or|to|until|instead of|rather than|et|ou|à|au|au lieu de|und|oder|bis|statt|do|zamiast"
    r"|e|y|al|tot|en|i|a)?\s*(?:(?:the|le|du|de|am|\d{1,2},?|[^\W\d_]{4,12}(?:day|tag|i|y|di|a|ek|rt|ta),?)\s+)?$"
)
_YEAR_CLOSE = late(
    r" del? año \d{4}\b|"
    r"(?:st|nd|rd|th|er|º|ª|\.)?,?\s?(?:\d{1,2}(?:st|nd|rd|th)?,?\s?)?1[5-9]\d\d\b|(?:st|nd|rd|th)?,?\s?20\d\d\b|\s?[’'´`]\d\d\b"
)
_SAME_SENTENCE = late(r"[.;!?•\n](?=\s|$)")
_LEADS_TO = {
    "en": r"(?:\b(?:[Ii]n|[Bb]y|[Oo]f|[Ff]rom|[Uu]ntil|[Tt]ill|[Ss]ince|[Bb]efore|[Aa]fter|[Ff]or|[Dd]uring|[Tt]o"
    r"|[Aa]nd|[Ll]ate|[Ee]nd)(?: the)?|\()\s*$",
    "fr": r"(?:\b(?:en|d[’']ici|à la|à|au|de|du|depuis|avant|après|pour|et|jusqu[’']en|fin|début)(?: l[’'])?|\()\s*$",
    "de": r"(?:\b(?:[Ii]m|[Bb]is|[Vv]on|[Ss]eit|[Vv]or|[Nn]ach|[Ff]ür|[Aa]b|und|Ende|Anfang|Mitte)|\()\s*$",
}
_ENDS = late(r"$|\s*[.,;:)!?]|\s+(?:[a-zà-ÿ]+|\d)")
_OF_A_YEAR = late(
    r"\s+(?:of )?(?:last|next|this|the same|each|every|that|the following|the previous|20\d\d)\b(?! [A-Z])"
)
_SEASON_OF = late(
    r"\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter|[Dd]uring|early|late|mid|en|à|au|le|im|bis|seit|vor)"
    r"(?:[ \u00a0](?:the|l[’']))?[ \u00a0’']$|l[’']$"
)
_NAMES_ON = late(
    r"\s+(?:school|term|session|summit|meeting|conference|package|forecast|break|camp|university|time|season"
    r"|olympics)\b",
    re.IGNORECASE,
)


@in_context(
    "DAT-002",
    Grade.WARNING,
    source="letter and annex of 20 March 2023: “situation as of 17 March”, under a letter of 20 March",
    wrong="“(situation as of 17 March)” under a letter of 20 March 2023",
    right="“(situation as of 17 March 2023)” under a letter of 17 March 2023",
)
def the_as_of_date_is_complete_and_that_of_the_document(context: CheckContext) -> Iterator[Fault]:
    """The as-of date names its year, and the document is not dated later than what it reports on."""
    for manuscript in context.manuscripts:
        stated = find_as_of_statement(manuscript, manuscript.written or manuscript.as_of or context.day, context.house)
        if stated and not stated.said.has_year:
            message = f"The as-of date “{stated.said.typed}” has no year."
            remedy = "Name it: the document will be read in other years, too."
            yield Fault(stated.passage.place, message, remedy, stated.said.typed, Grade.ERROR)
    yield from _dated_later(context)


def _cut_off(manuscript: Manuscript) -> timedelta:
    """How old its data may be: a report has a day on which they were collected, a letter goes out with its annex."""
    return timedelta(days=0 if manuscript.kind or is_letter(manuscript) else _CUT_OFF)


def _dated_later(context: CheckContext) -> Iterator[Fault]:
    """Each dateline that lies behind the as-of date of the document itself, or of one that goes out with it."""
    known = [each for each in context.manuscripts if each.as_of]
    for manuscript in context.manuscripts:
        bears = find_dateline(manuscript, context.house)
        written = manuscript.written or (bears.said.means.first if bears and bears.said.means else None)
        days = {each.as_of for each in known if each.language == manuscript.language and each.as_of}
        if bears and written and days and min(days) < written - _cut_off(manuscript):
            print_ = localiser("en", written)
            message = (
                f"Dated {print_.date(written, year=True)}, but it reports as of {print_.date(min(days), year=True)}."
            )
            remedy = "Make the report again as of the later day, or say in the text that it goes up to the earlier one."
            yield Fault(bears.passage.place, message, remedy, bears.said.typed)


@in_manuscripts(
    "DAT-003",
    Grade.WARNING,
    source="Interinstitutional style guide 10.5; documents are read in other years than their own",
    wrong="The Forum will meet in May. Commission initiative by autumn.",
    right="The Forum will meet in May 2023. Commission initiative by autumn 2023.",
    languages=_YEAR_BEHIND,
)
def each_date_has_its_year(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Each date names its year, save the days of a document whose headline or as-of date does."""
    passages = context.passages(manuscript)
    if not manuscript.kind:
        yield from _days_without_year(manuscript, passages, context)
    for scanned in passages:
        for place, said in enumerate(scanned.dates if scanned.language in _LEADS_TO else ()):
            if said.form not in _EXACT and not said.has_year and _is_a_date(scanned, place):
                year = f": “{said.typed} {said.means.first.year}”?" if said.means and said.means.first else "."
                message = f"“{said.typed}” has no year."
                yield scanned.at(said.start, said.end, message, f"Name it{year}", _grade_of_month(scanned, context))


def _grade_of_month(scanned: ScannedPassage, context: CheckContext) -> Grade | None:
    """In a file that states its day a reader knows which May is meant, as in a cell that says what was agreed."""
    if scanned.manuscript.kind:
        return None
    is_agreed = scanned.passage.cell is not None and scanned.passage.cell.column == 1
    return Grade.HINT if is_agreed or day_of(scanned.manuscript, context) else None


def _days_without_year(
    manuscript: Manuscript, passages: tuple[ScannedPassage, ...], context: CheckContext
) -> Iterator[Fault]:
    """One finding for all of them: whoever leaves out one year leaves out most."""
    stated = find_as_of_statement(manuscript, manuscript.written, context.house)
    if (stated and stated.said.has_year) or (stated is None and _knows_its_day(manuscript)):
        return
    days = [(each, said, place) for each in passages for place, said in enumerate(each.dates) if said.form in _EXACT]
    bare = [(each, said) for each, said, place in days if not (_has_year(each, place) or _is_known(each, said))]
    if stated:
        bare = [(each, said) for each, said in bare if each.passage is not stated.passage]
    if bare:
        first = "; ".join(f"“{said.typed}”" for _, said in bare[:_FIRST_PLACES])
        message = f"{len(bare)} of {len(days)} dates have no year: {first}{' …' if len(bare) > _FIRST_PLACES else '.'}"
        remedy = "Name the year of each, or one for all in the headline, as in “situation as of 17 March 2023”."
        scanned, said = bare[0]
        head = [each for each in passages[:_HEAD] if len(each.text) <= _LINE and _may_date_it(each.text)]
        written = manuscript.written or day_in_lines(head)
        knows_none = written is None and stated is None and not any(each.has_year for _, each, _ in days)
        grade = Grade.HINT if knows_none and len(bare) == len(days) and len(bare) > 1 else None
        yield scanned.at(
            said.start, said.end, message, remedy, grade or _grade(written, bare, has_statement=bool(stated))
        )


def _may_date_it(line: str) -> bool:
    """Whether a line of the head is no sentence, or has a label: “Objet : réunion du 16/06/2022.” has."""
    return not line.rstrip().endswith(".") or ":" in line[:_LABEL]


_LABEL = 12


def _is_known(scanned: ScannedPassage, said: DateInText) -> bool:
    """Whether a day needs no year: it is of each year, or the number of the act that it is of has the year."""
    left, right = before(scanned.text, said.start), behind(scanned.text, said.end)
    return (
        _is_name_of_a_place(scanned, said)
        or _ACT_OF.search(left) is not None
        or _YEAR_CLOSE.match(right) is not None
        or _EACH_YEAR.match(right) is not None
        or _EACH_YEAR_LEADS.search(left) is not None
    )


def _is_name_of_a_place(scanned: ScannedPassage, said: DateInText) -> bool:
    """“1 Mai” alone in a cell, where months have no capital, is a town or a street."""
    has_capital = any(letter.isupper() for letter in said.typed) and scanned.language not in ("de", "en")
    return has_capital and scanned.text.strip() == said.typed


def _knows_its_day(manuscript: Manuscript) -> bool:
    """Whether the file was made by briefgen, which leaves out the years of the as-of date on purpose."""
    return any("as" in name.casefold() and "of" in name.casefold() for name in manuscript.properties)


def _grade(written: date | None, bare: list[tuple[ScannedPassage, DateInText]], *, has_statement: bool) -> Grade:
    """A letter may speak of the days around its own without their year."""
    if not has_statement and all(_year_stands_before(scanned, said) for scanned, said in bare):
        return Grade.HINT
    if has_statement or written is None:
        return Grade.WARNING
    passages = {id(scanned): scanned for scanned, _ in bare}
    near = {key: _days_near(scanned, written) for key, scanned in passages.items()}
    return Grade.HINT if all(said.start in near[id(scanned)] for scanned, said in bare) else Grade.WARNING


def _days_near(scanned: ScannedPassage, written: date) -> frozenset[int]:
    """Where days of a text begin that lie close to that of the document, be it in the year before or after."""
    read = (each for each in dates_in(scanned.unmarked, scanned.style, written) if each.means and each.means.first)
    apart = {each.start: abs((each.means.first - written).days) for each in read if each.means and each.means.first}
    return frozenset(start for start, days in apart.items() if min(days, abs(_YEAR - days)) <= _NEAR)


def _year_stands_before(scanned: ScannedPassage, said: DateInText) -> bool:
    """Whether the same paragraph names the year of a day before it: “on 1 and 9 May 2025 … 30 May is a working day”."""
    named = [each for each in scanned.dates if each.form in _EXACT and each.has_year]
    return bool(named) and named[0].end <= said.start


def _has_year(scanned: ScannedPassage, place: int) -> bool:
    """Whether a date names its year, or shares that of the date that it is joined to: “from 3 May to 4 June 2023”."""
    for each in range(place, min(place + _MOST_JOINED, len(scanned.dates))):
        if scanned.dates[each].has_year or not _is_joined(scanned, each):
            return scanned.dates[each].has_year
    return False


def _is_joined(scanned: ScannedPassage, place: int) -> bool:
    """Whether the next date is the other half of this one: “February and March”."""
    said, following = scanned.dates[place], scanned.dates[place + 1 : place + 2]
    return bool(following and _JOINT.match(scanned.text[said.end : following[0].start]))


def _is_a_date(scanned: ScannedPassage, place: int) -> bool:
    """Whether a month, season or quarter is meant as a date, and is not a name, a verb or a repetition."""
    said = scanned.dates[place]
    left, right = before(scanned.text, said.start), behind(scanned.text, said.end)
    if _is_verb(scanned, said, left) or _YEAR_CLOSE.match(right) or _shares_a_year(scanned, place):
        return False
    if _has_year(scanned, place) or _is_joined(scanned, place) or _NAMES_ON.match(right) or _names_a_year(left, right):
        return False
    if said.form in {"part of month", "quarter", "half"}:
        return bool(_ENDS.match(right))
    leads = re.search(_LEADS_TO[scanned.language], left)
    heads = re.search(r"(?:^|[•\n]\s*)$", left) and re.match(r"\s*:", right)
    return bool(leads or heads) and bool(_ENDS.match(right))


def _shares_a_year(scanned: ScannedPassage, place: int) -> bool:
    """Whether a later date of its sentence has the year of both: “from 420 in January to 1 180 in May 2026”."""
    said = scanned.dates[place]
    later = next((each for each in scanned.dates[place + 1 :] if each.form == said.form and each.has_year), None)
    return later is not None and not _SAME_SENTENCE.search(scanned.text[said.end : later.start])


def _is_verb(scanned: ScannedPassage, said: DateInText, left: str) -> bool:
    """“Data MAY be …”, “rules that fall under it”: a word that is a month or a season elsewhere."""
    shouts = said.typed.isupper() and not scanned.text.isupper()
    return shouts or (said.form == "season" and said.typed[:1].islower() and not _SEASON_OF.search(left))


def _names_a_year(left: str, right: str) -> bool:
    """“in November last year”, “every March”: nothing to add, or for the rule on relative dates."""
    return bool(
        _OF_A_YEAR.match(right) or re.search(r"\b(?:[Ee]very|[Ee]ach|[Ll]ast|[Nn]ext|[Tt]his|20\d\d) (?:the )?$", left)
    )
