#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/show.json are the fixture. A run of two objectives over examples, whose winner and another
# candidate were tested against the base on the sealed ones by both: gains of two metrics in its `tested` events, of which the second bears no
# claim, and the base's figures of the first taken for the second.
. "$(dirname "$0")/../begin.sh"

echo 'k1 20 10' > numbers
seq 1 15 | awk '{ printf "{\"id\": \"e%d\", \"weight\": %d}\n", $1, $1 }' > cases.jsonl
cat > judge.sh <<'END'
# An example's sum is the first number times its weight, and its size is the second.
set -- $(cat numbers)
sed 's/.*"id": *"\([^"]*\)".*"weight": *\([0-9]*\).*/\1 \2/' "$HONE_EXAMPLES" |
    awk -v sum="$2" -v size="$3" \
        '{ printf "{\"id\": \"%s\", \"metrics\": {\"sum\": %d, \"size\": %d}}\n", $1, sum * $2, size + $2 }' > "$HONE_RESULTS"
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make both numbers small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, deterministic: true, sandbox: {mode: "off"}}
objective: [{metric: sum, direction: minimize}, {metric: size, direction: minimize}]
examples: {file: cases.jsonl, split: {train: 6, test: rest}}
proposer: {kind: agent, command: 'case $HONE_STEP in 1) set 18 10;; *) set 15 11;; esac; echo "k1 $1 $2" > numbers; echo "Write $1 and $2"'}
search: {strategy: chain, accept: {rule: always}}
budget: {steps: 2}
END
begin

"$hone" run
"$hone" test sum-1:best
"$hone" test sum-1:1
"$hone" show sum-1:1 --json > "$folder/show.json"
keep
