"""Fits the candidate's pipeline, and writes for each row of the call what it tells and what is true.

`python3 evaluate.py classification` or `… regression`. The candidate is given features, and no truth of a row that scores.
"""
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")  # Threads that spin cost more than they bring here.

import numpy as np
import pandas as pd

import study


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


kind = sys.argv[1]
rows = study.examples()
learned = pd.read_csv(os.path.join("data", kind, "learn.csv"))
truth = learned.pop("truth").to_numpy()
unseen = pd.DataFrame([row["features"] for row in rows], columns=learned.columns)
with study.Candidate("pipeline.py") as pipeline:
    told = np.asarray(pipeline("tell", kind, learned, truth, pd.concat([unseen, learned], ignore_index=True)), dtype=float)
if told.shape != (len(rows) + len(learned),) or not np.all(np.isfinite(told)):
    sys.exit(f"One finite number a row is asked: {len(rows) + len(learned)} rows, and numbers of shape {told.shape}")
fit = score(told[len(rows) :], truth, kind)
told_of = {row["id"]: value for row, value in zip(rows, told)}


def result(row):
    value = told_of[row["id"]]
    note = f"told {value:.4g}, true is {row['truth']:.4g}; over the rows that were learned from the metric is {fit:.4f}"
    return {"metrics": figures(value, row["truth"], kind) | {"fit": fit}, "feedback": note}


study.judge(result)
