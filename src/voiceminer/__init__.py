"""voiceminer: what customers said, ranked by the deals it touched.

>>> import voiceminer as vm
>>> result = vm.mine(vm.read_records([{"text": "…"}, …]))  # doctest: +SKIP

Nothing heavy is imported until a name is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voiceminer.clustering import LeidenClusterer
    from voiceminer.data import Corpus, MiningResult, Taxonomy
    from voiceminer.embedding import StoredVectors
    from voiceminer.errors import VoiceminerError
    from voiceminer.impact import rank_topics
    from voiceminer.impact.estimator import DealImpact
    from voiceminer.pipeline import assign, compare, curate, listen, mine, run, weigh
    from voiceminer.reading import read_corpus, read_frame, read_records
    from voiceminer.settings import Settings
    from voiceminer.store import load_run
    from voiceminer.taxonomy import read_taxonomy

_HOME = {
    "Corpus": "data",
    "DealImpact": "impact.estimator",
    "LeidenClusterer": "clustering",
    "MiningResult": "data",
    "Settings": "settings",
    "StoredVectors": "embedding",
    "Taxonomy": "data",
    "VoiceminerError": "errors",
    "assign": "pipeline",
    "compare": "pipeline",
    "curate": "pipeline",
    "listen": "pipeline",
    "load_run": "store",
    "mine": "pipeline",
    "rank_topics": "impact",
    "read_corpus": "reading",
    "read_frame": "reading",
    "read_records": "reading",
    "read_taxonomy": "taxonomy",
    "run": "pipeline",
    "weigh": "pipeline",
}

__all__ = [
    "Corpus",
    "DealImpact",
    "LeidenClusterer",
    "MiningResult",
    "Settings",
    "StoredVectors",
    "Taxonomy",
    "VoiceminerError",
    "assign",
    "compare",
    "curate",
    "listen",
    "load_run",
    "mine",
    "rank_topics",
    "read_corpus",
    "read_frame",
    "read_records",
    "read_taxonomy",
    "run",
    "weigh",
]


def __getattr__(name: str) -> Any:
    """Import a public name where it is first used (PEP 562)."""
    if name in _HOME:
        return getattr(importlib.import_module(f"voiceminer.{_HOME[name]}"), name)
    raise AttributeError(f"module 'voiceminer' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
