"""How often the language of a short text is told, by function words, py3langid and both.

python scripts/bench_languages.py

Texts are spaCy's example sentences in ten languages (MIT), whole and cut to four and seven words,
and the sentences of the redaction benchmark in four.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module

from redaction_set import sentences
from voiceminer.voice.language import by_function_words, identified, language_of
from voiceminer.voice.words import LANGUAGES

Text = tuple[str, str]


def sets() -> dict[str, list[Text]]:
    """Texts with their languages."""
    found: dict[str, list[Text]] = {
        "whole": [],
        "7 words": [],
        "4 words": [],
        "desk": [],
        "field": [],
    }
    for code in LANGUAGES:
        for sentence in import_module(f"spacy.lang.{code}.examples").sentences:
            words = sentence.split()
            found["whole"].append((code, sentence))
            for n in (4, 7):
                if len(words) >= n:
                    found[f"{n} words"].append((code, " ".join(words[:n])))
    for style in ("desk", "field"):
        found[style] = [(s.language, s.text) for s in sentences(style, draws=2, seed=4)]
    return found


def main() -> None:
    texts = sets()
    begun = time.process_time()
    identified("Hello")
    print(f"loading py3langid: {time.process_time() - begun:.2f} s\n")
    methods: dict[str, Callable[[str], str]] = {
        "function words": by_function_words,
        "py3langid": identified,
        "both": language_of,
    }
    print("| right / wrong | " + " | ".join(f"{k} ({len(v)})" for k, v in texts.items()), end="")
    print(" | µs a text |\n|---" + "|---" * (len(texts) + 1) + "|")
    for name, method in methods.items():
        cells = []
        begun = time.process_time()
        for told in texts.values():
            found = [(code, method(text)) for code, text in told]
            right = sum(code == got for code, got in found) / len(found)
            wrong = sum(got not in ("", code) for code, got in found) / len(found)
            cells.append(f"{right:.3f} / {wrong:.3f}")
        each = (time.process_time() - begun) / sum(map(len, texts.values()))
        print(f"| {name} | " + " | ".join(cells) + f" | {each * 1e6:.0f} |")


if __name__ == "__main__":
    main()
