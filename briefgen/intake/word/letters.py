"""A letter as it was read: its body, and what stands around it as far as it is plainly found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeGuard

from msgspec.structs import replace

from briefgen.intake.reading import Told
from briefgen.intake.word.days import dates_of
from briefgen.intake.word.languages import language_of
from briefgen.intake.word.texts import TextReader, pieces_of, tell_losses, tell_pictures
from briefgen.model.dossier import Signatory
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.model.richtext import Span
from briefgen.word.reader import read_manuscript

_SALUTATION: Final = """
    dear | ladies and gentlemen | excellency | your excellency | madam | sir | cher | chère | chers | chères |
    madame | monsieur | mesdames | messieurs | sehr geehrte | liebe | lieber | geachte | beste | estimado | estimada
    | estimados | querido | querida | queridos | excelentísimo | excelentísima | egregio | gentile | gentili | caro
    | cara | cari | care | illustre | exmo | exma | excelentíssimo | excelentíssima | caros | caras | prezado |
    prezados | szanowny | szanowna | szanowni | drodzy | vážený | vážená | vážení | milí | milé | tisztelt | kedves
    | stimate | stimată | stimați | stimată doamnă | dragi | уважаеми | уважаема | скъпи | bästa | kära | kære |
    hyvä | hyvät | arvoisa | arvoisat | αγαπητοί | αγαπητέ | αγαπητή | αξιότιμοι | αξιότιμε | αξιότιμη | poštovani |
    poštovana | dragi | spoštovani | spoštovana | gerbiamas | gerbiama | gerbiamieji | mieli | cienījamie |
    cienījamais | cienījamā | godātie | godātais | godātā | austatud | lugupeetud | head | għażiż | għażiża |
    għeżież | a chara | a chairde
"""
_CLOSING: Final = """
    yours sincerely | yours faithfully | yours truly | sincerely | kind regards | best regards | with kind regards |
    with best regards | veuillez agréer | je vous prie | nous vous prions | cordialement | bien à vous | salutations
    | meilleures salutations | mit freundlichen grüßen | mit freundlichem gruß | mit vorzüglicher hochachtung |
    hochachtungsvoll | freundliche grüße | met vriendelijke groet | hoogachtend | atentamente | un cordial saludo |
    le saluda | reciba | cordiali saluti | distinti saluti | cordialmente | com os melhores cumprimentos |
    atenciosamente | cumprimentos | z poważaniem | z wyrazami szacunku | łączę wyrazy | s pozdravem | s úctou | s
    pozdravom | tisztelettel | üdvözlettel | cu stimă | cu respect | cu deosebită considerație | с уважение | med
    vänlig hälsning | vänliga hälsningar | högaktningsfullt | med venlig hilsen | venlig hilsen | ystävällisin
    terveisin | kunnioittavasti | με εκτίμηση | με τιμή | s poštovanjem | s spoštovanjem | lep pozdrav | pagarbiai |
    su pagarba | ar cieņu | lugupidamisega | tislijiet | dejjem tiegħek | is mise | le meas | le dea-mhéin
"""
_SUBJECT: Final = """
    subject | re | objet | betreff | betrifft | onderwerp | asunto | oggetto | assunto | dotyczy | sprawa | věc | vec |
    tárgy | obiect | subiect | относно | ämne | emne | aihe | θέμα | predmet | zadeva | tema | dėl | teema | suġġett |
    ábhar
"""
_ENCLOSURES: Final = """
    enclosure | enclosures | encl | annex | annexes | pièce jointe | pièces jointes | annexe | anlage | anlagen |
    bijlage | bijlagen | anexo | anexos | allegato | allegati | załącznik | załączniki | příloha | přílohy | príloha |
    prílohy | melléklet | mellékletek | anexă | anexe | приложение | приложения | bilaga | bilagor | bilag | liite |
    liitteet | συνημμένο | συνημμένα | prilog | prilozi | priloga | priloge | priedas | priedai | pielikums |
    pielikumi | lisa | lisad | anness | annessi | iarscríbhinn
"""
_OVERLEAF: Final = re.compile(r"[./…]{2,}\s*\d*")
_LONGEST_LINE: Final = 90
_LINES_BELOW: Final = 3
_LONGEST_PLACE: Final = 40


class LetterRead(NamedTuple):
    """A letter; what was not found is "" or None.

    Attributes:
        body: marked-up text, for letter.md; "" where no letter was found.
        recipient: the lines between dateline and salutation.
        subject, enclosures: what stands behind the words for them.
        told: paragraphs that are in none of these.
    """

    body: str
    salutation: str = ""
    closing: str = ""
    signatory: Signatory = Signatory()
    place: str = ""
    day: date | None = None
    recipient: tuple[str, ...] = ()
    language: str = ""
    told: tuple[Told, ...] = ()
    subject: str = ""
    enclosures: tuple[str, ...] = ()


def letter_of(data: bytes, name: str) -> LetterRead:
    """The letter that a Word file is, or begins with: its body stands between salutation and closing.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    return letter_in(read_manuscript(data, name))


def letter_in(manuscript: Manuscript) -> LetterRead:
    """The same of a manuscript."""
    passages = pieces_of(each for each in manuscript.body)
    start = next((at for at, each in enumerate(passages) if opens_letter(each)), None)
    if start is None:
        return LetterRead("", language=language_of(manuscript))
    end = next((at for at in range(start + 1, len(passages)) if _closes(passages[at])), None)
    return _Letter(manuscript, passages, start, end).read()


def opens_letter(passage: Passage) -> bool:
    """Whether a paragraph is a salutation."""
    text = " ".join(passage.text.split())
    return len(text) <= _LONGEST_LINE and text[-1:] in ",!:" and bool(_begins(_SALUTATION).match(text))


def _closes(passage: Passage) -> bool:
    text = " ".join(passage.text.split())
    return len(text) <= 2 * _LONGEST_LINE and bool(_begins(_CLOSING).match(text))


@cache
def _begins(words: str) -> re.Pattern[str]:
    listed = sorted({" ".join(each.split()) for each in words.split("|")}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


class _Letter(NamedTuple):
    """A letter with the places of its salutation and of its closing in the passages."""

    manuscript: Manuscript
    passages: Sequence[Passage]
    start: int
    end: int | None

    def read(self) -> LetterRead:
        """All that is found."""
        language = language_of(self.manuscript)
        inside = self.passages[self.start + 1 : self.end]
        body = [each for each in inside if each.cell is None and not _OVERLEAF.fullmatch(each.text.strip())]
        texts = TextReader([], headings=True)
        head = self.passages[: self.start]
        at, place, day = _dateline(head, language)
        signed, left = self._signed()
        signed = signed[0], signed[1] or _below(signed[0], head)
        enclosures = [each for each in left if _behind(_ENCLOSURES, each)]
        signatory = Signatory(*signed, institution=_institution(self.manuscript, head[: at or 0], signed))
        used = {id(each) for each in (*body, *enclosures)}
        said = {*signed, signatory.institution}
        others = (each for each in (*head[:at], *inside, *left) if id(each) not in used and _line(each) not in said)
        below = head[at + 1 :] if at is not None else ()
        return LetterRead(
            body=texts.read(body) if body else "",
            salutation=texts.read([_bare(self.passages[self.start])]),
            closing="" if self.end is None else texts.read([_bare(self.passages[self.end])]),
            signatory=signatory,
            place=place,
            day=day,
            recipient=tuple(_line(each) for each in below if not _behind(_SUBJECT, each)),
            language=language,
            told=(
                *_told("paragraphs outside the letter", others),
                *tell_losses(texts.lost),
                *tell_pictures(self.manuscript),
            ),
            subject=next(filter(None, (_behind(_SUBJECT, each) for each in below)), ""),
            enclosures=tuple(_behind(_ENCLOSURES, each) for each in enclosures),
        )

    def _signed(self) -> tuple[tuple[str, str], Sequence[Passage]]:
        """Name and function below the closing, and what stands behind them."""
        if self.end is None:
            return ("", ""), ()
        below = self.passages[self.end + 1 :]
        lines: list[str] = []
        while len(lines) < 2 and _is_of_signature(passage := below[0] if below else None):
            lines += [" ".join(line.split()) for line in passage.text.splitlines()]
            below = below[1:]
        return (lines[0] if lines else "", ", ".join(lines[1:_LINES_BELOW])), below


def _bare(passage: Passage) -> Passage:
    """A line without looks, which its template gives it."""
    return replace(passage, spans=(Span(passage.text),), role=Role.PARAGRAPH)


def _is_of_signature(passage: Passage | None) -> TypeGuard[Passage]:
    """Whether a line below the closing is one of who signs."""
    if passage is None or passage.cell is not None or passage.role is not Role.PARAGRAPH:
        return False
    return len(passage.text) <= _LONGEST_LINE and not _behind(_ENCLOSURES, passage)


def _behind(label: str, passage: Passage) -> str:
    """What stands behind a word such as “Subject:”; "" where it does not begin so."""
    found = _begins(label).match(line := _line(passage))
    rest = line[found.end() :].lstrip() if found else ""
    return rest[1:].strip() if rest.startswith((":", ".")) else ""


def _line(passage: Passage) -> str:
    return " ".join(passage.text.split())


def _dateline(head: Sequence[Passage], language: str) -> tuple[int | None, str, date | None]:
    """Where place and date stand above the salutation, and what they are."""
    for at, passage in reversed(list(enumerate(head))):
        for start, day in dates_of(passage.text, language):
            before = _line(passage)[:start].strip()
            place = re.split(r",|\s(?:den|le|dne)\s", before)[0].strip(" ,")
            if len(before) <= _LONGEST_PLACE and not any(each.isdigit() or each == ":" for each in place):
                return at, place, day
    return None, "", None


def _below(name: str, head: Sequence[Passage]) -> str:
    """The function of who signs, as it stands below the name in the letterhead."""
    lines = [_line(each) for each in head]
    return next((after for before, after in pairwise(lines) if name and before == name), "")


def _institution(manuscript: Manuscript, head: Sequence[Passage], signed: tuple[str, str]) -> str:
    """The first line of the letterhead, in the header or above the dateline."""
    headers = (each for each in manuscript.passages if each.role is Role.HEADER)
    lines = (_line(each) for each in (*headers, *head))
    return next((each for each in lines if each and each not in signed and len(each) <= _LONGEST_LINE), "")


def _told(what: str, passages: Iterable[Passage]) -> Iterable[Told]:
    return (Told(what, each.place, each.text[:80], 0) for each in passages)
