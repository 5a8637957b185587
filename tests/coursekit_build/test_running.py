"""A reply that lies in the socket is found within a second, however long the wait may be."""

import asyncio
from queue import Empty
from types import SimpleNamespace
from typing import Any

import pytest
from nbclient import NotebookClient

from coursekit.build.running import Client


def waiting(monkeypatch: pytest.MonkeyPatch, answers: list[Any]) -> tuple[Any, list[float]]:
    """A client whose socket gives these answers, one a look; and how long each look was allowed to take."""
    asked: list[float] = []

    async def look(timeout: float | None = None) -> Any:
        asked.append(timeout)
        answer = answers.pop(0) if answers else None
        if answer is None:
            raise Empty
        return answer

    async def start(self: NotebookClient) -> Any:
        return SimpleNamespace(shell_channel=SimpleNamespace(get_msg=look))

    monkeypatch.setattr(NotebookClient, "async_start_new_kernel_client", start)
    client = Client.__new__(Client)
    return asyncio.run(client.async_start_new_kernel_client()), asked


def test_a_reply_whose_wake_up_was_lost_is_found_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    client, asked = waiting(monkeypatch, [None, None, "reply"])
    assert asyncio.run(client.shell_channel.get_msg(timeout=300)) == "reply"
    assert len(asked) == 3 and max(asked) <= 1.0


def test_a_wait_still_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = waiting(monkeypatch, [])
    with pytest.raises(Empty):
        asyncio.run(client.shell_channel.get_msg(timeout=0))
