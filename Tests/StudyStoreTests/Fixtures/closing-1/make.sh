#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/best.json are the fixture. A run with noise whose winner meets the base on examples that
# were kept apart and go together in pairs, twice, so that both looks are put together; a second one whose validation accepted and so
# bears no claim; and tests of two candidates, of one run and of two.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
seq 1 22 | awk '{ printf "{\"id\": \"e%d\", \"weight\": %d, \"page\": \"p%d\"}\n", $1, $1, ($1 - 1) / 2 }' > cases.jsonl
cat > judge.sh <<'END'
# An example's score: the sum of the numbers, times its weight, and a little noise that the seed has.
sum=$(awk '{ sum += $2 } END { print sum }' numbers)
sed 's/.*"id": *"\([^"]*\)".*"weight": *\([0-9]*\).*/\1 \2/' "$HONE_EXAMPLES" |
    awk -v sum="$sum" -v seed="$HONE_SEED" \
        '{ printf "{\"id\": \"%s\", \"metrics\": {\"score\": %d, \"even\": %d}}\n", $1, sum * $2 + substr(seed, length(seed)), sum % 2 }' > "$HONE_RESULTS"
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, measure: {repeats: 1, confirm: 12}, sandbox: {mode: "off"}}
objective: {metric: score, direction: minimize}
examples: {file: cases.jsonl, cluster: page, split: {train: 4, validation: 2, confirm: 12, test: 4}}
batch: {size: 2}
search: {accept: {rule: higher}}
budget: {steps: 4}
seed: 1
END
begin

"$hone" run
"$hone" run --resume --steps 5
sed 's/accept: {rule: higher}/accept: {on: validation, rule: higher}/; s/confirm: 12, test/test/' hone.yaml > told
mv told hone.yaml
"$hone" run
"$hone" test sum-1:best
"$hone" test sum-1:best
"$hone" test sum-1:best sum-1:1
"$hone" show sum-1:best --json > "$folder/best.json"
keep
