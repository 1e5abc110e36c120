"""The collector of cycles rests while a corpus is heard, and is as it was afterwards."""

import gc

import pytest

from voiceminer.engines import uncollected


def test_the_collector_rests_only_within():
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_wakes_it_too():
    with pytest.raises(ValueError, match="within"), uncollected():
        raise ValueError("within")
    assert gc.isenabled()


def test_who_has_put_it_to_rest_finds_it_resting():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
