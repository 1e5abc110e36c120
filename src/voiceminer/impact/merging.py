"""Topics that come up in the same deals cannot be told apart: they are estimated as one pain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def groups_of(exposure: Floats, above: float) -> Ints:
    """A group number per topic, counted from 0 in the topics' order.

    The two groups of highest correlation φ over deals are joined, and their exposure
    combined, until no pair lies above the threshold; so a chain of topics of which
    neighbours alone are alike does not end as one.

    Parameters
    ----------
    exposure : ndarray of float64, shape (deals, topics)
        Over closed deals.
    """
    topics = exposure.shape[1]
    group = np.arange(topics)
    if exposure.shape[0] < 2:
        return group
    doubt = np.log1p(-np.minimum(exposure, 1 - 1e-12))
    x = exposure.copy()
    phi = _correlation(x)
    np.fill_diagonal(phi, -1.0)
    while topics > 1 and phi.max() > above:
        a, b = sorted(np.unravel_index(int(phi.argmax()), phi.shape))
        group[group == group[b]] = group[a]
        doubt[:, a] += doubt[:, b]
        x[:, a] = -np.expm1(doubt[:, a])
        x[:, b] = 0.0
        phi[b, :] = phi[:, b] = -1.0
        alive = phi.max(axis=1) > -1.0
        phi[a, :] = phi[:, a] = np.where(alive, _correlation_with(x, x[:, a]), -1.0)
        phi[a, a] = -1.0
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def together(exposure: Floats, group: Ints) -> Floats:
    """Exposure of each group: P(at least one of its topics), shape (n, groups)."""
    groups = int(group.max()) + 1 if group.size else 0
    if groups == group.size:
        return exposure
    doubt = np.log1p(-np.minimum(exposure, 1 - 1e-12))
    member = (group[:, None] == np.arange(groups)).astype(float)
    return np.asarray(-np.expm1(doubt @ member))


def _correlation(x: Floats) -> Floats:
    z = _standardised(x)
    return np.asarray(z.T @ z)


def _correlation_with(x: Floats, column: Floats) -> Floats:
    return np.asarray(_standardised(x).T @ _standardised(column[:, None]))[:, 0]


def _standardised(x: Floats) -> Floats:
    centred = x - x.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    return np.asarray(centred / np.where(length > 1e-9, length, np.inf))
