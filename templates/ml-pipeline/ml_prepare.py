"""Makes the tables of a study from labelled rows: `python3 prepare.py classification [TABLE.csv]` or `… regression [TABLE.csv]`.

Without a table it takes one that scikit-learn ships, and says so. The last fifth of the rows is sealed; of the rest four fifths are learned from, and one
fifth, drawn by a fixed seed, is what every step is scored on.
"""
import argparse
import json
import os
import random

import pandas as pd

# Your own table needs no line here: `--target COLUMN` says what is to be told.
KNOWN_TARGETS = ["Transported", "SalePrice"]
SHIPPED = {"classification": "breast_cancer", "regression": "diabetes"}


def shipped(kind):
    from sklearn import datasets

    name = SHIPPED[kind]
    frame = getattr(datasets, f"load_{name}")(as_frame=True).frame
    print(f"No table was given: scikit-learn's own '{name}' of {len(frame)} rows stands in. See README.md for the real ones.")
    return frame, "target"


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("kind", choices=sorted(SHIPPED))
    words.add_argument("table", nargs="?", help="a CSV file with one labelled row a line")
    words.add_argument("--target", help="its column to be told; Transported or SalePrice where it has one of these")
    words.add_argument("--log", action="store_true", help="tell the logarithm of 1 + the target, as for prices (SalePrice always)")
    given = words.parse_args()
    if given.table:
        frame = pd.read_csv(given.table)
        target = given.target or next((name for name in KNOWN_TARGETS if name in frame), None)
        if target not in frame:
            words.error(f"'{given.table}' has no column '{target}': name the one to be told by --target")
    else:
        frame, target = shipped(given.kind)
    frame = frame.dropna(subset=[target]).reset_index(drop=True)
    truth = frame.pop(target).astype(float)
    if given.log or target == "SalePrice":
        import numpy as np

        truth = np.log1p(truth)
    rows = len(frame)
    open_rows = list(range(rows - rows // 5))
    random.Random(42).shuffle(open_rows)
    scored = sorted(open_rows[: len(open_rows) // 5])
    learned = sorted(open_rows[len(open_rows) // 5 :])
    folder = os.path.join("data", given.kind)
    os.makedirs(folder, exist_ok=True)
    frame.loc[learned].assign(truth=truth[learned]).to_csv(os.path.join(folder, "learn.csv"), index=False)
    with open(os.path.join(folder, "rows.jsonl"), "w") as file:
        for part, numbers in [("train", scored), ("test", range(rows - rows // 5, rows))]:
            for number in numbers:
                features = json.loads(frame.loc[number].to_json())
                row = {"id": f"row-{number}", "part": part, "features": features, "truth": float(truth[number])}
                file.write(json.dumps(row) + "\n")
    print(f"{folder}: {len(learned)} rows to learn from, {len(scored)} that score each step, {rows // 5} sealed")


if __name__ == "__main__":
    main()
