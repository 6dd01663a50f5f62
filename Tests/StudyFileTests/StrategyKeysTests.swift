import Search
import StudyModel
import Testing
import Text

@testable import StudyFile

/// A study names its strategy, and gives it options by keys below that name.
struct StrategyKeysTests {
    private func parse(_ search: String) throws -> ParsedStudy {
        try ParsedStudy(ParsedStudyTests.minimal + "\nsearch: \(search)") { _ in nil }
    }

    private func problems(_ search: String) -> [StudyFileProblem] {
        do {
            _ = try parse(search)
            return []
        } catch {
            return (error as? StudyFileError)?.problems ?? []
        }
    }

    @Test(arguments: StrategyKind.all.map(\.name))
    func `each strategy is chosen by its name, with its own options and rule`(name: String) throws {
        let kind = try #require(StrategyKind.all.first { $0.name == name })
        let parsed = try parse("{strategy: \(name)}")
        #expect(parsed.study.search.strategy == StrategySettings(name))
        #expect(parsed.study.search.accept.rule == kind.rule)
        #expect(try parse("{strategy: {\(name): {}}}").study == parsed.study)
        let options = parsed.settings.byKey.filter { $0.key.hasPrefix("search.strategy.") }
        #expect(
            options.mapValues(\.value)
                == Dictionary(
                    kind.options.map { ("search.strategy.\(name).\($0.name)", $0.standard) }
                ) { $1 })
        #expect(kind.options.allSatisfy { $0.accepts($0.standard) && !$0.accepts(.bool(true)) })
    }

    @Test func `a strategy's options are in a group of its name`() throws {
        let parsed = try parse("{strategy: {best-of: {depth: 2, proposals: 7}}}")
        #expect(
            parsed.study.search.strategy
                == StrategySettings("best-of", ["depth": .number(2), "proposals": .number(7)]))
        #expect(
            parsed.settings.byKey["search.strategy"] == .init(value: .string("best-of"), origin: .file))
        #expect(
            parsed.settings.byKey["search.strategy.best-of.depth"]
                == .init(value: .number(2), origin: .file))
        #expect(
            parsed.settings.byKey["search.accept.rule"] == .init(value: .string("always"), origin: .auto))
        #expect(try SettingsReading(parsed.settings).study == parsed.study)
        let other = try parse("{strategy: best-of, accept: {rule: better}}")
        #expect(other.study.search.accept.rule == .better)
    }

    @Test func `a record without an option has what hone did before there was that`() throws {
        var settings = try parse("{strategy: {best-of: {depth: 2}}}").settings
        settings.byKey["search.strategy.best-of.depth"] = nil
        #expect(try SettingsReading(settings).study.search.strategy == StrategySettings("best-of"))
    }

    @Test func `what is wrong with a strategy is told with its place`() throws {
        let names = Expectation.oneOf([StrategyKind.auto] + StrategyKind.all.map(\.name))
        for search in ["{strategy: beams}", "{strategy: {beams: {width: 2}}}"] {
            let problem = try #require(problems(search).first)
            #expect(problem.keyPath == "search.strategy" && problem.place?.line != nil)
            #expect(problem.kind == .wrongValue(expected: names, found: "\"beams\""))
        }
        #expect(
            problems("{strategy: {chain: {}, best-of: {}}}").map(\.kind) == [
                .wrongValue(expected: names, found: "a group of keys")
            ])
        let misspelt = problems("{strategy: {best-of: {dept: 2}}}")
        #expect(
            misspelt.map(\.kind) == [.unknownKey(nearest: "search.strategy.best-of.depth")])
        let wrong = problems("{strategy: {chain: {restart: {after: 0}}}}")
        #expect(wrong.map(\.keyPath) == ["search.strategy.chain.restart.after"])
        #expect(
            wrong.map(\.kind) == [
                .wrongValue(
                    expected: .words("a whole number of at least 1, or none"), found: "\"0\"")
            ])
    }

    @Test func `an option of another strategy than the one that is chosen has no place`() throws {
        let depth = ["search.strategy.best-of.depth": JSONValue.number(2)]
        #expect(throws: StudyFileError.self) {
            try ParsedStudy(ParsedStudyTests.minimal + "\nsearch: {strategy: beam}", options: depth) { _ in
                nil
            }
        }
        let other = depth.merging(["search.strategy": .string("chain")]) { $1 }
        #expect(throws: StudyFileError.self) {
            try ParsedStudy(ParsedStudyTests.minimal, options: other) { _ in nil }
        }
        // Where nobody chose one, it is that.
        let chosen = try ParsedStudy(ParsedStudyTests.minimal, options: depth) { _ in nil }
        #expect(chosen.study.search.strategy == StrategySettings("best-of", ["depth": .number(2)]))
        #expect(
            chosen.settings.byKey["search.strategy"] == .init(value: .string("best-of"), origin: .option))
    }

    // MARK: - auto

    /// A study that leaves the choice to hone, and what it came to.
    struct Left: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let more: String
        let options: [String: JSONValue]
        let strategy: StrategySettings

        init(_ more: String, _ options: [String: JSONValue] = [:], is strategy: StrategySettings) {
            (testDescription, self.more, self.options, self.strategy) = (more, more, options, strategy)
        }

        private static let restarting = StrategySettings("chain", ["restart.after": .number(150)])
        private static func split(_ more: String) -> String {
            "examples: {file: c.jsonl, split: {train: 3, \(more)}}"
        }

        static let all = [
            Left("", is: StrategySettings("chain")),
            Left("", ["budget.steps": .number(150)], is: StrategySettings("chain")),
            Left("", ["budget.steps": .number(151)], is: restarting),
            Left("budget: {steps: none}", is: restarting),
            Left("proposer: external", is: StrategySettings("chain")),
            Left("proposer: {kind: agent, command: x}", is: StrategySettings("multistart")),
            Left(
                "proposer: {kind: agent, command: x}\nsearch: {rollback: {}}", is: StrategySettings("chain")),
            Left(
                "proposer: {kind: agent, command: x}\n\(split("validation: rest"))",
                is: StrategySettings("chain")),
            Left(
                "proposer: {kind: agent, command: x}\n\(split("validation: 3, confirm: rest"))",
                is: StrategySettings("multistart")),
        ]
    }

    @Test(arguments: Left.all)
    func `what is left to hone fits the proposer and the budget`(left: Left) throws {
        let parsed = try ParsedStudy(ParsedStudyTests.minimal + "\n" + left.more, options: left.options) {
            _ in nil
        }
        #expect(parsed.study.search.strategy == left.strategy)
        #expect(
            parsed.settings.byKey["search.strategy"]
                == .init(value: .string(left.strategy.name), origin: .auto))
        for (name, value) in left.strategy.options {
            let key = "search.strategy.\(left.strategy.name).\(name)"
            #expect(parsed.settings.byKey[key] == .init(value: value, origin: .auto))
        }
        #expect(try SettingsReading(parsed.settings).study == parsed.study)
    }

    @Test func `whoever writes auto leaves it to hone, and a record without a strategy is a chain`() throws {
        let parsed = try parse("{strategy: auto}")
        #expect(try parsed.study == ParsedStudy(ParsedStudyTests.minimal) { _ in nil }.study)
        #expect(parsed.settings.byKey["search.strategy"]?.origin == .auto)
        var settings = try ParsedStudy(
            ParsedStudyTests.minimal, options: ["search.strategy": .string("beam")]
        ) { _ in nil }.settings
        settings.byKey = settings.byKey.filter { !$0.key.hasPrefix("search.strategy") }
        #expect(try SettingsReading(settings).study.search.strategy == StrategySettings("chain"))
    }

    @Test func `who reads of errors mends them where the study leaves it to hone`() throws {
        for search in ["", "\nsearch: {debug: {turns: auto}}"] {
            let agent = try ParsedStudy(
                ParsedStudyTests.minimal + "\nproposer: {kind: agent, command: x}" + search
            ) { _ in nil }
            #expect(agent.study.search.debug.turns == 2)
            #expect(agent.settings.byKey["search.debug.turns"] == .init(value: .number(2), origin: .auto))
            let mutation = try ParsedStudy(ParsedStudyTests.minimal + search) { _ in nil }
            #expect(mutation.study.search.debug.turns == nil)
        }
        let chosen = try parse("{debug: {turns: 1}}")
        #expect(chosen.settings.byKey["search.debug.turns"] == .init(value: .number(1), origin: .file))
    }

    @Test func `a record without a word of mending mended nothing`() throws {
        var settings = try ParsedStudy(
            ParsedStudyTests.minimal + "\nproposer: {kind: agent, command: x}"
        ) { _ in nil }.settings
        settings.byKey["search.debug.turns"] = nil
        #expect(try SettingsReading(settings).study.search.debug.turns == 0)
    }

    @Test(arguments: ["external", "{kind: commits, commits: main..x}"])
    func `who has changes of their own cannot be asked to mend`(proposer: String) throws {
        let wrong = problems("{debug: {turns: 1}}\nproposer: \(proposer)")
        #expect(wrong.map(\.keyPath) == ["search.debug.turns"])
    }
}
