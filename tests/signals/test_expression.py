from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceminer.signals.expression import Expression, starts, words_of
from voiceminer.signals.lexicon import KINDS, PARTS, languages, lexicon_of


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("problems?", {"prob"}),
        ("u?p", {"up", "p"}),
        ("(?:is|are) down", {"is d", "are "}),
        ("(?:too |so )?late", {"too ", "so l", "late"}),
        ("(?:no |oh )*thanks", {"no ", "oh ", "than"}),
        ("st[oe]len", {"stol", "stel"}),
        ("[0-9]{2} days", {str(digit) for digit in range(10)}),
        (r"\?!", {"?!"}),
        ("um+", {"um"}),
        (r"\w+ manager", {""}),
        ("(?!not)so", {""}),
        ("[^a]b|cd", {"", "cd"}),
    ],
)
def test_what_matches_begin_with_is_read_from_the_pattern(pattern: str, begins: set[str]) -> None:
    assert starts(pattern) == begins


def test_the_earlier_of_two_alternatives_is_taken_and_none_within_another() -> None:
    text = "out of date again"
    found = Expression(("out", "out of date", "date again")).spans(text, words_of(text))
    assert [text[start:end] for start, end in found] == ["out", "date again"]


# words of which the lexicons' alternatives are made, so that many of them are met
_WORDS = sorted(
    {
        word
        for language in languages()
        for kind in KINDS
        for sentence in lexicon_of(language).prototypes[kind]
        for word in sentence.lower().replace("'", "’").split()
    }
)
_TEXTS = st.lists(
    st.sampled_from([*_WORDS, "?", "!!", "\n", "(“", "[person_1]", "12"]), max_size=30
)


@settings(deadline=None)  # the first of each language makes its expressions
@given(words=_TEXTS, joint=st.sampled_from([" ", "", ", "]), language=st.sampled_from(languages()))
def test_looking_only_where_an_alternative_can_begin_misses_none(
    words: list[str], joint: str, language: str
) -> None:
    text = joint.join(words)
    places = words_of(text)
    lexicon = lexicon_of(language)
    for expression in (
        *lexicon.plain.values(),
        *lexicon.fixed.values(),
        *(lexicon.parts[part] for part in PARTS),
        lexicon.contrast,
    ):
        everywhere = [match.span() for match in expression.pattern.finditer(text)]
        assert expression.spans(text, places) == everywhere
