#!/usr/bin/env python3
"""Changes one number after another and keeps what is better: an optimizer of one's own over `hone ask` and `hone tell`.

    climb.py [STEPS]      with `proposer: {kind: external}` in hone.yaml

Every step is judged and recorded by hone; what it accepts is the parent of the next question. After STEPS, or as soon as the
study's budget is spent, hone compares the best with the base.
"""
import json
import os
import random
import re
import subprocess
import sys

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


def hone(*words, answer=None):
    """Runs hone and returns the JSON that it prints; where it fails it has said why, and this ends too."""
    command = [os.environ.get("HONE", "hone"), *words]
    text = None if answer is None else json.dumps(answer)
    ran = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True)
    if ran.returncode:
        sys.exit(ran.returncode)
    return json.loads(ran.stdout)


def tweak(ask):
    """Returns an answer that scales one number of the parent; the same question always gets the same one."""
    chance = random.Random(ask["seed"])
    files = [file for file in ask["editable"] if NUMBER.search(file.get("content") or "")]
    if not files:
        sys.exit("no editable file has a number in it")
    file = chance.choice(files)
    found = chance.choice(list(NUMBER.finditer(file["content"])))
    value = float(found.group()) * chance.choice([0.5, 0.8, 1.25, 2])
    new = f"{value:g}" if "." in found.group() else str(round(value))
    content = file["content"][: found.start()] + new + file["content"][found.end() :]
    summary = f"change {found.group()} to {new} in {file['path']}"
    return {"changes": [{"path": file["path"], "content": content}], "summary": summary}


ask = hone("ask", "--new")
run = ask["run"]
for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10):
    if number:
        ask = hone("ask", "--run", run)
    step = hone("tell", "--run", run, answer=tweak(ask))
    print(step["name"], step["outcome"], step.get("verdict", "-"), step.get("score", "-"), step["proposer"]["summary"])
    if "ended" in step:
        sys.exit()
hone("tell", "--run", run, "--end")
