"""Hand-written phrases made into sentences: decks dealt evenly, choices made, slots filled."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from demo.dice import Dice

HERE = Path(__file__).parent
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
# how often a phrase is introduced by what it is about: one that needs it, one that does not
NAMED_VAGUE = 0.95
NAMED_PLAIN = 0.2
NUMBERS: dict[str, tuple[str, list[int | str], str]] = {
    "n": ("", ["two", "three", "four", 3, 4, 5, "six", 7], ""),
    "nn": ("", [11, 12, 14, 15, 18, 20, 22, 25, 30, 35, 40, 45, 60], ""),
    "hhh": ("", [120, 180, 200, 250, 300, 350, 420, 600, 850], ""),
    "pounds": ("£", [85, 140, 180, 240, 310, 375, 460, 620, 780, 950], ""),
    "kpounds": ("£", [4, 6, 8, 11, 14, 18, 22, 26, 30, 40], "k"),
}
# one person's small words and another's
SAME = [
    ("can't", "cannot"), ("isn't", "is not"), ("doesn't", "does not"), ("don't", "do not"),
    ("won't", "will not"), ("we've", "we have"), ("We've", "We have"), ("it's", "it is"),
    ("It's", "It is"), ("that's", "that is"), ("I've", "I have"), ("I'd like", "I would like"),
    ("they're", "they are"), ("nobody", "no one"), ("Nobody", "No one"),
    ("somebody", "someone"), ("percent", "%"), ("need to", "have to"),
    ("at the moment", "right now"), ("really", "actually"), ("perhaps", "maybe"),
    ("the office", "the back office"), ("customer", "client"), ("customers", "clients"),
]  # fmt: skip
# how one seller abbreviates and another does not
NOTE_SAME = [
    ("wants", "needs"), ("w/", "with"), ("customers", "custs"),
    ("customer", "cust"), ("month", "mth"), ("years", "yrs"), ("doesn't", "does not"),
    ("can't", "cannot"), ("won't", "will not"), ("worried", "concerned"), ("+", "and"),
    ("&", "and"), ("machines", "kit"), ("invoice", "inv"), ("needs", "wld like"),
    ("drivers", "lads"),
    ("depots", "branches"), ("never", "nvr"), ("supplier", "vendor"), ("weekly", "every wk"),
    ("contract", "agreement"), ("before", "b4"), ("because", "bc"), ("not", "NOT"),
    ("number", "no."), ("people", "ppl"), ("wants", "after"),
]  # fmt: skip
# words that keep their capital behind "Look,"
NAMES = re.compile(
    r"(I|I'[a-z]+|[A-Z]{2,}\w*|Christmas|Dublin|Irish|Hyrebase|Rentoria|Depotwise|YardPilot|Harrowgill"
    r"|Castle|Tallybrook|Ledgerline|Sumwell|Tarrow|Ellbeck|[A-Z]\w+day|Spring|November|March)\b"
)


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
        """The pains that have phrases."""
        return sorted(self._pains)

    def label(self, pain: str) -> str:
        """What a person would call the pain."""
        return self._pains[pain]["label"][0]

    def names(self, name: str) -> list[str]:
        """Parts of invented names of people and firms."""
        return self._talk[f"names.{name}"]

    def slot(self, name: str) -> list[str]:
        """What may stand in a slot."""
        return self._talk[f"slots.{name}"]

    def talk(self, name: str, **known: str) -> str:
        """The next phrase of talk that is no pain, filled."""
        in_note = "note" in name or "next_steps" in name
        return self._filled(self._dealt("talk", name, self._talk[name]), known, in_note)

    def pain(self, pain: str, register: str, **known: str) -> str:
        """The next phrase of a pain in a register, filled; of `asks` without its kind.

        A phrase behind a tilde is not understood alone, so the matter is named with it.
        """
        phrase = self._dealt(pain, register, self._pains[pain][register])
        if register == "asks":
            phrase = phrase.partition("|")[2].strip()
        in_note = register == "notes"
        said = self._filled(phrase.removeprefix("~").strip(), known, in_note)
        said = run_on(said, self.dice, in_note)
        framed = f"frames.{register}" in self._talk
        if framed and self.dice.chance(NAMED_VAGUE if phrase.startswith("~") else NAMED_PLAIN):
            return self._named(pain, register, said)
        return said

    def _named(self, pain: str, register: str, said: str) -> str:
        """The sentence with what it is about in front, as people name it who write in a hurry."""
        in_note = register == "notes"
        matter = self._dealt(pain, "about", self._pains[pain]["about"])
        about = self._filled(matter, {}, in_note)
        frame = self._dealt("frames", register, self._talk[f"frames.{register}"])
        if frame.startswith("{about}") and not in_note:
            about = about[:1].upper() + about[1:]
        before, _, after = frame.partition("{said}")
        return before.replace("{about}", about) + lowered(said) + after.replace("{about}", about)

    def about(self, pain: str) -> str:
        """What the pain is about in two to six words, as a subject line has it."""
        matter = self._filled(self._dealt(pain, "about", self._pains[pain]["about"]), {}, False)
        return matter[:1].upper() + matter[1:]

    def _dealt(self, owner: str, name: str, phrases: list[str]) -> str:
        deck = self._decks.setdefault((owner, name), [])
        if not deck:
            deck.extend(self.dice.shuffled(phrases))
        return deck.pop()

    def _filled(self, phrase: str, known: dict[str, str], in_note: bool) -> str:
        """The phrase with its choices made; notes keep their small letters and own slots."""
        while match := CHOICE.search(phrase):
            choice = self.dice.pick(match[1].split("|"))
            phrase = phrase[: match.start()] + choice + phrase[match.end() :]
        starts_open = phrase.startswith("{") and not in_note
        filled = SLOT.sub(lambda slot: known.get(slot[1]) or self._value(slot[1], in_note), phrase)
        if in_note or self.dice.chance(0.4):
            filled = self._reworded(filled, NOTE_SAME if in_note else SAME)
        return filled[:1].upper() + filled[1:] if starts_open else filled

    def _reworded(self, text: str, same: list[tuple[str, str]]) -> str:
        """The text with some of its small words said the other way, as another person would."""
        for one, other in same:
            if one in text and self.dice.chance(0.4):
                text = re.sub(rf"(?<![\w']){re.escape(one)}(?![\w'])", other, text)
        return text

    def _value(self, slot: str, in_note: bool) -> str:
        dice = self.dice
        if slot == "phone":
            return phone(dice)
        if slot == "agent":
            return dice.pick(self.names("agents"))
        if slot in NUMBERS:
            before, numbers, after = NUMBERS[slot]
            return f"{before}{dice.pick(numbers)}{after}"
        noted = self._talk.get(f"slots.note_{slot}") if in_note else None
        return dice.pick(noted or self.slot(slot))


def phone(dice: Dice) -> str:
    """A number from the ranges that Ofcom keeps for drama, so that nobody can be rung."""
    last = dice.integer(0, 999)
    return f"07700 900{last:03d}" if dice.chance(0.5) else f"01632 960{last:03d}"


def lowered(sentence: str) -> str:
    """The sentence in lower case unless a name or an I begins it."""
    return sentence if NAMES.match(sentence) else sentence[:1].lower() + sentence[1:]


def after_opener(opener: str, sentence: str) -> str:
    """The sentence behind "Look,"."""
    ends = opener.endswith((".", "?", "!"))
    return f"{opener} {sentence if ends else lowered(sentence)}"


def run_on(text: str, dice: Dice, in_note: bool) -> str:
    """Short sentences strung together by commas and dashes, as people talk and type."""
    if in_note:
        return text.replace(" - ", ", ")
    parts = re.split(r"\.\.? (?=[A-Z])", text)
    text = parts[0]
    for part in parts[1:]:
        text += (
            f"{dice.pick([', ', ' - ', ', '])}{lowered(part)}" if dice.chance(0.9) else f". {part}"
        )
    return text


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


def ended(sentence: str) -> str:
    """The sentence with a full stop where another one follows."""
    return sentence if sentence[-1] in ".?!" else sentence + "."


def with_tail(sentence: str, tail: str) -> str:
    """One more clause behind the sentence, unless it asks or has run on already."""
    if sentence.endswith("?") or " - " in sentence:
        return sentence
    return f"{sentence.rstrip('.!')} - {lowered(tail)}"
