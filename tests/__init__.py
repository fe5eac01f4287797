"""Tests, a folder a package: `tests/bot`, `tests/knowledge`; scenes and makers in `tests/scenes`."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
