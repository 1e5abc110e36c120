"""Whatever is quoted, private or ours is no customer's word, in whichever way it is wrapped."""

import itertools
import tomllib
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voiceminer.engines import Serial
from voiceminer.passages import passages_of
from voiceminer.settings import PassageSettings, VoiceSettings
from voiceminer.voice import listing_of, voice_of

STYLES = tomllib.loads(
    (Path(__file__).parent / "data" / "mail_styles.toml").read_text(encoding="utf-8")
)
PLAIN = STYLES["plain"]
ALL = PLAIN | STYLES["html"]
# each sentence bears a word of its own, so that it can be found again wherever it went
SENTENCES = (
    "The export of the report {} stopped since the update.",
    "We cannot see {} in the plan for tomorrow.",
    "Is there a way to get {} on the phone, please?",
    "Wir finden {} im Bericht nicht mehr.",
    "Le rapport {} est vide depuis lundi.",
    "No puedo abrir {} desde la tableta.",
)
SIGNED = ("", "\n\nBest regards,\nAnn Lee", "\n\nViele Grüße\nAnn", "\n\nSent from my iPhone")


class Said(NamedTuple):
    """A turn to be made: who, whether in public, and how many sentences, wrapped in what."""

    role: str
    public: bool
    own: int
    signed: str
    style: str | None
    nested: str | None


TURNS = st.builds(
    Said,
    role=st.sampled_from(["customer", "customer", "ours", "note", "bot", "unknown"]),
    public=st.sampled_from([True, True, True, False]),
    own=st.integers(1, 3),
    signed=st.sampled_from(SIGNED),
    style=st.none() | st.sampled_from(sorted(ALL)),
    # (an unmarked old mail that begins with marked lines cannot be told from a new answer below
    # them, by anybody)
    nested=st.none() | st.sampled_from(sorted(PLAIN.keys() - {"below", "between"})),
)


def wrapped(style, own, old):
    marked = "\n".join(f"> {line}" for line in old.split("\n"))
    for name, text in (("own", own), ("old", old), ("marked", marked)):
        style = style.replace(f"{{{name}}}", text)
    return style


def written(said, words):
    """The turn's text, and the words of its own and of the quoted sentences."""

    def sentences(n, sort):
        own = [f"{sort}{next(words)}" for _ in range(n)]
        lines = [SENTENCES[sum(map(ord, w)) % len(SENTENCES)].format(w) for w in own]
        return "\n".join(lines), own

    text, own = sentences(said.own, "zwibown")
    text += said.signed
    if said.style is None:
        return text, own, []
    old, quoted = sentences(2, "zwibold")
    if said.nested and said.style in PLAIN:
        older, oldest = sentences(1, "zwibold")
        old, quoted = wrapped(PLAIN[said.nested], old, older), quoted + oldest
    return wrapped(ALL[said.style], text, old), own, quoted


# `make` only holds functions, so that examples may share it
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(TURNS, min_size=1, max_size=6))
def test_quoted_private_and_our_words_are_never_a_customers(make, said):
    words, turns, ours, hidden, customers = itertools.count(100), [], [], [], []
    for at, one in enumerate(said):
        text, own, quoted = written(one, words)
        turns.append(make.turn(text, id=f"T{at}", role=one.role, public=one.public))
        if not one.public or one.role in ("bot", "unknown"):
            hidden += own
        elif one.role != "note":  # what a seller notes down is taken as it stands
            (customers if one.role == "customer" else ours).extend(own)
        if one.role != "note" or not one.public:
            hidden += quoted
    raw = make.corpus([make.document()], turns)
    voice = voice_of(raw, VoiceSettings(), engine=Serial())
    passages = passages_of(voice, PassageSettings(), engine=Serial())
    said_by_customers = " ".join(v.text for v in voice.verbatims)
    everything = repr([rows.table.to_pylist() for rows in (voice.verbatims, voice.ours, passages)])
    assert not [w for w in (*ours, *hidden) if w in said_by_customers]
    assert not [w for w in hidden if w in everything]
    assert not [w for w in customers if w not in said_by_customers]
    shown = repr(listing_of(raw, VoiceSettings(), engine=Serial()))
    private = [
        w for one, t in zip(said, turns, strict=True) if not one.public for w in t.text.split()
    ]
    assert not [w for w in private if w.startswith("zwib") and w in shown]
