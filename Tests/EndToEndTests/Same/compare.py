"""Says what differs between what two programs recorded of the same study: compare.py OLD NEW, two folders that same.sh wrote."""
import json
import pathlib
import re
import sys

# What may differ, by the end of its path: times, and what is named after them or drawn for a process.
DIFFERS = ["recordedAt", "startedAt", "wallSeconds", "modelSeconds", "wall_seconds", "writer", "id", "date"]
# What one of them calls otherwise, by the end of its path.
RENAMED = {}
# What only one of them has.
ONLY_OLD = []
ONLY_NEW = []


def ends(path, names):
    return any(path == name or path.endswith("." + name) for name in names)


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
                self.add(file.stem, json.loads(text))
            elif file.suffix == ".note":
                for number, line in enumerate(text.splitlines()):
                    self.add(f"note {self.text(file.stem)}[{number}]", json.loads(line) if line[:1] == "{" else line)
            elif file.suffix == ".md":
                for number, line in enumerate(text.splitlines()):
                    self.add(f"{file.stem}[{number}]", line)

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
                label = part.get("name", index) if isinstance(part, dict) else index
                self.add(f"{path}[{label}]", part)
        elif not ends(path, DIFFERS):
            for old, new in RENAMED.items():
                if ends(path, [old]):
                    path = path[: len(path) - len(old)] + new
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
