"""Where the extra is not installed there is nothing of it to test: these tests are then not collected."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("prometheus_client") else ["test_*.py"]
