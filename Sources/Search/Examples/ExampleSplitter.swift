import StudyModel

/// Splits a study's examples into train, validation and test.
///
/// Shares are taken in the file's order, train first. With `stratify` the order is drawn from the seed instead, so that each
/// split holds the field's values in like shares. Otherwise a field of each example names its split, or its file does. The examples of one
/// split stand in their file's order in any case, and no two have the same ID.
package struct ExampleSplitter: Sendable {
    private let settings: ExampleSettings
    private let seed: UInt64

    package init(_ settings: ExampleSettings, seed: UInt64) {
        self.settings = settings
        self.seed = seed
    }

    /// Returns the examples of all files by split; `texts` are the files' contents by path.
    ///
    /// Examples that no split asks for are left out.
    package func split(files texts: [String: String]) throws(ExampleError) -> [Example] {
        var seen: Set<String> = []
        guard case .files(let files) = settings.source else {
            guard let path = settings.source.paths.first, let text = texts[path] else {
                throw .missingFile
            }
            return try split(text)
        }
        var examples: [Example] = []
        for split in Split.allCases {
            guard let path = files[split] else { continue }
            do throws(ExampleError) {
                guard let text = texts[path] else { throw .missingFile }
                examples += try read(text, fields: [], seen: &seen).map { example($0, in: split) }
            } catch { throw .file(path, error) }
        }
        return examples
    }

    /// Returns the examples of a JSON Lines text by split, in the file's order, where there is one file.
    package func split(_ text: String) throws(ExampleError) -> [Example] {
        var seen: Set<String> = []
        switch settings.source {
        case .shares(_, let shares): return try split(text, shares)
        case .field(let name, _): return try split(text, byField: name)
        case .files: return try read(text, fields: [], seen: &seen).map { example($0, in: .train) }
        }
    }

    private func read(_ text: String, fields: [String], seen: inout Set<String>) throws(ExampleError)
        -> [ExampleLine]
    {
        let fields = fields + [settings.cluster].compactMap { $0 }
        return try ExampleLine.read(text, id: settings.id, fields: fields, seen: &seen)
    }

    private func example(_ line: ExampleLine, in split: Split) -> Example {
        Example(
            id: line.id, json: line.json, split: split, cluster: settings.cluster.flatMap { line.values[$0] })
    }

    private func split(_ text: String, byField name: String) throws(ExampleError) -> [Example] {
        var seen: Set<String> = []
        var examples: [Example] = []
        for line in try read(text, fields: [name], seen: &seen) {
            let value = line.values[name] ?? ""
            if value == "none" { continue }
            guard let split = Split(rawValue: value) else {
                throw .unknownSplit(value, field: name, line: line.number)
            }
            examples.append(example(line, in: split))
        }
        return examples
    }

    private func split(_ text: String, _ shares: SplitSettings) throws(ExampleError) -> [Example] {
        var seen: Set<String> = []
        let stratum = settings.stratify
        let lines = try read(text, fields: stratum.map { [$0] } ?? [], seen: &seen)
        let sizes = try ExampleShares(shares: shares).sizes(of: lines.count)
        let ordered = stratum.map { stratified(lines, by: $0) } ?? lines
        var start = 0
        var chosen: [(line: Int, example: Example)] = []
        for (split, size) in zip(Split.allCases, sizes) {
            chosen += ordered[start..<(start + size)].map { ($0.number, example($0, in: split)) }
            start += size
        }
        return chosen.sorted { $0.line < $1.line }.map(\.example)
    }

    /// Spreads the lines of each stratum evenly, so that any stretch of the result holds the strata in like shares.
    private func stratified(_ lines: [ExampleLine], by field: String) -> [ExampleLine] {
        let strata = Dictionary(grouping: lines) { $0.values[field] ?? "" }
        var placed: [(place: Double, line: ExampleLine)] = []
        for stratum in strata.keys.sorted() {
            var generator = SeededGenerator(seed: Seeds.derive(seed, "split", stratum))
            let members = generator.shuffled(strata[stratum] ?? [])
            for (index, line) in members.enumerated() {
                placed.append(((Double(index) + 0.5) / Double(members.count), line))
            }
        }
        return placed.sorted { ($0.place, $0.line.number) < ($1.place, $1.line.number) }.map(\.line)
    }
}
