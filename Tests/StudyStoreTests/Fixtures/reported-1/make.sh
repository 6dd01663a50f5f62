#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/outside.json are the fixture. A run of races whose winner's note has the gain that its end measured
# apart; and one that a program outside proposes for, which reports results: one that turned its candidate down, and one that was measured.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > judge.sh <<'END'
# The sum of the numbers, and a little noise that the seed has.
awk -v seed="$HONE_SEED" '{ sum += $2 } END { print sum * (1 + 0.02 * ((seed * sum) % 1000 / 1000 - 0.5)) }' numbers
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, measure: {confirm: 8}, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
budget: {steps: 3}
seed: 2
END
begin

"$hone" run
sed 's/^study: sum/study: ext/; s/^budget.*/proposer: {kind: external}/' hone.yaml > told
mv told hone.yaml
"$hone" ask --new > /dev/null
printf '%s\n' '{"changes": [{"path": "numbers", "content": "k1 90\n"}], "results": [{"score": 90}]}' | "$hone" tell
printf '%s\n' '{"changes": [{"path": "numbers", "content": "k1 9\n"}], "results": [{"score": 5, "feedback": "Fine."}]}' | "$hone" tell
"$hone" log ext-1 --json > "$folder/outside.json"
keep
