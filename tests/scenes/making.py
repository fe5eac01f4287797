"""Making entries and packs for tests, by hand and small."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.entries.validation import read_entry
from knowledge.exchange.packs import Pack, read_pack, starter_pack_folders, starter_packs
from knowledge.question.gazetteer import Name
from tests.scenes.toml_files import entry_to_toml, names_to_toml

NAMES = (Name("Zetas", "cartel", ("Los Zetas",)), Name("Guatemala", "country"))


def plain_entry(entry: str = "river-runs-north", **fields: Any) -> dict[str, Any]:
    """A whole and valid entry as plain values, with these fields put in place of its own; None takes a field out."""
    plain: dict[str, Any] = {
        "id": entry,
        "claim": f"The river of {entry} runs to the north.",
        "topics": ["rivers"],
        "names": ["Guatemala"],
        "verdict": "mostly-true",
        "answer": "It does for most of its way.",
        "as_of": "2015-11",
        "phrasings": [f"does the river {entry} go north"],
        "not_this": [f"is the river {entry} the longest"],
        "claimants": [{"who": "A map", "when": "1950"}],
        "evidence": [{"id": "survey", "kind": "study", "what": "A survey says so.", "sources": ["map"]}],
        "rebuttals": [
            {"against": "survey", "what": "The survey is old.", "sources": ["map"]},
            {"against": "claim", "what": "Near its mouth it turns.", "sources": ["map"]},
        ],
        "caveats": [{"what": "Floods move it.", "sources": ["map"]}],
        "sources": [
            {
                "key": "map",
                "title": "A map",
                "publisher": "The office",
                "kind": "document",
                "url": "https://a.example/m",
            }
        ],
    }
    return {name: value for name, value in (plain | fields).items() if value is not None}


def write_pack(folder: Path, entries: Sequence[dict[str, Any]], names: Sequence[Name] = NAMES) -> Path:
    """Write a pack of these entries, in place of what the folder held."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.toml"):
        file.unlink()
    about = (
        'title = "Rivers"\ndescription = "Claims about rivers."\n[[topics]]\nid = "rivers"\ndescription = "Rivers"\n'
    )
    (folder / "pack.toml").write_text(about, encoding="utf-8")
    (folder / "names.toml").write_text(names_to_toml(names), encoding="utf-8")
    for plain in entries:
        (folder / f"{plain['id']}.toml").write_text(entry_to_toml(read_entry(plain)), encoding="utf-8")
    return folder


def made_pack(folder: Path, *entries: dict[str, Any]) -> Pack:
    """Write a pack of these entries and read it."""
    return read_pack(write_pack(folder, entries))


def every_pack() -> tuple[Pack, ...]:
    """All packs that come with the bot, whether they are switched on by default or not."""
    return starter_packs([folder.name for folder in starter_pack_folders()])
