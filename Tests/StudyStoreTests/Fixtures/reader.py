"""Prints every run of a repository: settings, steps with scores and verdicts, reviews, lineages.

    python3 reader.py REPOSITORY

Written from the article "The stored format" alone, with git and Python's standard library.
"""
import json
import subprocess
import sys

VERSION, NEEDS = 1, 2
KINDS = """step resumed evaluator-changed compared finished lineage reverted forked adopted
    branch-deleted landing landed testing tested reviewed undone redone renamed deleted restored
    verified noted""".split()
SAMPLE = ["split", "used", "all", "examples", "repeats", "sitting"]


def git(*words):
    return subprocess.run(["git", "-C", sys.argv[1], *words], check=True, stdout=subprocess.PIPE).stdout.decode()


def runs():
    """The runs by name and root: of each the journals, as lists of commits after the root."""
    found = {}
    for ref in git("for-each-ref", "--format=%(refname)", "refs/hone/journal/").split():
        root, *events = git("rev-list", "--first-parent", "--reverse", ref).split()
        if git("ls-tree", root, "run.json"):
            found.setdefault((ref.split("/")[3], root), []).append(events)
    return sorted(found.items())


def read(commit):
    paths = git("ls-tree", "-r", "--name-only", commit).splitlines()
    [path] = [path for path in paths if path.split("/")[2:] == ["event.json"]]
    return json.loads(git("show", f"{commit}:{path}"))


def merged(journals):
    """The events of all writers in their order, each with its commit."""
    found = []
    for journal in journals:
        clock = 0
        for commit, event in ((commit, read(commit)) for commit in journal):
            clock = max(event["clock"], clock + 1)
            found.append((clock, event["writer"], commit, event))
    return [(commit, event) for _, _, commit, event in sorted(found, key=lambda line: line[:2])]


def undone(events):
    gone = set()
    for commit, event in reversed(events):
        if event["kind"] in ("undone", "redone", "restored") and commit not in gone:
            gone.add(event["event"])
    return gone


def move(heads, event):
    """Moves the heads of lineages as an event says."""
    for item in event.get("moves", []):
        heads[item["lineage"]] = item.get("to", item.get("born"))
    if event["kind"] in ("reverted", "adopted"):
        heads[event["lineage"]] = event["commit" if event["kind"] == "reverted" else "head"]
    elif event["kind"] == "forked":
        heads[event["lineage"]] = event["from"]["candidate"]
    elif event["kind"] == "lineage":
        heads[event["lineage"]] = event["candidate"] if event["change"] == "born" else None


def show(event, mark):
    if event["kind"] == "step":
        mends = [f"mends {event['mends']['step']}"] if "mends" in event else []
        words = [event["outcome"], event.get("verdict", "no verdict")] + mends
        print(f"  step {event['step']} of {event['writer']}, {event['lineage']}: {', '.join(words)}{mark}")
    elif event["kind"] == "reviewed":
        print(f"  {event['decision']} of {event['candidate'][:8]} by {event.get('name')}{mark}")
    for one in event.get("evaluations", []):
        sample = ", ".join(f"{key} {str(one['sample'][key])[:15]}" for key in SAMPLE if key in one["sample"])
        for name, metric in sorted(one.get("metrics", {}).items()):
            print(f"    {name} {metric['value']:g} of {one['of'][:8]}, {one['source']}: {sample}")


for (name, root), journals in runs():
    run = json.loads(git("show", f"{root}:run.json"))
    print(f"run {name} of study {run['study']}, root {root[:8]}")
    if run["needs"] > NEEDS:
        print("  needs a newer reader")
        continue
    for key, setting in sorted(run["settings"].items()):
        print(f"  {key} = {json.dumps(setting['value'])} ({setting['from']})")
    known, heads = [], {}
    for commit, event in merged(journals):
        if event["kind"] in KINDS and event["version"] <= VERSION:
            known.append((commit, event))
        else:
            print(f"  unknown: {event['kind']} ({'optional' if event.get('optional') else 'read-only'})")
    gone = undone(known)
    for commit, event in known:
        show(event, " (undone)" if commit in gone else "")
        move(heads, {"kind": None} if commit in gone else event)
    print("  heads:", ", ".join(f"{name} {head[:8]}" for name, head in sorted(heads.items()) if head))
