"""Stands in for a model: puts a piece of `pieces/` in place of one function of pipeline.py, both drawn by the step's seed.

So the study runs at once, without a key; what comes of it says something of the pieces and nothing of models. hone.yaml says what to write for one.
"""
import os
import random
import re

draw = random.Random(int(os.environ["HONE_SEED"]))
text = open("pipeline.py").read()
regions = re.findall(r"# hone: begin (\w+)\n", text)
start = "many" if "preprocess" in regions else "one"
if start == "many":
    name = draw.choice(regions)
    piece = draw.choice(sorted(os.listdir(f"pieces/{name}")))
    body = open(f"pieces/{name}/{piece}").read()
else:
    # All five are written at once: one function holds them.
    name, drawn, body = "train_model", [], ""
    for part in ["preprocess", "select_features", "ensemble_model", "train_model", "predict"]:
        piece = draw.choice(sorted(os.listdir(f"pieces/{part}")))
        drawn.append(piece.removesuffix(".py"))
        nested = open(f"pieces/{part}/{piece}").read().rstrip().replace("\n", "\n    ").replace("    \n", "\n")
        body += "    " + nested.replace("def train_model", "def fit") + "\n\n"
    piece = ", ".join(drawn)
    body = (
        "def train_model(learned, truth, unseen, kind):\n" + body
        + "    learned, unseen = preprocess(learned, unseen)\n    columns = select_features(learned, truth)\n"
        + "    model = fit(ensemble_model(kind), learned[columns], truth)\n    return predict(model, unseen[columns])\n"
    )
pattern = rf"(# hone: begin {name}\n).*?(# hone: end)"
open("pipeline.py", "w").write(re.sub(pattern, lambda found: found[1] + body + found[2], text, flags=re.S))
print(f"{name}: {piece}")
