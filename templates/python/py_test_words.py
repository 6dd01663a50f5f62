"""What has to stay true; `hone run` scores no candidate that fails here."""
import collections
import random
import re

import pytest
import words


@pytest.mark.parametrize("size", [0, 1, 5, 255, 256, 257, 1000, 5000])
def test_it_counts_as_a_plain_count_does(size):
    draw = random.Random(size)
    text = "".join(draw.choice("aAb'c  \n.") for _ in range(size))
    counts = collections.Counter(re.findall(r"[a-z']+", text.lower()))
    assert words.top(text, 10) == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:10]


def test_a_word_that_is_longer_than_anything_is_one():
    assert words.top("x" * 10_000 + " y", 2) == [("x" * 10_000, 1), ("y", 1)]


def test_none_are_asked_for():
    assert words.top("a b", 0) == []
