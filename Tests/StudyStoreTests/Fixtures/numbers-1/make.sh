#!/bin/sh
# Makes the stored run of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/status.json are the fixture. Lines of the base were counted (`coverage.json` in the root), and at the
# end its numbers alone were tuned (`compared` for a `ceiling`).
set -eu
hone=$1 folder=$2
export HOME="$folder/home" XDG_CACHE_HOME="$folder/cache" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC
mkdir -p "$HOME" "$folder/first"
git config --global user.name Ada
git config --global user.email ada@example.org
git config --global init.defaultBranch main

cd "$folder/first"
git init -q
seq 1 6 | awk '{ print "k" $1, $1 + 13 }' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact:
  editable: [numbers]
  coverage: "printf 'SF:numbers\\nDA:1,1\\nDA:2,1\\nDA:5,0\\n'"
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
proposer: {kind: mutation, ceiling: 4}
budget: {steps: 3}
END
git add -A
git commit -qm 'Begin'

"$hone" check > /dev/null
"$hone" run
"$hone" log sum-1 --json > "$folder/log.json"
"$hone" status --json > "$folder/status.json"
git gc -q --prune=now
git bundle create -q "$folder/runs.bundle" --all
