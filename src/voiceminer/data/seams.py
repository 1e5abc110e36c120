"""The seams: what an encoder and an engine have to be. One method each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

P = TypeVar("P")
Q = TypeVar("Q")
R_co = TypeVar("R_co", covariant=True)

Progress = Callable[[str, int, int], None]
"""Called with the job's name, what is done and what there is in all."""


class Encoder(Protocol):
    """Turns texts into vectors. A text's vector never depends on its neighbours."""

    @property
    def revision(self) -> str:
        """`name@revision`: two encoders with one revision give equal vectors."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim)."""
        ...


class Pending(Protocol[R_co]):
    """What a function that was begun will give."""

    def result(self) -> R_co:
        """Waits for it; raises what the function raised."""
        ...


class Engine(Protocol):
    """Maps a pure function over parts, and tells how far it is."""

    @property
    def progress(self) -> Progress:
        """Whom it tells; stages that do not map report here too."""
        ...

    def map(self, job: str, function: Callable[[P], Q], parts: Sequence[P]) -> list[Q]:
        """`[function(p) for p in parts]`, in the parts' order, reported under the name `job`."""
        ...

    def begin(self, function: Callable[..., Q], *given: object) -> Pending[Q]:
        """`function(*given)` beside what follows here, if another process can have it."""
        ...
