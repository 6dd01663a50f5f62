// A signal source is only resumed and canceled here, which Dispatch allows from any thread.
@preconcurrency import Dispatch
import Glibc

extension AsyncStream where Element == Int32 {
    /// The given signals as they come, instead of what they do by default.
    static func signals(_ numbers: [Int32]) -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = numbers.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(number) }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in for source in sources { source.cancel() } }
        }
    }
}
