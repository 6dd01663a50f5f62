import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// The commands that hone tells people to paste, wherever it does, against the real command line.
struct HintTests {
    /// A command as the parser describes it.
    struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
        }
        let commandName: String
        let subcommands: [Command]?
        let defaultSubcommand: String?
        let arguments: [Argument]?

        /// What is meant where no command below it is named.
        var usual: Command? { subcommands?.first { $0.commandName == defaultSubcommand } }

        func has(_ option: Substring) -> Bool {
            let names = (arguments ?? []).flatMap { $0.names ?? [] }
            return names.contains { ($0.kind == "long" ? "--" : "-") + $0.name == option }
        }
    }

    private struct Description: Decodable { let command: Command }

    private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let root = Result {
        try JSONDecoder().decode(Description.self, from: Data(Hone._dumpHelp().utf8)).command
    }

    /// Every command in backticks, by the file that has it.
    static let hints: [(file: String, command: String)] = {
        let files = ["Sources", "templates", "hooks"].flatMap { folder in
            let names = FileManager.default.enumerator(atPath: top.path + "/" + folder)
            return (names?.compactMap { $0 as? String } ?? []).map { folder + "/" + $0 }
        }
        let read = (files + ["README.md"]).filter { name in
            ["swift", "md", "mustache", "sh", "py"].contains { name.hasSuffix("." + $0) }
        }
        return read.flatMap { file in
            let text = (try? String(contentsOf: top.appending(path: file), encoding: .utf8)) ?? ""
            return text.matches(of: /`(hone [^`\n]+)`/).map { (file, String($0.1)) }
        }
    }()

    @Test func `each command that is told to be pasted is one, with its options`() throws {
        let root = try Self.root.get()
        #expect(Self.hints.count > 50)
        for (file, hint) in Self.hints {
            for part in hint.split(whereSeparator: { "|;".contains($0) }) {
                let words = part.split(separator: " ").filter { $0 != "$" }
                guard words.first == "hone" else { continue }
                if let wrong = fault(of: words.dropFirst(), in: root) {
                    Issue.record("\(file): `\(hint)`: \(wrong)")
                }
            }
        }
    }

    @Test(arguments: ["hone frobnicate", "hone log --frobnicate", "hone runs remove sum-1"])
    func `a command that does not exist is found out`(hint: String) throws {
        #expect(fault(of: hint.split(separator: " ").dropFirst(), in: try Self.root.get()) != nil)
    }

    /// The word that the command line does not know; what stands for something else, as `\\(run)` or `COMMAND`, is any.
    private func fault(of words: ArraySlice<Substring>, in root: Command) -> Substring? {
        var command = root
        for word in words where !word.hasPrefix("-") {
            guard let subcommands = command.subcommands, !subcommands.isEmpty else { break }
            if word.hasPrefix("\\(") || word.allSatisfy({ !$0.isLowercase }) { return nil }
            guard let next = subcommands.first(where: { $0.commandName == word }) else {
                if command.usual != nil { break }
                return word
            }
            command = next
        }
        command = command.usual ?? command
        return words.first { word in
            guard word.hasPrefix("-"), word.count > 1, word != "--" else { return false }
            let option = word.prefix { $0 != "=" && $0 != "\\" }
            return !command.has(option) && !["--help", "-h", "--version"].contains(option)
        }
    }
}
