import sys

import pytest

from voiceminer.absent import absent


def test_an_absent_module_is_not_found_until_it_is_over() -> None:
    with absent("antigravity"), pytest.raises(ModuleNotFoundError, match="antigravity"):
        import antigravity  # noqa: F401  # that it fails is what is tested
    import colorsys  # noqa: F401  # others are found

    assert not [finder for finder in sys.meta_path if "_Refusing" in type(finder).__name__]


def test_a_loaded_module_stays_what_it_is() -> None:
    with absent("sys"):
        import sys as again

        assert again is sys
