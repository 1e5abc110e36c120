"""Hand-made mails of many programs and languages: what is kept is what their writers wrote."""

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from voiceminer.settings import CutRule
from voiceminer.voice.text import MENDABLE, own_words

MAILS = [
    mail
    for half in ("tuned", "blind")
    for mail in tomllib.loads(
        (Path(__file__).parent / "data" / f"mails_{half}.toml").read_text(encoding="utf-8")
    )["mail"]
]


def squashed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail['language']} {mail['name']}")
def test_a_mails_own_words_are_kept_and_nothing_else(mail):
    own = own_words(mail["body"], "email", mail["from"])
    assert squashed(own.text) == squashed(mail["own"])


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail['language']} {mail['name']}")
def test_own_words_hold_nothing_more_to_cut(mail):
    kept = own_words(mail["body"], "email", mail["from"]).text
    assert own_words(kept, "email", mail["from"]).text == kept


def test_the_set_covers_languages_and_is_large_enough():
    assert len(MAILS) >= 60
    assert len({mail["language"] for mail in MAILS}) >= 6


def test_what_was_cut_is_listed_with_its_rule():
    mail = (
        "The export fails.\n\nBest,\nAnn\n\nSent from my iPhone\n\n"
        "On Tue, Apr 3, 2026 at 4:19 PM Bob <bob@acme.org> wrote:\n> Hi"
    )
    assert [(cut.rule, cut.text) for cut in own_words(mail, "email").cut] == [
        ("quoted reply", "On Tue, Apr 3, 2026 at 4:19 PM Bob <bob@acme.org> wrote:"),
        ("quoted reply", "> Hi"),
        ("device footer", "Sent from my iPhone"),
        ("signature", "Best,\nAnn"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The scanner fails.\n\nAnn", "The scanner fails."),
        ("The scanner fails.\n\nAnn Lee\nHead of Data", "The scanner fails."),
        ("The scanner fails.\n\nChrome", "The scanner fails.\n\nChrome"),
    ],
)
def test_a_writers_name_alone_is_a_signature(text, kept):
    assert own_words(text, "email", "Ann Lee <ann.lee@acme.org>").text == kept


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday at 16:19 the sync stopped, and support wrote:\n\n“Wait until May.”\n\nWhy?",
        "Your chat told me:\nYour request has been closed\nand then nothing happened.",
        "I am out of the office tomorrow, so please ship it today. Is that possible?",
        "Shops near us:\nBest Buy\nTarget",
        "It prints\n\nRegards from Leeds\n\non every invoice, which our customers in York hate.",
        "Sent from my phone, the photos never arrive in the app.\nFrom the laptop they do.",
        "This email is meant to escalate.\nThis email form loses what I type, too.",
    ],
)
def test_sentences_that_hold_words_of_a_rule_stay(text):
    assert own_words(text, "email").text == text


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<blockquote>Old.</blockquote><p>New.</p>", "New."),
        (
            '<p>New.</p><blockquote style="margin:0 0 0 40px;border:none">In.</blockquote>',
            "New.\n\nIn.",
        ),
        ("{quote}Old.{quote}\nNew.", "New."),
        ("bq. Old.\nNew.", "New."),
        ("&gt; Old.\nNew.", "New."),
        (
            (
                '{"type":"doc","content":[{"type":"blockquote","content":[{"type":"paragraph",'
                '"content":[{"type":"text","text":"Old."}]}]},{"type":"paragraph","content":'
                '[{"type":"text","text":"New."}]}]}'
            ),
            "New.",
        ),
        ("<table><tr><td>one</td><td>two</td></tr></table>", "one two"),
        ("<p>one\n   line</p>", "one line"),
        ("<p>Broken <i>markup</p> &lt;here&gt;", "Broken markup\n<here>"),
    ],
)
def test_quotations_of_each_markup_are_no_own_words(source, kept):
    assert own_words(source, "ticket").text == kept


REPLY = """Please see below.

On Mon, 2 Mar 2026 at 09:12, Ann Lee <ann.lee@acme.org> wrote:
> The export stops at page three.

Best regards,
Bob"""


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        ((), ["Please see below."]),
        (("signature",), ["Please see below.", "Best regards,\nBob"]),
        (("quoted reply",), ["Please see below.", "> The export stops at page three."]),
    ],
)
def test_a_rule_that_is_turned_off_cuts_nothing(keep, left):
    words = own_words(REPLY, "email", keep=frozenset(keep))
    assert all(part in words.text for part in left)
    assert not {cut.rule for cut in words.cut} & {*keep}


def test_every_rule_that_cuts_by_form_can_be_turned_off_and_no_other():
    assert get_args(CutRule) == MENDABLE
    assert "private note" not in MENDABLE
    html = '<div>Mine</div><div class="gmail_signature">Bob</div><div class="gmail_quote">Old</div>'
    texts = [
        REPLY,
        html,
        "Mine.\n\nSent from my iPhone",
        "##- Please type your reply above this line -##\nMine",
    ]
    assert not [cut for text in texts for cut in own_words(text, "email", keep={*MENDABLE}).cut]
