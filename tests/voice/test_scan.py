"""Each finder is spared the texts in which it cannot find anything, and no other ones."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from voiceminer.voice.redaction import Redactor, known_of, redactor
from voiceminer.voice.redaction.address import addresses as streets
from voiceminer.voice.redaction.email import emails
from voiceminer.voice.redaction.money import ibans
from voiceminer.voice.redaction.network import addresses
from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.secret import told
from voiceminer.voice.redaction.url import urls

PIECES = (
    "jane", "at", "acme", "dot", "com", "@", ".com/x", "www.", "://", "fe80::1", "a-b-c", ":",
    "ab:cd:ef:ab:cd:ef", "password", "hunter", "Calle", "Street", "is", "-", ".", "/", "?", "key",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12), joint=st.sampled_from(["", " "]))
def test_no_finder_is_spared_a_text_in_which_it_finds_something(pieces, joint):
    scan = Scan(joint.join(pieces))
    finders = (urls, emails, ibans, told, addresses, streets)
    found = {span for finder in finders for span in finder(scan)}
    assert found <= {*redactor.structured(scan)}


@given(digits=st.text("0123456789", min_size=6, max_size=6), cut=st.integers(1, 5))
def test_short_ids_that_differ_in_their_digits_are_alike(digits, cut):
    ids = [f"{digits[:cut]}-{digits[cut:]}", f"AB-{digits}", f"T-{digits[:cut]}/{digits[cut:]}"]
    known = known_of(["Ada Byron"], (), (), Counter())
    used = Redactor(known)
    for id_ in ids:
        used.personal(re.sub(r"[0-9]", "7", id_))
    assert [used.personal(id_) for id_ in ids] == [Redactor(known).personal(id_) for id_ in ids]


def test_a_number_of_seven_digits_is_judged_by_itself():
    redactor_ = Redactor(known_of((), (), (), Counter()))
    # the letter of a DNI is the number modulo 23
    assert [redactor_.personal(id_) for id_ in ("X1234567L", "X1234567M")] == [True, False]
