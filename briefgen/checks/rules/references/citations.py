"""References to law, footnotes, and the note on Kosovo."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_manuscript
from briefgen.checks.engine.houses import setting_in
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Faults, in_manuscripts, in_passages
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import sentences
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_BARE_NUMBER = late(r"E(?<![(\w].)U[ \u00a0](?P<number>(?:19|20)\d\d/\d{1,4})\b")
_ARTICLE = late(r"\bArticles?[ \u00a0](?P<number>\d+[a-z]{0,2})(?:\(\d+\))*")
_OWN_ARTICLE = late(r"Article[ \u00a0](?P<number>\d+[a-z]{0,2})\.?[ \u00a0]*(?:$|\n|[:–—-][ \u00a0]+[A-Z][^.]*$)")
# “Article 15(2) of [RED I]”: what stands right behind “of” is the act, whatever it is called
_NAME = late(
    r"(?:(?:, |[ \u00a0](?:and|or|to)[ \u00a0])\d+[a-z]{0,2}(?:\(\w+\))*)*"
    r"[ \u00a0]of[ \u00a0](?:the[ \u00a0])?[\[(“]?[A-Z]"
)
_ACT = late(
    r"\b(?:Regulations?|Directives?|Decisions?|Treat(?:y|ies)|T[FE]*EU|Codes?|Charter|Convention|Agreement|Protocol|Statutes?"
    r"|Act|Law|Pact|Rules|Constitution|Recommendation|thereof|of the same|mechanism|procedure)\b|\b\d{4}/\d+"
)


@in_passages(
    "REF-008",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 3.1: acts are cited by kind and number, “Regulation (EU) 2019/1240”",
    wrong="The network was set up by EU 2019/1240.",
    right="The network was set up by Regulation (EU) 2019/1240.",
    languages=("en",),
    needs=("EU", "Article"),
    houses={"plain": None},
)
def complete(scanned: ScannedPassage, context: CheckContext) -> Faults:
    """A legal reference names the kind of act and its number, and an article names the act that it is of."""
    for found in _BARE_NUMBER.finditer(scanned.text):
        message = f"“{found[0]}” does not say what kind of act it is, and lacks the brackets."
        yield scanned.at(*found.span(), message, f"Write “Regulation (EU) {found['number']}”, or “Directive (EU) …”.")
    is_code = "</" in scanned.text
    if "Article" in scanned.text and not is_code and not _is_of_a_named_act(scanned, context):
        yield from _articles(scanned, _own_articles(scanned.manuscript, context))


def _is_of_a_named_act(scanned: ScannedPassage, context: CheckContext) -> bool:
    """Whether the heading above names the act, or, for a cell, the head of its table or the line above that."""
    cell = scanned.passage.cell
    heads = _named_acts(scanned.manuscript, context)
    return bool(_ACT.search(scanned.passage.heading)) or (cell is not None and cell.table in heads)


@cache_per_manuscript
def _named_acts(manuscript: Manuscript, _context: CheckContext) -> frozenset[int]:
    """The tables whose title, head or the line above names an act that their articles are of."""
    named = {each.number for each in manuscript.tables if _ACT.search(f"{each.title} {each.description}")}
    above = " ".join(each.text for each in manuscript.passages if each.role is Role.TITLE)
    for each in manuscript.passages:
        cell = each.cell
        if cell is None:
            above = each.text if each.text.strip() else above
        elif (cell.row == 1 or cell.is_head) and _ACT.search(f"{above} {each.text}"):
            named.add(cell.table)
    return frozenset(named)


@cache_per_manuscript
def _own_articles(manuscript: Manuscript, _context: CheckContext) -> frozenset[str]:
    """The numbers of the articles that a document itself consists of, as an act and a contract do."""
    found = (_OWN_ARTICLE.match(each.text.strip()) for each in manuscript.body if each.cell is None)
    return frozenset(each["number"] for each in found if each)


def _articles(scanned: ScannedPassage, own: frozenset[str]) -> Faults:
    first = _ACT.search(scanned.text)
    named_from = first.start() if first else len(scanned.text)
    for sentence in sentences(scanned.text):
        for found in _ARTICLE.finditer(sentence.text):
            # an act named before serves for the whole passage, one named behind for its sentence
            is_named = named_from < sentence.end or _NAME.match(sentence.text, found.end())
            if not is_named and found["number"] not in own:
                message = f"“{found[0]}” does not say of which act it is."
                remedy = "Name the act in the same sentence: “Article 25a of the Visa Code”."
                yield scanned.at(sentence.start + found.start(), sentence.start + found.end(), message, remedy)


_CITED_ACT = late(r"\b(?:Communication|Regulation|Directive|Decision|Recommendation|Conclusions|Report|Resolution)\b")
_CITED = late(
    r"\b(?:COM|SWD|JOIN|C|SEC|ST|OJ)\b[ \u00a0(]*\d|\(E[UC]\)|\b(?:No\.?[ \u00a0])?\d+/\d{2,4}\b|https?://|\b(?:19|20)\d\d\b.{0,300}\bp\."
)

_NOTES_HAVE_STOPS = {"plain": False}
_LONGEST_ADDRESS = 400
_ADDRESS = late(r"[<(]?(?:https?://|www\.|mailto:)\S+[>)]?|\S+@\S+\.\w+")
_ONE = "The footnote does not end with a full stop."


@in_manuscripts(
    "REF-007",
    Grade.WARNING,
    source="Interinstitutional Style Guide, Part Four: all footnotes end with a full stop; 5.9: how acts are cited",
    wrong="¹ Council document 7896/20",
    right="¹ Council document 7896/20.",
)
def form(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Every footnote ends with a full stop, and names year and number of the act that it cites."""
    notes = [each for each in context.passages(manuscript) if each.passage.role is Role.NOTE]
    if setting_in(context.house, _NOTES_HAVE_STOPS, True):
        yield from _stops(notes)
    for note in notes:
        if note.language == "en":
            yield from _citation(note)


def _stops(notes: list[ScannedPassage]) -> Faults:
    """One finding for all notes without a stop, at the first of them; an address alone has none (10.1.1)."""
    bare = [each for each in notes if _is_open(each.text.strip())]
    if not bare:
        return
    first = bare[0]
    text = first.text.rstrip()
    message = f"Of {len(notes)} footnotes, {_which(bare)} not end with a full stop." if len(notes) > 1 else _ONE
    yield first.at(max(0, len(text) - 30), len(text), message, "End each footnote with a full stop.")


def _is_open(text: str) -> bool:
    has_end = text[-1:] in ".!?…)”’»" and not text.endswith("()")
    is_address = len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None
    return bool(text) and not has_end and not is_address


def _which(bare: list[ScannedPassage]) -> str:
    """Which notes do not; those of the record have their numbers in the document only."""
    numbers = [number for each in bare[:12] if (number := each.passage.number.strip("."))]
    if not numbers:
        return "one does" if len(bare) == 1 else f"{len(bare)} do"
    return f"note {numbers[0]} does" if len(bare) == 1 else f"notes {', '.join(numbers)} do"


def _citation(note: ScannedPassage) -> Faults:
    """An act without number is hard to find; without a year it is lost."""
    act = _CITED_ACT.search(note.text)
    yearless = [said for said in note.dates if not said.has_year and said.form in ("day", "month")]
    if not act or not yearless:
        return
    said = yearless[0]
    number = "" if _CITED.search(note.text) else " and no number"
    message = f"This cites an act of “{said.typed}” with no year{number}, by which it could be found."
    yield note.at(said.start, said.end, message, "Add the year, and the act’s number: COM(2020) 315, (EU) 2019/1240.")


_NOTE = "“* This designation is without prejudice …”"

_NAMED = late(r"\bKosov[oa]\b(?P<asterisk>[ \u00a0]?[*∗＊])?")
_TOLD = late(r"1244(?:/|[ \u00a0]?\()?")
_LABEL = 60


@in_manuscripts(
    "REF-009",
    Grade.WARNING,
    source="agreed designation: asterisk and note at the first mention in each part of a document",
    wrong="Seven of them help Kosovo.",
    right="Seven of them help Kosovo*. … * This designation is without prejudice …",
    houses={"plain": None},
)
def asterisk_and_note(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Kosovo has an asterisk where a part of a document first names it, and in headings, and the note stands below."""
    passages = context.passages(manuscript)
    mentions = [each for each in passages if "Kosov" in each.text and not _is_note(each) and _NAMED.search(each.text)]
    if not mentions:
        return
    yield from _first_mentions(passages, mentions)
    yield from _headings(manuscript, mentions)
    starred = next((each for each in mentions if _starred(each)), None)
    if starred and not (any(_is_note(each) or _marks_note(each) for each in passages) or _under_exhibit(manuscript)):
        found = _NAMED.search(starred.text)
        assert found
        yield starred.at(*found.span(), "The asterisk of Kosovo has no note.", f"Put the agreed note below: {_NOTE}")


def _is_note(scanned: ScannedPassage) -> bool:
    return bool(_TOLD.search(scanned.text)) and ("Kosov" in scanned.text or "UNSCR" in scanned.text)


def _marks_note(scanned: ScannedPassage) -> bool:
    """Whether a real footnote of the passage is the note."""
    return any(span.note is not None and "1244" in str(span.note) for span in scanned.passage.spans)


def _under_exhibit(manuscript: Manuscript) -> bool:
    """Whether the note stands below a table or chart of the record."""
    return any(_TOLD.search(str(note)) for each in manuscript.passages if each.exhibit for note in each.exhibit.notes)


def _starred(scanned: ScannedPassage) -> bool:
    found = _NAMED.search(scanned.text)
    return bool(found and found["asterisk"]) or _marks_note(scanned)


def _first_mentions(passages: Sequence[ScannedPassage], mentions: Sequence[ScannedPassage]) -> Faults:
    """The first mention of each part; a part ends where the note is typed below its text."""
    ends = [number for number, each in enumerate(passages) if _is_note(each) and each.passage.role is not Role.NOTE]
    order = {id(each): number for number, each in enumerate(passages)}
    seen: set[int] = set()
    for each in mentions:
        part = sum(end < order[id(each)] for end in ends)
        if part not in seen and not _starred(each):
            found = _NAMED.search(each.text)
            assert found
            where = "behind the note, in a part of its own, " if part else ""
            message = f"Kosovo is first named {where}without its asterisk." if part else "Kosovo lacks its asterisk."
            yield each.at(*found.span(), message, f"Write “Kosovo*” and put the agreed note below that part: {_NOTE}")
        seen.add(part)


def _headings(manuscript: Manuscript, mentions: Sequence[ScannedPassage]) -> Faults:
    """Headings and labels, which are read without the text around them."""
    first = mentions[0]
    for each in mentions:
        label = each.passage.role in (Role.HEADING, Role.TITLE, Role.CAPTION) or _is_label(each)
        if each is not first and label and not _starred(each) and not is_composed(manuscript):
            found = _NAMED.search(each.text)
            assert found
            message = "This heading names Kosovo without its asterisk."
            yield each.at(*found.span(), message, "Write “Kosovo*” in headings as well.")


def _is_label(scanned: ScannedPassage) -> bool:
    text = scanned.text.strip()
    return len(text) <= _LABEL and text[-1:].isalpha() and text.startswith("Kosov") and not scanned.passage.cell
