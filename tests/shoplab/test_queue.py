"""Erlang's formula against what is known of it."""

from math import exp

import pytest

from shoplab.queue import late_share


def test_one_agent_waits_as_the_textbook_says() -> None:
    """With one agent the share that waits at all is the load."""
    assert late_share(3, 10, 1, limit=0) == pytest.approx(0.5)
    assert late_share(3, 10, 1) == pytest.approx(0.5 * exp(-0.5 * 3 / 10))


def test_two_agents_wait_as_erlang_says() -> None:
    """With two agents and a load of one, a third waits."""
    assert late_share(6, 10, 2, limit=0) == pytest.approx(1 / 3)


def test_more_agents_and_fewer_contacts_mean_shorter_queues() -> None:
    by_agents = [late_share(14, 10, agents) for agents in range(3, 9)]
    assert by_agents == sorted(by_agents, reverse=True)
    assert late_share(5, 10, 2) < late_share(9, 10, 2)


def test_too_much_work_never_ends() -> None:
    assert late_share(12, 10, 2) == 1.0
    assert late_share(1, 10, 0) == 1.0
    assert late_share(0, 10, 0) == 0.0


@pytest.mark.parametrize("wrong", [(-1, 10, 1), (1, 0, 1), (1, 10, -1)])
def test_impossible_desks_are_refused(wrong: tuple[float, float, int]) -> None:
    with pytest.raises(ValueError, match="more than 0 minutes"):
        late_share(*wrong)
