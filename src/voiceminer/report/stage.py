"""The report as one page: the list, charts of it, and every brief in a drawer."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from voiceminer.data import Briefs, MiningResult
from voiceminer.errors import SettingsError
from voiceminer.report.charts import charts_of
from voiceminer.report.drawers import drawers_of
from voiceminer.report.layout import Layout
from voiceminer.report.listing import INDEX, lines_of, printed_on, unit_of
from voiceminer.report.trends import FEWEST

HERE = resources.files("voiceminer.report")
LANGUAGES = ("en", "de")


def report_of(
    result: MiningResult, briefs: Briefs, layout: Layout | None = None, *, language: str = "en"
) -> str:
    """One HTML file that needs nothing else: no request leaves it, and nothing is evaluated.

    Pure: equal arguments give equal bytes. Numbers, names and quotes are those that `briefs`
    prints, so an edition without names makes a report without them; a topic has its brief in its
    drawer if `briefs` has its page, else its figures and most typical statements.

    Parameters
    ----------
    layout : Layout, optional
        The map (see `layout_of`); without it the report says how to get one.
    language : {"en", "de"}
        Of the report's own words. Figures, money and dates follow the reader's browser.

    Raises
    ------
    SettingsError
        If the report does not speak the language.
    """
    if language not in LANGUAGES:
        raise SettingsError(
            f"language {language}: the report has no words in it. Ask for one of "
            f"{', '.join(LANGUAGES)}."
        )
    texts = _texts(language)
    lines = lines_of(result, briefs)
    data = charts_of(result, lines, layout) | {"language": language, "texts": texts["script"]}
    script = _read("vendor/charts.min.js") + "\n" + _read("assets/report.js")
    style = _read("assets/report.css")
    whole = dict(printed_on(briefs, INDEX).get("", {}))
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            t=texts,
            language=language,
            title=result.settings.briefs.title,
            edition=result.settings.briefs.edition,
            as_of=result.as_of,
            unit=unit_of(result),
            basis=result.impact.basis,
            currency=result.impact.currency,
            lines=lines,
            whole=whole,
            drawers=drawers_of(result, briefs, lines),
            mapped=layout is not None,
            effect_level=result.settings.impact.level,
            fewest=FEWEST,
            has=data["has"],
            style=Markup(style),  # noqa: S704  # ours
            script=Markup(script),  # noqa: S704  # ours
            policy=_policy(script, style),
            data=_embedded(data),
        )
    )


def _policy(script: str, style: str) -> str:
    """What the page may do: run this script, use this style sheet, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _embedded(data: dict[str, Any]) -> Markup:
    """JSON that no text in it can end: `<` never stands there.

    https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  # escaped above


def _texts(language: str) -> dict[str, Any]:
    return tomllib.loads(_read(f"texts/{language}.toml"))


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("voiceminer.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
