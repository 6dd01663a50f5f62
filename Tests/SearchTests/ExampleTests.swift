import Search
import StudyModel
import Testing

struct ExampleTests {
    private func lines(_ count: Int) -> String {
        (1...count).map { "{\"id\": \($0), \"label\": \"\($0 <= count / 5 ? "rare" : "common")\"}\n" }
            .joined()
    }

    private func split(_ text: String, _ settings: SplitSettings, stratify: String? = nil) throws -> [Example]
    {
        try ExampleSplitter(
            ExampleSettings(file: "cases.jsonl", split: settings, stratify: stratify), seed: 1
        ).split(text)
    }

    @Test func `counts and the rest are taken in the file's order`() throws {
        let settings = SplitSettings(train: .count(15), validation: .count(10), test: .rest)
        let examples = try split(lines(50), settings)
        #expect(examples.map(\.id) == (1...50).map(String.init))
        #expect(
            examples.map(\.split).prefix(25)
                == ArraySlice(
                    [Split](repeating: .train, count: 15)
                        + [Split](repeating: .validation, count: 10)))
        #expect(examples.dropFirst(25).allSatisfy { $0.split == .test })
    }

    @Test func `fractions that make a whole never ask for too many`() throws {
        let settings = SplitSettings(
            train: .fraction(0.6), validation: .fraction(0.2), confirm: .fraction(0.1), test: .fraction(0.1))
        let examples = try split(lines(10), settings)
        #expect(Split.allCases.map { split in examples.count { $0.split == split } } == [6, 2, 1, 1])
    }

    @Test func `strata have like shares in every split`() throws {
        let settings = SplitSettings(
            train: .count(40), validation: .count(20), confirm: .count(20), test: .rest)
        let examples = try split(lines(100), settings, stratify: "label")
        let rare = Split.allCases.map { split in
            examples.count { $0.split == split && $0.json.contains("rare") }
        }
        #expect(rare == [8, 4, 4, 4])
        #expect(examples.map(\.id) == (1...100).map(String.init))
        #expect(try split(lines(100), settings, stratify: "label") == examples)
    }

    @Test(arguments: [
        ("{\"id\": 1}\n[1]\n", ExampleError.notAnObject(line: 2)),
        ("{\"id\": 1}\n\n{\"id\": 1}", .duplicateID("1", line: 3)),
        ("{\"name\": 1}", .noField("id", line: 1)), ("{\"id\": {}}", .noField("id", line: 1)),
    ]) func `a bad line is named`(text: String, error: ExampleError) {
        #expect(throws: error) { try split(text, SplitSettings()) }
    }

    @Test(arguments: [
        (SplitSettings(train: .count(8), validation: .count(3)), ExampleError.tooFew(asked: 11, found: 10)),
        (SplitSettings(train: .rest, validation: .rest), .twoRests),
        (SplitSettings(train: .fraction(1.5)), .badShare(.train)),
    ]) func `shares that cannot be met are refused`(settings: SplitSettings, error: ExampleError) {
        #expect(throws: error) { try split(lines(10), settings) }
    }

    @Test func `a field names the split of each example`() throws {
        let lines = ["train", "test", "none", "validation", "train"].enumerated().map {
            #"{"id": \#($0.offset), "part": "\#($0.element)"}"#
        }
        let splitter = ExampleSplitter(ExampleSettings(.field("part", of: "c.jsonl")), seed: 1)
        let examples = try splitter.split(lines.joined(separator: "\n"))
        #expect(examples.map(\.split) == [.train, .test, .validation, .train])
        #expect(examples.map(\.id) == ["0", "1", "3", "4"])
        #expect(throws: ExampleError.unknownSplit("dev", field: "part", line: 2)) {
            try splitter.split(lines[0] + "\n" + #"{"id": 9, "part": "dev"}"#)
        }
        #expect(throws: ExampleError.noField("part", line: 1)) { try splitter.split(#"{"id": 9}"#) }
    }

    @Test func `each split has a file, and no ID is in two`() throws {
        let source = ExampleSource.files(SplitFiles(train: "a", validation: "b", test: "c"))
        let splitter = ExampleSplitter(ExampleSettings(source), seed: 1)
        let texts = ["a": #"{"id": 1}"# + "\n" + #"{"id": 2}"#, "b": #"{"id": 3}"#, "c": #"{"id": 4}"#]
        let examples = try splitter.split(files: texts)
        #expect(examples.map(\.split) == [.train, .train, .validation, .test])
        #expect(throws: ExampleError.file("c", .duplicateID("2", line: 1))) {
            try splitter.split(files: texts.merging(["c": #"{"id": 2}"#]) { $1 })
        }
        #expect(throws: ExampleError.file("b", .missingFile)) {
            try splitter.split(files: texts.filter { $0.key != "b" })
        }
    }

    @Test func `a split that the study uses must have an example`() throws {
        let study = Study.test { $0.search.select = .validation }
        #expect(throws: ExampleError.empty(.validation)) { try study.check(examples(3)) }
        #expect(throws: ExampleError.empty(.train)) {
            try study.check([Example(id: "v", json: "{}", split: .validation)])
        }
        #expect(throws: Never.self) { try Study.test().check(examples(1)) }
    }

    @Test func `IDs may be text, numbers or words, and lines end with any ending`() throws {
        let text = "{\"id\": \"a\u{2028}b\"}\r\n{\"id\": 1.5}\n{\"id\": true}"
        #expect(try split(text, SplitSettings()).map(\.id) == ["a\u{2028}b", "1.5", "true"])
    }

    private func examples(_ count: Int) -> [Example] {
        (0..<count).map { Example(id: "\($0)", json: "{}", split: .train) }
    }

    @Test(arguments: [(1, 1), (3, 3), (5, 5)])
    func `15 updates over 15 examples take as many epochs as the minibatch is large`(size: Int, epochs: Int) {
        let batches = Minibatches(examples(15), size: size, order: .shuffled, seed: 1)
        #expect(batches.updatesPerEpoch == 15 / epochs)
        var orders: Set<[String]> = []
        for epoch in 0..<epochs {
            let used = (0..<batches.updatesPerEpoch).flatMap {
                batches[update: epoch * batches.updatesPerEpoch + $0]
            }
            #expect(Set(used).count == 15 && used.count == 15)
            orders.insert(used.map(\.id))
        }
        // Each epoch has an order of its own, and none is the file's.
        #expect(orders.count == epochs && !orders.contains(examples(15).map(\.id)))
    }

    @Test func `shuffled draws anew each epoch, sequential once, dataset never`() {
        func ids(_ order: ExampleSettings.Order, _ epoch: Int) -> [String] {
            let batches = Minibatches(examples(12), size: 4, order: order, seed: 1)
            return (0..<3).flatMap { batches[update: epoch * 3 + $0] }.map(\.id)
        }
        #expect(ids(.shuffled, 0) != ids(.shuffled, 1))
        #expect(ids(.sequential, 0) == ids(.sequential, 1) && ids(.sequential, 0) != ids(.dataset, 0))
        #expect(ids(.dataset, 1) == (0..<12).map(String.init))
    }

    @Test func `clusters that several splits have a part of are found`() {
        let examples = [("a", "x", Split.train), ("b", "x", .train), ("c", "x", .test), ("d", "y", .test)].map
        {
            Example(id: $0, json: "{\"of\": \"\($0)\"}", split: $2, cluster: $1)
        }
        let review = ExampleReview(examples, settings: ExampleSettings(file: "c.jsonl"))
        #expect(review.dividedClusters.map { [$0.one, $0.other] } == [[examples[0], examples[2]]])
    }

    @Test func `a batch has as many clusters as its largest ones leave`() {
        let sizes = ["a": 4, "b": 2, "c": 1, "d": 1]
        let examples = sizes.sorted { $0.key < $1.key }.flatMap { cluster, size in
            (0..<size).map { Example(id: "\(cluster)\($0)", json: "{}", split: .train, cluster: cluster) }
        }
        let least = [1, 4, 5, 6, 7, 8, 20].map { examples.leastObservations(in: $0, of: .train) }
        #expect(least == [1, 1, 2, 2, 3, 4, 4])
    }

    @Test func `the last minibatch of an epoch is the smaller one`() {
        let batches = Minibatches(examples(7), size: 3, order: .shuffled, seed: 1)
        #expect((0..<6).map { batches[update: $0].count } == [3, 3, 1, 3, 3, 1])
        #expect(Minibatches([], size: 3, order: .shuffled, seed: 1)[update: 4].isEmpty)
        #expect(Minibatches(examples(7), size: nil, order: .shuffled, seed: 1)[update: 4].count == 7)
    }
}
