"""Fits the candidate's pipeline, and writes for each row of the call what it tells and what is true.

`python3 evaluate.py classification` or `… regression`. The candidate runs in a process of its own that is given features, and no truth of a row that scores.
"""
import json
import os
import pickle
import subprocess
import sys
import tempfile

os.environ.setdefault("OMP_NUM_THREADS", "1")  # Threads that spin cost more than they bring here.

import numpy as np
import pandas as pd


# --- your own part: what a row's figures are -----------------------------------------------------------------------------------------------------------

def figures(told, truth, kind):
    """The numbers that hone keeps of one row; `objective.aggregate` makes the metric of them."""
    if kind == "classification":
        return {"prediction": int(told > 0.5), "truth": int(truth), "accuracy": int((told > 0.5) == (truth > 0.5))}
    return {"prediction": float(told), "truth": float(truth), "squared_error": float((told - truth) ** 2)}


def score(told, truth, kind):
    """The metric over all rows that were learned from: beside the score of a step it shows the gap between the two."""
    if kind == "classification":
        told = told > 0.5
        right = 2 * np.sum(told & (truth > 0.5))
        return float(right / max(1, np.sum(told) + np.sum(truth > 0.5)))
    return float(1 - np.sum((told - truth) ** 2) / np.sum((truth - np.mean(truth)) ** 2))


# --- what every such study needs -----------------------------------------------------------------------------------------------------------------------

def candidate(folder):
    """The other process: reads the tables, runs the candidate, writes what it tells."""
    import pipeline

    with open(folder + "/given", "rb") as file:
        kind, learned, truth, unseen = pickle.load(file)
    asked = pd.concat([unseen, learned], ignore_index=True)
    told = np.asarray(pipeline.Pipeline(kind)(learned, truth, asked), dtype=float)
    if told.shape != (len(asked),) or not np.all(np.isfinite(told)):
        raise ValueError(f"one finite number a row is asked: {len(asked)} rows, and numbers of shape {told.shape}")
    np.save(folder + "/told.npy", told)


def main(kind):
    with open(os.environ["HONE_EXAMPLES"]) as file:
        rows = [json.loads(line) for line in file]
    learned = pd.read_csv(os.path.join("data", kind, "learn.csv"))
    truth = learned.pop("truth").to_numpy()
    unseen = pd.DataFrame([row["features"] for row in rows], columns=learned.columns)
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/given", "wb") as file:
            pickle.dump((kind, learned, truth, unseen), file)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HONE_")}
        done = subprocess.run([sys.executable, os.path.abspath(__file__), "--candidate", folder], env=environment)
        if done.returncode != 0:
            sys.exit(done.returncode)
        told = np.load(folder + "/told.npy")
    fit = score(told[len(rows) :], truth, kind)
    with open(os.environ["HONE_RESULTS"], "w") as file:
        for row, value in zip(rows, told):
            metrics = figures(value, row["truth"], kind) | {"fit": fit}
            note = f"told {value:.4g}, true is {row['truth']:.4g}; over the rows that were learned from the metric is {fit:.4f}"
            file.write(json.dumps({"id": row["id"], "metrics": metrics, "feedback": note}) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    if sys.argv[1] == "--candidate":
        candidate(sys.argv[2])
    else:
        main(sys.argv[1])
