/// Finds a small part of a whole that still has a property: Zeller and Hildebrandt's ddmin.
///
/// "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on Software Engineering 28(2), 2002. What is found is
/// 1-minimal: without any one of its elements the property is lost. At most n² + 3n questions for n elements; no set is asked about twice.
package struct DeltaDebugging<Element: Hashable & Sendable>: Sendable {
    private let keeps: @Sendable ([Element]) async throws -> Bool

    /// - Parameter keeps: whether some of the elements, in their order, have the property; the whole has it.
    package init(_ keeps: @escaping @Sendable ([Element]) async throws -> Bool) { self.keeps = keeps }

    /// Returns a 1-minimal part of the elements; throws what `keeps` throws.
    package func minimize(_ whole: [Element]) async throws -> [Element] {
        var asked: [[Element]: Bool] = [:]
        var rest = whole
        var parts = 2
        while rest.count > 1 {
            let chunks = Self.split(rest, into: parts)
            let complements = parts > 2 ? chunks.map { chunk in rest.filter { !chunk.contains($0) } } : []
            if let index = try await first(of: chunks, &asked) {
                (rest, parts) = (chunks[index], 2)
            } else if let index = try await first(of: complements, &asked) {
                (rest, parts) = (complements[index], max(parts - 1, 2))
            } else if parts < rest.count {
                parts = min(2 * parts, rest.count)
            } else {
                return rest
            }
        }
        return rest
    }

    private func first(of candidates: [[Element]], _ asked: inout [[Element]: Bool]) async throws -> Int? {
        for (index, candidate) in candidates.enumerated() {
            let answer: Bool
            if let known = asked[candidate] { answer = known } else { answer = try await keeps(candidate) }
            asked[candidate] = answer
            if answer { return index }
        }
        return nil
    }

    /// Parts of as even a size as can be, none empty.
    private static func split(_ elements: [Element], into count: Int) -> [[Element]] {
        (0..<count).map { index in
            Array(elements[(index * elements.count / count)..<((index + 1) * elements.count / count)])
        }
    }
}
