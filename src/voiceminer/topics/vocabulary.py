"""Words that carry no meaning by themselves, by language."""

from __future__ import annotations

from collections import Counter

from voiceminer.data import Heard
from voiceminer.languages import stop_words_in

# A negation or a lack is the very thing that a pain is about.
_LACKING = """
not never no cannot without nothing nobody n't don't doesn't didn't can't won't isn't wasn't
aren't couldn't wouldn't shouldn't haven't hasn't hadn't weren't ain't unable too only still
again down empty
"""
NEGATIONS = frozenset(_LACKING.split())

# What people wrap around what they have to say, in tickets, calls and call notes.
_WRAPPING = """
hi hello hey dear thanks thank please ok okay yes yeah yep sure sorry regards cheers kindly
would could should like want wants wanted need needs let know just also really very much get got
getting im i'm i've i'd i'll it's that's there's what's we're we've we'd you're they're they've
going gonna thing things stuff lot bit actually basically maybe guess think said says say told
tell asked asking asks ask reported reports mentioned mentions something anything someone
everything etc today yesterday now ive dont didnt doesnt cant wont isnt hows whats thats um uh hmm
"""


def language_of(heard: Heard) -> str:
    """The language that most verbatims are in."""
    languages = Counter(heard.voice.verbatims.column("language"))
    return min(languages, key=lambda code: (-languages[code], code), default="en")


def stop_words_of(language: str) -> frozenset[str]:
    """Stop words of a language, from spaCy, which needs no model for them; words of wrapping."""
    words = stop_words_in(language)
    plain = {word.replace("’", "'").lower() for word in words}
    return frozenset(plain.union(_WRAPPING.split())).difference(NEGATIONS)
