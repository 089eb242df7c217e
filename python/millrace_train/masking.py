"""Which tokens are hidden: the draws of training/objectives/masked-places.ts."""

from __future__ import annotations

import base64
import math

import numpy as np

from millrace_stream.order import random_uint32

_goes_on, _ends_inside = 1, 2


class Masking:
    """Hides tokens of samples, each as a function of (seed, epoch, position) alone."""

    def __init__(self, planned: dict, objective: dict, vocabulary: int):
        """`planned` is the run's `masking`, `objective` the parameters of `masked` with their defaults."""
        self.rate = objective["rate"]
        self.token = planned["token"]
        self.vocabulary = vocabulary
        self.special = set(planned["special"])
        self.word_bits = base64.b64decode(planned["words"]) if objective["wholeWords"] else None

    def hide(self, ids: np.ndarray, used: int, seed: int, epoch: int, position: int) -> list[int]:
        """Masks a sample in place, and gives the chosen places."""
        words = self._words(ids[:used].tolist())
        places = sum(map(len, words))
        if places == 0:
            return []
        wanted = max(1, math.floor(places * self.rate + 0.5))
        stream = int(random_uint32(int(random_uint32(seed, epoch)[0]), position)[0])
        draws = iter((random_uint32(stream, np.arange(len(words) + 2 * wanted)) / 2**32).tolist())
        chosen: list[int] = []
        left = len(words)
        while left > 0 and len(chosen) < wanted:
            at = math.floor(next(draws) * left)
            word = words[at]
            words[at] = words[left - 1]
            if len(chosen) + len(word) <= wanted:
                chosen.extend(word)
            left -= 1
        chosen.sort()
        for place in chosen:
            share, other = next(draws), math.floor(next(draws) * self.vocabulary)
            if share < 0.8:
                ids[place] = self.token
            elif share < 0.9:
                ids[place] = other
        return chosen

    def _words(self, ids: list[int]) -> list[list[int]]:
        """The places of each word, or of each token alone, that may be hidden."""
        words: list[list[int]] = []
        inside = False
        for place, token in enumerate(ids):
            if token in self.special:
                inside = False
                continue
            bits = 0 if self.word_bits is None else self.word_bits[token]
            if inside and bits & _goes_on:
                words[-1].append(place)
            else:
                words.append([place])
            inside = bits & _ends_inside != 0
        return words
