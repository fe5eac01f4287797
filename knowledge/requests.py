"""Requests: questions nobody could answer, kept for those who can write an entry."""

from __future__ import annotations

from knowledge.store import Audience, Store
from knowledge.store.requests import RequestRow


def open_requests(store: Store, audience: Audience) -> tuple[RequestRow, ...]:
    """Return the questions that wait: a server's for its moderators, others for the operator."""
    return store.requests.in_state(audience)
