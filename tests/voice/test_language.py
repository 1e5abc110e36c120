"""The language of short texts, and none where there is nothing to tell."""

import pytest

from voiceminer.voice.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The export is not working and we have lost the report", "en"),
        ("Where is my card?", "en"),
        ("Rechnung stimmt wieder nicht", "de"),
        ("Der Export bricht ständig ab", "de"),
        ("Factura duplicada otra vez", "es"),
        ("Mot de passe oublié depuis hier", "fr"),
        ("Non riesco ad accedere", "it"),
        ("Ik kan niet inloggen", "nl"),
        ("Não consigo entrar na conta", "pt"),
        ("Nie mogę się zalogować", "pl"),
        ("Jag kan inte logga in", "sv"),
        ("[PERSON_1] kann sich nicht anmelden: [EMAIL_1]", "de"),
    ],
)
def test_a_short_text_tells_its_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "12345", "[PERSON_1] [EMAIL_1]", "ERR-404", "OK", "???"])
def test_what_is_in_no_language_is_left_to_the_document(text):
    assert not language_of(text)


def test_one_word_tells_that_a_text_is_no_exception_in_its_document():
    # "with" is English, and "Kunden" no function word: an exception is told by its own
    assert language_of("Demo 200 accts with rates", "en") == "en"
    assert language_of("Der Export bricht ständig ab", "en") == "de"
