"""Plays whole episodes with the candidate's policy: `python3 evaluate.py pong`, with `--ocatari` on OCAtari's objects.

The score is of the whole episode, however little of its trace hone.yaml has the proposer see.
"""
import random
import sys

import games
import study

# Random actions that an episode begins with, at the most. Waiting, as is usual, would not do: without sticky actions the game would then be the same again,
# and ten of the same would count as ten.
OPENING = 60


def play(policy, kind, name, episode):
    game = kind(name)
    opening = random.Random(episode["opening"])
    for _ in range(opening.randrange(OPENING)):
        game.act(opening.choice(list(game.actions)))
    points, steps = 0, []
    while len(steps) < episode["steps"] and not game.is_over():
        seen = game.seen()
        action = policy("act", seen)
        if action not in game.actions:
            sys.exit(f"'{action}' is no action of {name}, which has {', '.join(game.actions)}")
        reward = game.act(action)
        steps.append({"observation": seen, "action": action, "reward": reward})
        points += reward
    study.trace(episode, steps)
    moments = sum(step["reward"] != 0 for step in steps)
    return {"score": points, "feedback": f"{points} points in {len(steps)} steps, at {moments} of them"}


kind = games.ObjectGame if "--ocatari" in sys.argv else games.Game
with study.Candidate("policy.py") as policy:
    study.judge(lambda episode: play(policy, kind, sys.argv[1], episode))
