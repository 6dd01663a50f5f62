#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle and FOLDER/log.json are the fixture. A run of which the first step that begins from another commit is not measured, and the next one is:
# `start` in the two. The base gives no figure at the fourth to the sixth run of it, which are those beside the start.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > judge.sh <<'END'
sum=$(awk '{ s += $2 } END { print s }' numbers)
if [ "$sum" = 39 ]; then
    echo run >> ../../base-runs
    case $(wc -l < ../../base-runs | tr -d ' ') in 4 | 5 | 6) exit 1 ;; esac
fi
echo "$sum"
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh], command: sh judge.sh, measure: {repeats: 1, confirm: 6}, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
search: {strategy: {multistart: {starts: [other]}}, accept: {rule: higher}, select: last}
budget: {steps: 4}
END
begin
git checkout -qb other
sed -i 's/k3 .*/k3 40/' numbers
git commit -qam 'Another start'
git checkout -q main

"$hone" run
keep
