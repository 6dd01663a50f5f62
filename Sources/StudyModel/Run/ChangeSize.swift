/// How much of the base a candidate changes, by what `git diff` says of the two.
package struct ChangeSize: Hashable, Sendable {
    /// Lines that went, and lines that came.
    package let lines: Int
    /// Files that differ.
    package let files: Int

    package init(lines: Int, files: Int) {
        self.lines = lines
        self.files = files
    }

    /// Counts what a unified diff has.
    package init(diff: String) {
        var (lines, files, isHeading) = (0, 0, true)
        for line in diff.utf8.split(separator: UInt8(ascii: "\n")) {
            if line.starts(with: "diff --git ".utf8) {
                (files, isHeading) = (files + 1, true)
            } else if line.starts(with: "@@".utf8) {
                isHeading = false
            } else if !isHeading, line.first == UInt8(ascii: "-") || line.first == UInt8(ascii: "+") {
                lines += 1
            }
        }
        self.init(lines: lines, files: files)
    }
}

extension ChangeSize {
    /// Reads the fields of a size.
    package init(_ fields: Fields) throws(FormatError) {
        self.init(lines: try fields.value("lines"), files: try fields.value("files"))
    }

    func write(to line: inout ObjectWriter) {
        line.put("lines", lines)
        line.put("files", files)
    }
}

extension ChangeSize: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(lines: try .init(from: &reader), files: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        lines.write(to: &bytes)
        files.write(to: &bytes)
    }
}
