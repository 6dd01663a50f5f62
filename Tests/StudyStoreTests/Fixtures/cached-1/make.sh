#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/show.json are the fixture. Two runs of one study, of which the second takes up what the first
# measured: evaluations with a `source` of `cached` and the event that they are `from`.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
budget: {steps: 3}
END
begin

"$hone" check > /dev/null
"$hone" run
"$hone" run
"$hone" show sum-2:1 --json > "$folder/show.json"
keep
