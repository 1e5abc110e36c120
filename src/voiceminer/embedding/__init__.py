"""Passages to unit vectors: four encoders, vectors of one's own, and a cache round any of them."""

from voiceminer.embedding.adaptive import AdaptiveEncoder
from voiceminer.embedding.cached import Cached
from voiceminer.embedding.choice import encoder_again, encoder_for
from voiceminer.embedding.manifest import Model, check, manifest, shipped_model
from voiceminer.embedding.onnx import OnnxEncoder
from voiceminer.embedding.static import StaticEncoder
from voiceminer.embedding.stored import StoredVectors
from voiceminer.embedding.transformer import TransformerEncoder
from voiceminer.embedding.vectors import embeddings_of

__all__ = [
    "AdaptiveEncoder",
    "Cached",
    "Model",
    "OnnxEncoder",
    "StaticEncoder",
    "StoredVectors",
    "TransformerEncoder",
    "check",
    "embeddings_of",
    "encoder_again",
    "encoder_for",
    "manifest",
    "shipped_model",
]
