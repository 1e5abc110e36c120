"""Themes: the families that topics belong to, named over all their topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder, Theme
from voiceminer.topics.book import Book
from voiceminer.topics.labels import labels_of
from voiceminer.topics.members import Members


def themes_of(
    members: Members,
    theme_ids: Sequence[str],
    labels: Sequence[str],
    book: Book,
    encoder: Encoder,
    *,
    kept: Mapping[str, str],
) -> list[Theme]:
    """One theme per distinct id, in the order of first use.

    Parameters
    ----------
    theme_ids, labels : sequence of str
        The theme and the label of each topic; a theme of one topic is called as that topic.
    kept : mapping of str to str
        What themes have been called before, by id.
    """
    order = list(dict.fromkeys(theme_ids))
    inside = [[at for at, theme in enumerate(theme_ids) if theme == own] for own in order]
    phrases = book.themes(inside)
    given = [kept.get(theme, "") for theme in order]
    found = labels_of(phrases, _centres(members, inside), encoder, given=given)
    return [
        Theme(
            id=theme,
            label=labels[topics[0]]
            if not topics[1:]
            else own or (phrases.shown(label) if label else labels[topics[0]]),
        )
        for theme, topics, own, label in zip(order, inside, given, found, strict=True)
    ]


def _centres(members: Members, inside: Sequence[list[int]]) -> NDArray[np.float32]:
    means = np.stack([members.centres[topics].mean(axis=0) for topics in inside])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    centres: NDArray[np.float32] = (means / np.maximum(lengths, 1e-12)).astype(np.float32)
    return centres
