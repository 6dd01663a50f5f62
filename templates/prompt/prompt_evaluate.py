"""Asks the model about each message, below the candidate's prompt; right is what has the expected word and nothing else.

`python3 evaluate.py MODEL`.
"""
import functools
import sys

import model
import study


def result(ask, prompt, case):
    response, tokens = ask(prompt, case["input"])
    told = response.strip()
    right = told == case["answer"]
    note = "right" if right else f"'{case['answer']}' was expected" + (", and that word alone" if case["answer"] in told else "")
    return {"metrics": {"right": int(right)}, "output": response, "feedback": note, "tokens": tokens}


with open("prompt.txt") as file:
    study.judge(functools.partial(result, model.named(sys.argv[1]), file.read()), at_once=4)
