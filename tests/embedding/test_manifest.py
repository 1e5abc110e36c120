from __future__ import annotations

import hashlib

import pytest

from voiceminer.embedding import Model, check, manifest, shipped_model
from voiceminer.errors import ModelError
from voiceminer.resources import shipped


@pytest.fixture
def model() -> Model:
    sha256 = hashlib.sha256(b"weights").hexdigest()
    return Model(source="here", licence="MIT", shipped=False, files={"model.onnx": sha256})


def test_the_shipped_models_are_what_the_manifest_says():
    names = {name for name, model in manifest().items() if model.shipped}
    assert names == {"minilm-int8", "minilm-static"}
    for name in names:
        folder = shipped_model(name)
        assert {p.name for p in folder.iterdir()} == {*manifest()[name].files, "README.md"}


def test_nothing_is_shipped_that_the_manifest_does_not_name():
    folders = {p.name for p in shipped("models").iterdir() if p.is_dir()}
    assert folders <= manifest().keys()


def test_every_model_names_source_and_licence_and_each_card_repeats_the_licence():
    for name, model in manifest().items():
        assert model.source
        assert model.licence == "Apache-2.0"
        if model.shipped:
            card = (shipped("models") / name / "README.md").read_text(encoding="utf-8")
            assert "license: apache-2.0" in card


def test_the_right_file_passes(tmp_path, model):
    (tmp_path / "model.onnx").write_bytes(b"weights")
    check(tmp_path, model, remedy="Fetch it again.")


def test_a_changed_file_is_refused(tmp_path, model):
    (tmp_path / "model.onnx").write_bytes(b"others")
    with pytest.raises(ModelError) as e:
        check(tmp_path, model, remedy="Fetch it again.")
    assert str(e.value) == (
        f"{tmp_path / 'model.onnx'}: not the file that models/manifest.toml names (its sha256 "
        f"begins with {hashlib.sha256(b'others').hexdigest()[:12]}, "
        f"not {model.files['model.onnx'][:12]}). Fetch it again."
    )


def test_a_missing_file_is_refused(tmp_path, model):
    with pytest.raises(ModelError) as e:
        check(tmp_path, model, remedy="Fetch it again.")
    assert str(e.value) == f"{tmp_path / 'model.onnx'}: the file is missing. Fetch it again."
