"""The few words of each broken rule."""

from string import Formatter

from app.desk.plan.phrases import PHRASES
from app.programme.sentences import SENTENCES
from app.rules.families import RULES


def test_every_rule_has_its_few_words() -> None:
    assert {rule.code for rule in RULES} <= {*PHRASES, *(name.partition("/")[0] for name in PHRASES)}


def test_a_phrase_asks_for_nothing_that_the_sentence_of_its_rule_does_not_know() -> None:
    own = {"others", "people"}
    for name, phrase in PHRASES.items():
        words = {word for _, word, _, _ in Formatter().parse(phrase) if word} - own
        sentences = [text for key, text in SENTENCES.items() if key.partition("/")[0] == name.partition("/")[0]]
        assert all(any("{" + word + "}" in sentence for sentence in sentences) for word in words), name
