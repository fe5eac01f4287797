"""What holds for every test: no test depends on how fast the machine is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from knowledge.store import Store
from tests.scenes.desk import opened

# A busy machine is no fault of ours: without a deadline, and without judging how long examples take to make.
settings.register_profile("not-so-fast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("not-so-fast")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in which a pack of two entries is loaded (see `scenes.desk`)."""
    store = opened(tmp_path)
    yield store
    store.close()
