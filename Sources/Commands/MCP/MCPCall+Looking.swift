import Listings
import Operations
import StudyModel
import Text

/// Which events are listed.
enum StepChoice: String, CaseIterable {
    case steps, accepted, rejected, failed, events

    func takes(_ content: RecordedEvent.Content) -> Bool {
        guard case .step(let step) = content else { return self == .events }
        return switch self {
        case .steps: true
        case .accepted: step.verdict == .accepted
        case .rejected: step.verdict == .rejected
        case .failed: step.outcome != .scored
        case .events: false
        }
    }
}

/// A part of what is known of a candidate.
enum CandidatePart: String, CaseIterable {
    case summary, diff, feedback, evidence, reply, trials, files
}

extension MCPCall {
    func log() async throws -> MCPAnswer {
        let reader = try await place.workshop().runs.reader(text("run"))
        let choice = text("only").flatMap(StepChoice.init(rawValue:)) ?? .steps
        let limit = whole("limit") ?? 10
        var follower = RunFollower(reader)
        if let after = text("after") {
            try await follower.pass(to: after)
        } else {
            let events = try await reader.view().events(after: 0)
            let chosen = events.indices.filter { choice.takes(events[$0].content) }
            try await follower.pass(to: chosen.suffix(limit).first ?? events.count)
        }
        var lines: [JSONValue] = []
        var (size, cursor, hasMore) = (0, follower.cursor, false)
        try await follower.follow { entry, follower in
            guard !hasMore else { return }
            if choice.takes(entry.content), let line = try await follower.line(of: entry) {
                // A first line is told however long it is.
                size += line.text.count
                guard lines.isEmpty || lines.count < limit && size < MCPAnswer.limit - 500 else {
                    hasMore = true
                    return
                }
                if let value = JSONReader.read(line.text) { lines.append(value) }
            }
            cursor = follower.cursor
        }
        return MCPAnswer([
            "run": .string(reader.record.run.text), "lines": .array(lines), "cursor": .string(cursor.text),
            "more": .bool(hasMore),
        ])
    }

    func show() async throws -> MCPAnswer {
        let candidates = try place.workshop().candidates
        let details = try await candidates.details(of: needed("candidate"))
        let (file, offset) = (text("file"), whole("offset") ?? 0)
        switch text("part").flatMap(CandidatePart.init(rawValue:)) ?? .summary {
        case .summary: return MCPAnswer(details, without: ["diff", "feedback", "evaluations"])
        case .diff: return MCPAnswer(Self.part(of: details.diff, for: file), from: offset)
        case .feedback: return MCPAnswer(details.feedback, from: offset)
        case .evidence:
            return MCPAnswer(try await candidates.recorded("evidence.md", of: details).text, from: offset)
        case .reply:
            return MCPAnswer(try await candidates.recorded("reply.md", of: details).text, from: offset)
        case .trials: return MCPAnswer(TrialListing(details).document, from: offset)
        case .files:
            guard let file else {
                return MCPAnswer(["files": .array(details.attachments.map { .string($0) })])
            }
            return MCPAnswer(try await candidates.recorded(file, of: details).text, from: offset)
        }
    }

    /// The sections of a diff that are of a file; all of it where none is named.
    private static func part(of diff: String, for file: String?) -> String {
        guard let file else { return diff }
        var lines: [Substring] = []
        var isOf = false
        for line in diff.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("diff --git ") { isOf = line.hasSuffix(" b/" + file) }
            if isOf { lines.append(line) }
        }
        return lines.joined(separator: "\n")
    }

    func compare() async throws -> MCPAnswer {
        let compared = try await place.workshop().comparisons.compare(
            needed("a"), with: [needed("b")], mismatch: .refuse)
        guard let first = compared.first else {
            throw ErrorReport(what: "They cannot be compared: nothing was measured of both")
        }
        guard !flag("examples") else { return MCPAnswer(first) }
        let fields = JSONReader.read(first.document)?.fields ?? [:]
        let metrics = (fields["metrics"]?.elements ?? []).map { metric in
            JSONValue.object((metric.fields ?? [:]).filter { $0.key != "examples" })
        }
        return MCPAnswer(fields.filter { $0.key != "version" }.merging(["metrics": .array(metrics)]) { $1 })
    }
}
