#!/bin/sh
# Makes the stored run of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle, FOLDER/log.json and FOLDER/show.json are the fixture. A run in which a step brings back a line, and another makes a change again.
. "$(dirname "$0")/../begin.sh"

printf 'apples of the garden %s\npears of the garden %s\nplums of the garden %s\n' 4 5 6 > numbers
cat > judge.sh <<'END'
awk '{ sum += $5 } END { print sum }' numbers
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
proposer:
  kind: agent
  command: |
    case $HONE_STEP in
      1|4) sed -i '1s/4/3/' numbers ;;
      2) sed -i '2s/5/4/' numbers ;;
      3) sed -i '1s/3/4/; 3s/6/7/' numbers ;;
      *) sed -i "3s/[0-9]/$HONE_STEP/" numbers ;;
    esac
    echo Change a number
search: {strategy: chain, accept: {rule: always}}
budget: {steps: 4}
END
begin

"$hone" run
"$hone" show sum-1:4 --json > "$folder/show.json"
keep
