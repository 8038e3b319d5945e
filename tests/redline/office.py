"""LibreOffice accepts or rejects all changes: a second judge, by a macro in a profile of its own."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import validators

_MACRO = """Sub Resolve(tasks)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  Dim other(0) As New com.sun.star.beans.PropertyValue
  other(0).Name = "URL"
  opening(0).Name = "Hidden" : opening(0).Value = True
  saving(0).Name = "FilterName" : saving(0).Value = "MS Word 2007 XML"
  number = FreeFile
  Open tasks For Input As #number
  Do While Not EOF(number)
    Line Input #number, source
    Line Input #number, target
    Line Input #number, command
    Line Input #number, compared
    other(0).Value = compared
    paper = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(paper.CurrentController.Frame, ".uno:" &amp; command, "", 0, other())
    paper.storeToURL(target, saving())
    paper.close(True)
  Loop
  Close #number
End Sub
"""
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument '
    '1.0//EN" "library.dtd">\n<library:library xmlns:library="http://openoffice.org/2000/library" '
    'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
    "{}</library:library>"
)
_LIBRARIES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument '
    '1.0//EN" "libraries.dtd">\n<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
    'xlink:href="$(USER)/basic/Standard/{}.xlb/" xlink:type="simple" library:link="false"/></library:libraries>'
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument '
    '1.0//EN" "module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" '
    f'script:language="StarBasic">{_MACRO}</script:module>'
)


def resolve_many(papers: Sequence[bytes], command: str, others: Sequence[bytes] = ()) -> list[bytes]:
    """What LibreOffice makes of documents.

    Args:
        command: "AcceptAllTrackedChanges", "RejectAllTrackedChanges", or "CompareDocuments" with
        others: the older document of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        program = [validators._soffice(), f"-env:UserInstallation={(here / 'profile').as_uri()}", "--headless"]
        _start([*program, "--terminate_after_init"])  # the first start fills a profile, and would put the macro away
        basic = here / "profile" / "user" / "basic" / "Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Changes.xba").write_text(_MODULE)
        (basic / "script.xlb").write_text(_LIBRARY.format('<library:element library:name="Changes"/>'))
        (basic / "dialog.xlb").write_text(_LIBRARY.format(""))
        for kind in ("script", "dialog"):
            (basic.parent / f"{kind}.xlc").write_text(_LIBRARIES.format(kind))
        lines = []
        for number, data in enumerate(papers):
            (here / f"{number}.docx").write_bytes(data)
            (here / f"{number}-other.docx").write_bytes(others[number] if others else b"")
            source, target, other = ((here / f"{number}{part}.docx").as_uri() for part in ("", "-out", "-other"))
            lines += [source, target, command, other]
        (here / "list.txt").write_text("\n".join(lines) + "\n")
        _start([*program, f'macro:///Standard.Changes.Resolve("{here / "list.txt"}")'])
        return [(here / f"{number}-out.docx").read_bytes() for number in range(len(papers))]


def _start(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, timeout=validators.PDF_TIMEOUT, check=False)
