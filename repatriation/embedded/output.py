"""What a person reads: our sentences, and the children's lines under their names."""

import contextlib
import os
import selectors
import sys
from typing import IO

WIDTH = 6  # of the longest child's name


def say(sentence: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone, and we still have to stop
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()


class Output:
    """Reads every child's lines in one thread and writes them as `web    | …`."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()
        self.streams: dict[int, IO[bytes]] = {}
        self.unfinished: dict[int, bytes] = {}

    def follow(self, name: str, stream: IO[bytes]) -> None:
        number = stream.fileno()
        os.set_blocking(number, False)
        self.streams[number], self.unfinished[number] = stream, b""
        self.selector.register(number, selectors.EVENT_READ, name)

    def pump(self, seconds: float) -> bool:
        """Write what the children have said, waiting at most so long; False when it was nothing."""
        ready = self.selector.select(seconds)
        for key, _ in ready:
            got = os.read(key.fd, 65536)
            *lines, rest = (self.unfinished[key.fd] + got).split(b"\n")
            self.unfinished[key.fd] = rest
            if not got:
                lines = [rest] if rest else []
                self._leave(key.fd)
            for line in lines:
                text = line.decode(errors="replace").rstrip("\r")
                say(f"{key.data:<{WIDTH}} | {text}")
        return bool(ready)

    def close(self) -> None:
        while self.pump(0):
            pass
        for number in list(self.streams):
            self._leave(number)
        self.selector.close()

    def _leave(self, number: int) -> None:
        self.selector.unregister(number)
        del self.unfinished[number]
        self.streams.pop(number).close()
