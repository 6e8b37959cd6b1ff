"""What the address of a page may ask for: bounded, and without signs that no database keeps."""

from typing import Annotated

from fastapi import Path
from pydantic import BeforeValidator, StringConstraints

from app.given import Ref
from app.people.models import Code

Blank = BeforeValidator(lambda value: value or None)
"""An empty value, as a form sends it, is none."""

Words = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
Chosen = Annotated[Ref | None, Blank]
ChosenCode = Annotated[Code | None, Blank]
MeetingSlug = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,80}$")]
KeyPrefix = Annotated[str, Path(pattern=r"^[0-9a-f]{1,16}$")]
