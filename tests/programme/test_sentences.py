"""Every conflict has a sentence that a person understands, in English and in French."""

from datetime import UTC, date, datetime
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from app.languages import Language
from app.programme.sentences import SENTENCES, Named, sentence
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Engagement, Span
from app.rules.families import RULES
from app.wording import wording

SPAN = Span(datetime(2027, 3, 1, 9, tzinfo=UTC), datetime(2027, 3, 1, 12, tzinfo=UTC))
NAMED = Named(
    zone=ZoneInfo("Europe/Vienna"),
    sessions={1: {Language.EN: "First", Language.FR: "Premier"}, 2: {Language.EN: "Second"}},
    spans={1: SPAN, 2: None},
    people={7: "A. Okafor", 8: "B. Martin"},
    rooms={3: "Boardroom D"},
    themes={4: {Language.EN: "Task forces"}},
    numerals={4: "i"},
    delegations={"KEN": {Language.EN: "Kenya"}},
    meetings={9: {Language.EN: "Other meeting"}},
)


def test_every_rule_has_a_sentence() -> None:
    assert {rule.code for rule in RULES} == {variant.partition("/")[0] for variant in SENTENCES}


@pytest.mark.parametrize("variant", SENTENCES)
def test_every_sentence_says_the_same_things_in_french(variant: str) -> None:
    french = wording(Language.FR).gettext(SENTENCES[variant])

    assert french != SENTENCES[variant]
    assert _placeholders(french) == _placeholders(SENTENCES[variant])


def test_a_sentence_says_who_what_where_and_when() -> None:
    conflict = Conflict("person-double-booked", Severity.ERROR, (1, 2), people=(7,), day=date(2027, 3, 1))

    assert sentence(conflict, NAMED, Language.EN) == (
        "A. Okafor is seated in two sessions at once: “First” (Monday 1 March, 10:00–13:00) and “Second” (no time yet). "
        "Move one of them, or seat somebody else in one."
    )


def test_an_engagement_elsewhere_names_the_meeting_and_the_time_and_no_session() -> None:
    conflict = Conflict("person-double-booked", Severity.ERROR, (1,), people=(7,), engagement=Engagement(SPAN, 9, 99))

    told = sentence(conflict, NAMED, Language.EN)

    assert "Other meeting" in told
    assert told.count("10:00–13:00") == 2


def test_private_facts_name_nobody_to_whoever_may_not_see_them() -> None:
    conflict = Conflict("step-free", Severity.ERROR, (1,), people=(7,), room=3)

    assert "A. Okafor" in sentence(conflict, NAMED, Language.EN)
    assert "A. Okafor" not in sentence(conflict, NAMED, Language.EN, shows_private=False)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
