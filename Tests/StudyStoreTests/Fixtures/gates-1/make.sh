#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/show.json are the fixture. A run whose gate gives a figure, of candidates that passed it and of one that
# did not: evaluations with `gates`.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, gates: [{run: "awk '{ s += $2 } END { print s / NR }' numbers", metric: average, at_most: 7}], sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
budget: {steps: 6}
END
begin

"$hone" run
"$hone" show sum-1:3 --json > "$folder/show.json"
keep
