"""What names a thing, by the words before it."""

from __future__ import annotations

import pytest

from voiceminer.topics.grammar import Grammar, no_names
from voiceminer.topics.phrases import phrases_of, said_in

STOP = frozenset(["i", "the", "a", "my", "you", "is", "we", "it", "for", "he", "was"])


def no_names_in(language, *texts):
    grammar = Grammar.of(language)
    return phrases_of([[said_in(text, STOP, frozenset(), grammar) for text in texts]]).no_names


@pytest.mark.parametrize(
    ("language", "texts", "left_out"),
    [
        ("en", ["I called the office", "we called twice", "the office is closed"],
         {"called", "closed"}),
        # once after "to", twice after an article: a name
        ("en", ["the drive takes long", "a drive home", "how to drive"], {"to"}),
        ("de", ["ich warte auf die Rechnung", "wir warte", "die Rechnung fehlt"], {"warte"}),
        ("es", ["no funciona la factura", "no funciona"], {"funciona"}),
        ("fr", ["je cherche la facture", "il cherche"], {"cherche"}),
        ("pl", ["nie dziala faktura", "nie dziala"], set()),
    ],
)  # fmt: skip
def test_words_said_of_somebody_and_not_of_a_thing_name_nothing(language, texts, left_out):
    assert no_names_in(language, *texts) == left_out


def test_as_much_for_as_against_is_a_name():
    assert no_names([("drive", 1), ("drive", -1), ("called", -1)]) == {"called"}
