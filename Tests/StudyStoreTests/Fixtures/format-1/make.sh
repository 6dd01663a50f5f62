#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle and FOLDER/log.json are the fixture. Two clones go on with one run, which has examples in minibatches,
# reviews, a revert, a fork, an undo, and a resume with another setting.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
for example in 1 2 3 4 5 6; do echo "{\"id\": \"e$example\", \"weight\": $example}"; done > cases.jsonl
cat > judge.sh <<'END'
# An example's score: the sum of the numbers, times its weight.
sum=$(awk '{ sum += $2 } END { print sum }' numbers)
sed 's/.*"id": *"\([^"]*\)".*"weight": *\([0-9]*\).*/\1 \2/' "$HONE_EXAMPLES" |
    awk -v sum="$sum" '{ printf "{\"id\": \"%s\", \"score\": %d}\n", $1, sum * $2 }' > "$HONE_RESULTS"
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, deterministic: true, sandbox: {mode: "off"}}
objective: {metric: score, direction: minimize}
examples: {file: cases.jsonl, split: {train: 4, validation: 2}}
batch: {size: 2}
budget: {steps: 4}
seed: 7
END
begin

"$hone" run
"$hone" review sum-1:1 --approve -m 'Measured here too'
"$hone" review sum-1:2 --reject -m 'Not this one'
"$hone" revert sum-1:1
"$hone" fork sum-1:2 --name other
"$hone" undo
"$hone" run --resume --steps 6

git clone -q "$folder/first" "$folder/second"
cd "$folder/second"
git fetch -q origin '+refs/hone/*:refs/hone/*' '+refs/notes/hone/*:refs/notes/hone/*'
"$hone" run --resume sum-1 --steps 8
"$hone" review sum-1:3 --approve -m 'From the other machine'

cd "$folder/first"
git fetch -q "$folder/second" '+refs/hone/journal/sum-1/*:refs/hone/journal/sum-1/*'
"$hone" review sum-1:4 -m 'Seen by both'
keep
