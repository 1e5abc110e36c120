"""The joint model as a scikit-learn estimator, for a table of deals × topics and nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

# a class has to know its base when it is made; nothing else imports this module
from sklearn.base import BaseEstimator, ClassifierMixin  # noqa: TID253  # its base
from sklearn.utils.multiclass import check_classification_targets  # noqa: TID253  # its base
from sklearn.utils.validation import check_is_fitted, validate_data  # noqa: TID253  # its base

from voiceminer.impact.contrasts import contrasts_of
from voiceminer.impact.covariates import covariates_of
from voiceminer.impact.deal_table import LOST, WON, DealTable
from voiceminer.impact.differences import curve_of, logistic
from voiceminer.impact.grades import grades_of
from voiceminer.impact.landmarks import Stack
from voiceminer.impact.merging import groups_of, together
from voiceminer.impact.model import model_of
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]


class DealImpact(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # it ships no types
    """What topics go with in deals: all in one model, shrunken, graded.

    A binary classifier of how deals end. It compares closed deals as they stand in `X`; for deals
    compared at one age, by what had been said until then, give days to `rank_topics`.

    Parameters
    ----------
    lost : str, default "lost"
        The label in `y` of deals that were lost; where `y` has none such, the last in order (1 of
        0 and 1).
    ridge_variance : float, default 4.0
        Of the weak normal prior on log-odds, which is undone for inference.
    merge_above : float, default 0.45
        Topics whose correlation is above this are estimated as one.
    level : float, default 0.9
        Of the intervals.
    draws : int, default 1000
        From the posterior.
    random_state : int, default 0

    Attributes
    ----------
    classes_ : ndarray of shape (2,)
    n_features_in_ : int
    feature_names_in_ : ndarray of str, shape (n_topics,)
        Where `X` has names.
    log_odds_, sd_ : ndarray of float64, shape (n_topics,)
        Of losing, before shrinkage; robust to likeness within `accounts`.
    delta_, delta_low_, delta_high_ : ndarray of float64, shape (n_topics,)
        Difference in the probability of losing over deals with the topic, and its interval.
    shrunk_ : ndarray of float64, shape (n_topics,)
        `delta_` after adaptive shrinkage (Stephens 2017).
    false_sign_rate_ : ndarray of float64, shape (n_topics,)
    grade_ : ndarray of str, shape (n_topics,)
        supported, suggestive, no difference of note, or not known yet.
    group_ : ndarray of int64, shape (n_topics,)
        Topics of one number were estimated as one.
    inflation_ : float
        λ: median |z| over that of topics without effect.
    covariates_ : tuple of str
        Columns that were adjusted for.

    Examples
    --------
    >>> model = DealImpact().fit([[1.0], [0.9], [0.0], [0.1]], ["lost", "lost", "won", "won"])
    >>> model.predict([[1.0], [0.0]]).tolist()
    ['lost', 'won']
    """

    def __init__(
        self,
        *,
        lost: str = "lost",
        ridge_variance: float = 4.0,
        merge_above: float = 0.45,
        level: float = 0.9,
        draws: int = 1_000,
        random_state: int = 0,
    ) -> None:
        self.lost = lost
        self.ridge_variance = ridge_variance
        self.merge_above = merge_above
        self.level = level
        self.draws = draws
        self.random_state = random_state

    def fit(
        self,
        X: ArrayLike,  # noqa: N803  # scikit-learn's name
        y: ArrayLike,
        *,
        covariates: Mapping[str, Sequence[Any]] | None = None,
        accounts: ArrayLike | None = None,
        texts: ArrayLike | None = None,
    ) -> Self:
        """Fit on closed deals.

        Parameters
        ----------
        X : array-like of shape (n_deals, n_topics)
            Probabilities that a topic came up in a deal. Other numbers from 0 on (counts) are
            taken as they are; a difference is then one for each more.
        y : array-like of shape (n_deals,)
            How each ended: two labels.
        covariates : DataFrame or mapping of columns, optional
            What alike deals are alike in; one that knows the outcome is left out.
        accounts : array-like of shape (n_deals,), optional
            Deals of one account are not independent of each other.
        texts : array-like of shape (n_deals,), optional
            How much text a deal has, to adjust for.

        Raises
        ------
        ValueError
            Where `y` does not have two classes, `X` is below 0, or lengths differ.
        """
        checked: tuple[Floats, NDArray[Any]] = validate_data(self, X, y, dtype=np.float64)
        x, ends = checked
        check_classification_targets(ends)
        self.classes_, code = np.unique(ends, return_inverse=True)
        if self.classes_.size != 2:
            raise ValueError(
                f"DealImpact compares two classes, won and lost; y has {self.classes_.size} class"
                f"{'' if self.classes_.size == 1 else 'es'}. Only binary classification is"
                " supported."
            )
        _refuse_negative(x)
        lost = self._is_lost()[code]
        n = len(x)
        self._settings = ImpactSettings(
            ridge_variance=self.ridge_variance, merge_above=self.merge_above, level=self.level,
            draws=self.draws,
        )  # fmt: skip
        deals = _table(lost, covariates or {}, _of_length(accounts, n, "accounts"))
        given = _of_length(texts, n, "texts")
        spoken = np.ones(n) if given is None else np.asarray(given, dtype=float)
        stack = _stack(x, spoken)
        found = covariates_of(deals, np.ones(n, dtype=bool))
        self.group_ = groups_of(x, self.merge_above)
        model = model_of(deals, found, stack, self.group_, self._settings)
        rng = np.random.default_rng(self.random_state)
        d = contrasts_of(model, stack, found, self.group_, settings=self._settings, rng=rng)
        self._model = model
        # deals to be predicted are alike in all else: at the mean of the fitted ones
        others = model.design(stack, found, self.group_)[:, : model.first]
        self._level = float(others.mean(axis=0) @ model.fit.penalised[: model.first])
        self.covariates_ = tuple(c.name for c in found.found if c.used)
        self.inflation_ = model.inflation
        self.log_odds_, self.sd_ = model.estimate[self.group_], model.sd[self.group_]
        self.delta_, self.delta_low_, self.delta_high_ = d.delta, d.low, d.high
        self.shrunk_, self.false_sign_rate_ = d.shrunk, d.false_sign_rate
        grades = grades_of(d.false_sign_rate, d.low, d.high, self._settings)
        self.grade_ = np.array(grades, dtype=object)
        return self

    def decision_function(self, X: ArrayLike) -> Floats:  # noqa: N803  # as above
        """Log-odds of the second class."""
        eta = self._eta(X)
        return eta if self._is_lost()[1] else -eta

    def predict_proba(self, X: ArrayLike) -> Floats:  # noqa: N803  # as above
        """Probabilities of the classes, for deals that are average in all but their topics."""
        second = logistic(self.decision_function(X))
        return np.column_stack([1 - second, second])

    def predict(self, X: ArrayLike) -> NDArray[Any]:  # noqa: N803  # as above
        """The likelier class."""
        second = self.decision_function(X) > 0
        return np.asarray(self.classes_[second.astype(int)])

    def at_stake(self, X: ArrayLike, amounts: ArrayLike) -> Floats:  # noqa: N803  # as above
        """Posterior mean of Σ amount · exposure · max(0, Δp) over open deals, shape (n_topics,)."""
        eta, x = self._eta(X), np.asarray(X, dtype=float)
        own = self._model.fit.penalised[self._model.first :][self.group_]
        curve = curve_of(eta, x, np.asarray(amounts, dtype=float), own)
        rng = np.random.default_rng(self.random_state)
        draws = self._model.posterior.draws(self.draws, rng)[:, self.group_]
        return np.asarray(curve.at(np.maximum(draws, 0.0)).mean(axis=0))

    def __sklearn_tags__(self) -> Any:
        """Two classes, exposures from 0 on."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.positive_only = True
        return tags

    def _is_lost(self) -> NDArray[np.bool_]:
        """Which class is the lost one."""
        named = np.array([str(c) == self.lost for c in self.classes_])
        return named if named.any() else np.array([False, True])

    def _eta(self, X: ArrayLike) -> Floats:  # noqa: N803  # as above
        check_is_fitted(self)
        x: Floats = validate_data(self, X, dtype=np.float64, reset=False)
        _refuse_negative(x)
        own = self._model.fit.penalised[self._model.first :]
        return np.asarray(self._level + together(x, self.group_) @ own)


def _refuse_negative(x: Floats) -> None:
    if x.min() < 0:
        raise ValueError(
            "Negative values in data passed to DealImpact: an exposure is a probability, or a"
            " count."
        )


def _of_length(values: ArrayLike | None, n: int, name: str) -> NDArray[Any] | None:
    if values is None:
        return None
    given = np.asarray(values)
    if given.shape != (n,):
        raise ValueError(
            f"{name} has shape {given.shape} where X has {n} deals. Give one per deal."
        )
    return given


def _table(
    lost: NDArray[np.bool_],
    covariates: Mapping[str, Sequence[Any]],
    accounts: NDArray[Any] | None,
) -> DealTable:
    """Closed deals without days or amounts."""
    n = lost.size
    columns = {str(name): list(covariates[name]) for name in covariates}
    for name, values in columns.items():
        _of_length(np.array(values, dtype=object), n, f"covariate {name!r}")
    account = np.arange(n) if accounts is None else np.unique(accounts, return_inverse=True)[1]
    return DealTable(
        ids=tuple(map(str, range(n))),
        account=account.astype(np.int64),
        state=np.where(lost, LOST, WON).astype(np.int64),
        opened=np.full(n, np.nan),
        closed=np.full(n, np.nan),
        amount=np.full(n, np.nan),
        currency=("",) * n,
        columns={name: tuple(map(_cell, values)) for name, values in columns.items()},
        as_of=1,
    )


def _cell(value: Any) -> str:
    missing = value is None or (isinstance(value, float) and math.isnan(value))
    return "" if missing else str(value)


def _stack(x: Floats, texts: Floats) -> Stack:
    """Each deal once."""
    n = len(x)
    return Stack(
        deal=np.arange(n),
        landmark=np.zeros(n, dtype=np.int64),
        weight=np.ones(n),
        exposure=x,
        texts=np.column_stack([texts, np.ones(n)]),
    )
