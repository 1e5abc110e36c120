"""`brief.json` and front matter: what programs read of the briefs."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from briefs_world import STATES, World

from voiceminer.briefs import briefs_of
from voiceminer.briefs.machine import schema
from voiceminer.data import Rows
from voiceminer.data.curation import Curated, Taxonomy

PUBLISHED = Path(__file__).parents[2] / "docs" / "brief.schema.json"
TEXTS = tomllib.loads((Path(__file__).parents[1] / "injection.toml").read_text("utf-8"))["text"]


def front(page: str) -> dict[str, object]:
    return yaml.safe_load(re.match(r"\A---\n(.*?)\n---\n", page, re.DOTALL)[1])


@pytest.mark.parametrize("state", STATES)
def test_the_file_keeps_to_its_published_schema(results, state) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(schema()))
    made = json.loads(briefs_of(results[state]).pages["brief.json"])
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(made, published, jsonschema.Draft202012Validator)
    assert len(made["topics"]) == len(results[state].impact.effects)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**made, "topics": [{"topic_id": 3}]}, published)


def test_the_file_says_what_the_pages_say(results) -> None:
    made = briefs_of(results["outcomes"])
    topic = json.loads(made.pages["brief.json"])["topics"][0]
    page = made.pages[topic["brief"]]
    assert f"**{topic['counts']['deals']} of 60 deals**" in page
    assert topic["place"] == {"rank": 1, "first": 1, "last": 2, "of": 6}
    assert topic["effect"]["level"] == 0.9
    assert {m["measure"] for m in topic["money"]} == {"touched", "signed", "at stake"}
    assert len(topic["open_deals"]) == topic["counts"]["open_deals"] > 0
    verbatims = {v.id: v.text for v in results["outcomes"].heard.voice.verbatims}
    for quote in topic["quotes"]:
        source = quote["source"]
        said = verbatims[source["verbatim_id"]][source["start"] : source["end"]]
        assert said == quote["text"]
    assert len(topic["quotes"]) >= 3


def test_every_recommendation_names_its_evidence(results) -> None:
    made = briefs_of(results["outcomes"])
    topics = json.loads(made.pages["brief.json"])["topics"]
    all_of_them = [(t, r) for t in topics for r in t["recommendations"]]
    assert {r["whom"] for _, r in all_of_them} == {"sales", "marketing"}
    for topic, r in all_of_them:
        evidence = r["evidence"]
        assert 0 < len(evidence["rows"]) <= evidence["rows_in_all"]
        rows = [
            (e.file, e.row)
            for e in made.evidence
            if e.page == topic["brief"] and e.reference == str(evidence["reference"])
        ]
        if evidence["reference"] is not None:
            assert [(s["file"], s["row"]) for s in evidence["rows"]] == rows[:5]
    assert any(r["evidence"]["reference"] for _, r in all_of_them)


def test_a_brief_opens_with_front_matter(results) -> None:
    made = briefs_of(results["outcomes"])
    page = made.pages["briefs/t-00000003-single-sign-on.md"]
    assert {k: str(v) for k, v in front(page).items()} == {
        "title": "Single sign-on",
        "topic_id": "t-00000003",
        "as_of": "2026-11-20",
        "grade": "not known yet",
        "status": "draft",
    }
    assert "\n# Single sign-on" in page
    undated = briefs_of(results["documents"]).pages["briefs/t-00000003-single-sign-on.md"]
    assert "as_of" not in front(undated)


def test_an_approved_brief_says_so() -> None:
    world = World().result()
    curated = Rows.gather(Curated, [Curated(topic_id="t-00000001", status="approved")])
    object.__setattr__(world, "taxonomy", Taxonomy(topics=curated))
    pages = briefs_of(world).pages
    briefs = {p.split("/")[1][:10]: front(t) for p, t in pages.items() if p.startswith("briefs/")}
    assert briefs["t-00000001"]["status"] == "approved"
    assert briefs["t-00000002"]["status"] == "draft"
    topics = json.loads(pages["brief.json"])["topics"]
    assert [t["status"] for t in topics[:3]] == ["draft", "approved", "draft"]


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t["name"])
def test_hostile_labels_stay_one_text_in_front_matter_and_json(text) -> None:
    made = briefs_of(World(labels={0: text["text"]}).result())
    page = next(t for p, t in made.pages.items() if p.startswith("briefs/t-00000000"))
    meta = front(page)
    assert set(meta) == {"title", "topic_id", "as_of", "grade", "status"}
    assert meta["status"] == "draft"
    assert made.pages["brief.json"].isascii()
    assert "<" not in made.pages["brief.json"]
    assert json.loads(made.pages["brief.json"])["topics"][0]["label"] == text["text"]
