"""What a cell says where words stand for a value: nothing, yes and no, won and lost."""

from __future__ import annotations

from voiceminer.data import Outcome

EMPTY = frozenset({"", "-", "--", "null", "none", "n/a", "na", "nan", "nil", "#n/a",
                   "000000000000000aaa", "000000000000000"})  # fmt: skip
_YES = frozenset(
    [
        "true",
        "1",
        "1.0",
        "yes",
        "y",
        "x",
        "t",
        "sí",
        "si",
        "ja",
        "oui",
        "sim",
        "sì",
        "tak",
        "はい",
        "on",
    ]
)
_NO = frozenset(["false", "0", "0.0", "no", "n", "f", "nein", "non", "não", "nie", "いいえ", "off"])

# Stems, in the languages that FORMATS lists; the first that is found in the text decides.
# "closed" alone says nothing: a deal is closed both when won and when lost.
_OUTCOMES: tuple[tuple[Outcome, tuple[str, ...]], ...] = (
    (
        "no decision",
        ("no decision", "keine entscheidung", "sin decisión", "sans décision", "omitted", "stalled",
         "abandoned", "disqualified", "cancelled", "canceled", "deleted"),
    ),
    (
        "lost",
        ("lost", "verloren", "perdid", "perdu", "pers", "przegran", "失注", "closed no", "churned"),
    ),
    (
        "won",
        ("won", "gewonnen", "ganad", "gagné", "gagne", "vint", "ganho", "ganha", "wygran", "受注",
         "closed yes", "signed contract"),
    ),
)  # fmt: skip
_OPEN = (
    "open", "prospect", "qualif", "discover", "demo", "proposal", "negotiat", "engag", "pipeline",
    "best case", "commit", "new", "lead", "evaluat", "contact", "quote", "trial", "poc", "pending",
    "in progress", "offen", "abiert", "ouvert", "needs analysis", "value proposition",
    "perception", "decision mak", "presentation", "appointment", "scoping",
)  # fmt: skip


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing: blank, or what systems write for a missing value."""
    return cell.strip().casefold() in EMPTY


def flag(cell: str) -> bool | None:
    """Yes or no as systems and languages write them; None for anything else."""
    word = cell.strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def outcome_of(
    *, won: str = "", closed: str = "", words: tuple[str, ...] = (), probability: str = ""
) -> Outcome:
    """A deal's outcome: explicit flags, then words (status before stage), then the probability.

    A probability of 100 or 0 % decides only where the deal is said to be closed.
    """
    is_won, is_closed = flag(won), flag(closed)
    if is_won:
        return "won"
    if is_closed is False:
        return "open"
    for word in words:
        said = _said(word)
        if said is not None and not (said == "open" and is_closed):
            return said
    if is_closed:
        return "lost" if is_won is False or _percent(probability) == 0 else "unknown"
    return "unknown"


def _said(text: str) -> Outcome | None:
    """What a status or stage says of the outcome, if anything."""
    word = " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
    if not word or word in EMPTY:
        return None
    joined = word.replace(" ", "")
    if joined in {"closedwon", "closedlost"}:
        return "won" if joined == "closedwon" else "lost"
    for outcome, stems in _OUTCOMES:
        if any(_begins(word, stem) for stem in stems):
            return outcome
    return "open" if any(_begins(word, stem) for stem in _OPEN) else None


def _begins(text: str, stem: str) -> bool:
    """Whether a word of the text begins with the stem; scripts without spaces: anywhere."""
    return f" {text}".find(f" {stem}") >= 0 or (not stem.isascii() and stem in text)


def _percent(cell: str) -> float | None:
    try:
        return float(cell.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None
