"""When a run ends before its last step: the rule of training/early-stopping.ts."""

from __future__ import annotations


class EarlyStopping:
    """How a run's validations stand. `settings` are its `earlyStopping`; `earlier` the losses told before, by step."""

    def __init__(self, settings: dict, earlier: list[list[float]]):
        self.patience = settings["patience"]
        self.min_delta = settings["minDelta"]
        self.best_step: int | None = None
        """Of the lowest loss, by however little."""
        self.stopped = False
        """Whether so many validations in a row brought no loss `minDelta` below the last that did."""
        self._best = float("inf")
        self._held = float("inf")
        self._waited = 0
        for step, loss in earlier:
            self.add(int(step), loss)

    def add(self, step: int, loss: float) -> None:
        if self.stopped:
            return
        if self.best_step is None or loss < self._best:
            self.best_step, self._best = step, loss
        if loss < self._held - self.min_delta:
            self._held, self._waited = loss, 0
        else:
            self._waited += 1
            self.stopped = self._waited >= self.patience
