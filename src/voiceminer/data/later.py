"""A call that is put off until its result is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Q = TypeVar("Q")


class Later(Generic[Q]):
    """What an engine hands back that has nobody else to give the call to."""

    def __init__(self, function: Callable[..., Q], *given: object) -> None:
        self._function, self._given = function, given

    def result(self) -> Q:
        """What the function gives; each time anew."""
        return self._function(*self._given)
