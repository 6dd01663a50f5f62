import Listings
import Operations
import Platform
import StudyModel
import Text

extension MCPCall {
    /// So long a stop is waited for.
    private static let patience = Duration.seconds(60)

    func check() async throws -> MCPAnswer {
        let workshop = try place.workshop()
        let report = try await workshop.check.report(
            on: workshop.studies.read(studyPath(in: workshop)), repeats: nil)
        return MCPAnswer(report, without: ["settings"])
    }

    func run() async throws -> MCPAnswer {
        let workshop = try place.workshop()
        guard let program = place.program else {
            throw ErrorReport(what: "The system does not tell which program this process runs")
        }
        if text("resume") != nil, text("from") != nil || whole("seed") != nil {
            throw ErrorReport(what: "'from' and 'seed' belong to a new run", exit: .wrongUsage)
        }
        var words = ["run", "--detach", "--json", "-C", workshop.surroundings.directory]
        if let study = text("study") { words += ["--study", try checked(study, in: workshop)] }
        // One word each, so that no value is taken for an option.
        for name in ["resume", "from"] { if let value = text(name) { words.append("--\(name)=\(value)") } }
        for name in ["steps", "seed"] { if let value = whole(name) { words.append("--\(name)=\(value)") } }
        let output = try workshop.runs.detachedOutput()
        let process = try SeparateProcess(program, words, errors: output.path)
        let line = try await Self.output(of: process)
        let said = try output.text()
        try output.remove()
        guard let fields = JSONReader.read(line[...])?.fields, fields["type"] == .string("started") else {
            throw ErrorReport(said: said) ?? ErrorReport(what: "The run did not start")
        }
        let notes = said.split(separator: "\n").map { JSONValue.string(String($0)) }
        return MCPAnswer(fields.merging(notes.isEmpty ? [:] : ["notes": .array(notes)]) { $1 })
    }

    /// All that a process writes until its end; a call that is not wanted any more ends it.
    private static func output(of process: borrowing SeparateProcess) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let written = process.written() {
            bytes += written
            guard written.isEmpty else { continue }
            do {
                try await Task.sleep(for: .milliseconds(20))
            } catch {
                process.interrupt()
                _ = process.end()
                throw error
            }
        }
        _ = process.end()
        return bytes
    }

    func status() async throws -> MCPAnswer {
        let runs = try place.workshop().runs
        let reader = try await runs.reader(text("run"))
        let view = try await reader.view()
        let status = RunStatus(view: view, isStepping: try await reader.isStepping())
        var more: [String: JSONValue] = ["cursor": .string((view.lastEvent ?? reader.root).text)]
        if let phase = try await reader.phase() {
            let line = JSONReader.read(StreamLine.phase(phase, of: view.record.run).text)?.fields ?? [:]
            more["now"] = .object(line.filter { !["v", "run"].contains($0.key) })
        }
        if text("run") == nil {
            more["runs"] = .array(try await runs.names().map { .string($0) })
        }
        return MCPAnswer(status, without: ["settings"], and: more)
    }

    func stop() async throws -> MCPAnswer {
        let reader = try await place.workshop().runs.stop(text("run"), flag("now") ? .now : .afterStep)
        let run = JSONValue.string(reader.record.run.text)
        guard let view = try await reader.stopped(within: Self.patience) else {
            return MCPAnswer([
                "run": run, "stopped": .bool(false),
                "note": .string("It stops once its present step is done"),
            ])
        }
        return MCPAnswer([
            "run": run, "stopped": .bool(true), "step": JSONValue(whole: view.spent.steps),
            "cursor": .string((view.lastEvent ?? reader.root).text),
        ])
    }

    // MARK: - Study files

    /// The study file that the call names.
    func studyPath(in workshop: Workshop) throws -> String {
        try text("study").map { try checked($0, in: workshop) } ?? "hone.yaml"
    }

    /// Throws for a file outside the checkout: an agent starts what its repository has.
    private func checked(_ path: String, in workshop: Workshop) throws -> String {
        let named = path.hasPrefix("/") ? path : workshop.surroundings.directory + "/" + path
        let (top, real): (String, String)
        do throws(FileError) {
            (top, real) = (try HostFile.realPath(checkoutTop(workshop)), try HostFile.realPath(named))
        } catch {
            throw ErrorReport(what: "There is no study file '\(path)'", causes: [error.words])
        }
        guard real.hasPrefix(top + "/") else {
            throw ErrorReport(what: "'\(path)' is outside the repository", exit: .wrongUsage)
        }
        return real
    }

    private func checkoutTop(_ workshop: Workshop) -> String {
        do { return try workshop.checkout.top } catch { return workshop.surroundings.directory }
    }
}

extension ErrorReport {
    /// Reads what another hone printed of an error; `nil` where it printed none.
    init?(said text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        func all(_ label: String) -> [String] {
            lines.filter { $0.hasPrefix(label) }.map { String($0.dropFirst(label.count)) }
        }
        guard let what = (all("Error: ") + all("Config error: ")).first else { return nil }
        self.init(what: what, causes: all("Caused by: "), hint: all("Hint: ").first)
    }
}
