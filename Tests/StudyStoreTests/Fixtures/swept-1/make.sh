#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/sweep.csv are the fixture. A sweep of three starts that dropped the third and ran the other two again:
# `race` in its root, and events `dropped` and `added seeds`.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
budget: {steps: 2}
END
cat > sweep.yaml <<'END'
sweep: starts
starts: {own: main, other: other, far: far}
seeds: 4
budget: {unit: steps, each: 1}
race: {from: 3, again: 0.2}
END
begin
git checkout -qb other
sed -i 's/k3 .*/k3 7/' numbers
git commit -qam 'Another start'
git checkout -qb far
sed -i 's/ / 40/' numbers
git commit -qam 'A start that is far'
git checkout -q main

"$hone" run
"$hone" sweep
"$hone" sweep show --format csv > "$folder/sweep.csv"
keep
