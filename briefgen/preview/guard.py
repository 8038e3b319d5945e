"""Who may see the page: the browser that was given its address, on this machine, and no page of another site.

A secret word is the beginning of every path. Other sites cannot read it; what they send all the same is refused by the
headers that browsers set (Fetch Metadata Request Headers, W3C; RFC 6454), and another name for this machine, as in DNS
rebinding, by the header Host.
"""

from __future__ import annotations

from secrets import compare_digest
from typing import Final

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TEXT_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
_ALWAYS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_OWN_SITES = frozenset({"same-origin", "none"})
_READING = frozenset({"GET", "HEAD"})


class Guard(Struct, frozen=True):
    """Lets through what our own page asks for, and adds the headers that keep others out.

    Attributes:
        app: what answers.
        token: the secret word.
        port: the one that is listened at.
    """

    app: ASGIApp
    token: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses without a word about what there is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif self._may_pass(scope):
            await self.app(scope, receive, _with_headers(send))
        else:
            await PlainTextResponse("Not found.\n", 404)(scope, receive, _with_headers(send))

    def _may_pass(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        word = scope["path"].removeprefix("/").partition("/")[0]
        knows = compare_digest(word.encode(), self.token.encode())
        return knows and self._is_at_home(headers) and self._is_own(scope["method"], headers)

    def _is_at_home(self, headers: Headers) -> bool:
        return headers.getlist("host") in ([name] for name in self._names)

    def _is_own(self, method: str, headers: Headers) -> bool:
        """Whether it comes from our page, or from somebody who has typed or opened its address."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin not in {f"http://{name}" for name in self._names}:
            return False
        if method in _READING:
            return site is None or site in _OWN_SITES
        return origin is not None and site in {None, "same-origin"}

    @property
    def _names(self) -> tuple[str, ...]:
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers[name] = value
            headers.setdefault("content-security-policy", PAGE_POLICY)
        await send(message)

    return sending
