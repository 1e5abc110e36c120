"""Keyed digests that stand for ids: the same id has the same one, and none leads back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """`person-3f2a61c09b7ed418`: a digest under a key that no run folder holds."""

    key: bytes

    @classmethod
    def keyed_by(cls, secret_texts: Iterable[str]) -> Pseudonyms:
        """Pseudonyms whose key is drawn from the raw texts.

        The raw texts are what a run never holds. File hashes would not do: they stand in the
        manifest, and whoever has them could try e-mail addresses until a pseudonym comes out.
        The order of the texts does not matter.
        """
        digest = hashlib.blake2b(b"voiceminer pseudonyms", digest_size=32)
        for text in sorted(
            hashlib.blake2b(t.encode(), digest_size=16).digest() for t in secret_texts
        ):
            digest.update(text)
        return cls(digest.digest())

    def of(self, raw: str, prefix: str) -> str:
        """The pseudonym: 64 bits, so that ten million ids do not meet (1 in 370,000)."""
        # BLAKE2 with a key is a keyed hash by itself (RFC 7693), and quicker than an HMAC
        digest = hashlib.blake2b(raw.encode(), key=self.key, digest_size=8)
        return f"{prefix}-{digest.hexdigest()}"
