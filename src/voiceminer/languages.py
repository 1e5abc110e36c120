"""spaCy for its languages' rules alone: tokenizers and stop words, which need no model."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING

from voiceminer.absent import absent

if TYPE_CHECKING:
    from spacy.language import Language

# What gives spaCy a use for PyTorch: without any of them, importing it takes 2 to 3 of 4 s of
# processor time and nothing calls for it.
_ON_TORCH = (
    "spacy_transformers",
    "spacy_curated_transformers",
    "curated_transformers",
    "spacy_llm",
)


def blank_pipeline(language: str) -> Language:
    """The language's tokenizer and abbreviations: a pipeline of spaCy's without components.

    Raises
    ------
    ImportError
        If spaCy does not know the language.
    """
    with _without_torch():
        from spacy import blank

        return blank(language)


def stop_words_in(language: str) -> frozenset[str]:
    """Stop words of a language by spaCy; none where it has none for the language.

    They stand in a file of their own, which is read without importing the rest of spaCy (a
    second); a test holds it to what spaCy itself says.
    """
    spec = find_spec("spacy")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        place = Path(folder, "lang", language, "stop_words.py")
        if language.isidentifier() and place.is_file():
            return frozenset(run_path(str(place))["STOP_WORDS"])
    return frozenset()


def _without_torch() -> AbstractContextManager[None]:
    """Import without PyTorch, unless spaCy has a use for it.

    spaCy keeps what it found when it was first imported: its own wrappers of PyTorch models
    stay off in this process, as in an installation without PyTorch.
    """
    return nullcontext() if any(map(find_spec, _ON_TORCH)) else absent("torch")
