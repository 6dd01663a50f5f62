import FlyingFox

/// Something that is looked at again and again for what is new.
protocol Feed: Sendable {
    /// Returns what has changed since the last call; everything at the first one, `nil` for nothing.
    func news() async throws -> LiveParts?
}

/// A web socket that tells an open page what is new.
struct LiveSocket: WSMessageHandler {
    let feed: any Feed
    /// How long to wait before looking again.
    let interval: Duration

    func makeMessages(for client: AsyncStream<WSMessage>) async throws -> AsyncStream<WSMessage> {
        AsyncStream { await next() }
    }

    /// Returns the next message; `nil`, which closes the socket, when the run cannot be read any more: the page then tries again.
    private func next() async -> WSMessage? {
        do {
            while true {
                try Task.checkCancellation()
                if let news = try await feed.news(), !news.isEmpty { return .text(try news.text()) }
                try await Task.sleep(for: interval)
            }
        } catch {
            return nil
        }
    }
}
