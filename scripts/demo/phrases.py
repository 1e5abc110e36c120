"""Hand-written phrases made into sentences: decks dealt evenly, choices made, slots filled."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from demo.dice import Dice

HERE = Path(__file__).parent
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
I_WORDS = re.compile(r"(I|I'[a-z]+|[A-Z]{2,}\w*|PAT|Christmas)\b")


def lines(block: str) -> list[str]:
    """The phrases of one block, one per line."""
    return [line.strip() for line in block.strip("\n").split("\n")]


def pain_phrases() -> dict[str, dict[str, list[str]]]:
    """Pain -> register (`sales`, `desk`, `tails`, `notes`, `asks`, …) -> its phrases.

    `label` is the one entry of its register.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((HERE / "pains").glob("*.toml")):
        for pain, registers in tomllib.loads(path.read_text(encoding="utf-8")).items():
            known = found.setdefault(pain, {})
            for register, block in registers.items():
                known.setdefault(register, []).extend(lines(block))
    return found


def talk_phrases() -> dict[str, list[str]]:
    """`customer.greeting`, `agent.pitch`, … -> phrases; `slots.*` and `names.*` as lists."""
    talk = tomllib.loads((HERE / "talk.toml").read_text(encoding="utf-8"))
    return {
        f"{side}.{name}": lines(block) if isinstance(block, str) else list(block)
        for side, blocks in talk.items()
        for name, block in blocks.items()
    }


class Bank:
    """All phrases, dealt like cards: a phrase comes again only when its deck has gone round."""

    def __init__(self, seed: object) -> None:
        self._talk = talk_phrases()
        self._pains = pain_phrases()
        self._decks: dict[tuple[str, str], list[str]] = {}
        self.dice = Dice(seed, "phrases")

    @property
    def pains(self) -> list[str]:
        return sorted(self._pains)

    def label(self, pain: str) -> str:
        return self._pains[pain]["label"][0]

    def names(self, name: str) -> list[str]:
        return self._talk[f"names.{name}"]

    def slot(self, name: str) -> list[str]:
        return self._talk[f"slots.{name}"]

    def talk(self, name: str, **known: str) -> str:
        """The next phrase of talk that is no pain, filled."""
        return self._filled(self._dealt("talk", name, self._talk[name]), known)

    def pain(self, pain: str, register: str, **known: str) -> str:
        """The next phrase of a pain in a register, filled; of `asks` without its kind."""
        phrase = self._dealt(pain, register, self._pains[pain][register])
        return self._filled(phrase.partition("|")[2] if register == "asks" else phrase, known)

    def _dealt(self, owner: str, name: str, phrases: list[str]) -> str:
        deck = self._decks.setdefault((owner, name), [])
        if not deck:
            deck.extend(self.dice.shuffled(phrases))
        return deck.pop()

    def _filled(self, phrase: str, known: dict[str, str]) -> str:
        while match := CHOICE.search(phrase):
            choice = self.dice.pick(match[1].split("|"))
            phrase = phrase[: match.start()] + choice + phrase[match.end() :]
        filled = SLOT.sub(lambda slot: known.get(slot[1]) or self._value(slot[1]), phrase)
        return filled[:1].upper() + filled[1:] if phrase[:1] in {"{", "["} else filled

    def _value(self, slot: str) -> str:
        dice = self.dice
        if slot == "n":
            return dice.pick(["two", "three", "four", "3", "4", "5", "six", "7"])
        if slot == "nn":
            return str(dice.pick([11, 12, 14, 15, 18, 20, 22, 25, 30, 35, 40, 45, 60]))
        if slot == "hhh":
            return str(dice.pick([120, 180, 200, 250, 300, 350, 420, 600, 850]))
        if slot == "pounds":
            return f"£{dice.pick([85, 140, 180, 240, 310, 375, 460, 620, 780, 950])}"
        if slot == "kpounds":
            return f"£{dice.pick([4, 6, 8, 11, 14, 18, 22, 26, 30, 40])}k"
        if slot == "phone":
            return phone(dice)
        if slot == "agent":
            return dice.pick(self.names("agents"))
        return dice.pick(self.slot(slot))


def phone(dice: Dice) -> str:
    """A number from the ranges that Ofcom keeps for drama, so that nobody can be rung."""
    last = dice.integer(0, 999)
    return f"07700 900{last:03d}" if dice.chance(0.5) else f"01632 960{last:03d}"


def after_opener(opener: str, sentence: str) -> str:
    """The sentence behind "Look,": in lower case unless a name or an I begins it."""
    if opener.endswith((".", "?", "!")) or I_WORDS.match(sentence):
        return f"{opener} {sentence}"
    return f"{opener} {sentence[:1].lower()}{sentence[1:]}"


def careless(sentence: str, dice: Dice) -> str:
    """The sentence as somebody types it between two customers at the counter."""
    style = dice.integer(0, 3)
    if style == 0:
        return sentence.replace("'", "").rstrip(".")
    if style == 1:
        return sentence[:1].lower() + sentence[1:].rstrip(".")
    if style == 2:
        return re.sub(r"\bI\b", "i", sentence.lower()).rstrip(".")
    words = sentence.split(" ")
    at = dice.integer(0, len(words) - 1)
    word = words[at]
    if len(word) > 4 and word.isalpha():
        swap = dice.integer(1, len(word) - 3)
        words[at] = word[:swap] + word[swap + 1] + word[swap] + word[swap + 2 :]
    return " ".join(words)
