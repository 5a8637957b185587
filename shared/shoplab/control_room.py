"""The control room of one day: who waits at the desk, minute by minute, under the agents that you put there, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.figure import Figure

TITLE_QUEUE = "{share:.0%} answered within three minutes, for ¥{cost:,.0f}"
TITLE_WAIT = "Minutes that half (blue) and nine of ten (grey) wait at most, by hour"
Y_QUEUE, Y_WAIT, X = "People", "Minutes", "Hour of the day"
AGENTS, LIMIT, QUEUE = "agents on duty", "three minutes", "{count} wait"
SAYS = "Half wait {half:.1f} minutes at most, nine of ten {nine:.1f}; ¥{cost:,.0f} of wages."
ALT = (
    "Two charts from {first} to {last} o'clock. Above, the people waiting, at most {most}, with a stepped line of agents on duty. Below, for "
    "each hour the wait that half and nine of ten stay below, with a line at three minutes; {share:.0%} are answered in time."
)
NO_HOURS = "There are {hours} hours of contacts and {agents} of agents; each hour needs both."
NOBODY = "Nobody is on duty in hour {hour} from opening, and {count} people write. Put somebody there."


@dataclass(frozen=True)
class Day:
    """A day at the desk: when each contact came (minutes from opening), how long it waited, and the agents of each hour."""

    came: np.ndarray
    waited: np.ndarray
    agents: list[int]
    wage: float

    @property
    def in_time(self) -> float:
        """The share of contacts with a first word within three minutes."""
        return float((self.waited <= 3).mean()) if len(self.waited) else 1.0

    @property
    def cost(self) -> float:
        """The agents' hours in yuan."""
        return sum(self.agents) * self.wage

    def longest(self, share: float) -> float:
        """Minutes that this share of the contacts wait at most (percentile 百分位)."""
        import numpy as np

        return float(np.quantile(self.waited, share)) if len(self.waited) else 0.0

    def queue(self) -> np.ndarray:
        """People waiting at the end of each minute from opening on."""
        import numpy as np

        minutes = np.arange(len(self.agents) * 60)
        return ((self.came <= minutes[:, None]) & (self.came + self.waited > minutes[:, None])).sum(axis=1)


def run_day(
    contacts: Sequence[float], agents: Sequence[int], minutes: float = 10, luck: int = 1, wage: float = 32
) -> Day:
    """Return one day with this luck: `contacts` expected and `agents` on duty in each hour, minutes that a contact takes on average.

    Contacts come at random and in turn; another `luck` is another day of the same kind. Raises ValueError when an hour lacks one of the
    two, or when people write in an hour in which nobody is on duty.
    """
    import numpy as np

    from shopworld.draws import lognormal
    from shopworld.seeds import stream
    from shopworld.service import desk

    if len(contacts) != len(agents):
        raise ValueError(say(NO_HOURS).format(hours=len(contacts), agents=len(agents)))
    for hour, (count, there) in enumerate(zip(contacts, agents, strict=True), start=1):
        if count > 0 and there < 1:
            raise ValueError(say(NOBODY).format(hour=hour, count=round(count)))
    rng = stream(luck, "control_room")
    slots = 600
    hour, slot = np.nonzero(rng.random((len(contacts), slots)) < np.asarray(contacts, dtype=float)[:, None] / slots)
    came = hour * 60 + slot * 60 / slots
    length = minutes * lognormal(rng.random((len(contacts), slots))[hour, slot], 0.8) / round(float(np.exp(0.32)), 6)
    return Day(came, desk.waits(came, length, list(agents)), [int(one) for one in agents], wage)


def plot_room(day: Day, opens: int = 9) -> tuple[Figure, str, str]:
    """Return the queue and the waits of a day, the sentence that describes both, and the one to say to the owner."""
    import numpy as np
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    from shoplab.charts import ACCENT, COLOURS, GREY

    hours = len(day.agents)
    figure = Figure(figsize=(8.5, 5.4))
    above, below = figure.subplots(2, 1, height_ratios=[1.4, 1])
    queue = day.queue()
    at = opens + np.arange(len(queue)) / 60
    above.fill_between(at, queue, step="post", color=ACCENT, alpha=0.35, linewidth=0)
    edges = np.arange(opens, opens + hours + 1)
    above.step(edges, [*day.agents, day.agents[-1]], where="post", color="black", linewidth=1.5)
    above.annotate(
        say(AGENTS),
        (edges[-1], day.agents[-1]),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        annotation_clip=False,
    )
    peak = int(queue.argmax())
    if queue.max():
        above.annotate(
            say(QUEUE).format(count=queue.max()),
            (at[peak], queue.max()),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            color=ACCENT,
        )
    top = max(queue.max(), *day.agents, 1)
    above.set(
        title=say(TITLE_QUEUE).format(share=day.in_time, cost=day.cost),
        ylabel=say(Y_QUEUE),
        ylim=(0, top * 1.2),
        xlim=(opens, opens + hours),
    )
    above.yaxis.set_major_locator(MaxNLocator(integer=True))
    of_hour = [day.waited[(day.came >= 60 * hour) & (day.came < 60 * hour + 60)] for hour in range(hours)]
    middle = [float(np.quantile(waits, 0.5)) if len(waits) else 0.0 for waits in of_hour]
    nine = [float(np.quantile(waits, 0.9)) if len(waits) else 0.0 for waits in of_hour]
    places = edges[:-1] + 0.5
    below.bar(places, nine, width=0.8, color=GREY, alpha=0.6)
    below.bar(places, middle, width=0.8, color=COLOURS[0])
    below.axhline(3, color=COLOURS[1], linewidth=1.2, linestyle="--")
    at_edge = {
        "xycoords": ("axes fraction", "data"),
        "textcoords": "offset points",
        "va": "center",
        "annotation_clip": False,
    }
    below.annotate(say(LIMIT), (1, 3), xytext=(4, 0), color=COLOURS[1], **at_edge)
    below.set(
        title=say(TITLE_WAIT),
        ylabel=say(Y_WAIT),
        xlabel=say(X),
        xlim=(opens, opens + hours),
        ylim=(0, max(*nine, 4) * 1.15),
    )
    alt = say(ALT).format(first=opens, last=opens + hours, most=int(queue.max()), share=day.in_time)
    return figure, alt, say(SAYS).format(half=day.longest(0.5), nine=day.longest(0.9), cost=day.cost)
