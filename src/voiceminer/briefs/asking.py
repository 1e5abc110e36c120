"""What kind of answer a question asks for, by its form, and what has to be known to give it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form of question: its short name, what to get first to answer it, and from whom."""

    name: str
    pattern: re.Pattern[str]
    first: str
    whom: str


def _form(name: str, pattern: str, first: str, whom: str) -> Form:
    return Form(name, re.compile(pattern, re.IGNORECASE), first, whom)


# Tried in order, the narrow before the wide. English only: another language asks otherwise.
FORMS = (
    _form("how long", r"\bhow (?:long|soon|quick|quickly|fast|many (?:hours|days|weeks|months))\b",
          "how long it took the customers who have it behind them", "whoever delivers it"),
    _form("when", r"\bwhen (?:will|can|do|does|is|are|would|could|did|should)\b|\bby what date\b"
          r"|\bany (?:date|timeline|eta)\b",
          "a date that holds, or the reason why there is none", "whoever plans it"),
    _form("how much", r"\bhow much\b|\bwhat (?:does|do|would|will|is) .*\b(?:cost|price|fee)"
          r"|\b(?:price|pricing|cost|fees?)\b",
          "what customers of their size paid in the end, extras included",
          "whoever signs off offers"),
    _form("how many", r"\bhow (?:many|often)\b",
          "the limits as they are in force", "the product's owner"),
    _form("who else has it", r"\b(?:reference|case stud|someone (?:like|our)"
          r"|anyone (?:like|our|else)|other customers?|similar (?:compan|customer|size))",
          "which customer like them agrees to speak", "the account managers"),
    _form("who does it",
          r"\bwho(?:'s| is| does| do| will| would| can| pays?| moves?| has| gets?)\b|\bwhose\b",
          "who does which part, they or we", "whoever delivers it"),
    _form("where it is kept",
          r"\bwhere\b.{0,30}\b(?:data|stored|kept|hosted|servers?)\b|\bhosted\b"
          r"|\bdata cent(?:er|re)\b",
          "where it is, named exactly", "whoever runs it"),
    _form("why", r"\bwhy\b|\bwhat (?:happened|went wrong|is going on)\b|\bhow come\b",
          "the cause, in a sentence that a customer would accept", "support"),
    _form("whether it can", r"\b(?:can|could|does|do|will|would|is|are|may)\b.{0,30}\b(?:support|"
          r"integrat|connect|work with|import|export|sync|handle|possible|able|allow|option|way)",
          "what works today, what is planned and what is not", "the product's owner"),
    _form("how it works", r"\bhow (?:do|does|can|could|would|will|is|are|to|come)\b",
          "the steps as a customer takes them", "whoever trains customers"),
)  # fmt: skip


def form_of(text: str) -> Form | None:
    """The form of a question; None where it has none of these."""
    return next((form for form in FORMS if form.pattern.search(text)), None)
