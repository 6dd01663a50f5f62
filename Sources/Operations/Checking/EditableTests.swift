import StudyModel
import Text

/// Where what turns candidates down may itself be edited, so that a candidate may pass by changing that.
struct EditableTests {
    private let gates: [CommandLine]
    private let base: any ArtifactView

    init(_ study: Study, base: some ArtifactView) {
        gates = study.evaluator.gates.map(\.command.run)
        self.base = base
    }

    /// A sentence for each file; none where the study has no gates.
    func warnings() async throws -> [String] {
        guard !gates.isEmpty else { return [] }
        var warnings: [String] = []
        for path in try await base.editablePaths().prefix(Self.mostFiles) {
            if gates.contains(where: { Self.runs(path, in: $0) }) {
                warnings.append(
                    "A gate runs '\(path)', which may be edited: name it in `artifact.frozen` or `evaluator.files`"
                )
            } else if let line = try await firstTest(in: path) {
                warnings.append(
                    "'\(path)' has tests from line \(line) on that may be edited; `artifact.regions: markers` can leave them out"
                )
            }
        }
        return warnings.count > Self.mostNamed
            ? warnings.prefix(Self.mostNamed) + [
                "\(warnings.count - Self.mostNamed) more files are like that"
            ]
            : warnings
    }

    private static let mostFiles = 1000
    private static let mostNamed = 5

    /// Whether a command starts a file, or names one that is called a test.
    private static func runs(_ path: String, in command: CommandLine) -> Bool {
        let words = command.mentions
        return words.indices.contains { index in
            let word = words[index].hasPrefix("./") ? String(words[index].dropFirst(2)) : words[index]
            guard word == path else { return false }
            let isCalledTest = ["test", "spec", "check"].contains { path.lowercased().contains($0) }
            return isCalledTest || words[index] != word
                || (index > 0 && interpreters.contains(words[index - 1]))
        }
    }

    private static let interpreters: Set<String> = [
        "sh", "bash", "python", "python3", "node", "ruby", "perl", "make", "-f",
    ]

    /// Where a part of a file begins that is compiled or run for tests alone, counted from 1.
    private func firstTest(in path: String) async throws -> Int? {
        guard let bytes = try await base.read(path), !bytes.contains(0) else { return nil }
        let editable = try await base.editableLines(of: path)
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let index = lines.indices.first { index in
            Self.beginsTests(lines[index]) && editable?.contains { $0.contains(index + 1) } != false
        }
        return index.map { $0 + 1 }
    }

    private static func beginsTests(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0 <= 32 }
        let starts = ["#[cfg(test)]", "def test_", "class Test", "@Test", "func Test", "TEST("]
        if starts.contains(where: { text.starts(with: $0.utf8) }) { return true }
        let isCondition = text.starts(with: "#if".utf8)
        return isCondition && String(decoding: text, as: UTF8.self).contains("TEST")
    }
}
