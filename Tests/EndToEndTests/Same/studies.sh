# The studies that same.sh plays, a function each: it makes the repository that it stands in, and does what a person would.
STUDIES=(lines timing examples model agent outside)

hone() { "$HONE" "$@"; }

# Commits what lies there.
begin() {
    git add -A
    git commit -qm Begin
}

# The tail of a study file from standard input, below a head that all have.
study() {
    printf 'version: 1\nstudy: %s\ninstructions: Make it small.\nartifact: {editable: [numbers.txt]}\n' "$1" > hone.yaml
    cat >> hone.yaml
}

numbers() { printf 'apples 40\npears 31\nplums 22\nfigs 13\nquinces 57\n' > numbers.txt; }

# Deterministic, without examples; some candidates crash. Going back, going on, reviewing and undoing along the way.
lines() {
    numbers
    mkdir judge
    echo "sum=\$(awk '{ s += \$2 } END { print s }' numbers.txt); case \$sum in *7) exit 9 ;; esac; echo \$sum" > judge/sum.sh
    study sum <<END
evaluator: {files: [judge/**], command: sh judge/sum.sh, deterministic: true}
objective: {metric: sum, direction: minimize}
budget: {steps: 8}
seed: 5
END
    begin
    hone run
    hone revert sum-1:1
    hone run --resume --steps 10
    hone review sum-1:best --approve -m 'Reads well.'
    hone fork sum-1:1
    hone run --resume --steps 13
    hone review sum-1:best --reject -m 'Breaks the ABI.'
    hone run --resume --steps 15
    hone undo
    hone undo
    hone land sum-1:best --squash
    hone run --seed 7 --steps 3 --from HEAD~1
}

# Interleaved pairs of something noisy: the noise is drawn from the seed that hone gives and from the candidate.
timing() {
    numbers
    study time <<'END'
evaluator:
  command: awk -v seed="$HONE_SEED" '{ s += $2 } END { srand(seed + s); printf "%.6f\n", s * (0.9 + 0.2 * rand()) }' numbers.txt
  measure: {repeats: 6, compare: interleaved, min_gain: 1%, confirm: 12}
objective: {metric: seconds, direction: minimize}
budget: {steps: 10}
stop: {patience: 8}
END
    begin
    hone run
    hone run --resume --steps 12
}

# Examples in three parts, minibatches, selection by validation, and a look at the sealed part.
examples() {
    echo 1 > numbers.txt
    local number
    for number in $(seq 1 24); do
        echo "{\"id\": \"case-$number\", \"x\": $number, \"answer\": $((number * 5))}"
    done > cases.jsonl
    cat > judge.py <<'END'
import json, os
factor = int(open("numbers.txt").read())
with open(os.environ["HONE_RESULTS"], "w") as results:
    for line in open(os.environ["HONE_EXAMPLES"]):
        case = json.loads(line)
        off = abs(case["x"] * factor - case["answer"]) / case["x"] + case["x"] % 3 / 10
        said = "off by %.1f" % off
        results.write(json.dumps({"id": case["id"], "score": 1 - off / 4, "feedback": said}) + "\n")
END
    study product <<'END'
evaluator: {files: [judge.py], command: python3 judge.py, deterministic: true}
objective: {direction: maximize}
examples: {file: cases.jsonl, split: {train: 12, validation: 6, test: rest}}
batch: {size: 4}
proposer: {kind: agent, command: 'echo $(($(cat numbers.txt) + 1)) > numbers.txt'}
budget: {steps: 6}
END
    begin
    hone run
    hone test product-1:best
    hone test product-1:0
}

# A language model behind an endpoint, then the replay of what it changed.
model() {
    numbers
    local head="evaluator: {command: \"awk '{ s += \$2 } END { print s }' numbers.txt\", deterministic: true}
objective: {metric: sum, direction: minimize}"
    study sum <<END
$head
proposer: {kind: chat, models: [{name: scripted, url: "http://127.0.0.1:$PORT", key: KEY, price: {in: 1, out: 10}}]}
budget: {steps: 6}
END
    begin
    hone run
    study sum <<END
$head
proposer: {kind: replay, run: sum-1}
budget: {steps: 9}
END
    hone run
}

# A program that edits files; its candidate in pieces: picked, reduced, landed, and the landing undone.
agent() {
    local number
    for number in $(seq 0 19); do
        case $number in 0) echo k0 60 ;; 9) echo k9 50 ;; 18) echo k18 40 ;; *) echo "k$number 8" ;; esac
    done > numbers.txt
    study sum <<'END'
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers.txt", deterministic: true}
objective: {metric: sum, direction: minimize}
proposer: {kind: agent, command: "sed -i 's/^k0 60/k0 10/; s/^k9 50/k9 60/; s/^k18 40/k18 0/' numbers.txt"}
budget: {steps: 2}
END
    begin
    git branch release
    hone run
    hone reduce sum-1:1
    hone land sum-1:1 --pick numbers.txt@1 --onto release
    hone land sum-1:best
    hone undo
}

# Proposals from outside: judged here, judged there, refused, the same again, and an answer that is a commit.
outside() {
    numbers
    study sum <<'END'
evaluator: {command: "awk '{ s += $2 } END { print s }' numbers.txt", deterministic: true}
objective: {metric: sum, direction: minimize}
proposer: {kind: external}
END
    begin
    hone ask --new
    echo '{"changes": [{"path": "numbers.txt", "content": "apples 30\n"}], "summary": "fewer apples"}' | hone tell
    hone ask
    echo '{"changes": [{"path": "hone.yaml", "content": "mine\n"}]}' | hone tell
    echo '{"changes": [{"path": "numbers.txt", "content": "apples 30\n"}]}' | hone tell
    echo '{"changes": [{"path": "numbers.txt", "content": "apples 20\n"}],
           "results": [{"metrics": {"sum": 20}, "feedback": "Measured there."}]}' | hone tell
    hone fork sum-1:1 --name other
    hone ask
    echo "{\"commit\": \"$(git rev-parse hone/sum-1/a)\"}" | hone tell
    echo '{"changes": [{"path": "numbers.txt", "content": "apples none\n"}]}' | hone tell
    hone review sum-1:1 -m 'Are these all?'
}
