"""What is timed."""
import random

import words

draw = random.Random(1)
VOCABULARY = ["".join(draw.choice("etaoinshrdlu") for _ in range(draw.randint(2, 9))) for _ in range(2000)]
TEXT = " ".join(draw.choice(VOCABULARY) for _ in range(20_000))


def test_top(benchmark):
    assert len(benchmark(words.top, TEXT, 10)) == 10
