"""Everything that the method page says: the settings that matter, covariates, controls."""

from __future__ import annotations

from voiceminer import noise
from voiceminer.briefs import figures
from voiceminer.briefs.casebook import Casebook
from voiceminer.briefs.counting import NOUNS
from voiceminer.briefs.printing import Name


def method_of(book: Casebook) -> dict[str, object]:
    """The facts of the method page, by the names that its template uses."""
    result, settings = book.result, book.result.settings.impact
    landmarks = next((c for c in result.impact.controls if c.name == "landmarks"), None)
    nobodys = sum(side == "unknown" for side in result.heard.passages.column("side"))
    return {
        "basis": result.impact.basis,
        "unit": book.unit,
        "unit_words": NOUNS[book.unit],
        "passages": figures.count("passages", len(result.heard.passages)),
        "nobodys": figures.count("unnamed_passages", nobodys) if nobodys else None,
        "encoder": Name(result.heard.embeddings.encoder),
        "topics": figures.count("topics", len(result.topics.topics)),
        "lookback": figures.count("lookback_days", settings.lookback_days),
        "gap": figures.count("gap_days", settings.gap_days),
        "landmarks": figures.count(
            "landmarks", int(landmarks.value) if landmarks else settings.landmarks
        ),
        "level": figures.percent("level", settings.level),
        "supported": figures.percent("supported", settings.supported),
        "suggestive": figures.percent("suggestive", settings.suggestive),
        "margin": figures.count("no_difference_points", round(100 * settings.no_difference)),
        "errors": figures.spelled(figures.count("errors_apart", int(noise.ERRORS))),
        "points": figures.spelled(figures.count("points_apart", round(100 * noise.POINTS))),
        "answers": result.answers.known,
        "chance": figures.percent("answer_chance", result.settings.answers.chance),
        "pages": figures.count("own_pages", result.answers.pages) if result.answers.pages else None,
        "pages_chance": figures.figure(
            "pages_chance",
            result.settings.answers.pages_chance,
            f"{100 * result.settings.answers.pages_chance:g} %",
            unit="1",
        ),
        "covariates": [
            {"name": Name(c.name), "used": c.used, "reason": Name(c.reason)}
            for c in result.impact.covariates
        ],
        "controls": [
            {
                "name": Name(c.name),
                "value": figures.figure("control", c.value, f"{c.value:g}", key=c.name),
                "note": Name(c.note),
            }
            for c in result.impact.controls
        ],
        "versions": [Name(f"{k} {v}") for k, v in sorted(result.versions.items())],
        "seed": figures.figure("seed", result.settings.seed, str(result.settings.seed)),
    }
