"""The words of a seller's call note: terse, reported speech, several pains, own next steps."""

from __future__ import annotations

from demo.dice import Dice
from demo.moments import Document, Line
from demo.phrases import Bank
from demo.world import PAINS

Marks = list[tuple[str, str]]
OURS = "our action"  # what the seller did or will do: no customer's statement


def write_note(document: Document, bank: Bank) -> None:
    """Fill in subject and text; the marks are the fragments in the order of the note."""
    dice = Dice("note", document.account.id, document.at.isoformat())
    contact, owner = document.contact, document.account.owner
    document.subject = bank.talk("agent.task_subjects", contact=contact.first)
    marks: Marks = [
        (pain, part) for pain in document.pains for part in _parts(pain, bank, dice, contact.first)
    ]
    if document.mood == "last days":
        marks.append(_ending(document, bank, contact.first))
    for kind, chance in (("note_filler", 0.25), ("note_praise", 0.06)):
        if dice.chance(chance) or not marks:
            marks.append((kind, bank.talk(f"agent.{kind}", contact=contact.first)))
    if dice.chance(0.3):
        marks = dice.shuffled(marks)
    for pain in document.pains[:1]:
        if dice.chance(0.35 * PAINS[pain]["answered"]):
            answer = bank.pain(pain, "answers")
            marks.append((OURS, f"told {contact.first}: {answer[:1].lower()}{answer[1:]}"))
    if dice.chance(0.5):
        marks.append((OURS, bank.talk("agent.next_steps", owner=owner)))
    frame = bank.talk("agent.note_frame", contact=contact.first) if dice.chance(0.4) else ""
    text = _joined(frame, marks, dice)
    document.lines.append(Line("note", text, tuple(marks)))


def _led(fragment: str, first: str, dice: Dice) -> str:
    """The fragment as it stands, or behind the few words that a seller puts before it."""
    lead = dice.pick([f"{first}: ", "also: ", "again: ", "came up: ", "(!) "])
    return lead + fragment if dice.chance(0.3) else fragment


def _parts(pain: str, bank: Bank, dice: Dice, first: str) -> list[str]:
    """What one pain leaves in a note: fragments, sometimes the customer's own sentence."""
    parts = [_led(bank.pain(pain, "notes"), first, dice)]
    if dice.chance(0.30):
        sentence = bank.pain(pain, "sales")
        parts[0:] = [
            dice.pick(['"{}"', 'quote: "{}"', 'said "{}"', "his words: {}"]).format(sentence)
        ]
    if dice.chance(0.25):
        parts.append(bank.pain(pain, "notes"))
    if dice.chance(0.12):
        ask = bank.pain(pain, "asks")
        parts.append(f"asked: {ask[:1].lower()}{ask[1:]}")
    return parts


def _ending(document: Document, bank: Bank, contact: str) -> tuple[str, str]:
    outcome = document.deal.outcome if document.deal else ""
    kind = {"won": "go_ahead", "lost": "decided"}.get(outcome, "shelved")
    return kind, bank.talk(f"agent.note_{kind}", contact=contact)


def _joined(frame: str, marks: Marks, dice: Dice) -> str:
    parts = [part for _, part in marks]
    style = dice.integer(0, 3)
    if style == 0:
        return "\n".join([*([frame] if frame else []), *(f"- {part}" for part in parts)])
    if style == 1:
        return f"{frame} {'; '.join(parts)}".strip()
    stopped = [part if part[-1] in '.?!"' else part + "." for part in parts]
    if style == 2:
        return "\n".join([*([frame] if frame else []), *stopped])
    return " ".join([*([frame] if frame else []), *stopped])
