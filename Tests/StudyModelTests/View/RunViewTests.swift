import StudyModel
import Testing

struct RunViewTests {
    typealias E = Examples
    let b = LineageName(ordinal: 1)

    private func view(_ events: [Event], search: SearchSettings = SearchSettings()) -> RunView {
        RunView(E.run(search), events: [.step(E.step(0, score: 10, .accepted))] + events)
    }

    @Test func `a run begins at its base`() {
        let view = RunView(E.run())
        #expect(view.best == E.commit(0))
        #expect(view.current.head == E.commit(0))
        #expect(view.baseline == nil)
        #expect(view.nextStep(of: E.writer) == 0)
        #expect(view.nextStep(of: E.other) == 1)
        #expect(view.spent == Spent())
        #expect(view.candidate(with: E.tree(0)) == E.commit(0))
    }

    @Test func `the base's evaluation is the baseline and no step of the budget`() {
        let view = view([])
        #expect(view.baseline?.score?.value == 10)
        #expect(view.spent.steps == 0)
        #expect(view.spent.trials == 2)
        #expect(view.nextStep(of: E.writer) == 1)
    }

    @Test func `an accepted step moves its lineage, and the best where it is better`() {
        let better = view([.step(E.step(1, score: 9, .accepted))])
        #expect(better.current.head == E.commit(1))
        #expect(better.best == E.commit(1))
        let worse = view([.step(E.step(1, score: 11, .accepted))])
        #expect(worse.current.head == E.commit(1))
        #expect(worse.best == E.commit(0))
    }

    @Test func `a rejected step moves nothing and is remembered`() {
        let view = view([.step(E.step(1, score: 11, .rejected)), .step(E.step(2, score: nil, .rejected))])
        #expect(view.current.head == E.commit(0))
        #expect(view.best == E.commit(0))
        #expect(view.step(of: E.commit(1))?.score?.value == 11)
        #expect(view.step(of: E.commit(2))?.outcome == .crashed)
        #expect(view.step(of: E.commit(2))?.score == nil)
        #expect(view.candidate(with: E.tree(2)) == E.commit(2))
        #expect(view.nextStep(of: E.writer) == 3)
    }

    @Test func `a step without a candidate is counted and moves nothing`() {
        var record = E.step(1, score: nil, .rejected)
        record.candidate = nil
        record.tree = nil
        record.verdict = nil
        record.outcome = .refused
        let view = view([.step(record)])
        #expect(view.spent.steps == 1)
        #expect(view.current.head == E.commit(0))
        #expect(view.step(StepID(number: 1, writer: E.writer))?.outcome == .refused)
    }

    @Test func `what was spent is the sum over all steps and writers`() {
        var beside = E.step(2, score: 8, .accepted, writer: E.other)
        beside.evaluations.append(E.recorded(E.evaluation(10), of: E.commit(0), on: .train))
        let view = view([.step(E.step(1, score: 9, .rejected)), .step(beside)])
        #expect(view.spent.steps == 2)
        #expect(view.spent.trials == 2 + 2 + 4)
        #expect(view.spent.usage == Usage(tokensIn: 30, cost: 1.5))
        #expect(view.spent.wallSeconds == 6)
        #expect(view.nextStep(of: E.writer) == 2)
        #expect(view.nextStep(of: E.other) == 3)
    }

    @Test func `a revert goes back to a candidate as a new commit that has its score`() {
        let revert = RevertRecord(
            lineage: .first, to: E.commit(1), toStep: StepID(number: 1, writer: E.writer),
            commit: E.commit(99),
            recordedAt: 0)
        let view = view([
            .step(E.step(1, score: 9, .accepted)), .step(E.step(2, from: 1, score: 8, .accepted)),
            .reverted(revert),
        ])
        #expect(view.current.head == E.commit(99))
        #expect(view.step(of: E.commit(99))?.score?.value == 9)
        #expect(view.best == E.commit(2))
        #expect(view.spent.steps == 2)
        #expect(view.nextStep(of: E.writer) == 3)
    }

    @Test func `a fork is a lineage of its own that the loop goes on with`() {
        let at = StepID(number: 1, writer: E.writer)
        let view = view([
            .step(E.step(1, score: 9, .accepted)), .step(E.step(2, from: 1, score: 8, .accepted)),
            .forked(
                ForkRecord(
                    lineage: b, from: E.commit(1), fromStep: at, knows: at, writer: E.writer, recordedAt: 0)),
        ])
        #expect(view.currentLineage == b)
        #expect(view.current.head == E.commit(1))
        #expect(view.current.knows == at)
        #expect(view.lineages[.first]?.head == E.commit(2))
        #expect(view.nextLineage == LineageName(ordinal: 2))
    }

    @Test func `a name that a person chose is not given again`() throws {
        let name = try #require(LineageName(text: "c"))
        let fork = ForkRecord(
            lineage: name, from: E.commit(0), fromStep: StepID(number: 0, writer: E.writer),
            knows: StepID(number: 0, writer: E.writer), writer: E.writer, recordedAt: 0)
        #expect(view([.forked(fork)]).nextLineage != name)
        #expect(view([.forked(fork), .forked(fork)]).nextLineage != name)
    }

    @Test func `a person's commits are the head until they are judged`() {
        let adopt = AdoptRecord(lineage: .first, head: E.commit(5), previous: E.commit(1), recordedAt: 0)
        let adopted = view([.step(E.step(1, score: 9, .accepted)), .adopted(adopt)])
        #expect(adopted.current.head == E.commit(5))
        #expect(adopted.current.adopted == E.commit(5))
        #expect(adopted.current.adoptedOver == E.commit(1))
        for verdict in [Verdict.accepted, .rejected] {
            var judged = adopted
            judged.apply(.step(E.step(5, from: 1, score: 8, verdict)))
            #expect(judged.current.adopted == nil)
            #expect(judged.best == (verdict == .accepted ? E.commit(5) : E.commit(1)))
        }
    }

    @Test func `a step in flight does not undo a person's commits`() {
        let adopt = AdoptRecord(lineage: .first, head: E.commit(5), previous: E.commit(0), recordedAt: 0)
        let view = view([.adopted(adopt), .step(E.step(1, score: 9, .accepted))])
        #expect(view.current.head == E.commit(5))
        #expect(view.current.adopted == E.commit(5))
        #expect(view.best == E.commit(1))
    }

    @Test func `a deleted branch and an open landing are remembered`() {
        let land = LandRecord(
            id: "x", candidate: E.commit(0), onto: "refs/heads/main", from: nil, result: E.commit(7),
            recordedAt: 0)
        let deleted = BranchDeletedRecord(lineage: .first, head: E.commit(0), recordedAt: 0)
        let open = view([.branchDeleted(deleted), .landing(land)])
        #expect(open.current.branchDeleted)
        #expect(open.openLandings == ["x": land])
        #expect(view([.landing(land), .landed(land)]).openLandings.isEmpty)
    }

    @Test func `a run is finished until it is stepped again`() {
        let finish = FinishRecord(
            reason: .steps, winner: E.commit(0), winnerStep: StepID(number: 0, writer: E.writer),
            commandRuns: 40, recordedAt: 0)
        var view = view([.finished(finish)])
        #expect(view.finish == Finish(finish))
        #expect(view.spent.trials == 42)
        view.apply(.step(E.step(1, score: 9, .rejected)))
        #expect(view.finish == nil)
    }

    @Test func `the last accepted is the best where the study says so`() {
        let events: [Event] = [
            .step(E.step(1, score: 9, .accepted)), .step(E.step(2, from: 1, score: 12, .accepted)),
        ]
        #expect(view(events, search: SearchSettings(select: .last)).best == E.commit(2))
        #expect(view(events).best == E.commit(1))
    }

    @Test func `what beat the best beside it is the best, whatever the raw values say`() {
        let drifted = E.step(1, score: 12, .accepted, comparison: E.comparison)
        #expect(view([.step(drifted)]).best == E.commit(1))
        let fromElsewhere = E.step(2, from: 7, score: 12, .accepted, comparison: E.comparison)
        #expect(view([.step(fromElsewhere)]).best == E.commit(0))
        for rule in AcceptanceSettings.Rule.allCases {
            let search = SearchSettings(accept: AcceptanceSettings(rule: rule))
            #expect(view([.step(drifted)], search: search).best == E.commit(1), "\(rule)")
        }
    }

    @Test func `under not-worse a test of runs speaks, and no count of examples or clusters`() {
        let search = SearchSettings(accept: AcceptanceSettings(rule: .notWorse))
        for (unit, best) in [(Comparison.Unit.pair, 1), (.run, 1), (.example, 0), (.cluster, 0)] {
            var comparison = E.comparison
            comparison.unit = unit
            let drifted = E.step(1, score: 12, .accepted, comparison: comparison)
            #expect(view([.step(drifted)], search: search).best == E.commit(best), "\(unit.rawValue)")
        }
    }

    @Test func `the split that the study names selects the best`() {
        let events: [Event] = [
            .step(E.step(1, score: 9, .accepted, splits: ["train": 9, "validation": 7])),
            .step(E.step(2, from: 1, score: 8, .accepted, splits: ["train": 8, "validation": 7.5])),
        ]
        #expect(view(events, search: SearchSettings(select: .validation)).best == E.commit(1))
        #expect(view(events, search: SearchSettings(select: .train)).best == E.commit(2))
    }

    @Test func `a base without a score is beaten by any candidate that has one`() {
        let view = RunView(
            E.run(),
            events: [.step(E.step(0, score: nil, .accepted)), .step(E.step(1, score: 99, .accepted))])
        #expect(view.best == E.commit(1))
    }

    @Test func `events fold one by one as they do all at once`() {
        let events: [Event] = (1..<30).map { number in
            .step(
                E.step(
                    number, from: number - 1, score: Double(30 - number),
                    number % 3 == 0 ? .rejected : .accepted))
        }
        var view = view([])
        for event in events { view.apply(event) }
        #expect(view == self.view(events))
    }
}
