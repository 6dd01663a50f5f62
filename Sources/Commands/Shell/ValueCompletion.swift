import ArgumentParser
import Operations

extension CompletionKind {
    /// Candidates: `RUN:STEP`, `RUN:best`, branches.
    static let candidate = CompletionKind.custom { words, _, prefix in
        await ValueCompletion(words).candidates(startingWith: prefix)
    }
    /// Runs by name.
    static let run = CompletionKind.custom { words, _, prefix in
        await ValueCompletion(words).runs(startingWith: prefix)
    }
    /// Local branches.
    static let branch = CompletionKind.custom { words, _, prefix in
        await ValueCompletion(words).branches(startingWith: prefix)
    }
}

/// What a shell offers for a value: names of the repository that the command line is about.
///
/// A shell that completes has no place for an error, so where nothing can be read nothing is offered.
struct ValueCompletion {
    private let folder: String?

    /// - Parameter words: the command line so far.
    init(_ words: [String]) {
        folder = words.firstIndex(of: "-C").flatMap { index in
            words.indices.contains(index + 1) ? words[index + 1] : nil
        }
    }

    func candidates(startingWith prefix: String) async -> [String] {
        let all = await names { workshop in
            if let colon = prefix.firstIndex(of: ":") {
                return try await workshop.candidates.names(of: String(prefix[..<colon]))
            }
            let runs = try await workshop.runs.names()
            // A run that is clear already is followed by its candidates, so that one key does for both.
            let matching = runs.filter { $0.hasPrefix(prefix) }
            let candidates =
                matching.count == 1
                ? try await workshop.candidates.names(of: matching[0]) : runs.map { $0 + ":best" }
            return candidates + (try await workshop.candidates.branchNames())
        }
        return Self.offered(all.filter { $0.hasPrefix(prefix) })
    }

    func runs(startingWith prefix: String) async -> [String] {
        await names { try await $0.runs.names() }.filter { $0.hasPrefix(prefix) }
    }

    func branches(startingWith prefix: String) async -> [String] {
        await names { try await $0.candidates.branchNames() }.filter { $0.hasPrefix(prefix) }
    }

    private func names(_ read: (Workshop) async throws -> [String]) async -> [String] {
        do {
            let place = try PlaceOptions.parse(folder.map { ["-C", $0] } ?? [])
            return try await read(try place.workshop())
        } catch { return [] }
    }

    /// zsh takes what follows a colon for a description, unless it is escaped.
    private static func offered(_ names: [String]) -> [String] {
        guard CompletionShell.requesting == .zsh else { return names }
        return names.map {
            $0.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "\\:")
        }
    }
}
