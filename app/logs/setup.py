"""How the logs of a process are written: for people or as JSON, one line an event, on stderr."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from app.logs.lines import REQUEST_ID


def write_logs(kind: str) -> None:
    """Write this process's logs as `console` or as `json`, those of its libraries too."""
    shared: list[Processor] = [
        _with_request_id,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%dT%H:%M:%S.%fZ", utc=True),
    ]
    shown: list[Processor]
    if kind == "json":
        shown = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        shown = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for library in ("alembic", "httpx", "sqlalchemy"):
        logging.getLogger(library).setLevel(logging.WARNING)


def _with_request_id(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Say during which request something happened."""
    request_id = REQUEST_ID.get()
    if request_id:
        event["request_id"] = request_id
    return event
