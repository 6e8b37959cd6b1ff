"""The tables of `docs/`, made from the code. `python -m tests.documentation.tables` writes them."""

from collections.abc import Iterable
from pathlib import Path

from app import main
from app.errors import PlannerError
from app.rules.families import RULES
from tests.documentation.roles import roles_page

DOCS = Path(__file__).parents[2] / "docs"
KNOWN_BY = main.create_app
"""The application: importing it is what makes every error known."""


def rules_page() -> str:
    """Every rule with its code, its severity and what it asks for."""
    lines = [
        "# Rules",
        "",
        "What the planner asks of a programme. An **error** blocks the next release that would hold it; a **warning** is",
        "shown and can be accepted with a reason. Rules marked † tell of a private field and name nobody to viewers.",
        "",
        "| code | severity | what it asks for |",
        "|---|---|---|",
    ]
    for rule in RULES:
        lines.append(f"| `{rule.code}`{' †' if rule.private else ''} | {rule.severity.value} | {rule.says} |")
    return "\n".join(lines) + "\n"


def problems_page() -> str:
    """Every problem code with its status and what it means."""
    lines = [
        "# Problems",
        "",
        "Errors of the API are problem documents (RFC 9457, `application/problem+json`) with `type`, `title`, `status`,",
        "`detail`, a stable `code`, `errors` (each a JSON pointer into the body or `?parameter`, and a message) and what",
        "the code adds.",
        "",
        "| status | code | what it means |",
        "|---|---|---|",
    ]
    told: dict[tuple[int, str], list[str]] = {}
    for error in _below(PlannerError):
        if "code" in vars(error):
            told.setdefault((error.status, error.code), []).append(" ".join((error.__doc__ or "").split()))
    lines += [f"| {status} | `{code}` | {' '.join(means)} |" for (status, code), means in sorted(told.items())]
    return "\n".join(lines) + "\n"


def _below(error: type[PlannerError]) -> Iterable[type[PlannerError]]:
    for further in error.__subclasses__():
        yield further
        yield from _below(further)


PAGES = {"rules.md": rules_page, "problems.md": problems_page, "roles.md": roles_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
