"""The style sheet of a page: for screens, wide or narrow, light or dark, and for paper."""

from __future__ import annotations

CSS = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #6b6b6b; --head: #003399; --soft: #eef2f9;
  --warn: #b00000; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #16181c; --line: #9a9a9a; --head: #a9c1ff; --soft: #23272f;
    --warn: #ff9d9d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: break-word; }
header, footer { color: var(--ink); font-size: .9rem; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; }
h1, h2, h3, h4, h5, h6 { color: var(--head); line-height: 1.25; margin: 1.6em 0 .6em; }
h1 { font-size: 1.6rem; margin-top: 0; } h2 { font-size: 1.3rem; } h3, h4, h5, h6 { font-size: 1.1rem; }
p { margin: .6em 0; }
p.head { font-weight: bold; }
p.draft { font-weight: bold; letter-spacing: .1em; color: var(--warn); }
[data-watermark]::before { content: attr(data-watermark); content: attr(data-watermark) / ""; position: fixed; inset: 0;
  z-index: -1; display: grid; place-items: center; transform: rotate(-45deg); pointer-events: none;
  font-size: min(16vw, 16vh); font-weight: bold; color: var(--ink); opacity: .12; }
a { color: var(--head); }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
.wide { overflow-x: auto; }
caption { text-align: start; font-weight: bold; padding: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .5rem .6rem; text-align: start; vertical-align: top; }
thead th { background: var(--soft); color: var(--head); }
td.amount { text-align: end; font-variant-numeric: tabular-nums; }
ul, ol { margin: .4em 0; padding-inline-start: 1.5em; }
ol.printed, .notes ol { list-style: none; }
li { margin: .3em 0; }
figure { margin: 1.2rem 0; }
figure.quotation { border-inline-start: .25rem solid var(--head); padding-inline-start: 1rem; }
blockquote { margin: 0; }
figcaption { font-weight: bold; margin-top: .4rem; }
.key { display: inline-block; width: .8em; height: .8em; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: currentColor; font-size: 12px; }
.notes { border-top: 1px solid var(--line); margin-top: 2rem; font-size: .9rem; }
.notes ol { padding: 0; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #555; --head: #003399; --soft: #eef2f9;
    --warn: #b00000; }
  @page { size: A4; margin: 2cm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, li, figure { break-inside: avoid; }
  .wide { overflow: visible; }
}
"""
