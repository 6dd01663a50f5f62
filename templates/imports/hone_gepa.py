"""Asks the evaluator of a script that calls GEPA, and leaves what it says where hone reads it.

    python3 hone_gepa.py SCRIPT prepare    writes what the script starts from: from-gepa/candidate/, from-gepa/examples.jsonl, from-gepa/instructions.md
    python3 hone_gepa.py SCRIPT            evaluates from-gepa/candidate/ on the examples of this call

The script runs up to its call of `optimize_anything` or `gepa.optimize`, whose arguments are all that is wanted of it: no model is asked, and GEPA need not be
installed. `hone init --from gepa` wrote this file.
"""
import importlib
import importlib.util
import inspect
import json
import os
import runpy
import sys
import types

FOLDER = "from-gepa"
said = []


class Called(BaseException):
    """What the script called GEPA with."""

    def __init__(self, given):
        self.given = given


def optimize_anything(seed_candidate=None, **given):
    raise Called({"seed_candidate": seed_candidate, **given})


def optimize(seed_candidate=None, trainset=None, **given):
    raise Called({"seed_candidate": seed_candidate, "dataset": trainset, **given})


def log(*words, **_):
    said.append(" ".join(map(str, words)))


class Anything:
    """Stands in for what else a script takes from GEPA, to be called with anything and asked for anything."""

    def __init__(self, *_, **__):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything


def patch():
    """Puts our functions in place of GEPA's, and modules in place of GEPA where it is not installed."""
    names = ["gepa", "gepa.optimize_anything"]
    if importlib.util.find_spec("gepa") is None:
        for name in names:
            module = types.ModuleType(name)
            module.__path__ = []
            module.__getattr__ = lambda name: Anything if not name.startswith("__") else (_ for _ in ()).throw(AttributeError(name))
            sys.modules[name] = module
        sys.modules["gepa"].optimize_anything = sys.modules["gepa.optimize_anything"]
    for module in map(importlib.import_module, names):
        module.log = log
        if module.__name__ == "gepa":
            module.optimize = optimize
    sys.modules["gepa.optimize_anything"].optimize_anything = optimize_anything


def call(script):
    patch()
    sys.argv = [script]
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    try:
        runpy.run_path(script, run_name="__main__")
    except Called as called:
        return called.given
    raise SystemExit(f"{script} ended without a call of optimize_anything or gepa.optimize")


def parts(candidate):
    """The components by file; a candidate that is one text has one."""
    return candidate if isinstance(candidate, dict) else {"candidate": candidate}


def path(name):
    return os.path.join(FOLDER, "candidate", name.replace("/", "_") + ".txt")


def prepare(given):
    seed = given["seed_candidate"]
    if seed is None:
        raise SystemExit("The script has no seed_candidate: hone begins from one, so write a first one and give it")
    os.makedirs(os.path.join(FOLDER, "candidate"), exist_ok=True)
    for name, text in parts(seed).items():
        with open(path(name), "w") as file:
            file.write(text)
        print(path(name))
    with open(os.path.join(FOLDER, "instructions.md"), "w") as file:
        file.write("\n\n".join(filter(None, [given.get("objective"), given.get("background")])) or "Raise the score.")
    lists = {"train": given.get("dataset"), "validation": given.get("valset")}
    with open(os.path.join(FOLDER, "examples.jsonl"), "w") as file:
        for part, examples in lists.items():
            print(f"{len(examples or [])} examples of {part}")
            for index, example in enumerate(examples or []):
                file.write(json.dumps({"id": f"{part}-{index}", "part": part, "index": index, "example": example}, default=str) + "\n")


def tell(found):
    """A result's score, further metrics and words."""
    score, info = found if isinstance(found, tuple) else (found, {})
    info = dict(info or {})
    scores = info.pop("scores", {})
    metrics = {name: float(value) for name, value in scores.items() if isinstance(value, (int, float))} if isinstance(scores, dict) else {}
    words = [f"{name}: {value}" for name, value in info.items()] + said
    said.clear()
    return {"metrics": metrics | {"score": float(score)}, "feedback": "\n".join(words)}


def judge(given, candidate, examples):
    """Yields a result for each example; without any, for the whole."""
    adapter, batch, evaluator = given.get("adapter"), given.get("batch_evaluator"), given.get("evaluator")
    for example in examples:
        if adapter is not None:
            found = adapter.evaluate([example], candidate, capture_traces=True)
            yield tell((found.scores[0], {"output": found.outputs[0], "trajectory": (found.trajectories or [None])[0]}))
        elif evaluator is not None:
            takes = inspect.signature(evaluator).parameters
            whole = len(takes) < 2 or example is None and "example" not in takes
            yield tell(evaluator(candidate) if whole else evaluator(candidate, example))
        elif batch is not None:
            yield tell(batch([(candidate, example)])[0])
        else:
            raise SystemExit("The script gives neither an evaluator nor an adapter")


def main(script, task=None):
    results, asked = os.environ.pop("HONE_RESULTS", None), os.environ.pop("HONE_EXAMPLES", None)
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    given = call(script)
    if task == "prepare":
        sys.stdout = output
        prepare(given)
        output.flush()
        os._exit(0)
    seed = given["seed_candidate"]
    texts = {name: open(path(name)).read() for name in parts(seed)}
    candidate = texts if isinstance(seed, dict) else texts["candidate"]
    rows = [None]
    if asked:
        with open(asked) as file:
            rows = [json.loads(line) for line in file]
    lists = {"train": given.get("dataset"), "validation": given.get("valset")}
    examples = [row and lists[row["part"]][row["index"]] for row in rows]
    with open(results, "w") if results else output as file:
        for row, result in zip(rows, judge(given, candidate, examples)):
            file.write(json.dumps(result | ({"id": row["id"]} if row else {})) + "\n")
            file.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
