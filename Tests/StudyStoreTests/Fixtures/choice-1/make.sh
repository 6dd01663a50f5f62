#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/status.json are the fixture. A run of two lineages over noisy runs, of which one sitting chose the
# winner: a `compared` event of the purpose `choice`, with a `winner`.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > judge.sh <<'END'
# The sum of the numbers, and noise that the seed and the sum have.
awk -v seed="$HONE_SEED" '{ sum += $2 } END { print sum * (1 + 0.2 * ((seed * sum) % 1000 / 1000 - 0.5)) }' numbers
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, measure: {repeats: 2, confirm: 8}, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
search: {strategy: {multistart: {lineages: 2, allocation: equal}}, accept: {rule: always}}
budget: {steps: 4}
seed: 3
END
begin

"$hone" run
"$hone" status --json > "$folder/status.json"
keep
