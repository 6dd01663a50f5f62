#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle and FOLDER/log.json are the fixture. A run whose lineages begin from the base and from another commit: `starts` in its root.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
search: {strategy: {multistart: {starts: [other]}}}
budget: {steps: 4}
END
begin
git checkout -qb other
sed -i 's/k3 .*/k3 40/' numbers
git commit -qam 'Another start'
git checkout -q main

"$hone" run
keep
