#!/bin/sh
# Makes the stored runs of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle and FOLDER/log.json are the fixture. A run of candidates of which two gained alike, ranked by how much of the base they change: steps
# with `size`.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > propose.sh <<'END'
if grep -q 'k1 0' numbers; then sed -i 's/k6 .*/k6 0/' numbers
elif [ -e "$HONE_EVIDENCE" ] && grep -q 'step 1' "$HONE_EVIDENCE"; then sed -i 's/k1 .*/k1 0/' numbers
else sed -i -e 's/k1 .*/k1 2/' -e 's/k2 .*/k2 3/' numbers
fi
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers", deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
proposer: {kind: agent, command: sh propose.sh}
search: {strategy: beam}
budget: {steps: 4}
END
begin

"$hone" run
keep
