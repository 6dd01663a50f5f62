#!/bin/sh
# Makes the stored run of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/status.json are the fixture. At the end the base's numbers alone were tuned, and the `compared` for the
# `ceiling` names them.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 13 }' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers], knobs: {"numbers:1": {in: 1..20}, "numbers:3": {in: 1..20}}}
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
proposer: {kind: mutation, ceiling: 12}
budget: {steps: 3}
END
begin

"$hone" run
"$hone" status --json > "$folder/status.json"
keep
