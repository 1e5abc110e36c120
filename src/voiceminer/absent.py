"""Modules that are taken for not installed, while another is imported that can do without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Refusing(MetaPathFinder):
    """Finds nothing, but says of some modules that there are none."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:  # noqa: ARG002  # Python's signature
        if fullname in self._names:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Importing any of these top-level modules fails as if it were not installed.

    A module that is loaded already stays what it is. (None in `sys.modules` would do as well
    for Python, but numeric libraries look there for PyTorch and expect a module.)
    """
    finder = _Refusing(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
