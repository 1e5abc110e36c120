"""What may stand in taxonomy.toml, and the sentence that refuses what may not."""

from datetime import date

import pytest

from voiceminer.data import Curated, Goal
from voiceminer.errors import InputError, SettingsError
from voiceminer.taxonomy import read_taxonomy, taxonomy_of
from voiceminer.taxonomy.contradictions import check_known

WHOLE = """
ignore = ["Acme"]

[[topic]]
id = "t-import"
label = "Import stops"
locked = true
owner = "Ana"
status = "approved"
reply = "We import it for you."
goals = [{measure = "answered", target = 0.8, by = 2026-12-31, owner = "Raul"}]
split = [{label = "Import is slow", like = ["It takes all night."]}]

[[topic]]
id = "t-upload"
merge_into = "t-import"

[[pain]]
id = "sso-drops"
label = "Sign-on drops"
sentence = "Single sign-on logs us out."
"""


def test_a_whole_file_is_what_it_says():
    found = taxonomy_of(WHOLE)
    assert found.ignore == ("acme",)
    assert found.by_id["t-import"] == Curated(
        topic_id="t-import",
        label="Import stops",
        locked=True,
        owner="Ana",
        status="approved",
        reply="We import it for you.",
    )
    assert found.by_id["t-upload"].merge_into == "t-import"
    assert found.by_id["sso-drops"].known
    assert found.goals_of("t-import") == (
        Goal(
            topic_id="t-import",
            measure="answered",
            target=0.8,
            by=date(2026, 12, 31),
            owner="Raul",
        ),
    )
    (part,) = found.parts
    assert (part.topic_id, part.label) == ("t-import", "Import is slow")
    assert found.text == WHOLE


def test_a_pains_id_comes_from_its_label_and_from_nothing_else():
    one, other = (
        taxonomy_of(f'[[pain]]\nlabel = "Sign-on drops"\nsentence = "{words}"\n')
        for words in ("It logs us out.", "We are signed out.")
    )
    assert one.topics[0].topic_id == other.topics[0].topic_id
    assert one.topics[0].topic_id.startswith("t-")


TOPIC = '[[topic]]\nid = "t-a"\n'
BAD = {
    "no TOML": ("[[topic]\n", r"taxonomy\.toml: this is not TOML \(.*line 1.*Mend that line\."),
    "a key misspelt": (
        TOPIC + 'lable = "x"\n',
        r"\.toml, \[\[topic\]\] 1 \(t-a\): there is no key 'lable'\. The nearest is 'label'",
    ),
    "a list misspelt": (
        "[[pains]]\n",
        r"taxonomy\.toml: there is no key 'pains'\. The nearest is 'pain'",
    ),
    "a key misspelt inside": (
        TOPIC + 'goals = [{measure = "answered", taget = 1}]\n',
        r"\[\[topic\]\] 1 \(t-a\), goals 1: .*'target' is missing",
    ),
    "no id": ("[[topic]]\nowner = 'Ana'\n", r"\[\[topic\]\] 1: 'id' is missing"),
    "a status that is none": (
        TOPIC + 'status = "done"\n',
        r"status = 'done' is none of 'draft' or 'approved'\. Write one",
    ),
    "two entries": (TOPIC + TOPIC, r"topic t-a: has two entries\. Make them one"),
    "itself": (
        TOPIC + 'merge_into = "t-a"\n',
        r"topic t-a: merge_into leads back to it \(t-a → t-a\)",
    ),
    "a cycle": (
        TOPIC
        + 'merge_into = "t-b"\n[[topic]]\nid = "t-b"\nmerge_into = "t-c"\n'
        + '[[topic]]\nid = "t-c"\nmerge_into = "t-a"\n',
        r"topic t-a: merge_into leads back to it \(t-a → t-b → t-c → t-a\)",
    ),
    "merged and renamed": (
        TOPIC + 'merge_into = "t-b"\nlabel = "x"\n',
        r"topic t-a: it goes into t-b and is to have a 'label' as well\. Say 'label' of t-b",
    ),
    "merged and split": (
        TOPIC + 'merge_into = "t-b"\nsplit = [{label = "x", like = ["y"]}]\n',
        r"goes into t-b and is to have a 'split' as well",
    ),
    "one label twice": (
        TOPIC + 'label = "Slow"\n[[topic]]\nid = "t-b"\nlabel = "slow"\n',
        r"label 'slow': two topics are called that",
    ),
    "one sentence twice": (
        TOPIC + 'like = ["It is slow."]\n[[topic]]\nid = "t-b"\nlike = ["it is  slow."]\n',
        r"sentence 'it is  slow\.': it pulls statements to two topics at once",
    ),
    "a pain that says nothing": (
        '[[pain]]\nlabel = "Slow"\n',
        r"pain 'Slow': nothing says what belongs to it\. Give it a sentence",
    ),
    "a share in per cent": (
        TOPIC + 'goals = [{measure = "answered", target = 80}]\n',
        r"a share is at most 1\. Write 0\.8 for 80 %",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_in_three_parts(name):
    text, sentence = BAD[name]
    with pytest.raises(SettingsError, match=sentence):
        taxonomy_of(text)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            'id = "t-1a2c"',
            r"'t-1a2c' is no topic of this run\. The nearest is 't-1a2b' \(Slow\)",
        ),
        ('id = "slow"', r"nearest is 't-1a2b' \(Slow\)"),
        ('id = "t-1a2b"\nmerge_into = "t-ffee"', r"merge_into = 't-ffee' is no topic"),
    ],
)
def test_an_unknown_topic_is_told_with_the_nearest(entry, sentence):
    taxonomy = taxonomy_of(f"[[topic]]\n{entry}\n")
    with pytest.raises(SettingsError, match=sentence):
        check_known(taxonomy, {"t-1a2b": "Slow", "t-9999": "Dear"}, name="taxonomy.toml")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml: the taxonomy cannot be read .*--init"):
        read_taxonomy(tmp_path / "none.toml")
