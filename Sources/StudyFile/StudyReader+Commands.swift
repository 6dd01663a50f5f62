import StudyModel

extension StudyReader {
    private static let commandTimeout = Duration.seconds(60)
    private static let gateTimeout = Duration.seconds(300)

    func readCommand(_ evaluator: Section) -> TimedCommand? {
        guard let value = evaluator.value("command") else {
            evaluator.report("command", .missingKey(expected: .command))
            askCommandKeys("evaluator.command")
            return nil
        }
        return timedCommand(value, at: "evaluator.command", timeout: Self.commandTimeout)
    }

    func readOptionalCommand(_ key: String, in evaluator: Section, timeout: Duration) -> TimedCommand? {
        guard let value = evaluator.value(key) else {
            findings.defaults.append(evaluator.prefix + key)
            askCommandKeys(evaluator.prefix + key)
            return nil
        }
        return timedCommand(value, at: evaluator.prefix + key, timeout: timeout)
    }

    func readGates(_ evaluator: Section) -> [TimedCommand] {
        askCommandKeys("evaluator.gates[]")
        return readValues("gates", in: evaluator, .command) {
            timedCommand($0, at: "evaluator.gates[]", timeout: Self.gateTimeout)
        }
    }

    /// Reads the items of a list that are groups of keys.
    func readItems<Result>(
        _ key: String, in section: Section, _ item: Expectation, read: (Section) -> Result?
    ) -> [Result] {
        let path = section.prefix + key + "[]"
        for name in KeyReference.children(of: path) { findings.ask(path + "." + name) }
        return readValues(key, in: section, item) { value in
            read(Section(value, at: path, known: KeyReference.children(of: path), findings: findings))
        }
    }

    private func readValues<Result>(
        _ key: String, in section: Section, _ item: Expectation, read: (Value) -> Result?
    ) -> [Result] {
        let values = section.read(key, Form(item) { .success($0) }.list, default: [])
        return values.compactMap(read)
    }

    /// A group with `run` and `timeout`, or the command alone.
    private func timedCommand(_ value: Value, at path: String, timeout: Duration) -> TimedCommand? {
        askCommandKeys(path)
        guard case .map = value.content else {
            switch Form.commandLine.parse(value) {
            case .success(let run):
                findings.defaults.append(path + ".timeout")
                return TimedCommand(run: run, timeout: timeout)
            case .failure(let mismatch):
                findings.report(
                    path, at: mismatch.value.place,
                    .wrongValue(expected: mismatch.expectation, found: mismatch.value.shown))
                return nil
            }
        }
        let section = Section(value, at: path, known: ["run", "timeout"], findings: findings)
        let run = section.require("run", .commandLine)
        let limit = section.read("timeout", .duration, default: timeout)
        return run.map { TimedCommand(run: $0, timeout: limit) }
    }

    private func askCommandKeys(_ path: String) {
        findings.ask(path + ".run")
        findings.ask(path + ".timeout")
    }
}
