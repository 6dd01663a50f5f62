// A signal source is only resumed and canceled here, which Dispatch allows from any thread.
@preconcurrency import Dispatch
import Glibc

extension AsyncStream where Element == Int32 {
    /// The given signals as they come, instead of what they do; when nobody takes them any more, they do again what they did.
    static func signals(_ numbers: [Int32]) -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = numbers.map { number in
                let before = signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(number) }
                source.setCancelHandler { signal(number, before) }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in for source in sources { source.cancel() } }
        }
    }
}
