"""The words of a help-desk ticket: greetings, complaints, our replies, quoted mails, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from demo.dice import Dice
from demo.moments import Document, Line
from demo.phrases import Bank, after_opener, careless, ended, phone, with_tail
from demo.world import PAINS

# What a prospect cannot say as a user of ours yet: these come in the words of a buyer.
BUYERS = frozenset({
    "extras", "golive", "group", "lockin", "migration", "permissions", "price_level", "references",
    "security_review", "support", "term", "training",
})  # fmt: skip
# What is written about where no pain is: orders and questions, thanks, dates, nothings.
ASIDES = {"admin": 0.5, "praise": 0.18, "scheduling": 0.2, "smalltalk": 0.12}
ENDINGS = {"won": "go_ahead", "lost": "decided", "no decision": "shelved"}
Marks = list[tuple[str, str]]


def write_ticket(document: Document, bank: Bank) -> None:
    """Fill in topic, subject and messages."""
    dice = Dice("ticket", document.account.id, document.at.isoformat())
    _Ticket(document, bank, dice, dice.pick(bank.names("agents")), dice.chance(0.35)).write()


def register(document: Document, pain: str, dice: Dice) -> str:
    """Whether the customer speaks as a user of the product (`desk`) or as a buyer (`sales`)."""
    if document.deal is None:
        return "desk"
    if document.deal.kind == "Existing Business":
        return "desk" if dice.chance(0.8) else "sales"
    return "desk" if pain not in BUYERS and dice.chance(0.45) else "sales"


@dataclass(frozen=True)
class _Ticket:
    document: Document
    bank: Bank
    dice: Dice
    agent: str
    html: bool

    def write(self) -> None:
        document, dice = self.document, self.dice
        first = self._first_message()
        document.lines.append(self._mail(first, 0))
        if dice.chance(0.06):
            away = ("autoreply", self._talk("customer.autoreply"))
            document.lines.append(Line("auto", away[1], (away,), 1))
        if document.topic in {"praise", "smalltalk", "after"} and dice.chance(0.6):
            return
        minutes = self._later(0)
        document.lines.append(Line("agent", self._reply(), (), minutes, self.html))
        if dice.chance(0.12):
            document.lines.append(Line("private", self._talk("agent.private"), (), minutes + 7))
        if dice.chance(0.42):
            line = self._mail(self._second_message(), self._later(minutes), quoted=True)
            document.lines.append(line)

    def _talk(self, name: str) -> str:
        """Talk with the ticket's own people and their data in its slots."""
        document = self.document
        ours = name.startswith("agent.")
        colleague = document.account.people[-1]
        return self.bank.talk(
            name,
            contact=document.contact.first if ours else colleague.name,
            email=colleague.email,
            phone=document.contact.phone if ours else phone(self.dice),
            owner=document.account.owner,
            agent=self.agent,
        )

    def _later(self, minutes: int) -> int:
        """Minutes after the start at which somebody gets round to it, in working hours."""
        at = self.document.at + timedelta(minutes=minutes + self.dice.integer(20, 500))
        if at.hour >= 18 or at.hour < 7:
            morning = at + timedelta(days=1 if at.hour >= 18 else 0)
            at = morning.replace(hour=7 + self.dice.integer(0, 3))
        if at.weekday() == 6:
            at += timedelta(days=1)
        return int((at - self.document.at) / timedelta(minutes=1))

    def _first_message(self) -> Marks:
        document, dice, bank = self.document, self.dice, self.bank
        if not document.pains:
            topic = dice.weighted(ASIDES)
            if document.deal and document.mood == "last days":
                topic = ENDINGS[document.deal.outcome]
            document.topic, document.subject = topic, self._aside_subject(topic)
            return [(topic, self._talk(f"customer.{topic}"))]
        marks: Marks = []
        for pain in document.pains:
            manner = register(document, pain, dice)
            sentence = bank.pain(pain, manner)
            if not marks:
                self._set_subject(pain, manner, sentence)
            if marks and dice.chance(0.5):
                sentence = after_opener(self._talk("customer.connector"), sentence)
            if dice.chance(0.3):
                sentence = with_tail(sentence, bank.pain(pain, "tails"))
            marks.append((pain, sentence))
            if dice.chance(0.35):
                marks.append((pain, bank.pain(pain, dice.pick([manner, "asks"]))))
        if document.mood == "after close":
            marks.append(("after", bank.talk("customer.after")))
        return marks

    def _set_subject(self, pain: str, manner: str, sentence: str) -> None:
        """A user names the trouble; a buyer often writes under the heading of the offer."""
        self.document.topic = pain
        if self.dice.chance(0.2):
            first_words = sentence.split(" ")[: self.dice.integer(6, 9)]
            self.document.subject = " ".join(first_words).rstrip(",.")
            return
        if manner == "sales" and self.dice.chance(0.4):
            self.document.topic = "smalltalk"
            self.document.subject = self.bank.talk("customer.buyer_subjects")
        elif self.dice.chance(0.5):
            self.document.subject = self.bank.about(pain)
        else:
            self.document.subject = self.bank.pain(pain, "subjects")

    def _aside_subject(self, topic: str) -> str:
        kind = topic if topic in {"admin", "praise"} else "smalltalk"
        return self.bank.talk(f"customer.{kind}_subjects")

    def _second_message(self) -> Marks:
        pains = self.document.pains
        style = self.dice.weighted({"done": 0.4, "still": 0.35, "pain": 0.25 if pains else 0.0})
        if style == "pain":
            manner = register(self.document, pains[0], self.dice)
            return [(pains[0], self.bank.pain(pains[0], self.dice.pick([manner, "asks"])))]
        return [(style, self.bank.talk(f"customer.{style}"))]

    def _reply(self) -> str:
        """Our answer: about the matter where there is one, else a kind word."""
        pains = self.document.pains
        if pains and self.dice.chance(PAINS[pains[0]]["answered"]):
            text = f"Hi {self.document.contact.first},\n\n{self.bank.pain(pains[0], 'answers')}"
        else:
            is_fault = bool(pains) and (self.document.deal is None or pains[0] not in BUYERS)
            text = self._talk("agent.ticket" if is_fault else "agent.general")
        return f"{text}\n\n{self.agent}\nGantrove Support"

    def _mail(self, marks: Marks, minutes: int, *, quoted: bool = False) -> Line:
        """The statements as a mail: some typed in a hurry, some signed, some quoting ours."""
        dice = self.dice
        if dice.chance(0.10):
            marks = [(label, careless(text, dice)) for label, text in marks]
        texts = [text for _, text in marks]
        joint = "\n\n" if len(marks) > 2 and dice.chance(0.4) else " "
        text = joint.join([*(ended(part) for part in texts[:-1]), texts[-1]])
        if dice.chance(0.6):
            text = self._talk("customer.greeting") + "\n\n" + text
        if dice.chance(0.5):
            text += "\n\n" + self._talk("customer.thanks")
        if dice.chance(0.45):
            text += "\n" + self._signature()
        if quoted and dice.chance(0.6):
            text += self._quoted()
        return Line("customer", text, tuple(marks), minutes, self.html)

    def _quoted(self) -> str:
        before = self.document.lines[-1]
        before = before if before.who == "agent" else self.document.lines[-2]
        when: datetime = self.document.at + timedelta(minutes=before.minutes)
        stamp = f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {self.agent} wrote:"
        return f"\n\n{stamp}\n" + "\n".join(f"> {part}" for part in before.text.split("\n"))

    def _signature(self) -> str:
        person, firm = self.document.contact, self.document.account.name
        full = f"{person.name}\n{person.title}\n{firm}\nT {person.phone}\n{person.email}"
        secret = "This e-mail is confidential. If you are not the intended recipient delete it."
        styles = [
            person.first,
            f"--\n{full}",
            f"{person.name} | {firm} | {person.phone}",
            f"{person.first}\n\nSent from my iPhone",
            f"-- \n{full}\n\n{secret}",
        ]
        return self.dice.pick(styles)
