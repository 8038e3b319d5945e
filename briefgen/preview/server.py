"""Answers the page: what can be chosen, the pages of a document, what is to be said of it, files, and events."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from briefgen.errors import BriefgenError
from briefgen.outputs import Output
from briefgen.pages.drawing import PageDrawer
from briefgen.pages.html import write_html
from briefgen.preview.choices import choices
from briefgen.preview.desk import Desk, Made
from briefgen.preview.doorway import Doorway
from briefgen.preview.drawings import Drawings
from briefgen.preview.guard import TEXT_POLICY, Guard
from briefgen.preview.panels import findings_of, problem_of, status_of, template_of
from briefgen.preview.view import Setting, View
from briefgen.preview.watch import Hub, watch_workspace
from briefgen.preview.work import WorkPlace, order_for_many
from briefgen.production.formats import make_pdfs
from briefgen.production.record import workspace_for
from briefgen.word.reader import read_manuscript

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_STATIC: Final = files("briefgen.preview") / "static"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CHANGED_LOOK = "<style>s { color: #b00000; } u { color: #0b6b3a; }</style></head>"

Ask = Callable[[Request], Any]


def serve(doorway: Doorway, setting: Callable[[], Setting]) -> None:
    """Answers the page until the program is told to end.

    Raises:
        SystemExit: it was told by a signal.
    """
    server_for(doorway, setting).run(sockets=[doorway.socket])


class PageServer(uvicorn.Server):
    """The server of one page, which lets those go who listen to its events before it ends."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends in order."""
        self._hub.close()
        await super().shutdown(sockets)


def server_for(doorway: Doorway, setting: Callable[[], Setting]) -> PageServer:
    """What answers the page.

    Args:
        doorway: where it listens.
        setting: asked for each answer, because days pass.
    """
    studio = Studio(setting)
    app = build_app(studio, doorway.token, doorway.port)
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        lifespan="on",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return PageServer(config, studio.hub)


class Studio:
    """All that answers are made with, for one page in one workspace.

    Attributes:
        setting: where and when it is looked at; asked for each answer, because days pass.
    """

    def __init__(self, setting: Callable[[], Setting]) -> None:
        self.setting = setting
        self.desk, self.drawings = Desk(setting), Drawings(PageDrawer(setting().environment))
        self.hub = Hub()
        self.work = WorkPlace(lambda about: self.hub.tell("work", about))

    def renew(self, names: list[str]) -> None:
        """Files were saved: what was made is not true any more."""
        self.desk.clear()
        self.hub.tell("saved", {"files": names})

    @asynccontextmanager
    async def alive(self, _app: Starlette) -> AsyncIterator[None]:
        """Watches the files for as long as the page is served."""
        self.hub.open()
        workspace = workspace_for(self.setting().at(""))
        watching = asyncio.create_task(watch_workspace(workspace, self.renew))
        try:
            yield
        finally:
            self.work.close()
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            self.drawings.close()


def build_app(studio: Studio, token: str, port: int) -> Guard:
    """What uvicorn serves.

    Args:
        token: the secret word that every path begins with.
        port: the one that it listens at.
    """
    ask = studio_answers(studio)
    routes = [
        Route("/", static_file, name="page"),
        Route("/static/{name}", static_file),
        *(Route(f"/{name}", _answering(answer)) for name, answer in ask.items()),
        Route("/page/{key}/{number:int}", _answering(lambda request: _page(studio, request))),
        Route("/font/{family}", _answering(lambda request: _font(studio, request))),
        Route("/events", _events(studio)),
        Route("/work", _starting(studio), methods=["POST"]),
        Route("/stop", _stopping(studio), methods=["POST"]),
    ]
    return Guard(Starlette(routes=[Mount(f"/{token}", routes=routes)], lifespan=studio.alive), token, port)


def studio_answers(studio: Studio) -> Mapping[str, Ask]:
    """What the page may ask for a view, by the last word of the address."""
    return {
        "choices": lambda request: _choices(studio, request),
        "look": lambda request: _look(studio, _view(request)),
        "text": lambda request: _text(studio, _view(request)),
        "file": lambda request: _file(studio, request),
        "findings": lambda request: findings_of(studio.desk, _view(request)),
        "status": lambda request: status_of(studio.desk, _view(request)),
        "template": lambda request: template_of(studio.desk, _view(request)),
    }


def _view(request: Request) -> View:
    return View.of(request.query_params)


def _answering(ask: Ask) -> Callable[[Request], Awaitable[Response]]:
    """Asks in a thread, and answers as JSON, or why it cannot be answered."""

    async def answer(request: Request) -> Response:
        try:
            result = await run_in_threadpool(ask, request)
        except BriefgenError as problem:
            return JSONResponse(problem_of(problem), 422)
        return result if isinstance(result, Response) else JSONResponse(result)

    return answer


async def static_file(request: Request) -> Response:
    """The page itself, or a file that it names."""
    name = request.path_params.get("name", "index.html")
    known = {each.name: each for each in _STATIC.iterdir()}
    kind = _KINDS.get(name[name.rfind(".") :])
    if name not in known or kind is None:
        return Response("Not found.\n", 404)
    return Response(known[name].read_bytes(), media_type=kind)


def _choices(studio: Studio, request: Request) -> dict[str, Any]:
    """What there is; a page that is loaded anew sees also what is watched by nobody, such as a database."""
    if request.query_params.get("anew"):
        studio.desk.clear()
    setting = studio.setting()
    workspace = workspace_for(setting.at(""))
    wanted = request.query_params.get("dossier") or setting.where.dossier or ""
    if wanted not in workspace.dossier_ids():
        wanted = workspace.dossier_folder(setting.where.dossier).name
    record = studio.desk.record(wanted)
    found = choices(record, workspace.dossier_ids(), setting.today)
    return {**found, "workspace": str(setting.root), "pages": studio.drawings.possible}


def _look(studio: Studio, view: View) -> dict[str, Any]:
    """A document with its first page."""
    made = studio.desk.make(view)
    answer = {"draft": made.draft, "note": made.note, "changes": made.changes, "name": made.output.path.name}
    if not studio.drawings.possible:
        return answer
    drawing = studio.drawings.of(made)
    first = drawing.page(0)
    faces = [{"family": each.family, "weight": each.weight, "style": each.style} for each in first.typefaces]
    return {**answer, "key": drawing.key, "count": first.count, "first": first.svg, "typefaces": faces}


def _page(studio: Studio, request: Request) -> Response | dict[str, Any]:
    drawing = studio.drawings.find(request.path_params["key"])
    if drawing is None:
        return Response("Not found.\n", 404)
    page = drawing.page(request.path_params["number"])
    faces = [{"family": each.family, "weight": each.weight, "style": each.style} for each in page.typefaces]
    return {"svg": page.svg, "typefaces": faces}


def _font(studio: Studio, request: Request) -> Response:
    data = studio.drawings.drawer.fonts.get(request.path_params["family"])
    return Response(data, media_type="font/ttf") if data else Response("Not found.\n", 404)


def _text(studio: Studio, view: View) -> Response:
    """The document as a web page, which can be read aloud; what changed is struck out or underlined."""
    made = studio.desk.make(view)
    html = write_html(read_manuscript(made.shown, made.output.path.name))
    html = html.replace("</head>", _CHANGED_LOOK, 1) if view.since else html
    return Response(html, media_type="text/html", headers={"content-security-policy": TEXT_POLICY})


def _file(studio: Studio, request: Request) -> Response:
    """The document as a Word file or PDF, as it may be given out."""
    view = _view(request)
    made = studio.desk.release(view)
    if request.query_params.get("format") == "pdf":
        output, kind = _as_pdf(studio, view, made), "application/pdf"
    else:
        output, kind = made.output, _WORD
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(output.path.name)}"}
    return Response(output.data, media_type=kind, headers=headers)


def _as_pdf(studio: Studio, view: View, made: Made) -> Output:
    order = studio.setting().order(view)
    [pdf], _ = make_pdfs([Output(made.output.path, made.shown)], order)
    return Output(pdf.path.with_suffix(".pdf"), pdf.data)


def _events(studio: Studio) -> Callable[[Request], Awaitable[Response]]:
    async def events(_request: Request) -> Response:
        return StreamingResponse(studio.hub.events(), media_type="text/event-stream")

    return events


def _starting(studio: Studio) -> Callable[[Request], Awaitable[Response]]:
    async def start(request: Request) -> Response:
        try:
            order, what = order_for_many(studio.setting().order(_view(request)), request.query_params)
            studio.work.start(order, what, studio.setting().root)
        except BriefgenError as problem:
            return JSONResponse(problem_of(problem), 422)
        return JSONResponse({"what": what}, 202)

    return start


def _stopping(studio: Studio) -> Callable[[Request], Awaitable[Response]]:
    async def stop(_request: Request) -> Response:
        studio.work.stop()
        return JSONResponse({}, 202)

    return stop
