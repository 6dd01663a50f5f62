"""The model that gets the prompt: an endpoint, as endpoint.py says, or `stand-in`, which is none."""
import re

import endpoint


def named(name):
    """Returns what asks it: called with a prompt and a message, it returns the response and the tokens that were spent."""
    if name == "stand-in":
        return stand_in
    ask = endpoint.named(name)
    return lambda prompt, message: ask(f"{prompt}\n{message}")


def stand_in(prompt, message):
    """No model: takes the kind whose line in the prompt has most of the message's words, `billing: invoice, refund`, or else the last kind that it knows.

    So the study runs at once. What it rewards is known, which no model's taste is.
    """
    kinds = re.findall(r"\w+", re.search(r"one of:(.*)", prompt + "\none of: other")[1])
    said = set(re.findall(r"\w+", message.lower()))
    hits = dict.fromkeys(reversed(kinds), 0)
    for kind, words in re.findall(r"^(\w+): (.*)$", prompt, flags=re.M):
        if kind in hits:
            hits[kind] += len(said & set(re.findall(r"\w+", words)))
    kind = max(hits, key=hits.get)
    response = kind if "word alone" in prompt else f"This message is about {kind}."
    return response, {"in": (len(prompt) + len(message)) // 4, "out": len(response) // 4}
