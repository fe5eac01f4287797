"""Killed at twenty random instants, with everything going on beside it: nothing that was acknowledged is lost."""

import subprocess
import sys


def test_twenty_kills_lose_nothing():
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.kills", "20"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("20 kills, ")
    assert ": 0 rounds with a loss" in done.stdout
