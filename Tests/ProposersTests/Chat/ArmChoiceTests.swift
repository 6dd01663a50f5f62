import StudyModel
import Testing

@testable import Proposers

/// Models and forms of edit as arms of a bandit.
struct ArmChoiceTests {
    private typealias Arm = ArmChoice.Arm

    private static func chat(_ models: Int = 2, edits: ChatSettings.Edits? = .blocks, weights: [Double] = [])
        -> ChatSettings
    {
        let models = (0..<models).map {
            ModelSettings(name: "m\($0)", url: "http://h", weight: weights.isEmpty ? 1 : weights[$0])
        }
        return ChatSettings(models: models, choose: weights.isEmpty ? .bandit : .weights, edits: edits)
    }

    private static func choice(_ chat: ChatSettings, _ history: ArmHistory) -> ArmChoice {
        ArmChoice(chat, history: history) { _ in chat.edits.map { [$0] } ?? [.blocks, .whole] }
    }

    /// A step of an arm.
    private static func step(_ arm: Arm, scored: Bool, tokens: Int) throws -> StepSummary {
        let writer = try #require(WriterID(text: "00000001"))
        let commit = try #require(CommitID(text: String(repeating: "0", count: 40)))
        return StepSummary(
            StepRecord(
                step: StepID(number: 1, writer: writer), lineage: .first, parents: Parents(commit),
                candidate: nil, tree: nil, outcome: scored ? .scored : .noProposal, verdict: nil,
                summary: "", proposer: "chat", edit: arm.form.rawValue, evaluations: [],
                proposerUsage: Usage(tokensIn: tokens, tokensOut: 0),
                calls: ModelCalls(model: "m\(arm.model)", count: 1, seconds: 0)),
            objectives: [Objective(direction: .maximize)])
    }

    /// How often each arm is chosen in some steps, each of which gains or fails by chance.
    private static func pulls(
        _ chat: ChatSettings, steps: Int, gains: (Arm) -> Double, scores: (Arm) -> Double = { _ in 1 },
        tokens: (Arm) -> Int = { _ in 100 }
    ) throws -> [Arm: Int] {
        var history = ArmHistory()
        var counts: [Arm: Int] = [:]
        var generator = SeededGenerator(seed: 7)
        for seed in 0..<steps {
            var choice = choice(chat, history)
            let chosen = choice.arm(seed: UInt64(seed), after: [])
            let arm = try #require(chosen)
            counts[arm, default: 0] += 1
            let isScored = generator.unit() < scores(arm)
            let gain = isScored && generator.unit() < gains(arm) ? 1.0 : 0
            history.add(
                try step(arm, scored: isScored, tokens: tokens(arm)), gain: isScored ? gain : nil, parent: 0)
        }
        return counts
    }

    @Test func `an arm without a step comes first, unless chance draws another`() throws {
        let chat = Self.chat(3)
        var history = ArmHistory()
        history.add(try Self.step(Arm(model: 0, form: .blocks), scored: true, tokens: 1), gain: 1, parent: 0)
        let chosen = (0..<200).map { seed -> Int? in
            var choice = Self.choice(chat, history)
            return choice.arm(seed: UInt64(seed), after: [])?.model
        }
        let second = chosen.count { $0 == 1 }
        // 0.8 of them, and a third of the draws.
        #expect((160...188).contains(second))
    }

    @Test func `what gains more is asked more, and the other is not given up`() throws {
        let counts = try Self.pulls(Self.chat(), steps: 300) { $0.model == 1 ? 0.6 : 0.1 }
        let good = counts[Arm(model: 1, form: .blocks)] ?? 0
        #expect((180...285).contains(good))
    }

    @Test func `what gains as much for a tenth of the cost is asked more`() throws {
        let counts = try Self.pulls(
            Self.chat(), steps: 300, gains: { _ in 0.4 }, tokens: { $0.model == 0 ? 1000 : 100 })
        #expect((counts[Arm(model: 1, form: .blocks)] ?? 0) > 200)
    }

    @Test func `until something is gained, replies that can be used decide`() throws {
        let counts = try Self.pulls(
            Self.chat(1, edits: nil), steps: 200, gains: { _ in 0 },
            scores: { $0.form == .whole ? 0.9 : 0.05 })
        #expect((counts[Arm(model: 0, form: .whole)] ?? 0) > 110)
    }

    @Test func `an arm that paid at first gives way`() throws {
        var history = ArmHistory()
        let (old, new) = (Arm(model: 0, form: .blocks), Arm(model: 1, form: .blocks))
        for _ in 0..<20 { history.add(try Self.step(old, scored: true, tokens: 1), gain: 5, parent: 0) }
        for _ in 0..<40 {
            history.add(try Self.step(old, scored: true, tokens: 1), gain: 5, parent: 5)
            history.add(try Self.step(new, scored: true, tokens: 1), gain: 6, parent: 5)
        }
        let chosen = (0..<100).compactMap { seed -> Int? in
            var choice = Self.choice(Self.chat(), history)
            return choice.arm(seed: UInt64(seed), after: [])?.model
        }
        #expect(chosen.count { $0 == 1 } > 80)
    }

    @Test func `gains count from the better of parent and base, as shares of the largest`() throws {
        var history = ArmHistory()
        let arm = Arm(model: 0, form: .blocks)
        for (gain, parent) in [(4.0, -2.0), (5, 4), (3, 5)] {
            history.add(try Self.step(arm, scored: true, tokens: 1), gain: gain, parent: parent)
        }
        history.add(try Self.step(arm, scored: false, tokens: 1), gain: nil, parent: 3)
        let record = try #require(history.records[ArmHistory.Arm(model: "m0", form: "blocks")])
        #expect(abs(record.gain - (4 * 0.95 * 0.95 * 0.95 + 1 * 0.95 * 0.95)) < 1e-12)
        #expect(abs(record.steps - (1 + 0.95 + 0.9025 + 0.857375)) < 1e-12)
        #expect(record.count == 4 && history.most == 5)
    }

    @Test func `turns of a round choose one after another, as if none were judged`() throws {
        let chat = Self.chat(1, edits: nil)
        let seeds = (0..<40).map { UInt64($0) }
        for seed in seeds {
            var alone = Self.choice(chat, ArmHistory())
            var later = Self.choice(chat, ArmHistory())
            let first = alone.arm(seed: seed, after: [])
            let second = later.arm(seed: seed + 100, after: [seed])
            var again = Self.choice(chat, ArmHistory())
            #expect(again.arm(seed: seed + 100, after: [seed]) == second)
            if first?.form == .blocks, second?.form == .blocks {
                // Only chance asks for what is being asked for already.
                var other = Self.choice(chat, ArmHistory())
                #expect(other.arm(seed: seed + 100, after: []) == second)
            }
        }
    }

    @Test func `where weights decide the model, forms are arms all the same`() throws {
        let counts = try Self.pulls(
            Self.chat(2, edits: nil, weights: [1, 3]), steps: 400,
            gains: { $0.form == .whole ? 0.6 : 0.05 })
        let models = [0, 1].map { model in counts.filter { $0.key.model == model }.values.reduce(0, +) }
        #expect((250...340).contains(models[1]))
        #expect(counts.filter { $0.key.form == .whole }.values.reduce(0, +) > 230)
    }

    @Test func `whole files are asked for only where a reply has room for them`() async throws {
        var fixture = ChatFixture()
        fixture.settings.edits = nil
        let model = ScriptedModel(.text("no"))
        var forms: Set<String?> = []
        for seed in 0..<20 { forms.insert(try await fixture.propose(model, seed: UInt64(seed)).edit) }
        fixture.settings.maxTokens = 8
        var small: Set<String?> = []
        for seed in 0..<20 { small.insert(try await fixture.propose(model, seed: UInt64(seed)).edit) }
        #expect(forms == ["blocks", "whole"] && small == ["blocks"])
    }
}
