"""Many filters, methods and operators in one template, a line each."""

from typing import TYPE_CHECKING

from tests.corpus.case import case
from tests.corpus.of_jinja import JINJA

if TYPE_CHECKING:
    from docx.document import Document


@case(
    JINJA,
    data={
        "x": "<b>a &amp; c</b> d",
        "xs": [3, 1, 2],
        "ys": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}],
        "n": 1234.5,
        "s": "hello world",
    },
)
def every_filter(document: "Document") -> None:
    """Some 100 expressions: filters, methods of texts, operators."""
    for expression in EXPRESSIONS.strip().splitlines():
        document.add_paragraph("{{ " + expression + " }}.")


EXPRESSIONS = """
x|striptags
s|wordwrap(5)
s|truncate(5)
s|truncate(7,true,'..')
s|indent(4,true)
xs|batch(2)|list|length
xs|slice(2)|map('join')|join('/')
ys|map(attribute='b')|join
ys|groupby('a')|map('first')|join
xs|sort|last
xs|sum(start=5)
s|capitalize
s|title
s|replace('o','0',1)
n|round|int
n|string|length
'%08.2f'|format(n)
'{:,.2f}'.format(n)
xs|tojson
ys|tojson
s|urlencode
xs|length
s|list|length
s|first
s|last
xs|min
xs|max
x|e
x|escape
x|forceescape
s|center(21)
5|filesizeformat
1500000|filesizeformat
xs|reject('odd')|join
ys|rejectattr('a','eq',1)|map(attribute='b')|join
ys|selectattr('b','in',['x'])|list|length
xs|unique|list|length
'x'|default('y')
''|d('y',true)
s|reverse
s.split()|join('-')
s|wordcount
{'b':1,'a':2}|dictsort|first|first
{'b':1}|items|first|first
s|safe
x|safe|string|length
s|trim('h')
s|upper|lower
1.0|round(2)
3.14159|round(3)
10/4
7//2
2**10
-7%3
'a'~1~none|default('')
s[0:5]
s[::-1]
xs[::-1]|join
s is string
xs is sequence
1 is odd
'hello' in s
none is none
xs == [3,1,2]
1 < 2 < 3
(1,2,3)|join(',')
not false
s|length > 3 and 'y' or 'n'
range(3)|join
range(1,10,3)|join
dict(a=1).a
namespace(a=1).a
s|replace('world','<w>')
s|format
'%s%%'|format(5)
xs|first + xs|last
s|pprint
true|int
'12abc'|int(7)
'1.5'|float
ys|sum(attribute='a')
xs|select|list|length
'é'|upper
'ß'|upper
'straße'|length
s.find('w')
s.count('o')
s.zfill(15)
s.ljust(13)~'|'
s.rjust(13)
s.center(13)
s.isdigit()
s.partition(' ')|join('+')
s.splitlines()|length
ys|map('dictsort')|list|length
xs|map('string')|join('-')
xs|map('float')|join('-')
ys[0]['b']
ys[0].b
ys|groupby('b')|length
"""
