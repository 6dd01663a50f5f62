import Glibc

/// hone as a program whose ends are looked at: whatever is done to it, it ends in time, by itself, and with a word of its own.
struct WatchedHone: Sendable {
    /// In seconds.
    private static let most = 60

    let program: String
    let environment: [String: String]

    /// Runs it to its end; `variables` are added to its environment.
    func finish(
        _ words: [String], in folder: String, input: [UInt8] = [], adding variables: [String: String] = [:]
    ) throws -> Program.Outcome {
        try Program(
            ["timeout", "-k", "2", "\(Self.most)", program] + words, folder: folder,
            environment: environment.merging(variables) { $1 }
        ).finish(input: input)
    }

    /// Returns what is wrong with how it came to its end.
    static func faults(of outcome: Program.Outcome, _ words: [String]) -> [String] {
        let name = "`hone \(words.joined(separator: " "))`"
        var faults: [String] = []
        if outcome.code == 124 { faults.append("\(name) took more than \(most) s") }
        if outcome.signal != nil || outcome.code >= 128 {
            faults.append("\(name) was ended by a signal")
        }
        if outcome.code == 70 {
            faults.append("\(name) met what it takes for its own error: \(outcome.errors.prefix(300))")
        }
        if (outcome.output + outcome.errors).unicodeScalars.contains(where: isControl) {
            faults.append("\(name) wrote control characters to the terminal")
        }
        return faults
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10: false
        case 0..<32, 127..<160, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
