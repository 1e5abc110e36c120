"""Corpora handed in as values: a DataFrame or records, every text a customer's unless it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from voiceminer.data import Corpus
from voiceminer.errors import InputError
from voiceminer.reading.corpus import joined
from voiceminer.reading.gathered import Drafts, draft
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.mapping import FileMapping
from voiceminer.reading.recognition import Recognition, recognised
from voiceminer.reading.tables import Loaded, Table

if TYPE_CHECKING:
    import pandas as pd

    Tabular = pd.DataFrame | Sequence[Mapping[str, Any]]


def read_frame(
    df: pd.DataFrame,
    *,
    text: str,
    id: str | None = None,  # noqa: A002  # the column's own name, as in the tables
    thread: str | None = None,
    role: str | None = None,
    at: str | None = None,
    author: str | None = None,
    account: str | None = None,
    deal: str | None = None,
    kind: str | None = None,
    accounts: Tabular | None = None,
    deals: Tabular | None = None,
) -> Corpus:
    """A DataFrame's texts as a corpus.

    Parameters
    ----------
    df : DataFrame
        One row per text.
    text, id, thread, role, at, author, account, deal, kind : str
        Names of its columns. `thread` joins rows to one document. `account` and `deal` hold ids
        or names. Other columns are not looked at.
    accounts, deals : DataFrame or sequence of mappings, optional
        Read as a CRM's export is: columns are found by their names.

    Raises
    ------
    InputError
        If a column is not there, or no row has a text.
    """
    wanted = {
        "text": text, "id": id, "thread": thread, "role": role, "at": at, "author": author,
        "account": account, "deal": deal, "kind": kind,
    }  # fmt: skip
    names = [str(c) for c in df.columns]
    columns = {field: name for field, name in wanted.items() if name is not None}
    for field, name in columns.items():
        if name not in names:
            raise _missing(field, name, names)
    rows = zip(*(df[name].tolist() for name in columns.values()), strict=True)
    return _corpus(list(columns), rows, _tabled("accounts", accounts), _tabled("deals", deals))


def read_records(
    records: Iterable[Mapping[str, Any]],
    *,
    text: str = "text",
    id: str = "id",  # noqa: A002  # as in read_frame
    thread: str = "thread",
    role: str = "role",
    at: str = "at",
    author: str = "author",
    account: str = "account",
    deal: str = "deal",
    kind: str = "kind",
    accounts: Tabular | None = None,
    deals: Tabular | None = None,
) -> Corpus:
    """Records' texts as a corpus; as `read_frame`, with keys that may be missing but for `text`.

    Raises
    ------
    InputError
        If no record has a text.

    Examples
    --------
    >>> corpus = read_records([{"id": "1", "text": "The export stops after 1,000 rows."}])
    >>> [(t.role, t.text) for t in corpus.turns]
    [('customer', 'The export stops after 1,000 rows.')]
    """
    rows = list(records)
    wanted = {
        "text": text, "id": id, "thread": thread, "role": role, "at": at, "author": author,
        "account": account, "deal": deal, "kind": kind,
    }  # fmt: skip
    names = list(dict.fromkeys(str(k) for r in rows for k in r))
    if text not in names:
        raise _missing("text", text, names)
    columns = {field: name for field, name in wanted.items() if name in names}
    cells = (tuple(r.get(name) for name in columns.values()) for r in rows)
    return _corpus(list(columns), cells, _tabled("accounts", accounts), _tabled("deals", deals))


def _missing(field: str, name: str, names: Sequence[str]) -> InputError:
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"Did you mean '{near[0]}'?" if near else f"Name one with {field}=…."
    return InputError(
        f"the corpus handed in: no column '{name}'. Columns found: {', '.join(names)}. {hint}"
    )


def _corpus(
    fields: Sequence[str], rows: Iterable[Sequence[Any]], *others: tuple[Table, FileMapping] | None
) -> Corpus:
    """The corpus of one table whose columns are named as the fields, and the CRM's beside it."""
    main = _table("records", fields, rows)
    said = FileMapping(
        what="messages" if "thread" in fields else "documents",
        kind=None if "kind" in fields else "text",
        role=None if "role" in fields else "customer",
        columns={field: (field,) for field in fields},
    )
    ledger, drafts = Ledger(), Drafts()
    taken: list[tuple[Table, Recognition]] = []
    for table, mapping in [(main, said), *(o for o in others if o is not None)]:
        recognition = recognised(table, mapping)
        taken.append((table, recognition))
        draft(table, recognition, drafts, ledger)
    for document in drafts.documents:
        document.system = "records"
        document.role = document.role or "customer"
    files = [_file(table) for table, _ in taken]
    corpus = joined(drafts, files, tuple(taken), ledger).corpus
    if not len(corpus.turns):
        raise InputError(
            f"the corpus handed in: none of {len(main)} rows has a text. Name the column that"
            " holds it with text=…."
        )
    return corpus


def _tabled(what: str, values: Tabular | None) -> tuple[Table, FileMapping] | None:
    if values is None:
        return None
    if isinstance(values, Sequence):
        names = list(dict.fromkeys(str(k) for r in values for k in r))
        table = _table(what, names, ([r.get(n) for n in names] for r in values))
    else:
        names = [str(c) for c in values.columns]
        table = _table(what, names, zip(*(values[c].tolist() for c in values.columns), strict=True))
    return table, FileMapping(what="accounts" if what == "accounts" else "deals")


def _table(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    cells = [[_cell(v) for v in row] for row in rows]
    return Table.of(
        cells, range(1, len(cells) + 1), path=name, header=tuple(header), container="records"
    )


def _cell(value: Any) -> str:
    """A value as an export writes it; what pandas holds for nothing is empty."""
    if value is None or value != value:  # noqa: PLR0124  # NaN and NaT are the values unlike themselves
        return ""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a column of ids with gaps has become one of floats
    return str(value)


def _file(table: Table) -> Loaded:
    digest = hashlib.sha256()
    for row in (table.header, *table.rows()):
        digest.update("\x1f".join(row).encode("utf-8", "surrogatepass") + b"\x1e")
    return Loaded(path=table.path, sha256=digest.hexdigest(), encoding="", tables=(table,))
