"""A bounded load on a server of this machine: one request over and over on a few kept connections."""

import os
import selectors
import socket
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Load:
    """What a server did under a load. `processor` is its own processor time, in seconds."""

    requests: int
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def cost(self) -> float:
        """Processor time a request, in microseconds."""
        return self.processor / self.requests * 1e6


def request_for(path: str, port: int, **headers: str) -> bytes:
    """A GET as bytes."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def answer_to(request: bytes, port: int) -> bytes:
    """The whole answer to one request."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(1 << 20)
        head, _, body = answer.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = int(fields.get(b"content-length", b"0"))
        while len(body) < length:
            body += connection.recv(1 << 20)
        return head + b"\r\n\r\n" + body


def processor_seconds(pid: int) -> float:
    """The processor time a process and its children have used (Linux)."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if pid in (int(folder.name), int(fields[1])):
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def drive(port: int, pid: int, request: bytes, seconds: float = 4.0) -> Load:
    """Send the request on every connection again as soon as its answer is whole; every answer has the same length."""
    size = len(answer_to(request, port))
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    waiting = selectors.DefaultSelector()
    left = {}
    for connection in connections:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(connection, selectors.EVENT_READ)
        left[connection] = size
    used, begun, done = processor_seconds(pid), perf_counter(), 0
    until = begun + seconds
    for connection in connections:
        connection.sendall(request)
    buffer = bytearray(1 << 20)
    while perf_counter() < until:
        for event, _ in waiting.select(timeout=1):
            ready = event.fileobj
            assert isinstance(ready, socket.socket)
            left[ready] -= ready.recv_into(buffer)
            assert left[ready] >= 0
            if left[ready] == 0:
                left[ready] = size
                done += 1
                ready.sendall(request)
    spent = perf_counter() - begun
    load = Load(done, spent, processor_seconds(pid) - used)
    for connection in connections:
        connection.close()
    return load
