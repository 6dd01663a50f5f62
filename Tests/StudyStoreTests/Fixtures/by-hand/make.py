"""Makes a repository with runs that hone never made, from the article "The stored format" alone.

    python3 make.py FOLDER; git -C FOLDER bundle create runs.bundle --all

Two writers; examples in minibatches; reviews, a revert, a fork, undos and a redo, a resume with another setting; a word, an
optional kind and (in a run of its own) a kind that nobody knows; and a journal that is no run's.
"""
import hashlib
import json
import os
import subprocess
import sys

FIRST, SECOND = "000b85c1", "9f2c11aa"
ADA = {"by": "person", "name": "Ada", "email": "ada@example.org"}
EVALUATOR = "sha256:" + hashlib.sha256(b"the evaluator").hexdigest()
minute = 0


def git(*words, given=b""):
    """Runs git a minute later than before."""
    when = f"{1796000000 + 60 * minute} +0000"
    who = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER")
           for field, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"), ("DATE", when))}
    done = subprocess.run(["git", "-C", sys.argv[1], *words], input=given, stdout=subprocess.PIPE,
                          env={**os.environ, **who}, check=True)
    return done.stdout.decode().strip()


def tree(files):
    """Writes files, by path, and returns the ID of their tree."""
    lines, folders = [], {}
    for path, text in files.items():
        top, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(top, {})[rest] = text
        else:
            lines.append(f"100644 blob {git('hash-object', '-w', '--stdin', given=text.encode())}\t{top}")
    lines += [f"040000 tree {tree(inside)}\t{folder}" for folder, inside in folders.items()]
    return git("mktree", given="\n".join(lines).encode())


def commit(files, parents, message):
    global minute
    minute += 1
    return git("commit-tree", tree(files), *sum((["-p", parent] for parent in parents), []), "-m", message)


def line(value):
    return json.dumps(value, separators=(",", ":")) + "\n"


def time():
    return f"2026-11-29T02:{minute:02}:00Z"


class Run:
    """A run with a journal for each writer."""

    def __init__(self, name, without=(), **settings):
        self.name, self.heads, self.clocks = name, {}, {FIRST: 0}
        record = {"version": 1, "needs": 1, "run": name, "study": "sort", "writer": FIRST, "at": time(),
                  "base": {"commit": BASE, "tree": git("rev-parse", BASE + "^{tree}")},
                  "settings": {key: value for key, value in {**SETTINGS, **settings}.items() if key not in without},
                  "algorithms": {"random": 1},
                  "evaluator": {"id": EVALUATOR}, "programs": {"git": "2"}}
        files = {"run.json": line(record), "study.yaml": "version: 1\nstudy: sort\n"}
        self.root = self.heads[FIRST] = commit(files, [], f"{name}: starts\n\nHone-Run: {name}")

    def add(self, kind, writer=FIRST, known=(), files={}, sees=True, **fields):
        """Appends an event; with `sees` its writer knows what the other one has."""
        others = {other: head for other, head in self.heads.items() if other != writer and sees}
        clock = 1 + max(self.clocks.get(other, 0) for other in [writer, *others])
        event = {"version": 1, "kind": kind, "writer": writer, "clock": clock, "at": time()}
        if others:
            event["saw"] = others
        folder = f"steps/{fields['step']}" if kind == "step" else f"events/{kind}"
        tree_of_event = {f"{folder}/{path}": text for path, text in files.items()}
        tree_of_event[f"{folder}/event.json"] = line({**event, **fields})
        parents = [self.heads.get(writer, self.root), *known]
        message = f"{kind} by {writer}\n\nHone-Run: {self.name}\nHone-Root: {self.root}"
        self.heads[writer], self.clocks[writer] = commit(tree_of_event, parents, message), clock
        return self.heads[writer]

    def step(self, number, lineage, parents, candidate, evaluations, files={}, writer=FIRST, **fields):
        proposer = {"kind": "external" if number else "base"}
        fields = {"outcome": "scored", "round": number, "proposer": proposer, "seconds": 1.5, **fields}
        if fields.get("verdict") == "accepted":
            fields["moves"] = [{"lineage": lineage, "to": candidate}]
        return self.add("step", writer, [candidate], files, step=number, lineage=lineage, parents=parents,
                        candidate=candidate, tree=git("rev-parse", candidate + "^{tree}"),
                        evaluations=evaluations, **fields)

    def publish(self):
        for writer, head in self.heads.items():
            git("update-ref", f"refs/hone/journal/{self.name}/{writer}", head)


def candidate(text, parent, step, run="sort-1"):
    trailers = f"Hone-Run: {run}\nHone-Step: {step}\nHone-Proposer: by hand"
    return commit({"src/numbers": text, "README": "Sort.\n"}, [parent], f"Try {text.strip()}\n\n{trailers}")


def evaluation(of, value, split, used, of_all, sitting, **fields):
    digest = hashlib.sha256("".join(example + "\n" for example in sorted(used)).encode()).hexdigest()
    sample = {"split": split, "examples": "sha256:" + digest, "used": len(used), "all": of_all, "repeats": 1,
              "sitting": sitting}
    metric = {"value": value, "direction": "minimize", "n": len(used), "sd": 0.25}
    return {"of": of, "source": "measured", "evaluator": EVALUATOR, "outcome": "scored", "sample": sample,
            "metrics": {"seconds": metric}, "runs": 1, "seconds": 0.5, **fields}


def reference(candidate, step, writer=FIRST):
    return {"candidate": candidate, "step": step, "writer": writer}


def setting(value, source="file"):
    return {"value": value, "from": source}


SETTINGS = {
    "artifact.editable": setting(["src/**"]), "batch.size": setting(2), "budget.steps": setting(3, "option"),
    "evaluator.command": setting({"run": "./bench.sh", "timeout": "60s"}), "evaluator.deterministic": setting(True),
    "examples.file": setting("cases.jsonl"), "examples.split.train": setting(4), "examples.split.validation": setting(2),
    "objective.direction": setting("minimize"), "objective.metric": setting("seconds"),
    "search.select": setting("validation", "auto"), "seed": setting(1, "default"),
}
TRAIN, VALIDATION = ["e1", "e2", "e3", "e4"], ["e5", "e6"]

subprocess.run(["git", "init", "-q", "-b", "main", sys.argv[1]], check=True)
BASE = commit({"src/numbers": "9 9 9\n", "README": "Sort.\n"}, [], "Begin")
git("update-ref", "refs/heads/main", BASE)

run = Run("sort-1")
run.step(0, "a", [], BASE, [evaluation(BASE, 9.0, "train", TRAIN, 4, "0.1"),
                            evaluation(BASE, 9.5, "validation", VALIDATION, 2, "0.2")], verdict="accepted")
one = candidate("8 9 9\n", BASE, 1)
trials = "".join(line({"of": of, "evaluation": index, "example": example, "repeat": 0, "seed": "18446744073709551615",
                       "outcome": "scored", "metrics": {"seconds": value}, "seconds": 0.25})
                 for index, of, value in ((0, one, 8.0), (1, BASE, 9.0)) for example in ("e3", "e1"))
made = {"trials.jsonl": trials, "rows-0.json": line({"version": 1, "metrics": {"seconds": {"e1": 8.0, "e3": 8.0}}}),
        "rows-1.json": line({"version": 1, "metrics": {"seconds": {"e1": 9.0, "e3": 9.0}}})}
gain = {"of": one, "over": BASE, "source": "paired", "sitting": "1.1", "metric": "seconds", "estimate": 1.0,
        "percent": 11.1, "n": 2, "unit": "example", "test": "exact"}
proposer = {"kind": "chat", "name": "by hand", "edit": "blocks", "summary": "Try 8 9 9", "calls": 1,
            "tokens": {"in": 100, "out": 20}, "cost": {"amount": 0.001, "currency": "USD"}, "seconds": 0.5}
measured = [evaluation(one, 8.0, "train", ["e1", "e3"], 4, "1.1", rows="rows-0.json"),
            evaluation(BASE, 9.0, "train", ["e1", "e3"], 4, "1.1", rows="rows-1.json"),
            evaluation(one, 8.5, "validation", VALIDATION, 2, "1.2")]
run.step(1, "a", [BASE], one, measured, made, verdict="accepted", why="-11.1% on 2 examples", gains=[gain], proposer=proposer)
two = candidate("8 9 11\n", one, 2)
run.step(2, "a", [one], two, [evaluation(two, 9.25, "train", ["e2", "e4"], 4, "2.1"),
                              evaluation(one, 8.25, "train", ["e2", "e4"], 4, "2.1")], verdict="rejected")
run.add("reviewed", candidate=one, decision="approve", text="Measured here too", **ADA)
three = candidate("8 7 9\n", one, 3)
run.step(3, "a", [one], three, [evaluation(three, 7.5, "train", ["e1", "e2"], 4, "3.1"),
                                evaluation(three, 7.75, "validation", VALIDATION, 2, "3.2")], verdict="accepted")

own = f"a-{SECOND}"
run.add("forked", SECOND, lineage=own, knows={"step": 3, "writer": FIRST}, **{"from": reference(one, 1)})
back = commit({"src/numbers": "8 9 9\n", "README": "Sort.\n"}, [three], "Back to step 1\n\nHone-Run: sort-1")
reverted = run.add("reverted", known=[back], sees=False, lineage="a", to=reference(one, 1), commit=back)
theirs = candidate("6 9 9\n", one, 1)
run.step(1, own, [one], theirs, [evaluation(theirs, 6.5, "train", ["e3", "e4"], 4, "1.1"),
                                 evaluation(theirs, 7.0, "validation", VALIDATION, 2, "1.2")], writer=SECOND, verdict="accepted")
run.add("undone", event=reverted)
forked = run.add("forked", lineage="b", knows={"step": 1, "writer": FIRST}, **{"from": reference(one, 1)})
undone = run.add("undone", event=forked)
run.add("redone", event=undone)
run.add("resumed", settings={"budget.steps": setting(5, "option")})
four = candidate("8 9 10\n", one, 4)
run.step(4, "b", [one], four, [], outcome="melted", verdict="undecided", reason="It was too hot")
run.add("weather", optional=True, text="Fair")
compared = run.add("compared", purpose="confirmation", confirmed=True,
                   evaluations=[evaluation(theirs, 7.0, "validation", VALIDATION, 2, "end.1"),
                                evaluation(BASE, 9.5, "validation", VALIDATION, 2, "end.1")], gains=[])
run.add("finished", reason="steps", winner=reference(theirs, 1, SECOND), compared=compared)
run.publish()

other = Run("sort-2", **{"seed": setting("18446744073709551615", "sweep")})
other.step(0, "a", [], BASE, [evaluation(BASE, 9.0, "train", TRAIN, 4, "0.1")], verdict="accepted")
other.add("crossed", lineage="a", **{"with": "b"})
other.add("reviewed", candidate=BASE, decision="comment", text="Seen past what is not known", **ADA)
other.publish()

sweep = commit({"sweep.json": line({"version": 1, "sweep": "batch-1"})}, [], "batch-1: starts")
git("update-ref", f"refs/hone/journal/batch-1/{FIRST}", sweep)
score = {"version": 1, "root": run.root, "run": "sort-1", "writer": FIRST, "step": 1, "lineage": "a", "parents": [BASE],
         "outcome": "scored", "verdict": "accepted", "objective": "seconds", "evaluator": EVALUATOR,
         "scores": [{key: one[key] for key in ("source", "sample", "metrics")} for one in (measured[0], measured[2])],
         "gains": [{"over": BASE, "source": "paired", "percent": 11.1, "n": 2}], "seconds": 1.5}
review = {"version": 1, "root": run.root, "run": "sort-1", "decision": "approve", "text": "Measured here too", "at": time(), **ADA}
for name, text in (("score", line(score)), ("review", line(review))):
    git("notes", f"--ref=refs/notes/hone/{name}", "add", "-m", text, one)
for ref, head in (("a", three), ("b", one), (own, theirs), ("best", theirs)):
    git("update-ref", f"refs/heads/hone/sort-1/{ref}", head)


def timing(of, value, pairs, sitting):
    metric = {"value": value, "direction": "minimize", "n": pairs, "sd": 0.25}
    return {"of": of, "source": "measured", "evaluator": EVALUATOR, "outcome": "scored",
            "sample": {"repeats": pairs, "sitting": sitting}, "metrics": {"seconds": metric}, "runs": pairs, "seconds": 0.5}


examples = [key for key in SETTINGS if key.startswith("examples.")] + ["batch.size", "evaluator.deterministic"]
timed = Run("sort-3", examples, **{"evaluator.measure.repeats": setting("2..10", "default"),
                                   "search.select": setting("train", "default")})
timed.step(0, "a", [], BASE, [timing(BASE, 9.0, 5, "0.1")], verdict="accepted")
raced = candidate("7 9 9\n", BASE, 1, "sort-3")
won = {"of": raced, "over": BASE, "source": "at-acceptance", "sitting": "1.1", "metric": "seconds", "estimate": 1.0, "confidence": 0.95,
       "percent": 11.1, "reference": 9.0, "n": 6, "unit": "pair", "test": "Wilcoxon signed-rank race"}
timed.step(1, "a", [BASE], raced, [timing(raced, 8.0, 6, "1.1"), timing(BASE, 9.0, 6, "1.1")], verdict="accepted",
           why="rank sum 21 after 6 pairs, at least 21 asked", gains=[won])
timed.publish()
git("update-ref", "refs/heads/hone/sort-3/a", raced)
