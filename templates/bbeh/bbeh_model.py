"""The model under test, which is another than the one that proposes.

Any endpoint that speaks OpenAI's chat completions, named by hone.yaml and found by two variables: MODEL_URL, such as http://127.0.0.1:8080, and MODEL_KEY
where it asks for one. `stand-in` is none.
"""
import hashlib
import json
import os
import random
import re
import time
import urllib.error
import urllib.request

import study


def named(name):
    """Returns what asks it: called with a prompt and the example, it returns the response and the tokens that were spent."""
    if name == "stand-in":
        return stand_in
    if "MODEL_URL" not in os.environ:
        raise SystemExit(f"MODEL_URL is to say where '{name}' is served, such as http://127.0.0.1:8080")
    return lambda prompt, _: endpoint(name, prompt)


def endpoint(name, prompt):
    body = {"model": name, "temperature": 0, "seed": 1, "max_tokens": 2048, "messages": [{"role": "user", "content": prompt}]}
    headers = {"Content-Type": "application/json"}
    if "MODEL_KEY" in os.environ:
        headers["Authorization"] = "Bearer " + os.environ["MODEL_KEY"]
    address = os.environ["MODEL_URL"].rstrip("/").removesuffix("/v1") + "/v1/chat/completions"
    for seconds in [2, 10, 30, None]:
        try:
            with urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode(), headers), timeout=600) as reply:
                answer = json.load(reply)
            spent = answer.get("usage", {})
            tokens = {"in": spent.get("prompt_tokens", 0), "out": spent.get("completion_tokens", 0)}
            return answer["choices"][0]["message"]["content"] or "", tokens
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code != 429:
                study.try_again(f"{address} answered {error.code}: {error.read().decode(errors='replace')[:300]}")
            why = error
        except OSError as error:
            why = error
        if seconds is None:
            study.try_again(f"{address} does not answer: {why}")
        time.sleep(seconds)


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
