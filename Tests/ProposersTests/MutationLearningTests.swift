import StudyModel
import Testing

@testable import Proposers

struct MutationLearningTests {
    private let proposer = MutationProposer()

    /// Plays a chain with an exact score, smaller being better, and returns the best score and when it was reached.
    private func play(_ start: FolderOfText, steps: Int, seed: UInt64, score: (FolderOfText) -> Double?)
        async throws
        -> (best: Double, acceptedAt: [Int])
    {
        var folder = start
        var best = try #require(score(start))
        var edits: [String: EditRecord] = [:]
        var acceptedAt: [Int] = []
        folder.evaluated.insert(folder.files)
        for step in 1...steps {
            let request = ProposalRequest.made(
                of: folder, seed: Seeds.derive(seed, String(step)), edits: edits)
            let proposal = try await proposer.propose(request)
            guard proposal.failure?.cause == nil else { break }
            let candidate = folder.applying(proposal.changes)
            folder.evaluated.insert(candidate.files)
            let result = score(candidate)
            let isBetter = result.map { $0 < best } ?? false
            var record = edits[proposal.edit ?? "", default: EditRecord()]
            record.tried += 1
            record.scored += result == nil ? 0 : 1
            record.gained += isBetter ? 1 : 0
            edits[proposal.edit ?? ""] = record
            guard isBetter, let result else { continue }
            (folder.files, best) = (candidate.files, result)
            acceptedAt.append(step)
        }
        return (best, acceptedAt)
    }

    @Test(arguments: 1...10)
    func `a setting that should be larger is found within tens of steps`(seed: Int) async throws {
        let text = """
            #include <stdio.h>
            #define BLOCK 64
            #define OTHER 3

            static void work(int *list, int count) {
                for (int i = 0; i < count; i++) {
                    list[i] = list[i] * 2 + 1;
                }
                printf("%d of 10\\n", count);
            }

            """
        let played = try await play(FolderOfText(["work.c": text]), steps: 40, seed: UInt64(seed)) { folder in
            let lines = folder.text("work.c").split(separator: "\n")
            let block = lines.filter { $0.hasPrefix("#define BLOCK ") }.compactMap {
                Double($0.dropFirst(14))
            }
            // Any other change than of the two settings breaks the program.
            guard lines.count == 9, lines[7].hasPrefix("    printf(\"%d of 10"), let size = block.first else {
                return nil
            }
            return 1000 / size
        }
        #expect(played.best <= 1000 / 256)
    }

    @Test func `a line that is too much is deleted within tens of steps`() async throws {
        let text = (1...12).map { "    call\($0)(list, \($0));\n" }.joined()
        var found = 0
        for seed in 1...10 as ClosedRange<UInt64> {
            let played = try await play(FolderOfText(["work.c": text]), steps: 60, seed: seed) { folder in
                let lines = folder.text("work.c").split(separator: "\n")
                let needed = (1...12).filter { $0 != 5 }.allSatisfy { number in
                    lines.contains { $0.hasPrefix("    call\(number)(") }
                }
                return needed ? Double(lines.count) : nil
            }
            if played.best < 12 { found += 1 }
        }
        #expect(found >= 8)
    }

    @Test func `a kind of edit that pays is chosen more`() async throws {
        let text = (1...10).map { "call\($0)(list, \($0 + 5));\n" }.joined()
        let folder = FolderOfText(["work.c": text])
        func share(of kind: String, edits: [String: EditRecord]) async throws -> Int {
            var count = 0
            for seed in 1...100 as ClosedRange<UInt64> {
                let proposal = try await proposer.propose(.made(of: folder, seed: seed, edits: edits))
                if proposal.edit?.hasPrefix(kind) == true { count += 1 }
            }
            return count
        }
        for kind in ["swap", "delete", "number-up"] {
            let before = try await share(of: kind, edits: [:])
            let paid = [kind: EditRecord(tried: 10, scored: 10, gained: 8)]
            let after = try await share(of: kind, edits: paid)
            #expect(after > before + 20 && after > 60, "\(kind): \(before) before, \(after) after")
            let failed = [kind: EditRecord(tried: 60, scored: 60, gained: 0)]
            #expect(try await share(of: kind, edits: failed) <= max(before, 5))
        }
    }

    @Test func `a name that paid is tried again first, and one that failed later`() {
        let history = EditHistory([
            "number-up:BLOCK": EditRecord(tried: 2, scored: 2, gained: 2),
            "number-up:LIMIT + delete": EditRecord(tried: 4, scored: 4, gained: 0),
        ])
        #expect(history.payoff(of: EditLabel(.numberUp, target: "BLOCK")) > 3)
        #expect(history.payoff(of: EditLabel(.numberUp, target: "LIMIT")) < 0.5)
        #expect(history.payoff(of: EditLabel(.numberDown, target: "BLOCK")) == 1)
    }

    @Test func `labels are read back as they are written`() {
        let labels = [EditLabel(.numberUp, target: "BLOCK"), EditLabel(.delete)]
        #expect(EditLabel.text(labels) == "number-up:BLOCK + delete")
        #expect(EditLabel.labels(in: EditLabel.text(labels)) == labels)
        #expect(EditLabel.labels(in: "agent, unknown:x") == [])
    }

    @Test func `the beta draws have the mean that their counts say`() {
        var generator = SeededGenerator(seed: 3)
        let draws = (0..<2000).map { _ in generator.beta(successes: 2, failures: 6) }
        #expect(abs(draws.reduce(0, +) / 2000 - 0.25) < 0.02)
    }
}
