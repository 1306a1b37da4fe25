"""What gunicorn answers before there is a request for us: a sentence, and nothing about itself."""

import os
import socket
import subprocess
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest

from repatriation.embedded.children import web_command
from repatriation.embedded.process import end

pytestmark = pytest.mark.plain

ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept, Accept-Language, Authorization, Cookie, HX-Request",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
REFUSED = ALWAYS | {
    "Connection": "close",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Content-Type": "text/plain; charset=utf-8",
}
CANARY = "canary-7319"


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("server") / "log"


@pytest.fixture(scope="module")
def port(log):
    with closing(socket.create_server(("127.0.0.1", 0))) as listening, log.open("wb") as output:
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "repatriation.settings"}
        server = subprocess.Popen(
            web_command([listening.fileno()]),
            env=environment,
            pass_fds=[listening.fileno()],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        yield listening.getsockname()[1]
        end(server, patience=20)


def sent(port, raw: bytes) -> tuple[str, dict[str, str], str]:
    """The first line, the headers but Date and Content-Length, and the body."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as connection:
        connection.sendall(raw)
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
    head, _blank, body = received.decode().partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    assert headers.pop("Content-Length") == str(len(body.encode()))
    return first, headers, body


HOST = b"Host: localhost\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("raw", "first", "sentence"),
    [
        (
            b"GET /rounds/?q=" + CANARY.encode() * 1_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
            "HTTP/1.1 414 URI Too Long",
            "This address is too long. Nothing was changed.\n",
        ),
        (
            b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: " + CANARY.encode() * 1_000 + b"\r\n\r\n",
            "HTTP/1.1 431 Request Header Fields Too Large",
            "What was sent before the request itself is too long. Nothing was changed. Deleting "
            "the cookies of this site usually helps.\n",
        ),
        (
            b"GET / HTTP/1.1\r\n" + HOST + b"X-Many: 1\r\n" * 100 + b"\r\n",
            "HTTP/1.1 431 Request Header Fields Too Large",
            "What was sent before the request itself is too long. Nothing was changed. Deleting "
            "the cookies of this site usually helps.\n",
        ),
        (
            b"GET / HTTP/1.1\r\n" + HOST + b"canary 7319: x\r\n\r\n",
            "HTTP/1.1 400 Bad Request",
            "This request cannot be read. Nothing was changed.\n",
        ),
        (
            b"<script>" + CANARY.encode() + b"</script>\r\n\r\n",
            "HTTP/1.1 400 Bad Request",
            "This request cannot be read. Nothing was changed.\n",
        ),
    ],
    ids=["long address", "long cookie", "many headers", "broken header", "no request"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(port, raw, first, sentence):
    assert sent(port, raw) == (first, REFUSED, sentence)


def test_no_answer_says_which_program_made_it(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/livez", headers={"Connection": "close"})

    answer = connection.getresponse()

    assert answer.status == 200
    assert {"Server", "X-Powered-By"} & set(answer.headers) == set()
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS


def test_no_line_of_the_server_quotes_what_was_sent(port, log):
    sent(port, b"GET /" + CANARY.encode() * 1_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n")
    for _ in range(100):  # the answer may come before the line
        if "not_readable" in log.read_text():
            break
        time.sleep(0.1)

    assert "event=not_readable logger=repatriation.server status=414" in log.read_text()
    assert CANARY not in log.read_text()
    assert "127.0.0.1" not in log.read_text()
