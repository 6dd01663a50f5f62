import Testing

/// When a test that waits gives up, so that it fails rather than hangs.
package struct Deadline: Sendable {
    /// Longer than anything takes on a machine that is busy with others.
    package static let usual = Duration.seconds(300)

    private let end: ContinuousClock.Instant

    /// So much later than now.
    package init(_ limit: Duration = Self.usual) { end = .now + limit }

    /// Whether it has come.
    package var isOver: Bool { ContinuousClock.now >= end }
}

/// Waits until something holds that nobody tells of, such as the end of a process that is not ours; throws where it never does.
package func eventually(
    sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let deadline = Deadline()
    while try await !condition() {
        try #require(!deadline.isOver, "It has not come about", sourceLocation: sourceLocation)
        try await Task.sleep(for: .milliseconds(5))
    }
}
