"""The pictures of papers in the manual: `python -m tests.site.pictures` makes them anew, by LibreOffice.

Those of the preview are taken by `tests.preview.pictures`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pypdfium2

from briefgen.outputs.office import Office
from tests.sample_dossier import ROOT
from tests.site.png import Points, to_png
from tests.workspaces import Workspace, a_sample

IMAGES = ROOT / "docs" / "images"
_GAP, _POINTS_PER_INCH = 24, 72
_FRAME = 143


@dataclass(frozen=True)
class Picture:
    """Pages of a paper, side by side.

    Attributes:
        command: the words behind `briefgen` that make the paper.
        pages: their numbers, from 1; -1 is the last.
        resolution: points per inch.
        share: how much of each page is shown, from its top.
    """

    command: str
    pages: tuple[int, ...]
    resolution: int = 75
    share: float = 1.0


_BALKANS = "make {} --dossier western-balkans-{} --as-of"
PICTURES: Mapping[str, Picture] = {
    "annex.png": Picture("annex --as-of 2023-03-17", (1, 2)),
    "redline.png": Picture("redline --since 2023-03-06 --as-of 2023-03-17", (1, 2)),
    "first-annex.png": Picture("annex --as-of 2023-03-17", (1,), 75, 0.472),
    "first-redline.png": Picture("redline --since 2023-03-06 --as-of 2023-03-17", (1,), 75, 0.472),
    "letter.png": Picture("letter --as-of 2023-03-20 --to be", (1, -1), 48),
    "template.png": Picture("", (1,), 90, 0.6),
    "note.png": Picture(f"{_BALKANS.format('note', 'mapping')} 2020-05-12", (2, 9)),
    "conclusions.png": Picture(f"{_BALKANS.format('conclusions', 'security-conclusions')} 2020-06-05", (2, 4)),
    "main-results.png": Picture("make main-results --dossier march-2021-ministers --as-of 2021-03-15", (1,)),
    "summary.png": Picture("make summary --dossier silk-routes-december-2019 --as-of 2019-12-05", (1, -1)),
    "tracker.png": Picture("make tracker --as-of 2023-03-20 --since 2023-03-06", (1,), 90),
}


def make_pictures(folder: Path) -> dict[str, bytes]:
    """All pictures, of a workspace in a folder."""
    workspace = _workspace(folder)
    papers = {name: _paper(workspace, name, picture) for name, picture in PICTURES.items()}
    pdfs = Office(os.environ).pdfs([(f"{name}.docx", paper) for name, paper in papers.items()])
    return {name: to_png(_drawn(pdf, PICTURES[name])) for name, pdf in zip(papers, pdfs, strict=True)}


def _workspace(folder: Path) -> Workspace:
    sample = a_sample(folder)
    for each in (ROOT / "data").iterdir():
        if each.is_dir() and each.name != sample.dossier:
            shutil.copytree(each, folder / "data" / each.name)
    description = folder / "data" / sample.dossier / "dossier.yaml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace("documents:\n", "documents:\n  tracker: tracker.docx\n"), encoding="utf-8")
    return sample


def _paper(workspace: Workspace, name: str, picture: Picture) -> bytes:
    if not picture.command:
        return (ROOT / "templates" / "annex.docx").read_bytes()
    target = workspace.root / f"{name}.docx"
    run = workspace.run(*picture.command.split(), "-o", target)
    assert run.code == 0, run.err
    return target.read_bytes()


def _drawn(pdf: bytes, picture: Picture) -> Points:
    document = pypdfium2.PdfDocument(pdf)
    pages = [number - 1 if number > 0 else len(document) + number for number in picture.pages]
    return _side_by_side(_framed(_points(document, page, picture)) for page in pages)


def _points(document: pypdfium2.PdfDocument, page: int, picture: Picture) -> Points:
    bitmap = document[page].render(scale=picture.resolution / _POINTS_PER_INCH, rev_byteorder=True)
    points: Points = bitmap.to_numpy()[..., :3]
    return points[: round(len(points) * picture.share)].copy()


def _framed(points: Points) -> Points:
    points[[0, -1]] = points[:, [0, -1]] = _FRAME
    return points


def _side_by_side(pages: Iterable[Points]) -> Points:
    first, *others = pages
    gap = np.full((len(first), _GAP, 3), 255, dtype=np.uint8)
    return np.concatenate([first, *(each for page in others for each in (gap, page))], axis=1)


def main() -> None:
    """Makes all pictures anew."""
    with TemporaryDirectory() as folder:
        for name, png in make_pictures(Path(folder)).items():
            (IMAGES / name).write_bytes(png)


if __name__ == "__main__":
    main()
