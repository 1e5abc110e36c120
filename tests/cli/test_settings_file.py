"""Settings: one place, one file that equals it, and errors that name the next step."""

import tomllib
from pathlib import Path

import pytest

from voiceminer.cli.defaults import default_file
from voiceminer.cli.settings import settings_from
from voiceminer.errors import SettingsError
from voiceminer.resources import shipped
from voiceminer.settings import Section, Settings


def test_the_default_file_is_the_defaults() -> None:
    text = (shipped("configs") / "default.toml").read_text(encoding="utf-8")
    assert text == default_file(), "run: voiceminer config > configs/default.toml"
    assert Settings.model_validate(tomllib.loads(text)) == Settings()


def test_every_setting_says_what_it_is() -> None:
    def check(section: type[Section]) -> None:
        for name, field in section.model_fields.items():
            if isinstance(field.default, Section):
                check(type(field.default))
            else:
                assert field.description, name

    check(Settings)


def test_options_win_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "v.toml"
    file.write_text("seed = 1\n[briefs]\ntop = 3\n", encoding="utf-8")
    settings = settings_from(file, {"briefs.top": 5, "seed": None})
    assert (settings.seed, settings.briefs.top) == (1, 5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sed = 1", "v.toml: there is no setting 'sed'. The nearest is 'seed'"),
        ("[briefs]\ntopp = 1", "there is no setting 'briefs.topp'. The nearest is 'top'"),
        ("seed = 'x'", "seed = 'x': input should be a valid integer"),
        ("seed = ", "v.toml: this is not TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "v.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        settings_from(file, {})
    assert sentence in str(error.value)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'voiceminer config' prints a file"):
        settings_from(tmp_path / "none.toml", {})
