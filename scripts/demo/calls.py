"""The words of a call: turns of a customer and a seller of ours, several pains in one talk."""

from __future__ import annotations

from demo.dice import Dice
from demo.moments import Document, Line
from demo.phrases import Bank, after_opener, ended, with_tail
from demo.tickets import register
from demo.world import PAINS


def write_call(document: Document, bank: Bank) -> None:
    """Fill in title and turns; one turn is one Line, several sentences long."""
    dice = Dice("call", document.account.id, document.at.isoformat())
    contact, owner = document.contact.first, document.account.owner.split()[0]
    document.subject = dice.pick(
        [
            f"{document.account.name} - Gantrove demo",
            f"Gantrove / {document.account.name}: next steps",
            f"Intro call {document.account.name}",
            f"{document.account.name} weekly",
        ]
    )
    document.lines.append(_ours(bank.talk("agent.opening", contact=contact, owner=owner)))
    _chat(document, bank, dice, "hello", owner)
    buys = document.deal is not None and document.deal.kind == "New Business"
    praise = "praise_buyer" if buys else "praise"
    if dice.chance(0.5):
        document.lines.append(_ours(bank.talk("agent.pitch")))
        _chat(document, bank, dice, dice.pick(["smalltalk", praise, "smalltalk"]), owner)
    for pain in document.pains:
        document.lines.append(_ours(bank.talk("agent.discovery")))
        _about(document, bank, dice, pain)
        if dice.chance(0.15):
            _chat(document, bank, dice, "smalltalk", owner)
    if dice.chance(0.3) or not document.pains:
        document.lines.append(_ours(bank.talk("agent.pitch")))
        _chat(document, bank, dice, dice.pick([praise, "smalltalk"]), owner)
    document.lines.append(_ours(bank.talk("agent.closing", contact=contact)))
    _chat(document, bank, dice, dice.pick(["scheduling", "smalltalk", "scheduling"]), owner)


def _ours(text: str) -> Line:
    return Line("agent", text)


def _chat(document: Document, bank: Bank, dice: Dice, kind: str, owner: str) -> None:
    text = bank.talk(f"customer.{kind}", agent=owner)
    label = {"hello": "smalltalk", "praise_buyer": "praise"}.get(kind, kind)
    speaker = _speaker(document, dice)
    document.lines.append(Line("customer", text, ((label, text),), person=speaker))


def _speaker(document: Document, dice: Dice) -> int:
    return 0 if dice.chance(0.75) else len(document.account.people) - 1


def _about(document: Document, bank: Bank, dice: Dice, pain: str) -> None:
    """A customer raises a pain in one or two turns; our side answers, or does not."""
    answered = dice.chance(PAINS[pain]["answered"])
    for turn in range(dice.integer(1, 2)):
        manner = register(document, pain, dice) if dice.chance(0.5) else "sales"
        said = [bank.pain(pain, manner)]
        if dice.chance(0.25):
            said[0] = with_tail(said[0], bank.pain(pain, "tails"))
        if dice.chance(0.28):
            said.append(bank.pain(pain, "asks"))
        spoken = list(said)
        if dice.chance(0.3):
            spoken[0] = after_opener(bank.talk("customer.opener"), said[0])
        marks = tuple((pain, sentence) for sentence in spoken)
        speaker = _speaker(document, dice)
        document.lines.append(Line("customer", " ".join(map(ended, spoken)), marks, person=speaker))
        is_last = turn > 0 or not answered
        reply = bank.talk("agent.acknowledge") if is_last else bank.pain(pain, "answers")
        document.lines.append(_ours(reply))
