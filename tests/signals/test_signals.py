"""What kind of statement a passage is, by words and by nearness, and how severe."""

from datetime import UTC, datetime

import numpy as np
import pytest

from voiceminer.data import (
    Account,
    Deal,
    Document,
    Embeddings,
    LeftOut,
    OurTurn,
    OwnSide,
    Passage,
    Rows,
    SourceFile,
    Verbatim,
    Voice,
)
from voiceminer.errors import SettingsError
from voiceminer.settings import SignalSettings
from voiceminer.signals import signals_of
from voiceminer.signals.lexicon import KINDS, lexicon_of
from voiceminer.signals.nearness import nearness

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Words:
    """An encoder that knows four words; a text of none of them is nowhere near."""

    revision = "words@1"
    known = ("charged", "love", "add", "weekend")

    def encode(self, texts):
        rows = np.array(
            [[*(float(w in t.lower()) for w in self.known), 1e-3] for t in texts], np.float32
        )
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def signals(
    *texts, side="customer", csat=None, settings=None, repeats=None, vectors=None, language="en"
):
    document = Document(
        id="D1", kind="ticket", system="s", created_at=DAY, author_id=None, account_id=None,
        deal_id=None, link_rung="none", csat=csat, product=None, channel=None,
    )  # fmt: skip
    verbatim = Verbatim(
        id="V", document_id="D1", side=side, at=DAY, language=language, text="", file="f", row=1
    )
    voice = Voice(
        files=Rows.gather(SourceFile),
        documents=Rows.gather(Document, [document]),
        verbatims=Rows.gather(Verbatim, [verbatim]),
        ours=Rows.gather(OurTurn),
        accounts=Rows.gather(Account),
        deals=Rows.gather(Deal),
        own_side=Rows.gather(OwnSide),
        left_out=Rows.gather(LeftOut),
    )
    passages = [
        Passage(
            id=f"P{i}", verbatim_id="V", start=0, end=len(text), text=text, side=side, at=DAY,
            document_id="D1", author_id=None, account_id=None, deal_id=None,
            repeat_of=(repeats or {}).get(i), language=language,
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    encoder = Words()
    return signals_of(
        voice,
        Rows.gather(Passage, passages),
        Embeddings(
            vectors=np.ones((len(texts), 3), np.float32) if vectors is None else vectors,
            encoder="words@1",
        ),
        settings or SignalSettings(),
        encoder=encoder,
    )


def kind(text, **fields):
    return signals(text, **fields)[0].kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The export fails every time.", "pain"),
        ("It doesn't sync with our calendar.", "pain"),
        ("It doesn’t sync with our calendar.", "pain"),
        ("We are not happy with it", "pain"),
        ("Hello, I cannot log in", "pain"),
        ("Thanks, but it is still broken", "pain"),
        ("We love it, but the export crashes", "pain"),
        ("No problems so far", "praise"),
        ("We love the dashboard", "praise"),
        ("Thank you, have a nice weekend!", "small talk"),
        ("It would be great if you could add an export", "request"),
        ("How do I change my password?", "question"),
        ("We will cancel our subscription", "churn risk"),
        ("They won't renew", "churn risk"),
        ("Our budget is frozen, we cannot justify it", "objection"),
        ("A competitor was on the shortlist", "competitor"),
        ("The office is in Leeds", "other"),
    ],
)
def test_a_customers_statement_has_a_kind(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sent deck, will follow up",
        "Next steps: proposal by Friday",
        "Sent a workaround, will call on Monday",
        "left vm",
    ],
)
def test_what_a_seller_did_is_told_only_in_notes(text):
    assert kind(text, side="reported") == "seller's action"
    assert kind(text, side="customer") != "seller's action"


def test_a_pain_in_a_note_is_no_action():
    assert kind("Export fails, they explained it twice", side="reported") == "pain"


def test_a_sentence_is_nearest_to_the_kind_whose_prototypes_share_its_meaning():
    lexicon = lexicon_of("en")
    near = nearness(Words().encode(["Charged two times"]), lexicon, Words())
    nearest, leaning = near[0, : len(KINDS)], near[0, len(KINDS) :]
    assert KINDS[nearest.argmax()] == KINDS[leaning.argmax()] == "pain"
    assert (nearest.sum(), leaning.sum()) == (
        pytest.approx(0, abs=1e-5),
        pytest.approx(0, abs=1e-4),
    )


def test_nearness_moves_the_probability():
    near = signals("Two times", vectors=Words().encode(["charged"]))[0]
    far = signals("Two times", vectors=Words().encode(["weekend"]))[0]
    assert (near.kind, near.probability) != (far.kind, far.probability)


def test_own_vectors_without_an_encoder_that_fits_leave_the_words():
    assert not nearness(np.ones((2, 3), np.float32), lexicon_of("en"), Words()).any()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der Export funktioniert seit Wochen nicht.", "pain"),
        ("de", "Mir wurde der Betrag doppelt abgebucht.", "pain"),
        ("de", "Bisher keine Probleme.", "praise"),
        ("de", "Seit dem Update nicht mehr abgestürzt.", "praise"),
        ("de", "Wir sind sehr zufrieden mit dem Support.", "praise"),
        ("de", "Bitte schicken Sie mir eine Kopie der Rechnung.", "request"),
        ("de", "Wir hätten gern eine Schnittstelle zu DATEV.", "request"),
        ("de", "Das ist uns viel zu teuer.", "objection"),
        ("de", "Die Rechtsabteilung hat Bedenken wegen der Haftung.", "objection"),
        ("de", "Wir kündigen den Vertrag zum Jahresende.", "churn risk"),
        ("de", "Wie ändere ich mein Passwort?", "question"),
        ("de", "Im Vergleich zum Wettbewerber fehlt nichts.", "competitor"),
        ("de", "Vielen Dank und ein schönes Wochenende!", "small talk"),
        ("de", "Ja, genau, einen Moment bitte.", "small talk"),
        ("de", "Wir sind ein Betrieb mit vierzig Mitarbeitern.", "other"),
        ("es", "La exportación no funciona desde hace semanas.", "pain"),
        ("es", "Me cobraron dos veces.", "pain"),
        ("es", "Hasta ahora sin problemas.", "praise"),
        ("es", "No ha fallado ni una vez.", "praise"),
        ("es", "Estamos muy contentos con el soporte.", "praise"),
        ("es", "Por favor, envíeme una copia de la factura.", "request"),
        ("es", "Nos gustaría tener una integración con SAP.", "request"),
        ("es", "Es demasiado caro para nosotros.", "objection"),
        ("es", "No queremos firmar un contrato de tres años.", "objection"),
        ("es", "Vamos a cancelar el contrato en diciembre.", "churn risk"),
        ("es", "¿Cómo cambio mi contraseña?", "question"),
        ("es", "También están hablando con otro proveedor.", "competitor"),
        ("es", "Muchas gracias y buen fin de semana.", "small talk"),
        ("es", "Sí, claro, un momento.", "small talk"),
        ("es", "Somos una empresa de cuarenta empleados.", "other"),
        ("fr", "L'export ne fonctionne pas depuis trois semaines.", "pain"),
        ("fr", "J'ai été débité deux fois.", "pain"),
        ("fr", "Aucun problème jusqu'ici.", "praise"),
        ("fr", "Il n'a jamais planté.", "praise"),
        ("fr", "Nous sommes très satisfaits du support.", "praise"),
        ("fr", "Merci de m'envoyer une copie de la facture.", "request"),
        ("fr", "Nous aimerions avoir un connecteur SAP.", "request"),
        ("fr", "C'est trop cher pour nous.", "objection"),
        ("fr", "Nous ne voulons pas nous engager trois ans.", "objection"),
        ("fr", "Nous allons résilier le contrat en décembre.", "churn risk"),
        ("fr", "Comment changer mon mot de passe ?", "question"),
        ("fr", "Ils parlent aussi avec un autre fournisseur.", "competitor"),
        ("fr", "Merci beaucoup et bon week-end !", "small talk"),
        ("fr", "Oui, d'accord, un instant.", "small talk"),
        ("fr", "Nous sommes une entreprise de quarante salariés.", "other"),
    ],
)
def test_words_alone_tell_the_kind_in_four_languages(language, text, expected):
    assert kind(text, language=language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Angebot geschickt, fasse am Montag nach."),
        ("es", "Envié la propuesta, llamaré el lunes."),
        ("fr", "Devis envoyé, relance lundi."),
    ],
)
def test_what_a_seller_did_is_told_in_four_languages(language, text):
    assert kind(text, language=language, side="reported") == "seller's action"
    assert kind(text, language=language) != "seller's action"


@pytest.mark.parametrize(
    "text", ["Yeah, okay.", "Let me see", "one moment please", "Uh-huh, right.", "No, I just."]
)
def test_fillers_are_small_talk(text):
    assert kind(text) == "small talk"


def test_a_negated_pain_is_none():
    assert kind("It hasn't crashed since the update") == "praise"
    assert kind("No problem so far") == "praise"
    assert kind("It has crashed since the update") == "pain"


def test_a_name_behind_a_change_of_product_is_a_rival_if_met_often_enough():
    texts = (
        "We switch to Rentoria in May",
        "The office uses Rentoria on Mondays",
        "We sit in Leeds",
    )
    few = signals(*texts, settings=SignalSettings(rival_documents=2))
    assert [s.rivals for s in few] == [(), (), ()]
    met = signals(*texts, settings=SignalSettings(rival_documents=1))
    assert [s.rivals for s in met] == [("Rentoria",), ("Rentoria",), ()]


def test_our_own_names_and_common_words_are_no_rivals():
    texts = ("We switch to Hyrebase", "We switch to Paper", "all on paper", "on paper again")
    found = signals(*texts, settings=SignalSettings(rival_documents=1, own_names=("Hyrebase",)))
    assert all(s.rivals == () for s in found)


def test_rivals_in_the_settings_need_not_be_found():
    settings = SignalSettings(rivals=("Acme One",), rival_documents=0)
    (said,) = signals("They showed us acme one", settings=settings)
    assert said.rivals == ("Acme One",)


def test_a_kind_comes_with_its_probability():
    for said in signals("The export fails every time.", "The office is in Leeds"):
        assert 0.1 < said.probability <= 1


def test_a_text_in_another_language_is_read_with_the_first_lexicon():
    assert kind("The export fails every time.", language="nl") == "pain"


def test_severity_is_the_sum_of_its_parts():
    for signal in signals(
        "It fails.",
        "This is unacceptable, it fails again and we lose money!! We will cancel.",
        "We love it",
    ):
        assert signal.severity == pytest.approx(sum(signal.parts.values()))
        assert 0 <= signal.severity <= 1


def test_severity_grows_with_wording_loss_churn_repetition_and_a_bad_rating():
    plain = signals("The export fails.")[0]
    assert set(plain.parts) == {"kind"}
    for text, part in (
        ("The export fails completely.", "wording"),
        ("The export fails and we lose hours.", "loss"),
        ("The export fails so we look at alternatives.", "churn"),
        ("The export still fails.", "repetition"),
    ):
        worse = signals(text)[0]
        assert part in worse.parts
        assert worse.severity > plain.severity
    rated = signals("The export fails.", csat=0.0)[0]
    assert rated.severity > plain.severity
    assert signals("The export fails.", csat=1.0)[0].severity == plain.severity


def test_saying_it_again_is_more_severe():
    first, again = signals("It fails.", "It fails.", repeats={1: "P0"})
    once = signals("It fails.")[0]
    assert first.severity == again.severity > once.severity


def test_praise_and_small_talk_have_no_severity():
    assert signals("We love it!!", csat=0.0)[0].severity == 0


def test_passages_do_not_depend_on_their_neighbours():
    texts = ["It fails", "We love it", "no problem", "not", "problems"]
    together = [s.kind for s in signals(*texts)]
    assert together == [kind(t) for t in texts]


def test_no_passages_make_no_signals():
    assert len(signals(vectors=np.ones((0, 5), np.float32))) == 0


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(SettingsError, match=r"no lexicon for 'xx'. Choose from: .*en"):
        signals("It fails", settings=SignalSettings(lexicons=("xx",)))
