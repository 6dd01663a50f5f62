"""What passes between hone and an evaluator, and between an evaluator and the candidate: every study here has this file, as it is.

An evaluator's own part is a function that is given one example and returns what hone keeps of it:

    with study.Candidate("solver.py") as solver:
        study.judge(lambda example: {"metrics": {"score": int(solver("solve", example["input"]) == example["answer"])}})
"""
import concurrent.futures
import json
import os
import pickle
import subprocess
import sys
import threading
import traceback


class Crash(Exception):
    """What the candidate raised, with its traceback. An evaluator that does not catch it ends, and the candidate counts as crashed."""


class Candidate:
    """The candidate's file, in a process of its own that is given what it is called with and nothing of hone's.

    So it reads no answer that it shall give, writes no result, and what it prints is no score. It answers in JSON: arrays of numbers become lists.
    """

    def __init__(self, path):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HONE_")}
        words = [sys.executable, os.path.abspath(__file__), path]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.turn = threading.Lock()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def __call__(self, function, *given):
        """Calls one of the file's functions; throws a Crash for what it raises."""
        with self.turn:
            try:
                pickle.dump((function, given), self.process.stdin)
                self.process.stdin.flush()
                line = self.process.stdout.readline()
            except BrokenPipeError:
                line = b""
        reply = json.loads(line or '{"crash": "the process of the candidate ended"}')
        if "crash" in reply:
            raise Crash(reply["crash"])
        return reply["value"]


def examples():
    """The examples of this call."""
    with open(os.environ["HONE_EXAMPLES"]) as file:
        return [json.loads(line) for line in file]


def judge(result, at_once=1):
    """Writes for each example of the call what `result` makes of it: "metrics" or "score", and perhaps "output", "feedback", "tokens"."""
    asked = examples()
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool, open(os.environ["HONE_RESULTS"], "w") as file:
        for example, made in zip(asked, pool.map(result, asked)):
            file.write(json.dumps({"id": example["id"]} | made) + "\n")


def trace(example, steps):
    """Keeps what happened on the way: a list of {"observation", "action", "reward"}."""
    path = os.path.join(os.environ["HONE_TRACES"], f"{example['id']}.{os.environ['HONE_REPEAT']}.jsonl")
    with open(path, "w") as file:
        file.writelines(json.dumps(step) + "\n" for step in steps)


def try_again(why):
    """Ends the evaluation where no candidate is at fault, as when an endpoint is down: hone comes back to it."""
    print(why, file=sys.stderr, flush=True)
    os._exit(75)


def serve(path):
    """The candidate's side: reads calls, runs them, and answers each with a line."""
    calls, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    code = {"__name__": "candidate"}
    while True:
        try:
            function, given = pickle.load(calls)
        except EOFError:
            return
        try:
            if function not in code:
                with open(path) as file:
                    exec(compile(file.read(), path, "exec"), code)
            reply = json.dumps({"value": code[function](*given)}, default=lambda value: value.tolist())
        except (Exception, SystemExit) as error:
            # The first frame is this one.
            reply = json.dumps({"crash": "".join(traceback.format_exception(type(error), error, error.__traceback__.tb_next)).strip()})
        print(reply, file=replies, flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
