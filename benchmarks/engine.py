"""The template engine alone, against other engines and against the floor, on the same data and the same template.

python -m benchmarks.aims engine-15 engine-1500 engine-15000 engine-letters
python -m benchmarks.engine [JOB …]     points of an annex, or letters: what each engine takes; 150 if left out

Each engine runs in a process of its own, by turns, and says itself what its work took once it was loaded. briefgen and
the floor compile the template once, before the clock starts; the others open it for each document, as their manuals
say. Those of `peers` take part where they are installed. The words of all outputs are compared.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from zipfile import ZipFile

from benchmarks import peers, samples
from benchmarks.floor import floor
from benchmarks.processes import ROOT, Cost, Costs, Program, by_turns, own_peak

Render = Callable[[Mapping[str, Any]], bytes]
REPEATS = {15: 21, 150: 9, 1_500: 3, 15_000: 1}
"""Points of an annex, and how often a process fills it."""
_SECONDS_OF_DOCXTPL = {"150": 0.4, "1500": 2.5, "15000": 250, "letters": 20}
_BEARABLE = 60


def briefgen(template: bytes) -> Render:
    """Our own engine."""
    from briefgen.word import Template

    return Template.read(template, "template.docx").render


def docxtpl(template: bytes) -> Render:
    """docxtpl, as documented: a new object for each document; or rust-docxtpl, which has the same name."""
    from docxtpl import DocxTemplate

    def render(data: Mapping[str, Any]) -> bytes:
        file = BytesIO()
        document = DocxTemplate(BytesIO(template))
        document.render(dict(data), autoescape=True)
        document.save(file)
        return file.getvalue()

    return render


ENGINES: dict[str, Callable[[bytes], Render]] = {"briefgen": briefgen, "docxtpl": docxtpl, "floor": floor}


def main(*jobs: str) -> None:
    """Prints a line for each engine and job."""
    for job in jobs or ("150",):
        with TemporaryDirectory() as place:
            costs = measure(job, Path(place), 3)
        for name, each in costs.items():
            cost = Cost.middle(each)
            print(f"{job:>8} | {name:>16} | {1000 * cost.wall:10.1f} ms | {cost.peak:5.0f} MB", flush=True)


def measure(job: str, folder: Path, rounds: int) -> Costs:
    """What each engine takes for an annex of so many points, or for "letters"."""
    made = folder / "made"
    made.mkdir()
    costs = by_turns(_of_python(job, folder, made) | _of_node(job, folder, made), rounds)
    refuse_unlike_words(made)
    return costs


def _of_python(job: str, folder: Path, made: Path) -> dict[str, Program]:
    def program(name: str, engine: str, interpreter: str = sys.executable) -> Program:
        words = ["-m", "benchmarks.engine", "--engine", engine, job, str(made / f"{name}.docx")]
        return Program(words, folder, interpreter=interpreter, tells=True)

    slowly = int(_BEARABLE / _SECONDS_OF_DOCXTPL.get(job, 0.1))
    programs = {name: program(name, name) for name in ENGINES}
    if peers.rust():
        programs["rust-docxtpl"] = program("rust-docxtpl", "docxtpl", str(peers.OTHER_PYTHON))
    return {name: each._replace(most=slowly) if "docxtpl" in name else each for name, each in programs.items()}


def _of_node(job: str, folder: Path, made: Path) -> dict[str, Program]:
    """The same annex with the tags of other programs."""
    if not job.isdigit():
        return {}
    (folder / "data.json").write_text(json.dumps(samples.annex(int(job))), encoding="utf-8")
    (folder / "carbone.docx").write_bytes(samples.annex_template(samples.CARBONE))
    (folder / "mustache.docx").write_bytes(samples.annex_template(samples.MUSTACHE))
    script, data, programs = str(ROOT / "benchmarks" / "engines.js"), str(folder / "data.json"), {}
    for name in peers.of_node():
        template = folder / ("carbone.docx" if name == "carbone" else "mustache.docx")
        words = [script, name, str(template), data, str(REPEATS[int(job)]), str(made / f"{name}.docx")]
        programs[name] = Program(words, folder, interpreter="node", tells=True, most=5 if job == "15000" else 15)
    return programs


def run(engine: str, job: str, output: str) -> Cost:
    """One engine on one job, in this process; writes the last of the documents."""
    if job == "letters":
        template, documents, repeats = samples.letter_template(), samples.letters(), 1
    else:
        template, documents, repeats = samples.annex_template(), [samples.annex(int(job))], REPEATS[int(job)]
    if engine == "docxtpl" and job != "15":
        repeats = 1
    render = ENGINES[engine](template)
    costs = [_cost(render, documents) for _ in range(repeats)]
    Path(output).write_bytes(render(documents[-1]) if job == "letters" else costs[-1][1])
    return Cost.middle([cost for cost, _ in costs])


def _cost(render: Render, documents: Iterable[Mapping[str, Any]]) -> tuple[Cost, bytes]:
    wall, cpu, made = perf_counter(), process_time(), b""
    for data in documents:
        made = render(data)
    return Cost(perf_counter() - wall, process_time() - cpu, own_peak()), made


def refuse_unlike_words(folder: Path) -> None:
    """Ends the program if one engine has made another document than ours."""
    ours = _words(folder / "briefgen.docx")
    for path in sorted(folder.iterdir()):
        if _words(path) != ours:
            raise SystemExit(f"{path.stem} has made a document with other words than ours.")


def _words(path: Path) -> str:
    """All that a document says, without white space."""
    with ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return re.sub(r"\s", "", unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--engine"]:
        print(json.dumps(run(*sys.argv[2:])))
    else:
        main(*sys.argv[1:])
