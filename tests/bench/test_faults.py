"""Every way in which Discord fails, against the started bot: each question has one answer, and nothing crashes."""

import subprocess
import sys

from tests.bench.fault_scenarios import SCENARIOS


def test_each_question_is_answered_once_whatever_fails():
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.faults", "--outage", "0.5"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("ok ") == len(SCENARIOS)
    assert ": 0 without exactly one answer; " in done.stdout
