"""The model under test, which is another than the one that proposes: an endpoint, as endpoint.py says, or `stand-in`, which is none."""
import hashlib
import random
import re

import endpoint


def named(name):
    """Returns what asks it: called with a prompt and the example, it returns the response and the tokens that were spent."""
    if name == "stand-in":
        return stand_in
    ask = endpoint.named(name)
    return lambda prompt, _: ask(prompt)


def stand_in(prompt, example):
    """No model: knows the answer, and gives it by the prompt's words and a draw that is fixed for the question.

    So the study runs at once. What it rewards is known, which no model's taste is: a prompt that asks for steps and for a check, that does not ask for a
    guess, and that says how to write the answer.
    """
    draw = random.Random(hashlib.sha256(example["id"].encode()).digest())
    words = prompt.removesuffix(example["input"]).lower()
    knows = 0.25 + 0.3 * ("step by step" in words) + 0.15 * ("check" in words) - 0.2 * ("guess" in words)
    options = re.findall(r"\([A-Z]\)", example["input"]) or ["unknown"]
    told = example["answer"] if draw.random() < knows else draw.choice(options)
    # Those who are not told how to write it do as they like.
    form = "Answer: {}" if "answer: " in words else draw.choice(["It is {}", "Answer: {}.", "The answer is {}", "Answer: {}"])
    response = ("Let me see.\n" if "step" in words else "") + form.format(told)
    return response, {"in": len(prompt) // 4, "out": len(response) // 4}
