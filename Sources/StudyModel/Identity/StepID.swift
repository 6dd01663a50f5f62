/// A step of a run as one writer made it; step 0 is the base.
///
/// Shown as `12`, or as `12@9f3c01aa` where the writer is not the one that started the run.
package struct StepID: Hashable, Comparable, Sendable, Codable {
    /// Stands for what is measured apart from any run.
    package static let apart = StepID(number: 0, writer: WriterID(0))

    package let number: Int
    package let writer: WriterID

    /// The greatest number of a step: journals of others may tell any.
    private static let last = 1 << 53

    /// A number that no step has counts as the nearest that one may have.
    package init(number: Int, writer: WriterID) {
        self.number = min(max(number, 0), Self.last)
        self.writer = writer
    }

    private enum CodingKeys: CodingKey { case number, writer }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            number: try container.decode(Int.self, forKey: .number),
            writer: try container.decode(WriterID.self, forKey: .writer))
        guard number == (try container.decode(Int.self, forKey: .number)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .number, in: container, debugDescription: "no step has this number")
        }
    }

    package static func < (left: StepID, right: StepID) -> Bool {
        (left.number, left.writer) < (right.number, right.writer)
    }
}
