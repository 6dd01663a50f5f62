"""Chooses the game: `python3 prepare.py breakout [--episodes 2 --steps 1000]` writes what the paper had for it into hone.yaml, sweep.yaml, episodes.jsonl."""
import argparse
import json
import re

# Steps of the trace that are shown, updates, episodes that score, steps of each, and the two scores between which it is said that there is a way to go.
PAPER = {
    "pong": (400, 20, 10, 4000, 0, 19),
    "breakout": (300, 30, 1, 4000, 1, 300),
    "space_invaders": (25, 20, 1, 4000, 100, 300),
    "freeway": (100, 30, 3, 2500, 1, 21),
    "asterix": (100, 30, 3, 20000, 300, 3000),
    "enduro": (100, 30, 1, 5000, 1, 100),
    "qbert": (100, 30, 1, 4000, 150, 500),
    "seaquest": (100, 30, 1, 4000, 60, 200),
}
ROLLBACK = '  rollback: {patience: 5, drop: 0.2}  # as the paper where the base has 0: then this is "below 0.8 of the best"\n'

words = argparse.ArgumentParser(description=__doc__)
words.add_argument("game", choices=PAPER)
words.add_argument("--episodes", type=int, help="that score each step, in place of the paper's")
words.add_argument("--steps", type=int, help="of an episode at the most, in place of the paper's")
given = words.parse_args()
horizon, updates, episodes, steps, low, high = PAPER[given.game]


def change(file, *changes):
    with open(file) as old:
        text = old.read()
    for pattern, new in changes:
        text = re.sub(pattern, new, text, flags=re.M)
    with open(file, "w") as new:
        new.write(text)


change(
    "hone.yaml",
    (r"^study: .*", f"study: {given.game.replace('_', '-')}"), (r"evaluate.py \w+", f"evaluate.py {given.game}"),
    (r"policy.py plays \w+", f"policy.py plays {given.game}"), (r"horizon: \{steps: \d+", f"horizon: {{steps: {horizon}"),
    (r"updates: \d+", f"updates: {updates}"), (r"^  rollback: .*\n", ""),
    (r"^(  select: .*\n)", r"\1" + ("" if given.game == "pong" else ROLLBACK)),
    (r"- \{below: \S+(, say: .I)", rf"- {{below: {low}\1"), (r"- \{below: \S+(, say: .G)", rf"- {{below: {high}\1"),
)
change("sweep.yaml", (r"horizon.steps: \[\d+", f"horizon.steps: [{horizon}"), (r"each: \d+", f"each: {updates}"))
with open("episodes.jsonl", "w") as file:
    for part, first, count in [("train", 0, given.episodes or episodes), ("confirm", 10, 10), ("test", 20, 10)]:
        for number in range(first, first + count):
            line = {"id": f"episode-{number + 1}", "part": part, "opening": number, "steps": given.steps or steps}
            file.write(json.dumps(line) + "\n")
