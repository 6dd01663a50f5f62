import StudyModel
import Text

/// Finds the traces of one call and names them as attachments: `traces/<example>.<repeat>.jsonl`.
///
/// A file of `HONE_TRACES` wins over a trace that was reported inline; it may be named with the repeat or without. Characters of a name that do
/// not belong in a file's are written as `%` and two hexadecimal digits.
struct TraceCollector {
    private let repetition: Int
    private var claimed: [String?: (file: Attachment, extent: TraceExtent?)] = [:]
    /// Files that belong to no example that was asked for.
    private(set) var unclaimed: [Attachment] = []

    /// Takes the files of a call; `examples` is empty where the study has none, and then the first file by name is the trial's.
    init(_ files: [TraceFile], examples: [String], repetition: Int) {
        self.repetition = repetition
        let names = Dictionary(examples.flatMap { [($0, $0), (Self.fileName($0), $0)] }) { first, _ in first }
        for file in files.sorted(by: { $0.name < $1.name }) {
            let stem = Self.stem(of: file.name, repetition: repetition)
            let example = names[stem]
            let attachment = Attachment(path: path(Self.fileName(example ?? stem)), bytes: file.bytes)
            if example != nil || examples.isEmpty, claimed[example] == nil {
                claimed[example] = (attachment, file.extent)
            } else {
                unclaimed.append(attachment)
            }
        }
    }

    /// Returns the trace of an example, or of the whole for `nil`; of `inline` steps where no file was written.
    ///
    /// The extent says which steps it holds, where those are not all.
    func trace(of example: String?, inline: [JSONValue]) -> (file: Attachment, extent: TraceExtent?)? {
        if let trace = claimed[example] { return trace }
        guard !inline.isEmpty else { return nil }
        let text = inline.map { $0.text + "\n" }.joined()
        return (Attachment(path: path(Self.fileName(example ?? "all")), text: text), nil)
    }

    private func path(_ name: String) -> String { "traces/\(name).\(repetition).jsonl" }

    /// A file's name without `.jsonl` and the number of the repeat.
    private static func stem(of name: String, repetition: Int) -> String {
        for suffix in [".\(repetition).jsonl", ".jsonl"] where name.hasSuffix(suffix) && name != suffix {
            return String(name.dropLast(suffix.count))
        }
        return name
    }

    private static func fileName(_ text: String) -> String {
        var name = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if isPlain || scalar == "-" || scalar == "_" || scalar == "." && !name.isEmpty {
                name.unicodeScalars.append(scalar)
            } else {
                name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return name
    }
}
