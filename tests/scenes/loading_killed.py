"""Load a pack and be killed while its n-th revision is written. Run by test_loading.py as a process of its own."""

import datetime
import os
import signal
import sys
from pathlib import Path

from knowledge.exchange.loading import load_packs
from knowledge.exchange.packs import read_pack
from knowledge.store import open_store


def main(database: str, pack: str, dies_at: int) -> None:
    store = open_store(Path(database))
    written = 0

    def watch(statement: str) -> None:
        nonlocal written
        if statement.startswith("INSERT INTO") and "revisions" in statement.split("(")[0]:
            written += 1
            if written == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

    store._db.conn.set_trace_callback(watch)
    load_packs(store, [read_pack(Path(pack))], datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    print("loaded")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
