"""The systems that are known: what their exports look like, and which column is which.

A table is a system's if it has all of `needs` (alternatives parted by `|`). Tried in order, the
first that fits is it; a system's own candidates come before those of `fields`. Adding a system is
adding an entry here and a fixture to its test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceminer.data import Kind
from voiceminer.reading.fields import What


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One shape of one system's export.

    Attributes
    ----------
    name : str
        As it is shown.
    what : str
        What a row is.
    kind : str
        Kind of document, for rows that are documents or parts of them.
    needs : str
        Words that all have to be among the header's keys; `a|b` is one of both.
    part : str
        The list inside a JSON record that the table has to be; empty for any.
    fields : mapping of field to candidates
        `key@selector=value`: of parallel lists, the item of `key` where `selector` has the value.
    role : str
        Whose every row is, where no column says so.
    words : mapping of field to code to word
        What the system's numbers stand for.
    why : str
        Of a table that is of no use (`what` is nothing), the sentence that says so.
    only : str
        `key=a|b`: rows in whose column `key` other words stand are events, not records; `-` is
        the empty cell.
    """

    name: str
    what: What
    needs: str
    kind: Kind = "ticket"
    part: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    why: str = ""
    only: str = ""
