"""Do one thing at the desk and be killed before its n-th statement. Run by test_desk_killed.py as a process."""

import os
import signal
import sys
from pathlib import Path

from knowledge.moderation import importing, publishing
from knowledge.moderation.drafts import editing
from knowledge.store import Store, open_store
from tests.scenes.desk import HERE, by


def publish(store: Store) -> None:
    draft = store.drafts.all_open(HERE)[0]
    publishing.publish(store, by(), draft.number, version=draft.version, kind="correction", sentence="It was wrong.")


def retire(store: Store) -> None:
    publishing.retire(store, by(), "new-one", "It does not hold.")


def send(store: Store) -> None:
    draft = store.drafts.all_open(HERE)[0]
    editing.send(store, by(), draft.number, "answer", 0, draft.version, {"answer": "Typed just now."})


def take_in(store: Store) -> None:
    importing.apply(store, by(), 1, None)


WHAT = {"publish": publish, "retire": retire, "send": send, "take in": take_in}


def main(database: str, what: str, dies_at: int) -> None:
    store = open_store(Path(database))
    done = 0

    def watch(statement: str) -> None:
        nonlocal done
        done += 1
        if done == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    store._db.conn.set_trace_callback(watch)
    WHAT[what](store)
    print(done)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
