"""How long the stages of a build take, one after the other."""

import os
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lap:
    """A stage: seconds that went by, and seconds of processors, of all processes together."""

    name: str
    seconds: float
    cpu: float


def _clocks() -> tuple[float, float]:
    # Of processes that have ended, too.
    times = os.times()
    return time.perf_counter(), sum(times[:4])


@dataclass(slots=True)
class Laps:
    """Notes each stage when it ends; the first began with this."""

    laps: list[Lap] = field(default_factory=list)
    _last: tuple[float, float] = field(default_factory=_clocks)

    def end(self, name: str) -> None:
        """Note that a stage is over, and the next one begins."""
        now = _clocks()
        self.laps.append(Lap(name, now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now
