"""What a program says to hone, and asks of it: results and traces of an evaluator, and turns of an optimizer.

In an evaluator, which hone runs::

    for example in hone.examples():
        answer, steps = solve(example)
        hone.report(answer == example["answer"], example=example["id"], feedback="what to do better")

Outside of hone the same program prints what it would have reported, so that it can be tried by hand. An optimizer of one's own::

    run = hone.Run.new()
    while (turn := run.ask()) is not None:
        told = run.tell(turn, {"prompt.txt": better(turn)}, summary="say it shorter")

Nothing beyond Python's own library is needed. Whatever goes wrong on hone's side is a `hone.Error` with hone's own words.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any, Iterator, Mapping, Optional, Sequence, Union

__all__ = ["Error", "Run", "Told", "Turn", "ask", "examples", "generator", "report", "tell", "trace"]
__version__ = "0.1.0"

Number = Union[int, float, bool]


class Error(Exception):
    """What hone said instead of doing what it was asked for."""


# --- An evaluator -------------------------------------------------------------------------------------------------


def examples() -> list[dict[str, Any]]:
    """The examples of this call, in order; none where the study has none, or where hone does not run this program."""
    path = os.environ.get("HONE_EXAMPLES")
    if not path:
        return []
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def report(
    score: Optional[Number] = None,
    *,
    example: Optional[object] = None,
    feedback: Optional[str] = None,
    output: Optional[str] = None,
    tokens: Optional[tuple[int, int]] = None,
    cost: Optional[float] = None,
    **metrics: Number,
) -> None:
    """Reports one result, at once: a score, or metrics by name; `example` is the id of the example that it is of.

    `tokens` (in and out) and `cost` are what the evaluation itself spent. Right or wrong is 1 or 0.
    """
    if (score is None) == (not metrics):
        raise ValueError("report either a score or metrics by name")
    line: dict[str, Any] = {}
    if example is not None:
        line["id"] = _name(example)
    if score is not None:
        line["score"] = _finite("score", score)
    else:
        line["metrics"] = {name: _finite(name, value) for name, value in metrics.items()}
    if output is not None:
        line["output"] = output
    if feedback is not None:
        line["feedback"] = feedback
    if tokens is not None:
        line["tokens"] = {"in": tokens[0], "out": tokens[1]}
    if cost is not None:
        line["cost"] = {"amount": _finite("cost", cost)}
    _append(os.environ.get("HONE_RESULTS"), line)


def trace(
    step: Optional[Mapping[str, Any]] = None, *, example: object = "all", **fields: Any
) -> None:
    """Adds a step to the trace of an example, such as `trace(example=3, observation=…, action=…, reward=1)`."""
    folder = os.environ.get("HONE_TRACES")
    line = {**(step or {}), **fields}
    repeat = os.environ.get("HONE_REPEAT")
    name = _name(example).replace("/", "_") + (f".{repeat}" if repeat else "") + ".jsonl"
    _append(os.path.join(folder, name) if folder else None, {"trace": _name(example), **line} if not folder else line)


def generator(default: int = 0) -> random.Random:
    """Random numbers that are the same for a candidate and its parent, and others in another repeat."""
    return random.Random(int(os.environ.get("HONE_SEED") or default))


def _append(path: Optional[str], line: Mapping[str, Any]) -> None:
    text = json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n"
    if path is None:
        sys.stdout.write(text)
        return
    # In one go, so that lines of several processes stay whole.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    try:
        os.write(descriptor, text.encode("utf-8"))
    finally:
        os.close(descriptor)


def _name(example: object) -> str:
    if isinstance(example, bool):
        return "true" if example else "false"
    if isinstance(example, float) and example.is_integer():
        return str(int(example))
    return str(example)


def _finite(name: str, value: Number) -> Number:
    number = int(value) if isinstance(value, bool) else value
    if hasattr(number, "item"):
        # A number of numpy's or torch's.
        number = number.item()
    if not isinstance(number, (int, float)) or not math.isfinite(number):
        raise ValueError(f"{name} must be a finite number, not {value!r}")
    return number


# --- An optimizer of one's own ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """What the next step is to start from."""

    run: str
    step: int
    #: The commits of the candidates that it goes on from.
    parents: Sequence[str]
    #: What is asked for, in the study's words.
    instructions: str
    #: What is known by now, Markdown.
    evidence: str
    #: The files that may be changed, by path, where they are text.
    files: Mapping[str, str]
    #: The files that may be read only.
    context: Mapping[str, str]
    #: For random choices: the same turn always has the same one.
    seed: int
    #: All that `hone ask` said.
    raw: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Told:
    """What became of an answer."""

    #: Such as `sort-3:12`.
    name: str
    #: `scored`, or why there is no score.
    outcome: str
    #: `accepted` or `rejected`; `None` where there was nothing to judge.
    verdict: Optional[str]
    score: Optional[float]
    #: Whether the run has come to its end by it.
    has_ended: bool
    #: All that `hone tell` said.
    raw: Mapping[str, Any] = field(repr=False)


class Run:
    """A run whose changes this program proposes; hone measures them and keeps every one."""

    def __init__(self, name: str, *, program: Optional[str] = None, folder: Optional[str] = None) -> None:
        self.name = name
        self._command = _Command(program, folder)
        self._first: Optional[Turn] = None

    @classmethod
    def new(
        cls, *, study: str = "hone.yaml", steps: Optional[int] = None, program: Optional[str] = None,
        folder: Optional[str] = None,
    ) -> Run:
        """Starts a run of a study file, of `steps` steps at most."""
        words = ["ask", "--new", "--study", study] + ([] if steps is None else ["--steps", str(steps)])
        turn = _turn(_Command(program, folder).run(words))
        run = cls(turn.run, program=program, folder=folder)
        run._first = turn
        return run

    def ask(self) -> Optional[Turn]:
        """The next turn; `None` where the budget is spent or the study's rules end the run."""
        if self._first is not None:
            turn, self._first = self._first, None
            return turn
        try:
            return _turn(self._command.run(["ask", "--run", self.name]))
        except Error as error:
            if " takes no further step" in str(error):
                return None
            raise

    def tell(
        self, turn: Turn, changes: Mapping[str, Optional[str]], *, summary: str = "", rationale: str = "",
        tokens: Optional[tuple[int, int]] = None, cost: Optional[float] = None,
    ) -> Told:
        """Answers a turn with the whole new content of files, by path; `None` deletes one. hone measures the candidate."""
        answer: dict[str, Any] = {
            "changes": [
                {"path": path, "delete": True} if content is None else {"path": path, "content": content}
                for path, content in changes.items()
            ]
        }
        for key, value in (("summary", summary), ("rationale", rationale)):
            if value:
                answer[key] = value
        if tokens is not None:
            answer["tokens"] = {"in": tokens[0], "out": tokens[1]}
        if cost is not None:
            answer["cost"] = {"amount": cost}
        if turn.run != self.name:
            raise ValueError(f"the turn is of {turn.run}, not of {self.name}")
        told = self._command.run(["tell", "--run", self.name], json.dumps(answer))
        return Told(
            name=told["name"], outcome=told["outcome"], verdict=told.get("verdict"),
            score=told.get("score"), has_ended="ended" in told, raw=told)

    def end(self) -> Mapping[str, Any]:
        """Ends the run: its best is compared with the base. Returns what `hone status --json` says of it."""
        return self._command.run(["tell", "--end", "--run", self.name])

    def turns(self) -> Iterator[Turn]:
        """The turns, one after the other, until the run takes no more."""
        while (turn := self.ask()) is not None:
            yield turn


def ask(run: Optional[str] = None) -> Optional[Turn]:
    """The next turn of a run, or of the study's newest that takes proposals from outside."""
    if run is not None:
        return Run(run).ask()
    return _turn(_Command(None, None).run(["ask"]))


def tell(turn: Turn, changes: Mapping[str, Optional[str]], *, summary: str = "", rationale: str = "") -> Told:
    """Answers a turn."""
    return Run(turn.run).tell(turn, changes, summary=summary, rationale=rationale)


def _turn(said: Mapping[str, Any]) -> Turn:
    def texts(files: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        return {file["path"]: file["content"] for file in files if "content" in file}

    return Turn(
        run=said["run"], step=said["step"], parents=said.get("parents", []),
        instructions=said["instructions"], evidence=said["evidence"], files=texts(said["editable"]),
        context=texts(said["context"]), seed=int(said["seed"]), raw=said)


class _Command:
    """hone, as the environment's `HONE` or the path has it."""

    def __init__(self, program: Optional[str], folder: Optional[str]) -> None:
        self._program = program or os.environ.get("HONE") or "hone"
        self._folder = folder

    def run(self, words: Sequence[str], text: Optional[str] = None) -> dict[str, Any]:
        try:
            ran = subprocess.run(
                [self._program, *words], cwd=self._folder, input=text or "", capture_output=True,
                encoding="utf-8")
        except OSError as error:
            raise Error(f"hone cannot be started: {error}") from error
        if ran.returncode != 0:
            raise Error(ran.stderr.strip() or f"hone ended with {ran.returncode}")
        said: dict[str, Any] = json.loads(ran.stdout)
        return said
