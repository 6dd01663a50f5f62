import Testing

@testable import Workspaces

struct OutputBufferTests {
    private func captured(_ text: String, limit: Int, piece: Int) -> CapturedOutput {
        var buffer = OutputBuffer(limit: limit)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            Array(rest.prefix(piece)).withUnsafeBytes { buffer.append($0) }
            rest = rest.dropFirst(piece)
        }
        return buffer.captured
    }

    @Test(arguments: [1, 3, 100])
    func `what fits is whole`(piece: Int) {
        let output = captured("0123456789", limit: 10, piece: piece)
        #expect(output.text == "0123456789")
        #expect(output.dropped == 0)
    }

    @Test(arguments: [1, 3, 7, 100])
    func `what does not fit keeps head and tail`(piece: Int) {
        let output = captured("0123456789abcdefghij", limit: 8, piece: piece)
        #expect(output.text == "0123\n[12 bytes left out]\nghij")
        #expect(output.dropped == 12)
    }
}
