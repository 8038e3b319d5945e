"""What the golden table of a language holds: dates and figures as typed, each with how it is said.

A hard space is written `·`, since nobody sees one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from briefgen.localise import EU, House, Localiser, localiser

AS_OF = date(2023, 3, 17)
DATES = """
date 2023-03-14
date 2022-11-21
date 2023-03-01
date 2023-03-07/2023-03-10
date 2022-03-07/2022-03-08
date 2023-02-27/2023-03-02
date 2024-02-27/2024-03-01
date 2022-12-30/2023-01-02
date 2023-04
date 2023-02/2023-04
date 2022-11/2023-02
date 2023
date 2023/2025
date 2023-Q1
date 2023-Q2
date 2023-Q3
date 2023-Q4
date 2023-H1
date 2023-H2
date 2023-spring
date 2023-summer
date 2023-autumn
date 2023-winter
date early 2023-04
date mid 2023-04
date end 2023-03
date early 2023
date mid-2023
date end 2023
date ../2023-05-15
date ../2023-05-31
date ../2023-12-31
date 2023-03-14/..
date 2023-03-18/..
date 2023-01/..
date 2024-06/..
date 2015/..
date 2025/..
date 2023-03-18/2023-04-28~
when 2023-03-14
when 2022-03-01
when 2023-03-08
when 2023-03-11
when 2023-03-07/2023-03-08
when 2023-02-28/2023-03-01
when 2022-12-31/2023-01-01
when 2023-03-07/2023-03-10
when 2023-02-27/2023-03-02
when 2022-12-30/2023-01-02
when 2023-04
when 2023-02/2023-04
when 2022-11/2023-02
when 2023
when 2023/2025
when 2023-Q2
when 2023-H1
when 2023-spring
when 2023-summer
when 2023-autumn
when 2023-winter
when early 2023-04
when mid 2023-04
when end 2023-03
when early 2023
when mid-2023
when end 2023
by 2023-05-31
by 2024-05-01
by 2023-04
by 2023-07
by 2025
by 2023-Q2
by 2023-H1
by 2023-spring
by 2023-summer
by 2023-autumn
by 2023-winter
by early 2023-04
by mid 2023-04
by end 2023-08
by early 2023
by mid-2023
by end 2023
since 2022-03-14
since 2022-02-28/2022-03-01
since 2022-06
since 2019
since 2022-Q2
since 2022-H1
since 2022-spring
since 2022-winter
since early 2022-04
since mid 2022-04
since end 2022-03
since early 2022
since mid-2022
since end 2022
since 2023-Q3
since 2023-H2
since 2023-autumn
since early 2023-08
since mid-2023
when 2023-02/2023-03
when 2022-12/2023-01
long_date 2023-03-01
long_date 2023-10-31
cell 2023-03-14
cell 2023-03-07/2023-03-10
cell 2023-02-27/2023-03-02
dateline 2023-03-01
dateline 2023-03-08
dateline 2023-03-17
""".strip().splitlines()
MONEY = (
    "1 million|2 million|3 million|5 million|11 million|20 million|21 million|22 million|30 million|101 million|"
    "1.1 million|1.5 million|2.5 million|-3 million|1 billion|1.326 billion|1.3261 billion|1326.1 million|2 billion|"
    "3.3 billion|5 billion|21 billion|1000 million|999999|1000000|1234567|12500|1550|12500.5|0.125|1|2|0|USD 3 million|"
    "GBP 1.2 billion|TRY 21 million|CHF 500|30-40 million|EUR 1-2 billion|800 million to 1.2 billion|12500-13000"
).split("|")
NUMBERS = ("7", "1550", "50000", "1234567.89", "152231.324567", "-12500", "0.250", "10-15")
PERCENTAGES = ("12", "12.5", "-0.5", "100", "10-15")
COUNTED = ("0", "1", "2", "3", "5", "11", "21", "22", "1.5", "2.5", "100")
FORMS = {category: f"{{number}} {category}" for category in ("zero", "one", "two", "few", "many", "other")}


def golden_table(language: str, house: House = EU) -> str:
    """Every value of the table in one language, a line each."""
    say = localiser(language, AS_OF, house=house)
    sections = {
        "dates": _dates(say),
        "figures": _figures(say),
        "wording": _wording(say),
    }
    return "\n".join(_section(name, list(rows)) for name, rows in sections.items())


def _section(name: str, rows: list[tuple[str, str]]) -> str:
    width = max(len(typed) for typed, _ in rows)
    lines = [f"{typed:<{width}}  {said}".replace("\u00a0", "·") for typed, said in rows]
    return "\n".join([f"[{name}]", *lines, ""])


def _dates(say: Localiser) -> Iterator[tuple[str, str]]:
    for line in DATES:
        word, typed = line.split(" ", 1)
        yield line, say.dateline("Brussels", typed) if word == "dateline" else getattr(say, word)(typed)
    yield "headline", say.headline()
    yield "headline 2023-05-01", replace(say, as_of=date(2023, 5, 1)).headline()


def _figures(say: Localiser) -> Iterator[tuple[str, str]]:
    yield from ((f"money {typed}", say.money(typed)) for typed in MONEY)
    yield from ((f"in a table {typed}", say.money(typed, table=True)) for typed in MONEY[7:10] + MONEY[14:16])
    yield "above a table", f"{say.money_heading()} {say.money_heading('billion', 'USD')}"
    yield from ((f"number {typed}", say.number(typed)) for typed in NUMBERS)
    yield from ((f"percent {typed}", say.percent(typed)) for typed in PERCENTAGES)
    yield from ((f"plural {typed}", say.plural(typed, FORMS)) for typed in COUNTED)


def _wording(say: Localiser) -> Iterator[tuple[str, str]]:
    yield from ((f"list of {n}", say.join(["a", "b", "c"][:n])) for n in (1, 2, 3))
    yield "numbers in words", " ".join(say.spell(number, begins=True) for number in range(1, 21))
    yield "as far as the house goes", " ".join(say.spell(number) for number in (7, 9, 10, 12, 13, 20))
    yield "a table and one in a sentence", f"{say.caption('Xx', '1')}, {say.caption('Xx', '1', inside=True)}"
    yield "ordinals", " ".join(say.ordinal(number) for number in (1, 2, 3, 10, 21))
    yield "reference", say.reference(10)
    yield "quotation", say.quote(f"a {say.quote('b', inner=True)}")
    yield from ((name, say.word(name)) for name in ("annex", "follow_up", "deadline"))
