"""What a process is to train: a folder that `millrace train` wrote."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

import numpy as np

from millrace_stream import MillraceError, Mix, MixPart, Store, Version, open_version

from .safetensors import read_tensors


@dataclass(frozen=True)
class Job:
    """A run's settings, and the state that it goes on from."""

    folder: str
    store: str
    settings: dict
    """Of the run, as in its `run.json`; the model's parameters with their defaults."""
    data: dict
    """The version that the run is judged on, and that it learns from where there is no `mix`."""
    mix: dict | None
    decays: list[str]
    """Names of the weights that decay."""
    frozen: list[str]
    """Names of the weights that stay as they begin, and have no moments."""
    holdout: bool
    """Whether there is a holdout split to validate on."""
    classes: int
    """Of an objective that tells classes, their number; else 0."""
    feed: str | None
    """The socket at which micro-batches are had; None where this process reads the version itself."""
    validations: list[list[float]]
    """Step and loss of the validations until then."""
    step: int
    """Updates that the state has seen."""
    cursor: dict | None
    """The place after them; None at the beginning."""
    length: int = 0
    """Tokens of a sample; 0 of images, as the next two."""
    positions: int = 0
    """Most tokens of a sample that the model has positions for."""
    vocabulary: int = 0
    masking: dict | None = None
    """What `masked` must know of the tokenizer."""
    imageSize: dict | None = None
    """Sides of a sample in pixels, `width` and `height`; None of text."""

    def learning_rates(self) -> np.ndarray:
        """[steps] float64: the learning rate of each step of the run, the first at place 0."""
        return np.fromfile(os.path.join(self.folder, "learning-rates.f64"), dtype="<f8")

    def weights(self) -> dict[str, np.ndarray]:
        return read_tensors(os.path.join(self.folder, "weights.safetensors"))

    def moments(self) -> dict[str, np.ndarray]:
        """As `first/<weight>` and `second/<weight>`, those that the optimizer keeps; none where nothing was trained yet."""
        path = os.path.join(self.folder, "optimizer.safetensors")
        return read_tensors(path) if os.path.exists(path) else {}

    def judged_on(self) -> Version:
        return self._open(self.data)

    def learned_from(self) -> Version | Mix:
        if self.mix is None:
            return self._open(self.data)
        parts = [MixPart(**{**part, "version": self._open(part["version"])}) for part in self.mix["parts"]]
        return Mix(**{**self.mix, "parts": parts})

    def _open(self, version: dict) -> Version:
        name = f"{version['dataset']}@{version['version']}"
        found = open_version(Store(self.store), name)
        if found.sha256 != version["manifestSha256"]:
            hint = f"expected a manifest of SHA-256 {version['manifestSha256']}, found {found.sha256}"
            raise MillraceError("run-data", f"the run is of another {name} than the store has", at=found.key, hint=hint)
        return found


def read_job(folder: str) -> Job:
    with open(os.path.join(folder, "job.json"), encoding="utf-8") as file:
        fields = json.load(file)
    if fields.pop("format", None) != "millrace-training-job/1":
        raise MillraceError("bad-job", "it is no job of this release", at=folder, hint="start it with `millrace train`")
    return Job(folder=folder, **fields)
