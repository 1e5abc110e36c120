"""The words of a help-desk ticket: greetings, complaints, our replies, quoted mails, signatures."""

from __future__ import annotations

from datetime import timedelta

from demo.dice import Dice
from demo.moments import Document, Line
from demo.phrases import Bank, careless, phone
from demo.world import PAINS, Person

# What a prospect cannot say as a user of ours yet: these come in the words of a buyer.
BUYERS = frozenset(
    "price_level extras term references lockin migration golive training group security_review "
    "support permissions".split()
)
Marks = list[tuple[str, str]]


def write_ticket(document: Document, bank: Bank) -> None:
    """Fill in subject and messages."""
    dice = Dice("ticket", document.account.id, document.at.isoformat())
    html = dice.chance(0.35)
    # customers' own orders and questions, thanks and nothings beside the pains
    topic = document.pains[0] if document.pains else dice.weighted(_ASIDES)
    if document.mood == "last days":
        topic = _ending(document)
    first = _first_message(document, bank, dice, topic)
    document.subject = _subject(document, bank, dice, topic)
    document.lines.append(_mail(document, bank, dice, first, 0, html))
    if dice.chance(0.06):
        away = ("autoreply", bank.talk("customer.autoreply", **_people(document, bank, dice)))
        document.lines.append(Line("auto", away[1], (away,), 1))
    if topic in {"praise", "smalltalk", "after"} and dice.chance(0.6):
        return
    minutes = dice.integer(20, 900)
    document.lines.append(Line("agent", _reply(document, bank, dice), (), minutes, html))
    if dice.chance(0.12):
        owner = document.account.owner
        note = bank.talk("agent.private", contact=document.contact.first, owner=owner)
        document.lines.append(Line("private", note, (), minutes + dice.integer(2, 60)))
    if dice.chance(0.42):
        second = _second_message(document, bank, dice)
        document.lines.append(
            _mail(document, bank, dice, second, minutes + dice.integer(30, 1200), html, quoted=True)
        )


_ASIDES = {"admin": 0.5, "praise": 0.18, "scheduling": 0.2, "smalltalk": 0.12}


def _ending(document: Document) -> str:
    deal = document.deal
    outcome = deal.outcome if deal else ""
    return {"won": "go_ahead", "lost": "decided"}.get(outcome, "shelved")


def register(document: Document, pain: str, dice: Dice) -> str:
    """Whether the customer speaks as a user of the product or as a buyer."""
    if document.deal is None:
        return "desk"
    if document.deal.kind == "Existing Business":
        return "desk" if dice.chance(0.8) else "sales"
    return "desk" if pain not in BUYERS and dice.chance(0.45) else "sales"


def _first_message(document: Document, bank: Bank, dice: Dice, topic: str) -> Marks:
    if topic not in PAINS:
        return [(topic, bank.talk(f"customer.{topic}", **_people(document, bank, dice)))]
    marks: Marks = []
    for pain in document.pains:
        manner = register(document, pain, dice)
        marks.append((pain, bank.pain(pain, manner)))
        if manner == "desk" and dice.chance(0.4):
            marks.append((pain, bank.pain(pain, "tails")))
        elif dice.chance(0.35):
            marks.append((pain, bank.pain(pain, dice.pick([manner, "asks"]))))
    if document.mood == "after close":
        marks.append(("after", bank.talk("customer.after")))
    return marks


def _second_message(document: Document, bank: Bank, dice: Dice) -> Marks:
    style = dice.weighted({"done": 0.4, "still": 0.35, "pain": 0.25})
    if style == "pain" and document.pains:
        pain = document.pains[0]
        return [(pain, bank.pain(pain, dice.pick([register(document, pain, dice), "asks"])))]
    style = "done" if style == "pain" else style
    return [(style, bank.talk(f"customer.{style}"))]


def _people(document: Document, bank: Bank, dice: Dice) -> dict[str, str]:
    """Personal data for the slots: a colleague with mail address and telephone."""
    colleague = document.account.people[-1]
    return {
        "contact": colleague.name,
        "email": colleague.email,
        "phone": phone(dice),
        "agent": dice.pick(bank.names("agents")),
    }


def _subject(document: Document, bank: Bank, dice: Dice, topic: str) -> str:
    if topic in PAINS:
        return bank.pain(topic, "subjects")
    known = {"admin", "praise"}
    return bank.talk(f"customer.{topic if topic in known else 'smalltalk'}_subjects")


def _reply(document: Document, bank: Bank, dice: Dice) -> str:
    text = bank.talk("agent.ticket", contact=document.contact.first)
    for pain in document.pains[:1]:
        if dice.chance(PAINS[pain]["answered"]):
            text += "\n\n" + bank.pain(pain, "answers")
    return f"{text}\n\n{dice.pick(bank.names('agents'))}\nGantrove Support"


def _mail(
    document: Document,
    bank: Bank,
    dice: Dice,
    marks: Marks,
    minutes: int,
    html: bool,
    *,
    quoted: bool = False,
) -> Line:
    """The statements as a mail, some typed in a hurry, some with a signature and a quoted mail."""
    if dice.chance(0.10):
        marks = [(label, careless(text, dice)) for label, text in marks]
    joint = "\n\n" if len(marks) > 2 and dice.chance(0.4) else " "
    text = joint.join(sentence for _, sentence in marks)
    agent = dice.pick(bank.names("agents"))
    if dice.chance(0.6):
        text = bank.talk("customer.greeting", agent=agent) + "\n\n" + text
    if dice.chance(0.5):
        text += "\n\n" + bank.talk("customer.thanks")
    if dice.chance(0.45):
        text += "\n" + _signature(document, document.contact, dice)
    if quoted and dice.chance(0.6):
        before = document.lines[-1]
        when = document.at + timedelta(minutes=before.minutes)
        stamp = f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {agent} wrote:"
        text += f"\n\n{stamp}\n" + "\n".join(f"> {part}" for part in before.text.split("\n"))
    return Line("customer", text, tuple(marks), minutes, html)


def _signature(document: Document, person: Person, dice: Dice) -> str:
    name = document.account.name
    full = f"{person.name}\n{person.title}\n{name}\nT {person.phone}\n{person.email}"
    return dice.pick(
        [
            f"{person.first}",
            f"--\n{full}",
            f"{person.name} | {name} | {person.phone}",
            f"{person.first}\n\nSent from my iPhone",
            f"-- \n{full}\n\nThis e-mail is confidential. If you are not the intended recipient "
            "please delete it.",
        ]
    )
