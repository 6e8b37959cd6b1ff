"""The yardstick: an ASGI application that does nothing but answer with the bytes of one recorded answer."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

Message = dict[str, Any]

HEAD, _, BODY = Path(os.environ["BARE_ANSWER"]).read_bytes().partition(b"\r\n\r\n")
STATUS, *FIELDS = HEAD.split(b"\r\n")
HEADERS = [tuple(field.split(b": ", 1)) for field in FIELDS if not field.lower().startswith((b"date:", b"server:"))]
START: Message = {"type": "http.response.start", "status": int(STATUS.split()[1]), "headers": HEADERS}
CONTENT: Message = {"type": "http.response.body", "body": BODY}


async def app(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Answer."""
    if scope["type"] == "http":
        await send(START)
        await send(CONTENT)
