"""Fetches a task of BIG-Bench Extra Hard, and writes it as examples: `python3 prepare.py boardgame_qa [--from task.json]`.

The tasks are google-deepmind/bbeh's (CC-BY 4.0), at github.com/google-deepmind/bbeh. They are no training data, and say so by a mark in each file: keep
them out of what you publish. Two files are written, for `examples.file` in hone.yaml: as published, and shuffled.
"""
import argparse
import json
import os
import random
import urllib.request

TASKS = """boardgame_qa boolean_expressions causal_understanding disambiguation_qa dyck_languages geometric_shapes linguini
movie_recommendation""".split()
SOURCE = "https://raw.githubusercontent.com/google-deepmind/bbeh/main/bbeh/benchmark_tasks/bbeh_{}/task.json"

words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
words.add_argument("task", help="the paper's are " + ", ".join(TASKS))
words.add_argument("--from", dest="file", help="the task's file, where it is at hand")
given = words.parse_args()
if given.file:
    with open(given.file) as file:
        published = json.load(file)["examples"]
else:
    with urllib.request.urlopen(SOURCE.format(given.task), timeout=60) as file:
        published = json.load(file)["examples"]
lines = [
    json.dumps({"id": f"{given.task}-{number}", "input": one["input"], "answer": one["target"]}, ensure_ascii=False) + "\n"
    for number, one in enumerate(published)
]
os.makedirs("data", exist_ok=True)
for name, order in [(given.task, lines), (given.task + "-shuffled", random.Random(42).sample(lines, len(lines)))]:
    with open(f"data/{name}.jsonl", "w") as file:
        file.writelines(order)
    print(f"data/{name}.jsonl: {len(lines)} questions")
