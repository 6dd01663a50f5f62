import Foundation
import StudyModel
import Text

@testable import Search
@testable import StudyFile

/// What users write: study files, patterns, examples, traces.
let studySurfaces: [Surface] = [
    Surface(
        "study files",
        seeds: [
            """
            instructions: Make it fast.
            artifact: {editable: [src/**, "!src/x.c"], regions: whole-file}
            evaluator: {command: {run: ./run.sh, timeout: 60s}, results: {regex: '([0-9.]+)'}, measure: {repeats: 5, min_gain: 1%}, sandbox: {memory: 2GB}}
            objective: {metric: seconds, direction: minimize}
            examples: {file: cases.jsonl, split: {train: 50%, validation: 25%, test: 25%}}
            batch: {size: 3}
            budget: {steps: 20, tokens: 24000 tokens, cost: 5 USD, time: 1h30m}
            seed: 9007199254740993
            """,
            "\(least)\nproposer: {kind: chat, models: [{name: m, url: \"http://h\", price: {in: 1e-7, out: 3}}]}",
            "\(least)\nproposer: {kind: agent, use: codex, timeout: 1ms}\nstop: {patience: 3, score: 1e300}",
        ].map { "version: 1\nstudy: sort\n\($0)\n" }
    ) { text in
        let parsed = try ParsedStudy(text) { _ in nil }
        _ = try SettingsReading(parsed.settings)
    },
    Surface("patterns", seeds: ["src/**\n!src/[a-z]*.c\n/a/?/b/\n**/x", "a[!b-]\\*c[[:alpha:]]"]) { text in
        let patterns = text.split(separator: "\n").map(String.init)
        let scope = ArtifactScope(ArtifactSettings(editable: patterns), evaluatorFiles: patterns)
        for path in ["src/a/b.c", String(text.prefix(200)), "a//b", "", "é"] { _ = scope.isEditable(path) }
    },
    Surface(
        "examples",
        seeds: [
            #"{"id": "a", "input": "x", "part": "train", "class": "p"}"# + "\n"
                + #"{"id": 7, "input": [1], "part": "validation", "class": 2}"#,
            "\n\n" + #"{"input": {"a": 1e5}, "part": "test"}"# + "\r\n",
        ]
    ) { text in
        let shares = SplitSettings(train: .fraction(0.5), validation: .fraction(0.3), test: .count(1))
        for settings in [
            ExampleSettings(.shares(of: "f", shares)),
            ExampleSettings(.field("part", of: "f")),
        ] {
            do throws(ExampleError) { _ = try ExampleSplitter(settings, seed: 7).split(text) } catch {
                _ = "\(error)"
            }
        }
        _ = JSONFields(text.utf8)
    },
    Surface(
        "traces",
        seeds: [
            #"{"step": 1, "observation": "o", "action": "a", "reward": 1.5}"# + "\n" + #"{"step": 2}"# + "\n",
            "text\n\n",
        ]
    ) { text in
        for horizon in [CreditHorizon(), CreditHorizon(steps: 1), CreditHorizon(steps: 0)] {
            for style in [TraceText.Style.lines, .chain] {
                let trace = TraceText(Array(text.utf8), extent: nil, horizon: horizon, style: style)
                _ = (trace.size(upTo: 100), trace.text(within: nil), trace.text(within: 50), trace.keptBytes)
            }
        }
    },
    Surface("JSON", seeds: [#"{"a": [1, -2.5e3, true, null, "é😀\n"], "b": {}}"#]) { text in
        guard let value = JSONReader.read(text) else { return }
        guard JSONReader.read(value.text) != nil else {
            preconditionFailure("written JSON is not read: \(value.text)")
        }
    },
    Surface("Markdown and excerpts", seeds: ["# a\n```\nx\n```\n", "line\r\nother"]) { text in
        _ = (Markdown.fenced(text), Markdown.line(text), text.excerpt(bytes: 20, of: "name"))
    },
]

/// What every study file has to say.
private let least =
    "artifact: {editable: [a]}\nevaluator: {command: ./run.sh}\nobjective: {direction: minimize}"
