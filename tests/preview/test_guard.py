"""Who does not know the address, or is another page, gets nothing: not even what there is."""

from __future__ import annotations

import socket

import pytest

from briefgen.errors import UsageProblemError
from briefgen.preview.doorway import HOST, open_doorway
from tests.preview.stage import ANNEX, Served

NOTHING = b"Not found.\n"


def test_the_address_alone_is_answered(shared: Served) -> None:
    answer = shared.get("")
    assert (answer.code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["/", "/choices", "/wrong/", "/wrong/choices", "//", "/%00/", "/%C3%A9/", "/%FF/"])
def test_without_the_secret_word_there_is_nothing(shared: Served, path: str) -> None:
    answer = shared.request("GET", path)
    assert (answer.code, answer.body) == (404, NOTHING)


def test_a_beginning_of_the_secret_word_is_not_the_word(shared: Served) -> None:
    word = shared.doorway.token
    for each in (word[:-1], f"{word}x", word.upper(), ""):
        assert shared.request("GET", f"/{each}/choices").body == NOTHING


def test_each_preview_has_a_word_of_its_own() -> None:
    doorways = [open_doorway(), open_doorway()]
    for each in doorways:
        each.socket.close()
    assert doorways[0].token != doorways[1].token
    assert all(len(each.token) >= 32 for each in doorways)


@pytest.mark.parametrize("host", ["example.org", "localhost", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", ""])
def test_another_host_gets_nothing(shared: Served, host: str) -> None:
    assert shared.get("choices", Host=host.format(port=shared.doorway.port)).body == NOTHING


def test_both_names_of_this_machine_are_answered(shared: Served) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert shared.get("choices", Host=f"{name}:{shared.doorway.port}").code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
    ids=str,
)
def test_what_another_site_sends_gets_nothing(shared: Served, headers: dict[str, str]) -> None:
    for path in ("", "choices", "events", "static/app.js", "file"):
        assert shared.get(path, ANNEX, **headers).body == NOTHING


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://example.org"}, {"Origin": "null"}], ids=str)
def test_nothing_is_started_without_our_own_page(shared: Served, headers: dict[str, str]) -> None:
    for path in ("work", "stop"):
        assert shared.request("POST", f"/{shared.doorway.token}/{path}", headers).body == NOTHING
    assert shared.workspace.made() == []


@pytest.mark.parametrize(
    "path",
    [
        "../briefgen.toml",
        "static/../../server.py",
        "static/..%2f..%2fserver.py",
        "static/%2e%2e/%2e%2e/server.py",
        "static/..\\..\\server.py",
        "static/%2fetc%2fpasswd",
        "static/",
        "static/__init__.py",
        "page/../0",
        "page/x/0",
        "page/x/-1",
        "font/..%2fx",
        "font/x",
        "files",
    ],
)
def test_nothing_but_the_page_can_be_read(shared: Served, path: str) -> None:
    answer = shared.get(path)
    assert answer.code == 404
    assert b"root:" not in answer.body
    assert len(answer.body) < 50


@pytest.mark.parametrize("name", ["dossier", "document", "language", "recipient"])
@pytest.mark.parametrize("value", ["../../etc", "..", "x\0", "<b>"])
def test_names_of_a_view_are_no_paths(shared: Served, name: str, value: str) -> None:
    answer = shared.get("look", {**ANNEX, "document": "letter", name: value})
    assert answer.code == 422
    assert answer.json["problem"]


def test_no_answer_is_kept_shown_elsewhere_or_taken_for_something_else(shared: Served) -> None:
    for path in ("", "choices", "static/app.js", "wrong"):
        headers = shared.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert "server" not in headers


def test_the_text_may_do_nothing_but_look_as_it_does(shared: Served) -> None:
    policy = shared.get("text", ANNEX).headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


def test_it_listens_on_this_machine_alone(shared: Served) -> None:
    assert shared.doorway.socket.getsockname()[0] == HOST == "127.0.0.1"


def test_a_port_that_is_taken_is_named(shared: Served) -> None:
    with pytest.raises(UsageProblemError, match=rf"port {shared.doorway.port} .* cannot be used"):
        open_doorway(shared.doorway.port)


def test_what_is_no_request_does_no_harm(shared: Served) -> None:
    with socket.create_connection((HOST, shared.doorway.port), timeout=10) as connection:
        connection.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        connection.recv(4096)
    assert shared.get("").code == 200
