import ArgumentParser
import Foundation
import Testing

@testable import Commands
@testable import StudyFile

/// The manual: all that is asked for is found, and what is shown of it fits.
struct ManualTests {
    private static let whole = Result { try Manual.whole() }
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    let manual: Manual

    init() throws { manual = try Self.whole.get() }

    private func words(on topic: String) throws -> [ManualPage.Entry] {
        guard case .entries(let found) = manual.answer(to: topic) else {
            Issue.record("nothing on '\(topic)'")
            return []
        }
        return found.map(\.entry)
    }

    private func lines(on topic: String, width: Int = 80) throws -> [String] {
        let console = Console(isTerminal: true, hasColor: false, width: width)
        return try HelpCommand.lines(on: topic, in: manual, for: ManualText(for: console))
    }

    // MARK: - Finding

    @Test func `each key of the study file is found with what it means`() throws {
        #expect(KeyReference.all.count > 150)
        for key in KeyReference.all {
            switch manual.answer(to: key.path) {
            case .entries(let found):
                #expect(
                    found.first?.entry.meaning.text.hasPrefix(key.meaning.replacing("`", with: "")) == true,
                    "\(key.path)")
                #expect(found.first?.page.name == "hone.yaml", "\(key.path)")
            // A page of its own says more.
            case .page: #expect(key.depth == 0, "\(key.path)")
            case .section, .nothing: Issue.record("\(key.path) is not found")
            }
        }
    }

    /// Those of tests are known to debug builds alone.
    private static let ofTests: Set = ["HONE_FAILPOINT", "HONE_PROJECTION_MS", "HONE_MODEL_TRIES"]

    @Test func `each variable that a command is given is found`() throws {
        let sources = Self.top.path + "/Sources"
        var given: Set<String> = []
        for case let name as String in FileManager.default.enumerator(atPath: sources) ?? .init()
        where name.hasSuffix(".swift") {
            let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
            given.formUnion(text.matches(of: /"(HONE_[A-Z_]+)"/).map { String($0.1) })
        }
        #expect(given.count >= 13)
        for name in given.subtracting(Self.ofTests) {
            #expect(try !words(on: name).isEmpty, "\(name)")
        }
        #expect(try words(on: "HONE_RETRY_AFTER").count == 2, "evaluators and agents have one")
    }

    @Test(arguments: [0, 1, 2, 64, 70, 75, 130]) func `each exit code is found`(code: Int) throws {
        #expect(try words(on: String(code)).allSatisfy { !$0.meaning.text.isEmpty })
    }

    @Test func `each ref that is stored is found`() throws {
        let article = Self.top.appending(path: "Sources/StudyStore/Documentation.docc/Format.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let refs = text.matches(of: /\| `(refs\/[^`]+)`/).map { String($0.1) }
        #expect(refs.count >= 6)
        for ref in refs { #expect(try !words(on: ref).isEmpty, "\(ref)") }
    }

    @Test(
        arguments: [
            ("hone/sort-3/a", "refs/heads/hone/<run>/<lineage>"),
            ("notes/hone/score", "refs/notes/hone/score"),
            ("measure.repeats", "evaluator.measure.repeats"), ("hone_seed", "HONE_SEED"),
            ("hone/journal/sort-3/1f3c09ab", "refs/hone/journal/<run>/<writer>"), ("lineage", "lineage"),
            ("proposer.models.key", "proposer.models[].key"), ("pytest-benchmark", "pytest-benchmark"),
        ])
    func `less of a name is enough`(topic: String, word: String) throws {
        #expect(try words(on: topic).first?.words.contains(word) == true)
    }

    @Test func `a group is shown with all that is in it`() throws {
        let paths = try words(on: "search.accept").flatMap(\.words)
        #expect(
            paths == [
                "search.accept", "search.accept.on", "search.accept.rule", "search.accept.confidence",
            ])
    }

    @Test(arguments: [
        ("run", "hone-run(1)"), ("hone-run", "hone-run(1)"), ("hone run", "hone-run(1)"),
        ("hone-run(1)", "hone-run(1)"), ("runs rename", "hone-runs-rename(1)"),
        ("hone.yaml", "hone.yaml(5)"), ("evaluator", "hone-evaluator(7)"), ("json", "hone-json(7)"),
    ])
    func `a page is found by each of its names`(topic: String, title: String) {
        guard case .page(let page) = manual.answer(to: topic) else {
            Issue.record("no page")
            return
        }
        #expect(page.title == title)
    }

    @Test(
        arguments: [
            ("evaluatr", "`hone help evaluator`"), ("objective.scal", "`hone help objective.scale`"),
            ("bisect", "`hone help git`"), ("zzzzzzzzzz", "`hone help` for what there is"),
        ])
    func `what is not there is answered by what may be meant`(topic: String, hint: String) {
        let error = #expect(throws: (any Error).self) { try lines(on: topic) }
        #expect(ErrorText(error).hint.contains(hint))
    }

    @Test func `wherever help is pointed to there is some`() {
        let hints = HintTests.hints.map(\.command).filter {
            $0.hasPrefix("hone help ") && !$0.contains("\\(")
        }
        #expect(hints.count >= 2)
        for hint in hints where hint != "hone help KEY" && hint != "hone help TOPIC" {
            if case .nothing = manual.answer(to: hint.replacing("hone help ", with: "")) {
                Issue.record("`\(hint)`")
            }
        }
    }

    /// What the command line would say of an error.
    private struct ErrorText {
        let hint: String

        init(_ error: (any Error)?) {
            hint = error.map { "\($0)" } ?? ""
        }
    }

    // MARK: - Showing

    /// What every page is shown as, but for code and the lines that hold one word.
    @Test(arguments: [60, 80, 140]) func `no line of text is wider than the terminal`(width: Int) throws {
        for page in manual.pages {
            let code = Set(
                page.blocks.flatMap { block in
                    if case .code(let lines) = block { lines } else { [String]() }
                })
            for line in try lines(on: page.title, width: width) where line.count > min(width, 100) {
                let bare = line.drop { $0 == " " }
                let isCode = code.contains { $0.hasSuffix(bare) }
                let isTerm = page.blocks.contains { block in
                    if case .entry(let entry) = block { bare.hasPrefix(entry.term.text) } else { false }
                }
                #expect(isCode || isTerm || !bare.contains(" "), "\(page.title): \(line)")
            }
        }
    }

    @Test func `code in a page fits a terminal of 80 columns`() {
        for page in manual.topics {
            for case .code(let lines) in page.blocks {
                for line in lines { #expect(line.count <= 70, "\(page.title): \(line)") }
            }
        }
    }

    /// Requests that are used, and nothing of a page's text that could be taken for one.
    @Test func `the roff of a page has no request that the page did not mean`() {
        let requests: Set = [
            ".TH", ".SH", ".SS", ".PP", ".TP", ".IP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad",
        ]
        for page in manual.pages {
            for line in page.roff(version: "1").split(separator: "\n") where ".'".contains(line.prefix(1)) {
                #expect(requests.contains(String(line.prefix(3))), "\(page.title): \(line)")
            }
        }
    }

    @Test func `the same page is read by man and shown in the terminal`() throws {
        let page = try #require(manual.pages.first { $0.name == "hone-land" })
        let roff = page.roff(version: "0.1")
        #expect(roff.contains(".TP\n\\fB\\-\\-onto\\fR \\fIbranch\\fR\n"))
        #expect(try lines(on: "land").contains("    --onto <branch>"))
    }

    // MARK: - Examples

    @Test func `every page has examples`() {
        for page in manual.pages where page.section != 1 || page.name != "hone" {
            #expect(page.blocks.contains(.heading("Examples")), "\(page.title)")
        }
    }

    @Test func `each example of a command is one, and is called by it`() throws {
        let commands = try Self.commands(Hone.self, named: "hone")
        #expect(commands.count > 35)
        for (name, type) in commands {
            #expect(!type.examples.isEmpty, "\(name)")
            for example in type.examples {
                #expect(example.command.hasPrefix(name), "\(example.command)")
                let words = try #require(Self.words(of: example.command), "\(example.command)")
                #expect(throws: Never.self, "\(example.command)") {
                    _ = try Hone.parseAsRoot(Array(words.dropFirst()))
                }
            }
        }
    }

    @Test func `the examples of a command are what its help ends with`() {
        let text = HelpMessage(of: ["runs", "rename", "--help"]).text
        #expect(text.hasPrefix("OVERVIEW: Give a run another name"))
        #expect(text.contains("EXAMPLES:\n  hone runs rename sort-3 sort-small\n"))
        #expect(HelpMessage(of: []).text.contains("\n  hone.yaml "))
    }

    /// The recipes and all else that the README has people paste.
    @Test func `each command of the README is one`() throws {
        let text = try String(contentsOf: Self.top.appending(path: "README.md"), encoding: .utf8)
        var commands: [String] = []
        for (place, block) in text.components(separatedBy: "```").enumerated() where place % 2 == 1 {
            for line in block.components(separatedBy: "\n") {
                let typed = line.hasPrefix("$ ") ? String(line.dropFirst(2)) : line
                commands += typed.components(separatedBy: " && ").filter { $0.hasPrefix("hone ") }
            }
        }
        #expect(commands.count >= 12)
        for command in commands {
            let words = try #require(Self.words(of: command), "\(command)")
            #expect(throws: Never.self, "\(command)") {
                _ = try Hone.parseAsRoot(Array(words.dropFirst()))
            }
        }
    }

    /// What the README pointed to before there was a manual, and what whoever tests needs.
    @Test func `each variable of the tests stands in the article on the code`() throws {
        let article = Self.top.appending(path: "Sources/hone/Documentation.docc/Hone.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let tests = Self.top.path + "/Tests"
        var asked: Set<String> = []
        for case let name as String in FileManager.default.enumerator(atPath: tests) ?? .init()
        where name.hasSuffix(".swift") {
            let source = try String(contentsOfFile: tests + "/" + name, encoding: .utf8)
            asked.formUnion(source.matches(of: /environment\["(HONE_[A-Z_]+)"\]/).map { String($0.1) })
        }
        #expect(asked.count > 10)
        for name in asked.subtracting(Self.ofTests) { #expect(text.contains("`" + name), "\(name)") }
    }

    /// Every command that people see, by what is typed.
    private static func commands(
        _ type: any ExemplifiedCommand.Type, named name: String
    ) throws -> [(String, any ExemplifiedCommand.Type)] {
        let below =
            type.configuration.subcommands + type.configuration.groupedSubcommands.flatMap(\.subcommands)
        let shown = below.filter { $0.configuration.shouldDisplay }
        return try [(name, type)]
            + shown.flatMap { command in
                let exemplified = try #require(
                    command as? any ExemplifiedCommand.Type, "\(command) has no examples")
                return try commands(exemplified, named: name + " " + command._commandName)
            }
    }

    /// The words of a command line as a shell has them, without where it reads from and writes to.
    private static func words(of command: String) -> [String]? {
        var words: [String] = []
        var quoted: String?
        for piece in command.split(separator: " ") {
            if let open = quoted {
                quoted = open + " " + piece
            } else if piece.hasPrefix("'") {
                quoted = String(piece)
            } else if ["<", ">", "|", "&&", "#"].contains(piece) {
                break
            } else {
                words.append(String(piece))
            }
            if let whole = quoted, whole.count > 1, whole.hasSuffix("'") {
                words.append(String(whole.dropFirst().dropLast()))
                quoted = nil
            }
        }
        return quoted == nil ? words : nil
    }
}
