"""Several versions as one stream, in exact proportions: streaming/mix/mix.ts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context
from functools import reduce

from .errors import MillraceError
from .store import Version

_most_samples = 2**32 - 1
_most_parts = 1000


@dataclass(frozen=True)
class MixPart:
    """A version in a mix, and how much of it: one of the three, or none."""

    version: Version
    weight: float | None = None
    """Its share of what the parts with weights have together, in any unit."""
    repeat: float | None = None
    """How often it is read through in an epoch of the mix; parts of a pass too."""
    samples: int | None = None
    """How many of its samples an epoch of the mix has."""


@dataclass(frozen=True)
class Mix:
    """Versions that take turns. A part without an amount is read through once in an epoch."""

    parts: Sequence[MixPart]
    samples: int | None = None
    """Samples in an epoch. By default those that `repeat` and `samples` ask for, and as many for the parts with weights
    as they have together."""
    temperature: float | None = None
    """Gives the parts without an amount the weight size^(1 / temperature): 1 as they are, more evens them out."""


def samples_of_parts(mix: Mix, sizes: list[int], names: list[str]) -> list[int]:
    """How many samples of each part an epoch of the mix has, exactly; `sizes` are what the parts have.

    What weights share is rounded by largest remainder, earlier parts first where they are equal. Raises `bad-mix` (usage).
    """
    _check_mix(mix, names)
    weights = [_weight_of(part, mix.temperature, size) for part, size in zip(mix.parts, sizes)]
    fixed = [
        0 if weight is not None else part.samples if part.samples is not None else _rounded((part.repeat or 1) * size)
        for part, weight, size in zip(mix.parts, weights, sizes)
    ]
    taken = sum(fixed)
    weighted = sum(size for size, weight in zip(sizes, weights) if weight is not None)
    rest = weighted if mix.samples is None else mix.samples - taken
    if rest < 0 or (rest > 0 and all(weight is None for weight in weights)):
        raise _bad_mix(f"expected the parts to have the {mix.samples} samples of an epoch, found that they have {taken}")
    counts = [count + share for count, share in zip(fixed, _largest_remainder(weights, rest))]
    if 0 in counts:
        none = names[counts.index(0)]
        raise _bad_mix(f"{none} has no sample in an epoch of {sum(counts)}: give it more, or leave it out")
    if sum(counts) > _most_samples:
        raise _bad_mix(f"expected at most {_most_samples} samples in an epoch, found {sum(counts)}")
    return counts


def _weight_of(part: MixPart, temperature: float | None, size: int) -> float | None:
    if part.repeat is not None or part.samples is not None:
        return None
    if part.weight is not None or temperature is None:
        return part.weight
    # Rounded, so that the last bit of a power does not matter.
    return float(Context(prec=12, rounding=ROUND_HALF_UP).create_decimal(size ** (1 / temperature)))


def _largest_remainder(weights: list[float | None], total: int) -> list[int]:
    # One after the other: `sum` may be more exact than the sum of other implementations.
    everything = reduce(lambda left, right: left + right, (weight or 0 for weight in weights), 0)
    quotas = [0 if weight is None else total * weight / everything for weight in weights]
    counts = [math.floor(quota) for quota in quotas]
    remainders = sorted((counts[part] - quotas[part], part) for part, weight in enumerate(weights) if weight is not None)
    for _, part in remainders[: total - sum(counts)]:
        counts[part] += 1
    return counts


def _rounded(value: float) -> int:
    whole = math.floor(value)
    return whole + (value - whole >= 0.5)


def _check_mix(mix: Mix, names: list[str]) -> None:
    if not 1 <= len(mix.parts) <= _most_parts:
        raise _bad_mix(f"expected 1 to {_most_parts} versions in a mix, found {len(mix.parts)}")
    twice = next((name for part, name in enumerate(names) if names.index(name) != part), None)
    if twice is not None:
        raise _bad_mix(f"{twice} is in the mix twice: name it once, with a repeat or a weight")
    if mix.samples is not None:
        _check_whole("samples", mix.samples)
    if mix.temperature is not None:
        _check_positive("temperature", mix.temperature)
    for part, name in zip(mix.parts, names):
        if sum(amount is not None for amount in (part.weight, part.repeat, part.samples)) > 1:
            raise _bad_mix(f"expected one of weight, repeat and samples of {name}, found several")
        if part.weight is not None:
            _check_positive(f"weight of {name}", part.weight)
        if part.repeat is not None:
            _check_positive(f"repeat of {name}", part.repeat)
        if part.samples is not None:
            _check_whole(f"samples of {name}", part.samples)


def _check_positive(name: str, value) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 1e-9 < value < 1e9:
        raise _bad_mix(f"expected {name} to be above 0 and below 1e9, found {value!r:.80}")


def _check_whole(name: str, value) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _most_samples:
        raise _bad_mix(f"expected {name} to be a whole number from 1 to {_most_samples}, found {value!r:.80}")


def _bad_mix(message: str) -> MillraceError:
    return MillraceError("bad-mix", message, kind="usage", hint="docs/streaming.md#mixing tells what a mix is")
