"""What the forms around a sign-in hold."""

from pydantic import ValidationError, model_validator

from app.access.passwords import SHORTEST, Password
from app.errors import Invalid
from app.given import Email, Given
from app.languages import Language
from app.wording import N_, wording

MESSAGES = {
    "email": N_("An e-mail address, such as name@office.example."),
    "password": N_("At least {shortest} characters."),
    "repetition": N_("The two passwords differ."),
    "current": N_("This is not your password."),
}


class PasswordGiven(Given):
    """A new password, twice."""

    password: Password
    repetition: str

    @model_validator(mode="after")
    def _same(self) -> "PasswordGiven":
        if self.password != self.repetition:
            raise ValueError("repetition")
        return self


class FirstGiven(PasswordGiven):
    """Who becomes the first administrator."""

    email: Email


def told(refused: ValidationError | Invalid, language: Language) -> dict[str, str]:
    """What is wrong with each field, in words."""
    if isinstance(refused, Invalid):
        names = ["current"]
    else:
        names = [str(error["loc"][0]) if error["loc"] else "repetition" for error in refused.errors()]
    words = wording(language).gettext
    return {name: words(MESSAGES[name]).format(shortest=SHORTEST) for name in names}
