"""Distances of samples by NumPy and SciPy, for drift.test.ts.

python -m pip install numpy==2.4.6 scipy==1.17.1
python tests/quality/drift-scipy.py > tests/fixtures/drift-scipy-1.17.1.json
"""

import json
import math

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2, ks_2samp


def fine_bin(value):
    """Place of a whole number: eight bins per power of two, exact below 16."""
    if value < 16:
        return value
    octave = value.bit_length() - 1
    return 8 * (octave - 3) + (value >> (octave - 3))


def decile_edges(before, bins):
    """Fine bins that close a coarse one: the first in which each further part of the sample is complete."""
    ordered = np.sort(before)
    ranks = np.ceil(np.arange(1, bins + 1) * len(before) / bins).astype(int)
    return np.unique(ordered[ranks - 1])


def smoothed(counts):
    return (counts + 0.5) / (counts.sum() + 0.5 * len(counts))


def psi(before, after):
    p, q = smoothed(before), smoothed(after)
    return float(((q - p) * np.log(q / p)).sum())


def noise(sizes, bins):
    return float(sum(1 / size for size in sizes) * chi2.ppf(0.999, bins - 1)) if bins > 1 else 0.0


def compare_values(before, after):
    b, a = (np.array([fine_bin(int(value)) for value in values]) for values in (before, after))
    bins = min(10, max(2, min(len(b), len(a)) // 5))
    edges = decile_edges(b, bins)
    cells = [(values < b.min()).sum() for values in (b, a)], [(values > b.max()).sum() for values in (b, a)]
    inner = [[((values > low) & (values <= high)).sum() for values in (b, a)]
             for low, high in zip([b.min() - 1, *edges[:-1]], edges)]
    pairs = np.array([pair for pair in [cells[0], *inner, cells[1]] if sum(pair) > 0], dtype=float)
    return {
        "before": [int(value) for value in before],
        "after": [int(value) for value in after],
        "psi": psi(pairs[:, 0], pairs[:, 1]),
        "js": float(jensenshannon(pairs[:, 0], pairs[:, 1], base=2) ** 2),
        "ks": float(ks_2samp(b, a).statistic),
        "noise": noise((len(b), len(a)), len(pairs)),
    }


def compare_categories(before, after):
    names = sorted(set(before) | set(after))
    p, q = (np.array([counts.get(name, 0) for name in names], dtype=float) for counts in (before, after))
    return {
        "before": before,
        "after": after,
        "psi": psi(p, q),
        "js": float(jensenshannon(p, q, base=2) ** 2),
        "noise": noise((p.sum(), q.sum()), len(names)),
    }


def main():
    random = np.random.default_rng(20261124)
    lengths = lambda mean, size: np.maximum(0, np.round(random.lognormal(math.log(mean), 0.7, size))).astype(int)
    values = [
        compare_values(lengths(300, 400), lengths(300, 250)),
        compare_values(lengths(300, 400), lengths(450, 400)),
        compare_values(lengths(300, 300), np.concatenate([lengths(300, 240), lengths(4000, 60)])),
        compare_values(random.poisson(3, 200), random.poisson(5, 150)),
        compare_values(lengths(300, 12), lengths(300, 200)),
        compare_values(np.full(60, 7), np.concatenate([np.full(50, 7), np.arange(10)])),
        compare_values(lengths(20, 100), lengths(5000, 100)),
    ]
    categories = [
        compare_categories({"ham": 400, "spam": 100}, {"ham": 300, "spam": 200}),
        compare_categories({"a": 50, "b": 30, "c": 20}, {"a": 48, "b": 33, "c": 17}),
        compare_categories({"en": 90, "zh": 10}, {"en": 40, "zh": 10, "de": 50}),
    ]
    print(json.dumps({"values": values, "categories": categories}))


main()
