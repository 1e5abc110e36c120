"""Sellers and customers told apart where the export names speakers but no sides."""

import pytest

from voiceminer.voice.speakers import Party, staff_among

CUSTOMERS = ("Ben Ode", "Cleo Park", "Dan Ruiz")


def calls(make, *pairs, words=("Our export fails.", "I see."), role="unknown", kind="call"):
    """One call per pair of speakers; the first says `words[0]`, the second `words[1]`."""
    documents, turns = [], []
    for n, pair in enumerate(pairs):
        documents.append(make.document(id=f"C{n}", kind=kind, account_id=None))
        for place, (speaker, text) in enumerate(zip(pair, words, strict=True)):
            turns.append(
                make.turn(
                    text, id=f"C{n}/{place}", document_id=f"C{n}", role=role, speaker=speaker,
                    row=10 * n + place,
                )
            )  # fmt: skip
    return documents, turns


def told(heard):
    return (
        {v.id: v.side for v in heard.verbatims} | {o.id: "ours" for o in heard.ours}
    )  # fmt: skip


def test_who_is_met_with_three_customers_is_ours(make):
    heard = make.voice(*calls(make, *((c, "Ada Holt") for c in CUSTOMERS)))
    assert told(heard) == {
        f"C{n}/{place}": side for n in range(3) for place, side in enumerate(("customer", "ours"))
    }


def test_twice_is_not_often_enough(make):
    heard = make.voice(*calls(make, *((c, "Ada Holt") for c in CUSTOMERS[:2])))
    assert told(heard) == {}
    assert {x.reason for x in heard.left_out} == {"nobody knows whose turn it is"}


def test_a_customer_of_three_sellers_stays_a_customer(make):
    sellers = ("Ada Holt", "Eve Lind", "Finn Moe")
    pairs = [(c, s) for s in sellers for c in (*(f"{c} {s[0]}" for c in CUSTOMERS), "Gus Roy")]
    sides = told(make.voice(*calls(make, *pairs)))
    assert set(sides.values()) == {"customer", "ours"}
    assert all(sides[f"C{n}/0"] == "customer" for n in range(len(pairs)))


def test_people_of_one_account_are_one_party(make):
    team = [Party(frozenset({"ada", "ben", "cleo", "dan"}), "A1")] * 4
    assert staff_among(team) == frozenset()
    accounts = [Party(frozenset({"ada", name}), f"A{n}") for n, name in enumerate("xyz")]
    assert staff_among(accounts) == {"ada"}


@pytest.mark.parametrize(
    "labels", [("Customer", "Agent"), ("Kunde", "Berater"), ("Client 2", "Rep")]
)
def test_labels_say_it_themselves(make, labels):
    assert told(make.voice(*calls(make, labels))) == {"C0/0": "customer", "C0/1": "ours"}


def test_numbered_speakers_are_told_by_who_asks_and_repeats(make):
    script = "Thank you for calling today. How may I help you with it?"
    documents, turns = calls(
        make, *(("Speaker 2", "Speaker 1"),) * 3, words=("The export fails.", script)
    )
    assert set(told(make.voice(documents, turns)).items()) == {
        (f"C{n}/{place}", side) for n in range(3) for place, side in enumerate(("customer", "ours"))
    }


def test_words_that_disagree_tell_nothing(make):
    script, question = "Thank you for calling us today.", "Why does it fail?"
    documents, turns = calls(make, *(("Speaker 2", "Speaker 1"),) * 3, words=(question, script))
    varied = [
        turns[i] if i % 2 else make.turn(
            f"{question} Is it {'xyz'[i // 2]}?", id=turns[i].id, document_id=turns[i].document_id,
            role="unknown", speaker="Speaker 2",
        )
        for i in range(6)
    ]  # fmt: skip
    assert told(make.voice(documents, varied)) == {}


def test_what_the_export_says_stays(make):
    documents, turns = calls(make, *((c, "Ada Holt") for c in CUSTOMERS), role="customer")
    assert set(told(make.voice(documents, turns)).values()) == {"customer"}


@pytest.mark.parametrize("turn", range(7))
def test_order_does_not_matter(turn):
    parties = [Party(frozenset({"ada", c}), None) for c in "bcd"]
    parties += [Party(frozenset({"eve", c}), None) for c in "bfgh"]
    assert staff_among(parties[turn:] + parties[:turn]) == {"ada", "eve"}
    assert staff_among(parties[turn::-1] + parties[:turn:-1]) == {"ada", "eve"}
