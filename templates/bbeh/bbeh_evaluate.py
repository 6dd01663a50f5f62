"""Asks the model each question with the candidate's prompt, reads the answer off by the candidate's code, and scores it by both scorers.

`python3 evaluate.py MODEL`. The candidate is given the question and the response, never the answer that is expected.
"""
import functools
import sys

import model
import scorers
import study


def result(solver, ask, example):
    response, tokens = "", {"in": 0, "out": 0}
    try:
        response, tokens = ask(solver("prompt", example["input"]), example)
        told = solver("extract_answer", response)
    except study.Crash as crash:
        # Part of the problem, and no end of the candidate: what reads one response may trip over the next.
        told, note = "", f"There is no answer, because the code raised:\n{crash}"
    else:
        told, note = str(told), f"'{told}' was read off"
    scores = {name: int(scorer(told, example["answer"])) for name, scorer in scorers.ALL.items()}
    if scores["paper"]:
        note = "Correct: no change is needed here."
    else:
        blamed = "extract_answer: the response has it" if example["answer"] in response else "the prompt"
        note += f"\n'{example['answer']}' is expected. Change {blamed}."
    return {"metrics": scores, "output": response, "feedback": note, "tokens": tokens}


with study.Candidate("solver.py") as solver:
    study.judge(functools.partial(result, solver, model.named(sys.argv[1])), at_once=4)
