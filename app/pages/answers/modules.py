"""Which ES modules a page runs, and the policy under which a browser shows it.

Without them every page says all it has to say; with them it also says what only the reader's own device knows.
"""

from collections.abc import Mapping

MODULES: Mapping[str, tuple[str, ...]] = {
    "agenda.html": ("zone.js", "today.js", "search.js", "own.js"),
    "subject.html": ("zone.js", "today.js", "own.js"),
    "session.html": ("zone.js", "own.js"),
    "my.html": ("zone.js", "today.js", "own.js"),
    "edit.html": ("own.js",),
    "screen.html": ("screen.js",),
    "papers.html": ("papers.js",),
}
"""The modules by the template of the page. Where there is none, no script runs at all."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def modules_of(template: str) -> tuple[str, ...]:
    """The modules of a page."""
    return MODULES.get(template, ())


def policy_of(template: str) -> str:
    """The Content-Security-Policy of a page: scripts and what they fetch only where it has modules, and from here only."""
    return f"{POLICY}; script-src 'self'; connect-src 'self'" if modules_of(template) else POLICY
