"""A trained pipeline is used where one is installed. A rule stands in for its statistics."""

from voiceminer.voice.redaction import recognised

PACKAGE = """
import spacy

def load(exclude=()):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": [{"ORTH": "Xanthe"}, {"ORTH": "Quist"}]},
                        {"label": "ORG", "pattern": "Zork"}])
    return nlp
"""


def test_people_whom_an_installed_pipeline_recognises_go(make, monkeypatch, tmp_path):
    text = "The import that Xanthe Quist and Zork have is not what we are paying for"
    assert make.said(text) == text
    (tmp_path / "en_core_tiny").mkdir()
    (tmp_path / "en_core_tiny" / "__init__.py").write_text(PACKAGE)
    info = tmp_path / "en_core_tiny-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: en-core-tiny\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[spacy_models]\nen_core_tiny = en_core_tiny\n")
    monkeypatch.syspath_prepend(tmp_path)
    recognised._installed.cache_clear()
    try:
        assert make.said(text) == text.replace("Xanthe Quist", "[PERSON_1]")
    finally:
        recognised._installed.cache_clear()
        recognised._pipeline.cache_clear()
