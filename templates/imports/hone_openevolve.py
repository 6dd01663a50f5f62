"""Asks an evaluator that was written for OpenEvolve, and leaves what it says where hone reads it.

    python3 hone_openevolve.py EVALUATOR PROGRAM FUNCTION          writes what the function returns to HONE_RESULTS
    python3 hone_openevolve.py EVALUATOR PROGRAM FUNCTION METRIC   prints its score as {"METRIC": 0.7}, for a gate

`hone init --from openevolve` wrote this file; it knows nothing of the study, which is all in hone.yaml.
"""
import asyncio
import dataclasses
import importlib.util
import inspect
import json
import math
import os
import sys
import types


@dataclasses.dataclass
class EvaluationResult:
    """Stands in for `openevolve.evaluation_result.EvaluationResult` where that package is not installed."""

    metrics: dict
    artifacts: dict = dataclasses.field(default_factory=dict)


def stand_in():
    if importlib.util.find_spec("openevolve") is None:
        package, module = types.ModuleType("openevolve"), types.ModuleType("openevolve.evaluation_result")
        module.EvaluationResult = package.EvaluationResult = EvaluationResult
        package.evaluation_result = module
        sys.modules.update({package.__name__: package, module.__name__: module})


def load(path):
    """The evaluator as a module that finds what lies beside it."""
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location("evaluation_module", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def plain(value):
    """What JSON has words for; NumPy's numbers are numbers, and bytes are text."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if hasattr(value, "tolist"):
        return value.tolist()
    return str(value)


def score(metrics):
    """What OpenEvolve holds against a stage's threshold: the combined score, or else the mean of the numbers but for `error`."""
    combined = metrics.get("combined_score")
    if isinstance(combined, (int, float)):
        return float(combined)
    numbers = [value for name, value in metrics.items() if name != "error" and isinstance(value, (int, float))]
    return sum(numbers) / len(numbers) if numbers else 0.0


def main(evaluator, program, function, metric=None):
    results = os.environ.pop("HONE_RESULTS", None)
    # What the evaluator and the program print is for people.
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    stand_in()
    found = getattr(load(os.path.abspath(evaluator)), function)(os.path.abspath(program))
    if inspect.isawaitable(found):
        found = asyncio.run(found)
    metrics = getattr(found, "metrics", found)
    artifacts = getattr(found, "artifacts", {})
    if isinstance(metrics.get("artifacts"), dict):
        artifacts = metrics["artifacts"]
        metrics = {name: value for name, value in metrics.items() if name != "artifacts"}
    if isinstance(metrics.get("metrics"), dict):
        metrics = metrics["metrics"]
    told = json.loads(json.dumps({"metrics": metrics, "artifacts": artifacts}, default=plain))
    if metric is None:
        with open(results, "w") if results else output as file:
            json.dump(told, file)
    else:
        for name, value in [*told["metrics"].items(), *(told["artifacts"] or {}).items()]:
            print(f"{name}: {value}", file=output)
        value = score(told["metrics"])
        print(json.dumps({metric: value if math.isfinite(value) else None}), file=output)
    output.close()
    sys.stderr.flush()
    # Threads that the evaluator gave up waiting for would hold the process.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
