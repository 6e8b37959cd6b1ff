"""Schemathesis over the whole API, from nothing but its document: what it found, in lines that tell how to see it again."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.openapi.checks import RejectedPositiveData

Config = dict[str, Any]

UNTOLD = re.compile(
    # what is there and what is taken
    "there is no|has no|has it|has this session|not a cursor|no release of this meeting|an item cannot be"
    # what must fit together
    "|come together|must be after|before first_day|each numeral once|a title or a link is needed|a release before"
    # the names of zones
    "|not an IANA time zone"
)
OF_PAGES = ("/meetings/{meeting}/papers/", "/meetings/{meeting}/selections", "/my/{token}")
"""Where a paper asks for a parameter that another does not, and a form for sessions that were released."""

CHECKS: Config = {
    # Which version is the current one no document can say: 412 (RFC 9110 §13.1.1).
    "positive_data_acceptance": {"expected-statuses": ["2xx", "304", 401, 403, 404, 409, 410, 412, 429]},
    "negative_data_rejection": {"expected-statuses": [401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 428, 429]},
    # 428 asks for If-Match (RFC 6585 §3), which this check does not know as an answer to a missing header.
    "missing_required_header": {"expected-statuses": [401, 403, 404, 428]},
}


class Fuzzer:
    """Requests drawn from the document of the product at `url`, the same ones for everybody who asks.

    `known` are values that an address may name, by parameter: three of four requests use them. `examples` is the number of
    requests of an operation that are drawn at random. What is worked out of the document is kept for the next who asks.
    """

    def __init__(self, url: str, known: Mapping[str, list[Any]], examples: int, **further: Any) -> None:
        config = schemathesis.Config.from_dict(_config(known, examples) | further)
        self._schema = schemathesis.openapi.from_url(f"{url}/openapi.json", config=config)
        self._schema.hook("filter_failure")(filter_failure)

    def findings(self, key: str | None) -> list[str]:
        """What all checks found with this key, or without one."""
        held = {"openapi": {"key": {"bearer": key}}} if key else {}
        auth = self._schema.config.auth
        self._schema.config.auth = type(auth).from_dict(held)
        return sorted(set(_found(from_schema(self._schema).execute())))


def filter_failure(context: Any, failure: Failure, case: Any, response: Any) -> bool:
    """Whether it is one: a schema cannot tell what is there, what is taken, and what must fit together."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    if case.operation.path.startswith(OF_PAGES):
        return False
    return not all(UNTOLD.search(error["message"]) for error in response.json()["errors"])


def _config(known: Mapping[str, list[Any]], examples: int) -> Config:
    return {
        "seed": 1,
        "suppress-health-check": ["all"],
        "continue-on-failure": True,
        "workers": 1,
        "dictionaries": {name.replace(".", "_"): {"values": values} for name, values in known.items()},
        "parameters": {name: {"dictionary": name.replace(".", "_"), "probability": 0.75} for name in known},
        "generation": {"deterministic": True, "database": "none", "no-shrink": True, "max-examples": examples},
        "checks": CHECKS,
    }


def _found(happened: Any) -> Iterator[str]:
    for event in happened:
        if isinstance(event, events.NonFatalError):
            yield f"{event.label}: {event.value!r}"
        elif isinstance(event, events.FatalError):
            raise event.exception
        elif isinstance(event, events.ScenarioFinished):
            yield from _failures(event.recorder)


def _failures(recorder: Any) -> Iterator[str]:
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                answer = recorder.interactions[case_id].response
                said = f"{answer.status_code} {answer.text[:300]}" if answer else ""
                found = check.failure_info
                yield f"{recorder.label}: {check.name}: {found.failure.message}\n{said}\n{found.code_sample}"
