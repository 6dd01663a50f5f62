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

    /// What a descriptor gives until it ends with a text.
    private func text(of descriptor: Int32, to end: String) async -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !bytes.suffix(end.utf8.count).elementsEqual(end.utf8) {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 0) == 1 else {
                await Task.yield()
                continue
            }
            bytes += buffer[..<max(read(descriptor, &buffer, buffer.count), 0)]
        }
        return String(decoding: bytes, as: UTF8.self)
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
        let text = await text(of: reading, to: "\n")
        await written
        #expect(text == long.text + "\n")
        #expect(output.isRead)
        close(reading)
        await output.write(long)
        #expect(!output.isRead)
        close(ends[1])
    }

    @Test func `lines that were given up are whole before the next`() async {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (reading, output) = (ends[0], LineOutput(ends[1]))
        let long = String(repeating: "long ", count: 40_000)
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { for _ in 0..<2 { await output.write(long) } }
        }
        async let written: Void = output.write("last")
        let text = await text(of: reading, to: "last\n")
        await written
        #expect(text == "\(long)\n\(long)\nlast\n")
        for end in ends { close(end) }
    }
}
