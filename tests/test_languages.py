"""spaCy's rules, read without importing more of it than they need."""

import subprocess
import sys

import pytest

from voiceminer.languages import blank_pipeline, stop_words_in


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "ja"])
def test_stop_words_are_what_spacy_says(language: str) -> None:
    from spacy.util import get_lang_class

    assert stop_words_in(language) == get_lang_class(language).Defaults.stop_words != set()


@pytest.mark.parametrize("language", ["xx", "tlh", "", "../en"])
def test_an_unknown_language_has_none(language: str) -> None:
    assert stop_words_in(language) == frozenset()


def test_a_pipeline_without_pytorch_knows_abbreviations() -> None:
    assert [token.text for token in blank_pipeline("en")("Mr. Smith left.")] == [
        "Mr.", "Smith", "left", ".",
    ]  # fmt: skip


def test_neither_needs_pytorch() -> None:
    code = (
        "import sys; from voiceminer.languages import *; "
        "blank_pipeline('en'); stop_words_in('en'); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
