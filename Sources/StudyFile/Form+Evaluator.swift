import StudyModel
import Text

extension Form where Content == CommandLine {
    /// Text for the shell, or the words of a command that is started directly.
    static var commandLine: Form {
        Form(
            .command,
            read: { value, site in
                switch value.content {
                case .scalar(let text, _) where !text.allSatisfy(\.isWhitespace): return .shell(text)
                case .list(let items):
                    let words = items.compactMap(\.text)
                    if words.count == items.count, words.first?.isEmpty == false { return .direct(words) }
                default: break
                }
                site.report(value, expected: .command)
                return nil
            },
            write: { command in
                switch command {
                case .shell(let text): .string(text)
                case .direct(let words): .array(words.map(JSONValue.string))
                }
            })
    }
}

extension Form where Content == TimedCommand {
    /// A group with `run` and `timeout`, or the command alone.
    static func command(timeout: Duration) -> Form {
        Form(
            .command,
            read: { value, site in
                guard case .map = value.content else {
                    return Form<CommandLine>.commandLine.read(value, site).map {
                        TimedCommand(run: $0, timeout: timeout)
                    }
                }
                return TimedCommand(Group(value, at: site), timeout: timeout)
            },
            write: {
                .object([
                    "run": Form<CommandLine>.commandLine.write($0.run),
                    "timeout": Form<Duration>.duration.write($0.timeout),
                ])
            })
    }
}

extension TimedCommand {
    /// Reads the keys of a command's group.
    fileprivate init?(_ group: Group, timeout: Duration) {
        let limit = group.read("timeout", .duration) ?? timeout
        guard let run = group.require("run", .commandLine) else { return nil }
        self.init(run: run, timeout: limit)
    }
}

extension Form where Content == Gate {
    /// A command, or a group with it and what it scores.
    static var gate: Form {
        let limit = Duration.seconds(300)
        let command = Form<TimedCommand>.command(timeout: limit)
        return Form(
            .command,
            read: { value, site in
                guard case .map = value.content else { return command.read(value, site).map { Gate($0) } }
                let group = Group(value, at: site)
                guard let command = TimedCommand(group, timeout: limit) else { return nil }
                let metric = group.read("metric", .text)
                let bounds = ["at_least", "at_most"].map { group.read($0, .number) }
                guard let metric else {
                    for key in ["at_least", "at_most"] where group.value(key) != nil {
                        group.report(key, .onlyWith(setting: site.path + ".metric"))
                    }
                    return Gate(command)
                }
                if let least = bounds[0], let most = bounds[1], least > most {
                    group.report("at_most", .excluded(by: "'\(site.path).at_least', which is more"))
                }
                return Gate(command, score: .init(metric: metric, atLeast: bounds[0], atMost: bounds[1]))
            },
            write: { gate in
                guard case .object(var fields) = command.write(gate.command), let score = gate.score else {
                    return command.write(gate.command)
                }
                fields["metric"] = .string(score.metric)
                fields["at_least"] = score.atLeast.map { .number($0) }
                fields["at_most"] = score.atMost.map { .number($0) }
                return .object(fields)
            })
    }
}

extension Form where Content == EvaluatorInput {
    static var input: Form {
        Form(
            .group,
            read: { value, site in
                let group = Group(value, at: site)
                let from = group.require("from", .text)
                let to = group.require("to", .path)
                guard let from, let to else { return nil }
                return EvaluatorInput(from: from, to: to)
            }, write: { .object(["from": .string($0.from), "to": .string($0.to)]) })
    }
}

extension Form where Content == ResultSource {
    static var results: Form {
        let words: [String: ResultSource] = [
            "auto": .auto, "file": .file, "stdout": .stdout, "json": .json,
            "google-benchmark": .googleBenchmark, "hyperfine": .hyperfine,
            "pytest-benchmark": .pytestBenchmark, "openevolve": .openevolve, "shinka": .shinka,
        ]
        let known = words.keys.sorted() + ["{regex: …}"]
        return Form(
            .oneOf(known),
            read: { value, site in
                if case .map = value.content {
                    return Group(value, at: site).require("regex", .regularExpression).map { .regex($0) }
                }
                if let source = value.text.flatMap({ words[$0] }) { return source }
                site.report(value, expected: .oneOf(known))
                return nil
            },
            write: { source in
                if case .regex(let pattern) = source { return .object(["regex": .string(pattern)]) }
                return .string(words.first { $0.value == source }?.key ?? "auto")
            })
    }
}

extension Form where Content == KeepSettings {
    /// The paths alone, or a group that names a policy too.
    static var keep: Form {
        let paths = Form<[String]>.list(.path)
        return Form(
            paths.expectation,
            read: { value, site in
                guard case .map = value.content else {
                    return paths.read(value, site).map { KeepSettings(paths: $0) }
                }
                let group = Group(value, at: site)
                let standard = KeepSettings()
                return KeepSettings(
                    paths: group.read("paths", paths) ?? standard.paths,
                    policy: group.read("policy", .word) ?? standard.policy)
            },
            write: {
                $0.policy == KeepSettings().policy
                    ? paths.write($0.paths)
                    : .object(["paths": paths.write($0.paths), "policy": .string($0.policy.rawValue)])
            })
    }
}

extension Form where Content == Gain {
    static var gain: Form {
        Form(
            .gain, of: \.text,
            read: { text in
                if let share = Quantity.percentage(text) { return .relative(share) }
                return Quantity.number(text).flatMap { $0 >= 0 ? .absolute($0) : nil }
            },
            write: { gain in
                switch gain {
                case .relative(let share): .string(Quantity.text(percentage: share))
                case .absolute(let amount): .number(amount)
                }
            })
    }
}
