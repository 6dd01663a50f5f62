import Listings
import Operations
import StudyModel
import Testing

@testable import Commands

#if canImport(Glibc)
    import Glibc
#endif

/// What waits for a slow reader, and where it goes.
struct StreamQueueTests {
    private func line(_ number: Int) -> StreamLine {
        .gap(number, of: RunName(text: "sum-1"), at: 0)
    }

    @Test func `a thousand lines wait, the oldest that pass are dropped, and how many is told`() async {
        let queue = StreamQueue()
        for number in 1...1200 { queue.add(.passing(line(number))) }
        queue.add(.events(7))
        queue.close(with: .failed(ErrorReport(what: "it broke")))
        var passing: [StreamLine] = []
        var isOver = false
        for await turn in queue.turns {
            switch turn {
            case .passing(let line): passing.append(line)
            case .events(let count): #expect(count == 7)
            case .ended, .failed: isOver = true
            }
        }
        #expect(passing == (203...1200).map(line))
        #expect(isOver)
        #expect(queue.takeDropped() == 202)
        #expect(queue.takeDropped() == 0)
    }

    @Test func `a line longer than a pipe is whole for who reads it, and nothing is written to nobody`() async
    {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (reading, output) = (ends[0], LineOutput(ends[1]))
        let long = StreamLine.warning(
            String(repeating: "long ", count: 40_000), code: "notice", of: nil, at: 0)
        async let written: Void = output.write(long)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while bytes.last != UInt8(ascii: "\n") {
            var request = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 0) == 1 else {
                await Task.yield()
                continue
            }
            bytes += buffer[..<max(read(reading, &buffer, buffer.count), 0)]
        }
        await written
        #expect(String(decoding: bytes, as: UTF8.self) == long.text + "\n")
        #expect(output.isRead)
        close(reading)
        await output.write(long)
        #expect(!output.isRead)
        close(ends[1])
    }
}
