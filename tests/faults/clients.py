"""People with phones, and programs, who do not give up: the same request until it is answered."""

import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests

from tests.faults.stack import PATIENCE

AGAIN = {409, 429, 500, 502, 503, 504}  # 409: the first of the same key still runs


@dataclass
class Client:
    """Everything that was acknowledged (2xx), and how often no answer came."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)
    acknowledged: list[tuple[dict, Any]] = field(default_factory=list)  # what was sent, the answer
    unanswered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def send(self, address: str, body: dict, **headers: str) -> Any:
        """Until it is acknowledged. The key is one for all its tries."""
        headers |= {"Idempotency-Key": uuid4().hex, "Accept": "application/json"}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self.session.post(
                    f"{self.url}{address}", json=body, headers=headers, timeout=(10, PATIENCE)
                )
            except requests.RequestException as error:
                self.unanswered.append(type(error).__name__)
                time.sleep(0.1)
                continue
            if answer.ok and answer.headers["Content-Type"].startswith("application/json"):
                self.acknowledged.append((body, answer.json()))
                return answer
            if answer.status_code not in AGAIN or "still_running" not in answer.text:
                self.refused.append(f"{answer.status_code} {answer.text[:300]}")
                if answer.status_code not in AGAIN:
                    raise AssertionError(self.refused[-1])
            time.sleep(0.1)
        raise AssertionError(f"never acknowledged: {self.unanswered[-3:]} {self.refused[-3:]}")


def program(url: str, identity: str, secret: str) -> Client:
    """With a token from the token endpoint."""
    client = Client(url)
    answer = client.session.post(
        f"{url}/oauth/token/",
        data={"grant_type": "client_credentials"},
        auth=(identity, secret),
        timeout=PATIENCE,
    )
    client.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client


def person(url: str, email: str, password: str) -> Client:
    """Signed in through the page, as a browser does it."""
    client = Client(url)
    page = f"{url}/sign-in/"
    client.session.get(page, timeout=PATIENCE)
    form = {"email": email, "password": password, **_token(client, "csrfmiddlewaretoken")}
    answer = client.session.post(page, data=form, headers={"Referer": page}, timeout=PATIENCE)
    assert "session" in client.session.cookies, answer.text
    client.session.headers.update({"Referer": page, **_token(client, "X-CSRFToken")})
    return client


def _token(client: Client, name: str) -> dict[str, str]:
    return {name: client.session.cookies["csrf"]}


class Phones:
    """Threads that scan a list of codes to its end. No more of it is given out than `share` says:
    while the rest is on its way, they scan once more what they have scanned before."""

    def __init__(self, codes: Iterable[str]):
        self.codes = list(codes)
        self.taken, self.share, self.lock = 0, 0.0, threading.Lock()
        self.threads: list[threading.Thread] = []
        self.failures: list[BaseException] = []

    def add(self, scan: Callable[[list[dict]], Any]) -> None:
        self.threads.append(threading.Thread(target=self._go_on, args=[scan]))

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def join(self) -> None:
        self.share = 1.0
        for thread in self.threads:
            thread.join(2 * PATIENCE)
            assert not thread.is_alive()

    def _go_on(self, scan: Callable[[list[dict]], Any]) -> None:
        seen: list[str] = []
        try:
            while self.taken < len(self.codes):
                codes = self._some() + random.sample(seen, min(1, len(seen)))
                if codes:
                    scan([{"key": str(uuid4()), "code": code} for code in codes])
                seen = [*seen, *codes][-20:]
                time.sleep(random.uniform(0, 0.1))
        except BaseException as failure:
            self.failures.append(failure)

    def _some(self) -> list[str]:
        with self.lock:
            until = min(self.taken + random.randint(1, 3), round(self.share * len(self.codes)))
            codes, self.taken = self.codes[self.taken : until], max(self.taken, until)
            return codes
