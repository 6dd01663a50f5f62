/// Returns `body` of each element, in order, with at most `width` of them running at once.
///
/// The first error cancels the others and is thrown when they have ended.
func concurrentMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], width: Int, _ body: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var results = [Result?](repeating: nil, count: elements.count)
        for (index, element) in elements.enumerated() {
            if index >= max(1, width), let (done, result) = try await group.next() { results[done] = result }
            group.addTask { (index, try await body(element)) }
        }
        for try await (done, result) in group { results[done] = result }
        return results.compactMap { $0 }
    }
}
