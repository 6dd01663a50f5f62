#!/bin/sh
# Makes the stored run of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/notes.txt are the fixture. A run whose validation accepted, so that its end bears no claim and the
# winner's note says why; gone on with from a step that it had rejected, which the note of what was made from that names.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
seq 1 12 | awk '{ printf "{\"id\": \"e%d\", \"weight\": %d}\n", $1, $1 }' > cases.jsonl
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
examples: {file: cases.jsonl, split: {train: 6, validation: 6}}
search: {accept: {on: validation, rule: higher}}
budget: {steps: 5}
seed: 3
END
begin

"$hone" run
# Step 1 was rejected.
"$hone" fork sum-1:1
"$hone" run --resume --steps 7
git notes --ref hone/score list | cut -d' ' -f2 | sort | while read -r commit; do
    git notes --ref hone/score show "$commit"
done > "$folder/notes.txt"
keep
