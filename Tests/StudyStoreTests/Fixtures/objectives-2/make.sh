#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle and FOLDER/log.json are the fixture. A run of two objectives over noisy runs, whose winner met the base by both: gains of
# two metrics in its `compared` events, of which the second bears no claim.
. "$(dirname "$0")/../begin.sh"

echo 'k1 20 10' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make both numbers small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ printf \"{\\\"sum\\\": %d, \\\"size\\\": %d}\\n\", $2, $3 }' numbers", measure: {repeats: 6, confirm: 8, min_gain: 1%}, sandbox: {mode: "off"}}
objective: [{metric: sum, direction: minimize}, {metric: size, direction: minimize}]
proposer: {kind: agent, command: 'case $HONE_STEP in 1) set 15 10;; *) set 18 8;; esac; echo "k1 $1 $2" > numbers; echo "Write $1 and $2"'}
search: {strategy: {multistart: {lineages: 2, allocation: equal}}}
budget: {steps: 2}
END
begin

"$hone" run
keep
