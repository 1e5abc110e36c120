"""Labels that a person would give, quotes that stand for a topic, words for each."""

import numpy as np
import pytest

from voiceminer.errors import InputError
from voiceminer.settings import TopicSettings
from voiceminer.topics import topics_of

SETTINGS = TopicSettings()


def by_id(topics):
    return {topic.id: topic for topic in topics.topics}


def test_labels_are_the_customers_own_phrases(found, complaints):
    spoken = " ".join(complaints[0].passages.column("text")).lower()
    labels = {topic.id: topic.label for topic in found.topics}
    assert "export" in labels["t-export"].lower()
    assert labels["t-login"] == "Password reset"
    assert labels["t-invoice"] == "Charged twice"
    assert all(label.lower() in spoken for label in labels.values())


def test_labels_keep_how_an_abbreviation_is_written(make, encoder):
    made = make(["the SSO login fails", "our SSO login broke", "no SSO login today"], ["a"] * 3)
    assert "SSO" in topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics[0].label


def test_no_two_topics_have_one_label(make, encoder):
    texts = ["slow export of data", "slow export of files", "slow export of data sets"] * 2
    made = make([f"{t} {at}" for at, t in enumerate(texts)], ["a", "a", "a", "b", "b", "b"])
    labels = [t.label for t in topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics]
    assert len(set(labels)) == 2


def test_no_label_holds_a_placeholder(make, encoder):
    texts = [f"[PERSON_{n}] reported broken filters to [EMAIL_{n}]" for n in range(6)]
    found = topics_of(*make(texts, ["a"] * 6), SETTINGS, encoder=encoder, seed=1)
    assert found.topics[0].label == "Broken filters"


def test_a_theme_is_named_over_its_topics_and_a_single_topic_names_its_theme(found):
    themes = {theme.id: theme.label for theme in found.themes}
    topics = by_id(found)
    assert set(themes) == {"th-use", "th-invoice", "th-thanks"}
    assert themes["th-invoice"] == topics["t-invoice"].label


def test_the_sentence_is_a_whole_passage_of_the_topic(found, complaints):
    texts = complaints[0].passages.column("text")
    for topic in found.topics:
        assert topic.sentence in texts
        assert 8 <= len(topic.sentence.split()) <= 25


def test_a_customers_sentence_is_preferred_to_a_report(make, encoder):
    texts = ["exports lose columns in every file we make here"] + [
        f"customer says exports lose columns in file number {at}" for at in range(4)
    ]
    made = make(texts, ["a"] * 5, sides=["customer"] + ["reported"] * 4)
    found = topics_of(*made, SETTINGS, encoder=encoder, seed=1)
    assert found.topics[0].sentence == texts[0]
    assert found.quotes[0].passage_id == "p000"


def test_praise_makes_no_pain(found):
    kinds = {topic.id: topic.kind for topic in found.topics}
    assert kinds == {
        "t-export": "pain",
        "t-login": "pain",
        "t-invoice": "pain",
        "t-thanks": "praise",
    }


def test_half_praise_is_still_a_pain(make, encoder):
    made = make(["good and bad"] * 1 + ["bad and good"], ["a", "a"], kinds=["praise", "pain"])
    assert topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics[0].kind == "pain"


def test_what_hurts_nobody_is_background(make, encoder):
    texts = [f"forty people work here, {at} of them on site" for at in range(5)]
    texts += [f"the export loses column {at} every night" for at in range(5)]
    made = make(texts, ["a"] * 5 + ["b"] * 5, kinds=["other"] * 5 + ["pain"] * 5)
    kinds = {t.id: t.kind for t in topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics}
    assert sorted(kinds.values()) == ["background", "pain"]


def test_whom_else_they_look_at_is_no_pain(make, encoder):
    texts = [f"also looking at Depotwise, demo number {at}" for at in range(5)]
    texts += [f"the export loses column {at} every night" for at in range(5)]
    made = make(
        texts, ["a"] * 5 + ["b"] * 5, kinds=["competitor"] * 3 + ["other"] * 2 + ["pain"] * 5
    )
    kinds = {t.id: t.kind for t in topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics}
    assert sorted(kinds.values()) == ["competitor", "pain"]


def test_without_a_lexicon_for_its_language_no_topic_is_lost(make, encoder):
    texts = [f"der Export verliert jede Nacht Spalte {at}" for at in range(5)]
    made = make(texts, ["a"] * 5, kinds=["other"] * 5)
    assert topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics[0].kind == "pain"


def test_three_to_seven_quotes_that_differ(found, complaints):
    text = dict(
        zip(complaints[0].passages.column("id"), complaints[0].passages.column("text"), strict=True)
    )
    for topic in found.topics:
        quotes = [q for q in found.quotes if q.topic_id == topic.id]
        assert 3 <= len(quotes) <= 7
        assert [q.place for q in quotes] == list(range(1, len(quotes) + 1))
        assert len({text[q.passage_id] for q in quotes}) == len(quotes)


def test_as_many_quotes_as_the_settings_allow(complaints, encoder):
    found = topics_of(*complaints, TopicSettings(quotes=4), encoder=encoder, seed=1)
    assert {sum(q.topic_id == t.id for q in found.quotes) for t in found.topics} == {4}


def test_quotes_come_from_different_people_while_there_are_three(make, encoder):
    words = ["colour", "width", "order", "sorting", "language", "zoom", "currency", "date"]
    texts = [f"filter loses our {word} {word} {word} on every page" for word in words]
    authors = ["ann"] * 5 + ["bob", "cleo", "dan"]
    made = make(texts, ["a"] * 8, authors=authors)
    quotes = topics_of(*made, SETTINGS, encoder=encoder, seed=1).quotes
    assert sorted(authors[int(q.passage_id[1:])] for q in quotes) == ["ann", "bob", "cleo", "dan"]


def test_near_copies_are_quoted_once(make, encoder):
    copies = [f"we cannot print the weekly rota any more since the last update {n}" for n in "abc"]
    texts = [*copies, "printing gives empty pages to everybody here"]
    found = topics_of(*make(texts, ["a"] * 4), SETTINGS, encoder=encoder, seed=1)
    quoted = [q.passage_id for q in found.quotes][:2]
    assert "p003" in quoted


def test_what_is_no_pain_is_not_quoted_in_a_pain(make, encoder):
    texts = [f"the rota prints empty page number {at} every week" for at in range(5)]
    made = make(
        [*texts, "the rota is great thank you so much"], ["a"] * 6, kinds=["pain"] * 5 + ["praise"]
    )
    found = topics_of(*made, SETTINGS, encoder=encoder, seed=1)
    assert "p005" not in {q.passage_id for q in found.quotes}


def test_sub_pains_of_one_topic_are_told_apart(found):
    for topic in found.topics:
        names = [q.sub_pain for q in found.quotes if q.topic_id == topic.id and q.sub_pain]
        assert len(names) == len(set(names))


def test_ten_words_at_most_per_topic_and_representation(found):
    terms = list(found.terms)
    assert {t.representation for t in terms} == {"Main", "MMR", "ctfidf"}
    for topic in found.topics:
        main = [t for t in terms if t.topic_id == topic.id and t.representation == "Main"]
        assert [t.place for t in main] == list(range(1, len(main) + 1))
        assert [t.weight for t in main] == sorted((t.weight for t in main), reverse=True)
        assert 1 <= len(main) <= 10


def test_words_belong_to_the_topic_that_uses_them(found):
    words = {
        topic.id: " ".join(
            t.term for t in found.terms if t.topic_id == topic.id and t.representation == "ctfidf"
        )
        for topic in found.topics
    }
    assert "export" in words["t-export"]
    assert "password" in words["t-login"]
    assert "invoice" in words["t-invoice"]
    assert "password" not in words["t-invoice"]


def test_vectors_without_a_model_are_enough(complaints, wholly):
    class OnlyPassages:
        """As vectors that were made elsewhere: it knows no other text."""

        revision = "stored@1"

        def encode(self, texts):
            raise InputError(f"no vector of {texts[0]}")

    found = wholly(*complaints, OnlyPassages())
    labels = {topic.id: topic.label for topic in found.topics}
    assert labels["t-login"] == "Password reset"
    assert "export" in labels["t-export"].lower()
    assert found.model


@pytest.mark.parametrize("n", [1, 2, 3])
def test_few_passages_still_have_a_name(make, encoder, n):
    texts = ["exports lose columns", "exports lose the columns we need", "no columns in exports"]
    found = topics_of(*make(texts[:n], ["a"] * n), SETTINGS, encoder=encoder, seed=1)
    assert found.topics[0].label
    assert found.topics[0].sentence in texts
    assert len(found.quotes) == n


def test_no_passages_no_topics(make, encoder, wholly):
    found = wholly(*make([], []), encoder)
    assert len(found.topics) == len(found.themes) == len(found.quotes) == len(found.terms) == 0
    assert found.model == {}


def test_a_corpus_of_stop_words_has_no_words_and_is_still_shown(make, encoder, wholly):
    found = wholly(*make(["and the of", "of the and"], ["a", "a"]), encoder)
    assert found.topics[0].label == "And the of"
    assert len(found.terms) == 0
    assert found.model == {}


def test_the_order_of_rows_changes_no_word(make, encoder, complaints, wholly):
    heard, assignment = complaints
    texts = heard.passages.column("text")
    names = [p.topic_id[2:] for p in assignment.placements]
    kinds = heard.signals.column("kind")
    order = np.random.default_rng(2).permutation(len(texts))
    a, b = (
        wholly(
            *make([texts[i] for i in o], [names[i] for i in o], kinds=[kinds[i] for i in o]),
            encoder,
        )
        for o in (range(len(texts)), order)
    )
    assert a.topics == b.topics
    assert a.terms == b.terms
    assert a.model == b.model


def test_what_somebody_did_is_no_label_by_itself(make, encoder):
    # "called" is the only word that all have in common; a whole sentence says more
    other = ["refund", "parcel", "login", "invoice", "van", "export"]
    made = make([f"I called. You {verb}." for verb in other], ["a"] * 6)
    label = topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics[0].label
    assert label != "Called"


def test_no_label_ends_before_what_it_denies(make, encoder):
    places = ["signal", "coverage", "bars", "masts", "reception", "towers"]
    made = make([f"the booking drops with no {place}" for place in places], ["a"] * 6)
    label = topics_of(*made, SETTINGS, encoder=encoder, seed=1).topics[0].label
    assert label == "Booking drops"
