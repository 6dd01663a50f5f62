import Listings
import Operations
import StudyModel
import Text

extension MCPCall {
    func ask() async throws -> MCPAnswer {
        let workshop = try place.workshop()
        let live =
            if flag("new") {
                try await workshop.liveRuns.start(
                    try workshop.studies.read("hone.yaml"), proposals: .fromOutside)
            } else {
                try await workshop.liveRuns.resumeFromOutside(
                    text("run"), of: { try workshop.studies.read("hone.yaml").study.name })
            }
        let fields = JSONReader.read(try await live.ask()[...])?.fields ?? [:]
        let files = (fields["editable"]?.elements ?? []) + (fields["context"]?.elements ?? [])
        let offset = whole("offset") ?? 0
        if let path = text("file") {
            guard let file = files.first(where: { $0["path"]?.string == path }) else {
                throw ErrorReport(
                    what: "The turn has no file '\(path)'", hint: "hone_ask without 'file' lists them")
            }
            guard let content = file["content"]?.string else {
                throw ErrorReport(what: "'\(path)' is no text")
            }
            return MCPAnswer(content, from: offset)
        }
        let evidence = MCPAnswer(fields["evidence"]?.string ?? "", from: offset)
        // Where the evidence goes on, the head was read before.
        guard offset == 0 else { return evidence }
        return MCPAnswer(
            head: Self.head(fields, run: live.record.run), text: fields["evidence"]?.string ?? "")
    }

    /// What the turn is, without the files' content.
    private static func head(_ fields: [String: JSONValue], run: RunName) -> [String: JSONValue] {
        func listed(_ key: String) -> JSONValue {
            .array(
                (fields[key]?.elements ?? []).map { file in
                    var line = (file.fields ?? [:]).filter { ["path", "lines"].contains($0.key) }
                    line["characters"] = file["content"]?.string.map { JSONValue(whole: $0.count) }
                    return .object(line)
                })
        }
        let step = fields["step"]?.number.flatMap { Int(exactly: $0) } ?? 0
        return [
            "turn": .string("\(run):\(step)"), "parents": fields["parents"] ?? .array([]),
            "instructions": fields["instructions"] ?? .string(""), "editable": listed("editable"),
            "context": listed("context"),
        ]
    }

    func tell() async throws -> MCPAnswer {
        let parts = needed("turn").split(separator: ":").map(String.init)
        guard parts.count == 2, let number = Int(parts[1]) else {
            throw ErrorReport(
                what: "'\(needed("turn"))' is no turn", hint: "Take it from hone_ask", exit: .wrongUsage)
        }
        let workshop = try place.workshop()
        let live = try await workshop.liveRuns.resumeFromOutside(
            parts[0], of: { try workshop.studies.read("hone.yaml").study.name })
        let next = try await live.nextStep()
        guard next == number else {
            throw ErrorReport(
                what: "The turn \(needed("turn")) is over", causes: ["the run's next step is \(next)"],
                hint: "Ask for it with hone_ask")
        }
        let changes = (value("changes")?.elements ?? []).map { change in
            let path = change["path"] ?? .string("")
            return change["content"] == .null
                ? JSONValue.object(["path": path, "delete": .bool(true)])
                : .object(["path": path, "content": change["content"] ?? .string("")])
        }
        let answer = JSONValue.object(["summary": .string(needed("summary")), "changes": .array(changes)])
        guard let step = try await live.tell(Array(answer.text.utf8)) else {
            throw ErrorReport(what: "The step was not recorded")
        }
        let end = try await live.closeIfDue(observer: SilentObserver(), stop: StopRequest())
        return MCPAnswer(ToldStep(step, in: end?.view))
    }
}

extension MCPAnswer {
    /// An object, and a text behind it as far as there is room; where it goes on, the object says so.
    fileprivate init(head: [String: JSONValue], text: String) {
        let shown = Array(ShownText(text).text)
        let object = MCPAnswer(head).texts[0]
        let room = max(Self.limit - object.count - 100, 0)
        guard shown.count > room else {
            self.init(texts: [object, String(shown)])
            return
        }
        let more = ["next_offset": JSONValue(whole: room), "of": JSONValue(whole: shown.count)]
        self.init(texts: [object, String(shown.prefix(room)), JSONValue.object(more).text])
    }
}
