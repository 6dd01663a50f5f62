#!/bin/sh
# Makes the stored run of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/status.json are the fixture. Lines of the base were counted (`coverage.json` in the root), and at the
# end its numbers alone were tuned (`compared` for a `ceiling`).
. "$(dirname "$0")/../begin.sh"

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
begin

"$hone" check > /dev/null
"$hone" run
"$hone" status --json > "$folder/status.json"
keep
