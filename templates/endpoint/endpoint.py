"""Asks a language model: any endpoint that speaks OpenAI's chat completions.

It is found by two variables of the environment: MODEL_URL, such as http://127.0.0.1:8080, and MODEL_KEY where it asks for one.
"""
import json
import os
import time
import urllib.error
import urllib.request

import study


def named(name):
    """Returns what asks the model of that name: called with a prompt, it returns the response and the tokens that were spent."""
    if "MODEL_URL" not in os.environ:
        raise SystemExit(f"MODEL_URL is to say where '{name}' is served, such as http://127.0.0.1:8080")
    return lambda prompt: ask(name, prompt)


def ask(name, prompt):
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
