"""Says what differs between what two programs recorded of the same study: compare.py OLD NEW, two folders that same.sh wrote."""
import json
import pathlib
import re
import sys

# All by what the end of a path matches. What may differ: times, and what is named after them or drawn for a process.
DIFFERS = r"\.(recordedAt|startedAt|wallSeconds|modelSeconds|wall_seconds|seconds|at|writer|root|evaluator|id|date)"
# What one of them calls otherwise: the beginnings of notes' and listings' fields, and what they are called now.
RENAMED = [
    (r"^(?!note)(.*)\.parent$", r"\1.parents[0]"),
    (r"^(note score .*\[\d+\])(?<!scores\[0\])\.metrics\.", r"\1.scores[0].metrics."),
]
# What only one of them has. The older one's notes have figures without their sample, and tokens and cost where there are none.
ONLY_OLD = r"\.(baseline|parent|splits\.\w+|cost|tokens\.(in|out)|tests)"
ONLY_NEW = (
    r"\.(unit|by)|note score .*\.(scores\[\d+\]\.(source|look|sample\..*|metrics\..*)|parents\[0\])"
    r"|note score .*\.(gains\[\d+\]\..*|cost\.(amount|currency))"
    r"|\.(attachments|files)\[rows-\d+\.json\]"
)


def ends(path, pattern):
    return re.search(f"(?:{pattern})$", path)


# What listings had of a step, a run, a gain and an operation when the older program was made, and what they have now.
LISTED = {
    "commit": "candidate", "isBest": "best", "isUndone": "undone", "isRejectedInReview": "rejected", "isRejected": "rejected",
    "metric": "objective", "baseline": "base_score", "bestScore": "score", "bestStep": "best", "isStepping": "running",
    "stopped": "reason", "branchDeleted": "deleted", "canBeUndone": "can_be_undone", "attachments": "files",
    "changedLines": "changed_lines", "name": "lineage",
}
# By what a listing is of: the fields that both have.
SHARED = {
    "status": "run study base best candidate base_score score reason confirmed lineages".split(),
    "log": "run step name lineage parents candidate tree outcome verdict objective score best undone rejected".split(),
    "operations": "kind what undone can_be_undone".split(),
    "review": "reasons changed_lines".split(),
    "show": "feedback rationale diff files".split(),
}


def modern(value):
    """An older listing's value by today's names; what is false, null or empty is not there today."""
    if not isinstance(value, dict):
        return [modern(part) for part in value] if isinstance(value, list) else value
    if "best" in value and "bestStep" in value:
        value = {**{key: part for key, part in value.items() if key != "best"}, "candidate": value["best"]}
    if "parent" in value and value.get("step"):
        value = {**value, "parents": [value["parent"]]}
    names = {**LISTED, "name": "lineage" if "branchDeleted" in value else "name"}
    return {names.get(key, key): modern(part) for key, part in value.items() if part not in (None, False, "", [])}


def listing(kind, value):
    """What the listings of both programs tell alike, as a list."""
    if isinstance(value, dict) and "version" in value:
        value = next((part for key, part in value.items() if isinstance(part, list) and key != "incomplete" and kind != "show"), [value])
    value = modern(value if isinstance(value, list) else [value])
    # The end of a run, and its going on with something changed, are events of more kinds today.
    rows = [row for row in value if row.get("kind") not in ("compared", "resumed")]
    rows = [{**row, "kind": "undone"} if row.get("kind") == "redone" else row for row in rows]
    return [{key: part for key, part in row.items() if key in SHARED.get(kind, [])} for row in rows]


class Side:
    """What one program recorded, as values by path."""

    def __init__(self, folder):
        self.names = {}
        refs = [line.split("\t") for line in (folder / "refs").read_text().splitlines()]
        writers = [name.split("/")[4] for name, _ in refs if name.startswith("refs/hone/journal/")]
        self.writer = re.compile("|".join(writers) or "$^")
        for line in (folder / "commits").read_text().splitlines():
            commit, tree, subject, run = line.split("\t")
            # The trees of journals and notes have times in them.
            ours = re.match(r"(step|run|finished|reverted|forked|review|undo|land|test|Notes|hone)\b", subject)
            self.names[commit] = subject if ours else f"{run} {tree} {subject}".strip()
        self.values = {}
        for name, commit in refs:
            if name.startswith("refs/heads/"):
                self.values[name] = self.text(commit)
        for file in sorted(folder.iterdir()):
            text = file.read_text()
            if file.suffix == ".json":
                self.add(file.stem, listing(file.stem.split()[0], json.loads(text)))
            elif file.suffix == ".note":
                # Runs of one commit stand in the order of their roots, which no two programs have alike.
                for number, line in enumerate(sorted(text.splitlines(), key=self.order)):
                    self.add(f"note {self.text(file.stem)}[{number}]", json.loads(line) if line[:1] == "{" else line)
            elif file.suffix == ".md":
                for number, line in enumerate(text.splitlines()):
                    self.add(f"{file.stem}[{number}]", line)

    def order(self, line):
        """A note's line by run and step, whatever else it says; lines that are none of ours stay where they are."""
        fields = json.loads(line) if line[:1] == "{" else {}
        return str(fields.get("run", "")), fields.get("step", 0)

    def text(self, text):
        """Names commits by their tree and subject instead of their ID, and every writer alike."""
        return self.writer.sub("WRITER", re.sub(r"\b[0-9a-f]{7,40}\b", self.commit, text))

    def commit(self, match):
        return next((name for commit, name in self.names.items() if commit.startswith(match[0])), match[0])

    def add(self, path, value):
        if isinstance(value, dict):
            for key, part in value.items():
                self.add(f"{path}.{key}", part)
        elif isinstance(value, list):
            for index, part in enumerate(value):
                # Files of a step are known by their names, so that one more changes no other's place.
                label = part if path.endswith((".attachments", ".files")) else index
                label = part.get("name", index) if isinstance(part, dict) else label
                self.add(f"{path}[{label}]", part)
        elif not ends(path, DIFFERS):
            for old, new in RENAMED:
                path = re.sub(old, new, path)
            self.values[path] = self.text(value) if isinstance(value, str) else value


old, new = (Side(pathlib.Path(folder)) for folder in sys.argv[1:])
differences = 0
for path in sorted(old.values.keys() | new.values.keys()):
    before, after = old.values.get(path), new.values.get(path)
    if before == after or after is None and ends(path, ONLY_OLD) or before is None and ends(path, ONLY_NEW):
        continue
    differences += 1
    print(f"{path}: {json.dumps(before, ensure_ascii=False)} is now {json.dumps(after, ensure_ascii=False)}")
sys.exit(differences > 0)
