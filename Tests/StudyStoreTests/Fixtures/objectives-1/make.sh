#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/front.json are the fixture. A run in which two objectives decide: `objective.others` and `needs` in its root,
# and gains of both in its steps.
. "$(dirname "$0")/../begin.sh"

echo 'k1 20 10' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make both numbers small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ printf \"{\\\"sum\\\": %d, \\\"size\\\": %d}\\n\", $2, $3 }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: [{metric: sum, direction: minimize}, {metric: size, direction: minimize}]
proposer: {kind: agent, command: 'case $HONE_STEP in 1) set 15 20;; 2) set 5 40;; 3) set 15 25;; 4) set 18 8;; *) set $HONE_STEP 90;; esac; echo "k1 $1 $2" > numbers; echo "Write $1 and $2"'}
search: {strategy: pareto}
budget: {steps: 5}
END
begin

"$hone" run
"$hone" log sum-1 --front --json > "$folder/front.json"
keep
