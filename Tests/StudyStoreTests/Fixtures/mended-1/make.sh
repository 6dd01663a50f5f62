#!/bin/sh
# Makes the stored run of a format with the hone of its time: sh make.sh HONE FOLDER, where HONE is the program's path.
# FOLDER/runs.bundle and FOLDER/log.json are the fixture. A run whose candidates fail a gate, each mended by the step after it.
. "$(dirname "$0")/../begin.sh"

seq 1 6 | awk '{ print "k" $1, $1 + 3 }' > numbers
cat > gate.sh <<'END'
! grep x numbers
END
cat > judge.sh <<'END'
awk '{ sum += $2 } END { print sum }' numbers
END
cat > hone.yaml <<'END'
version: 1
study: sum
instructions: Make the sum small.
artifact: {editable: [numbers]}
evaluator: {files: [judge.sh, gate.sh], gates: [sh gate.sh], command: sh judge.sh, deterministic: true, sandbox: {mode: "off"}}
objective: {metric: sum, direction: minimize}
proposer:
  kind: agent
  command: 'if grep -q x numbers; then sed -i s/x/1/ numbers; echo Give the number; else sed -i "${HONE_STEP}s/ .*/ x/" numbers; echo Change a number; fi'
search: {strategy: chain}
budget: {steps: 4}
END
begin

"$hone" run
keep
