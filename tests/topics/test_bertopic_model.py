"""The files of the model are a BERTopic model, and BERTopic leaves no trace in the process."""

import logging
import subprocess
import sys
import warnings

import numpy as np
import pytest


@pytest.fixture(scope="module")
def loaded(found, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    for name, content in found.model.items():
        (folder / name).write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # umap warns that TensorFlow is missing
        from bertopic import BERTopic

        return BERTopic.load(str(folder))


def test_the_model_opens_and_holds_our_topics(loaded, found):
    info = loaded.get_topic_info()
    labels = {topic.id: topic.label for topic in found.topics}
    assert sorted(info.CustomName) == sorted(labels.values())
    assert sorted(info.Count) == [5, 7, 7, 7]


def test_its_words_are_our_terms(loaded, found):
    labels = {topic.label: topic.id for topic in found.topics}
    for number, label in zip(
        loaded.get_topic_info().Topic, loaded.get_topic_info().CustomName, strict=True
    ):
        terms = [
            t.term
            for t in found.terms
            if t.topic_id == labels[label] and t.representation == "Main"
        ]
        assert [word for word, _ in loaded.get_topic(number)] == terms


def test_its_topics_can_be_drawn(loaded):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert loaded.visualize_barchart().data


def test_nothing_is_pickled(found):
    assert {name.rsplit(".", 1)[1] for name in found.model} == {"json", "safetensors"}


def test_warning_filters_and_logger_stay_as_they_were(complaints, encoder, wholly, capsys):
    log = logging.getLogger("BERTopic")
    before = (list(warnings.filters), list(log.handlers), log.propagate, log.level)
    wholly(*complaints, encoder)
    assert (list(warnings.filters), list(log.handlers), log.propagate, log.level) == before
    assert capsys.readouterr() == ("", "")


def test_our_clusterer_goes_into_a_users_own_bertopic(complaints):
    from voiceminer.clustering import LeidenClusterer

    heard, _ = complaints
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic
        from bertopic.dimensionality import BaseDimensionalityReduction

        model = BERTopic(
            hdbscan_model=LeidenClusterer(neighbours=3, resolution=0.5),
            umap_model=BaseDimensionalityReduction(),
            embedding_model=None,
        )
        topics, _ = model.fit_transform(
            heard.passages.column("text"), embeddings=heard.embeddings.vectors
        )
    assert -1 not in topics
    assert np.unique(topics).size >= 2


LEAN = """
import sys
from importlib.util import find_spec

import voiceminer as vm

topics = ("The import stops at row 40.", "Prices rose again this year.")
corpus = vm.read_records([{"id": str(n), "text": f"{topics[n % 2]} {n}"} for n in range(12)])
result = vm.mine(corpus, vm.Settings(embedding={"encoder": "static"}))
assert result.topics.model
names = ("bertopic", "umap", "hdbscan", "transformers", "sentence_transformers", "torch")
print([name for name in names if name in sys.modules or find_spec(name) is None])
"""


def test_a_bertopic_imported_after_ours_is_a_whole_one():
    """Nothing of ours stays loaded, and nothing that it did without is still refused."""
    done = subprocess.run([sys.executable, "-c", LEAN], check=False, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
