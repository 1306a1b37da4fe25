"""Computing every chain again, to find what was changed behind the application's back."""

import hashlib
import struct
from collections.abc import Iterable

from repatriation.audit.models import Event, Stream

START = bytes(32)


def link(prev: bytes, seq: int, stream: str, body: str) -> bytes:
    """The hash `append_event` gives an event; the same bytes in the same order."""
    name = stream.encode()
    return hashlib.sha256(
        b"\0" + prev + struct.pack(">q", seq) + struct.pack(">i", len(name)) + name + body.encode()
    ).digest()


def broken_streams(names: Iterable[str] | None = None) -> list[str]:
    """Streams whose events do not chain, or do not end at their head."""
    events = Event.objects.order_by("stream", "seq")
    streams = Stream.objects.all()
    if names is not None:
        events, streams = events.filter(stream__in=names), streams.filter(name__in=names)
    heads = {stream.name: (stream.seq, bytes(stream.head)) for stream in streams}
    reached: dict[str, tuple[int, bytes]] = {}
    broken = set()
    for event in events.only("stream", "seq", "body", "prev", "hash").iterator(2000):
        seq, head = reached.get(event.stream, (0, START))
        expected = link(head, seq + 1, event.stream, event.body)
        is_whole = (event.seq, bytes(event.prev), bytes(event.hash)) == (seq + 1, head, expected)
        if not is_whole:
            broken.add(event.stream)
        reached[event.stream] = (event.seq, bytes(event.hash))
    broken.update(name for name, head in heads.items() if reached.get(name) != head)
    broken.update(name for name in reached if name not in heads)
    return sorted(broken)
