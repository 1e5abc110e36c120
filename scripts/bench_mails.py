"""How often exactly the writer's own words are left of a mail, beside mail-parser-reply.

python scripts/bench_mails.py [FOLDER OF TALON'S .eml FIXTURES]
"""

from __future__ import annotations

import argparse
import email
import email.policy
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from mailparser_reply import EmailReplyParser
from mailparser_reply.constants import MAIL_LANGUAGES
from selectolax.lexbor import LexborHTMLParser

from voiceminer.voice.text import own_words

DATA = Path(__file__).parent.parent / "tests" / "voice" / "data"
# what talon's own tests expect of its fixtures; all others say "Hello"
TALON = {("talon_outlook.eml", "html"): "Allo! Follow up MIME!"}


class Mail(NamedTuple):
    """A mail's text as an export holds it, and the words that are its writer's."""

    name: str
    sender: str
    body: str
    own: str


def hand_made(half: str) -> list[Mail]:
    text = (DATA / f"mails_{half}.toml").read_text(encoding="utf-8")
    return [
        Mail(f"{m['language']} {m['name']}", m["from"], m["body"], m["own"])
        for m in tomllib.loads(text)["mail"]
    ]


def fixtures(folder: Path) -> Iterator[Mail]:
    """Each part of each mail by itself: exports hold the one or the other."""
    for file in sorted(folder.glob("*.eml")):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for kind in ("plain", "html"):
            part = message.get_body(preferencelist=(kind,))
            if part is not None:
                own = TALON.get((file.name, kind), "Hello")
                yield Mail(f"{file.name} {kind}", str(message["from"]), part.get_content(), own)


def ours(mail: Mail) -> str:
    return own_words(mail.body, "email", mail.sender).text


def peers(mail: Mail) -> str:
    """The newest reply's body, all languages on; HTML is given to it as lines."""
    text = mail.body
    if "</" in text:
        tree = LexborHTMLParser(text)
        for node in tree.css("style, script, head"):
            node.decompose()
        text = tree.body.text(separator="\n") if tree.body else ""
    return str(EmailReplyParser(languages=[*MAIL_LANGUAGES]).read(text).replies[0].body)


def exact(mails: list[Mail], method: Callable[[Mail], str]) -> tuple[list[str], float]:
    """Mails of which something else was left, white space aside, and seconds in all."""
    begun = time.process_time()
    left = [method(mail) for mail in mails]
    seconds = time.process_time() - begun
    wrong = [
        mail.name
        for mail, words in zip(mails, left, strict=True)
        if words.split() != mail.own.split()
    ]
    return wrong, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("talon", nargs="?", type=Path)
    arguments = parser.parse_args()
    sets = {half: hand_made(half) for half in ("tuned", "blind")}
    if arguments.talon:
        sets["talon"] = list(fixtures(arguments.talon))
    methods = {"voiceminer": ours, "mail-parser-reply": peers}
    for method in methods.values():
        exact(sets["tuned"], method)  # expressions are compiled once a process
    print("| set | method | exact | share | mails/s |\n|---|---|---|---|---|")
    missed = []
    for name, mails in sets.items():
        for called, method in methods.items():
            wrong, seconds = exact(mails, method)
            right = len(mails) - len(wrong)
            share, speed = right / len(mails), len(mails) / max(seconds, 1e-9)
            print(f"| {name} | {called} | {right} of {len(mails)} | {share:.1%} | {speed:,.0f} |")
            missed += [f"{name}, {called}: {mail}" for mail in wrong]
    print("\nNot exact:", *missed, sep="\n  ")


if __name__ == "__main__":
    main()
