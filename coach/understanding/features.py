"""Words as numbers, the same in training and use: hashed word and character n-grams with tf-idf weights.

crc32 is used because it is stable across runs and machines, which Python's own hash is not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any, Final
from zlib import crc32

import numpy as np

from coach.understanding.folding import fold

BUCKETS: Final = 1 << 15
"""Number of hash buckets; two n-grams that fall into one share a weight."""
_LONGEST: Final = 1_500
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?!]")
_LAST: Final = re.compile(r"(?:[.!?;:,]+\s+|\s+(?:but|so|and|because)\s+)(?=\S)")


def grams(text: str) -> Counter[str]:
    """Return the n-grams of a text: words and pairs of words, characters in threes to fives, words of the last clause."""
    line = fold(text).strip()
    line = line if len(line) <= _LONGEST else line[: _LONGEST // 2] + " " + line[-_LONGEST // 2 :]
    tokens = ["#" if token.isdigit() else token for token in _TOKEN.findall(line)]
    found = Counter(f"w {token}" for token in tokens)
    found.update(f"p {a} {b}" for a, b in zip(["^", *tokens], [*tokens, "$"], strict=True))
    for token in tokens:
        framed = f" {token} "
        found.update(f"c {framed[i : i + n]}" for n in (3, 4, 5) for i in range(len(framed) - n + 1))
    ending = _LAST.split(line)[-1]
    last = ["#" if token.isdigit() else token for token in _TOKEN.findall(ending)]
    found.update(f"l {token}" for token in last)
    found.update(f"m {a} {b}" for a, b in zip(["^", *last], [*last, "$"], strict=True))
    if last[:1]:
        found[f"f {tokens[0]}"] += 1
    return found


def buckets(text: str) -> dict[int, float]:
    """Return the damped counts of a text by hash bucket (1 + log of the count)."""
    counts: Counter[int] = Counter()
    for gram, count in grams(text).items():
        counts[crc32(gram.encode()) % BUCKETS] += count
    return {bucket: 1.0 + math.log(count) for bucket, count in counts.items()}


def weighted(text: str, idf: Any) -> tuple[Any, Any]:
    """Return (bucket numbers, values) of a text: damped counts times `idf`, of length 1 together."""
    counts = buckets(text)
    where = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
    values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts)) * idf[where]
    length = float(np.linalg.norm(values))
    return where, values / length if length else values
