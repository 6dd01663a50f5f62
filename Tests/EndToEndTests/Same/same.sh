#!/bin/bash
# Plays six studies with an old and a new program, and says what differs in what came of them.
#
#   same.sh OLD NEW [STUDY…]     two release binaries; the studies of studies.sh, all of them when left out
#
# Candidates' trees, verdicts, notes, evidence and the JSON of log, status, show, review and compare have to be the same, but for the
# fields that the tables at the top of compare.py name. Exits with 1 where anything else differs.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64; }
programs=("$(realpath "$1")" "$(realpath "$2")")
shift 2
. "$here/studies.sh"
if [ $# -gt 0 ]; then studies=("$@"); else studies=("${STUDIES[@]}"); fi

stage=$(mktemp -d)
endpoint=
trap '[ -z "$endpoint" ] || kill "$endpoint"; rm -rf "$stage"' EXIT

# One endpoint for both, so that its port is the same in both.
mkfifo "$stage/port"
python3 "$here/endpoint.py" > "$stage/port" &
endpoint=$!
read -r port < "$stage/port"

# Everything of a run that both programs have to agree on, as files.
observe() {
    local out=$1 run step notes commit object
    git log --all --format='%H%x09%T%x09%s%x09%(trailers:key=Hone-Run,valueonly,separator=%x20)' > "$out/commits"
    git for-each-ref --format='%(refname)%09%(objectname)' refs/heads refs/hone/journal > "$out/refs"
    hone status --json > "$out/status.json"
    for run in $(git for-each-ref --format='%(refname)' refs/hone/journal | cut -d/ -f4 | sort -u); do
        hone log "$run" --json > "$out/log $run.json"
        hone log "$run" --operations --json > "$out/operations $run.json"
        hone review "$run" --json > "$out/review $run.json"
        hone compare "$run:0" "$run:best" --json > "$out/compare $run.json"
        for step in $(grep -oE '"step" ?: [0-9]+' "$out/log $run.json" | tr -dc '0-9\n' | sort -un); do
            hone show "$run:$step" --json > "$out/show $run:$step.json"
            hone show "$run:$step" --evidence > "$out/evidence $run:$step.md" 2>&1 || true
        done
    done
    for notes in $(git for-each-ref --format='%(refname)' refs/notes/hone); do
        git notes --ref="$notes" list | while read -r object commit; do
            git cat-file blob "$object" > "$out/${notes#refs/notes/hone/} $commit.note"
        done
    done
}

# Plays a study in a repository of its own, in the same environment for both programs but for the program.
play() {
    local study=$1 program=$2 place=$3
    mkdir -p "$place/home" "$place/repository" "$place/out"
    env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$place/home" XDG_CACHE_HOME="$place/cache" LANG=C.UTF-8 TZ=UTC \
        GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.com GIT_COMMITTER_NAME=Ann \
        GIT_COMMITTER_EMAIL=ann@example.com GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000' \
        KEY=none HONE="$program" PORT="$port" bash -euo pipefail -c '
            cd "$1/repository"
            . "$2/studies.sh"
            git init -q -b main
            '"$(declare -f observe)"'
            "$3" > "$1/played" 2>&1 || { cat "$1/played" >&2; echo "$3 ended with an error" >&2; exit 1; }
            observe "$1/out"' same "$place" "$here" "$study"
}

differs=0
for study in "${studies[@]}"; do
    for side in 0 1; do play "$study" "${programs[$side]}" "$stage/$study/$side"; done
    if python3 "$here/compare.py" "$stage/$study/0/out" "$stage/$study/1/out"; then
        echo "$study: the same"
    else
        echo "$study: differs"
        differs=1
    fi
done
exit $differs
