"""Carrying out what a form asks for: done wholly, or the form again with what is wrong and what was typed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy.orm.exc import StaleDataError

from app.desk.forms.form import Form
from app.desk.forms.words import refusal_words, validation_words
from app.desk.frame.desk import Office
from app.errors import Forbidden, Invalid, NotFound, PlannerError, Unauthenticated, Unavailable, VersionStale

Body = TypeVar("Body", bound=BaseModel)
Result = TypeVar("Result")

FOR_A_PAGE = (Forbidden, NotFound, Unauthenticated, Unavailable)
"""What ends a request: nothing in the form can mend it."""

Current = Callable[[], tuple[Mapping[str, Any], int]]
"""Gives the values and the version that hold now."""


def submit(
    office: Office,
    form: Form,
    body: type[Body],
    do: Callable[[Body, int], Result],
    current: Current | None = None,
) -> Result | None:
    """Do it, or put what is wrong into the form and give None. What a refused step wrote is taken back."""
    if current is not None:
        form.take_chosen(current()[0])
    try:
        given = body.model_validate(form.body())
        with office.db.begin_nested():
            return do(given, form.version)
    except ValidationError as refused:
        form.refuse(validation_words(refused, office.language), 422)
    except (VersionStale, StaleDataError):
        assert current is not None
        form.meet(*current())
    except FOR_A_PAGE:
        raise
    except PlannerError as refused:
        form.refuse(refusal_words(refused, office), refused.status)
    return None


def attempt(office: Office, do: Callable[[], object]) -> str:
    """Do a step that has no fields; empty, or the sentence that says why not. What a refused step wrote is taken back."""
    try:
        with office.db.begin_nested():
            do()
    except FOR_A_PAGE:
        raise
    except ValidationError as refused:
        return " ".join(validation_words(refused, office.language).values())
    except Invalid as refused:
        return " ".join(refusal_words(refused, office).values())
    except (PlannerError, StaleDataError) as refused:
        known = VersionStale() if isinstance(refused, StaleDataError) else refused
        return refusal_words(known, office)[""]
    return ""
