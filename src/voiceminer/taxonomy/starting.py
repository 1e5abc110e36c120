"""A taxonomy file to begin with: every topic with its id, label and sentence."""

from __future__ import annotations

import json

from voiceminer.data import MiningResult

HEAD = """\
# What people know about these topics. Take the '#' off a line to say it, then
#   voiceminer curate RUN                      applies it to this run, without reading it anew
#   voiceminer mine NEW --after RUN            keeps it for the next one
# This file is yours: it belongs into version control, and no run ever writes over it.
#
# What a topic may say:
#   label = "Import stops halfway"             what it is called
#   sentence = "The import stops at row 4."    the sentence under its name
#   like = ["…", "…"]                          statements like these belong here
#   locked = true                              id, label and sentence outlive every later run
#   hidden = true                              listed at the end, not ranked
#   kind = "pain"                              if it was taken for background, praise, …
#   merge_into = "t-…"                         its statements go there
#   split = [{label = "…", like = ["…"]}]      statements like these become a topic of their own
#   owner = "Ana", status = "draft" or "approved", reply = "what sales answers"
#   goals = [{measure = "answered", target = 0.8, by = 2026-12-31, owner = "Raul"}]
#            or "asked again", "share", "open deals"

# Words that say nothing here: no label or keyword holds them.
# ignore = ["acme"]

# A pain that is known already; statements like its sentences are gathered under it.
# [[pain]]
# id = "sso-drops"
# label = "Single sign-on drops people"
# sentence = "Single sign-on keeps logging our people out."
# like = ["SSO sessions end in the middle of work."]
"""


def starting_file(result: MiningResult) -> str:
    """TOML with an entry for each topic that says nothing yet: the ranked ones first."""
    entries = []
    for row in result.topic_table:
        place = f"{row.rank}. " if row.rank else f"not ranked ({row.kind}): "
        entries.append(
            "\n".join(
                [
                    f"# {place}{_line(row.label)} ({row.n_passages:,} statements)",
                    f"#    “{_line(row.sentence)}”",
                    "[[topic]]",
                    f"id = {json.dumps(row.topic_id)}",
                    f"# label = {json.dumps(_line(row.label), ensure_ascii=False)}",
                ]
            )
        )
    return "\n\n".join([HEAD, *entries]) + "\n"


def _line(text: str) -> str:
    """A customer's words on one line of comment: no other line may begin in them."""
    return " ".join(text.split())
