"""Makes a run again as a hone would have left it that did not know a setting.

    python3 without.py RUN KEY

Run in the repository: takes the key out of the root's `run.json` and puts the events of all journals on top again.
"""
import json
import subprocess
import sys

run, key = sys.argv[1:]
made = {}


def git(*words, given=b""):
    return subprocess.run(["git", *words], input=given, stdout=subprocess.PIPE, check=True).stdout


def renamed(content):
    """Content with the IDs of commits as they are now; all have one length."""
    for old, new in made.items():
        content = content.replace(old, new)
    return content


def write(kind, content):
    return git("hash-object", "-w", "-t", kind, "--stdin", given=content).strip()


def blob(path, content):
    if path == b"run.json":
        record = json.loads(content)
        del record["settings"][key]
        content = json.dumps(record, separators=(",", ":")).encode() + b"\n"
    return write("blob", renamed(content) if path.endswith(b".json") else content)


def tree(commit):
    index = ["update-index", "-z", "--index-info"]
    lines = []
    for line in git("ls-tree", "-r", "-z", commit).split(b"\0")[:-1]:
        about, path = line.split(b"\t")
        mode, _, content = about.split()
        lines.append(mode + b" " + blob(path, git("cat-file", "blob", content)) + b"\t" + path)
    git("read-tree", "--empty")
    git(*index, given=b"\0".join(lines) + b"\0")
    return git("write-tree").strip()


for ref in git("for-each-ref", "--format=%(refname)", f"refs/hone/journal/{run}/").decode().split():
    chain = git("rev-list", "--first-parent", "--reverse", ref).split()
    for commit in chain:
        content = git("cat-file", "commit", commit)
        content = b"tree " + tree(commit) + content[content.index(b"\n"):]
        made.setdefault(commit, write("commit", renamed(content)))
    git("update-ref", ref, made[chain[-1]])
