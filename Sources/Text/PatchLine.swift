/// A line of a unified diff, and which line of the new files that is.
package struct PatchLine: Hashable, Sendable {
    /// Without its end.
    package let text: String
    /// Whether it belongs to a file's header: what follows may look like one.
    package let isHeader: Bool
    /// The file, as it is called after the change; `nil` for what is no line of it.
    package let path: String?
    /// Its number there, from 1.
    package let number: Int?

    /// The lines of a diff, in order.
    package static func lines(of diff: String) -> [PatchLine] {
        // A carriage return and a line feed are one character.
        let all = diff.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        var (isHeader, path, next) = (true, String?.none, 0)
        return (all.last == "" ? all.dropLast() : all[...]).map { line in
            if line.hasPrefix("diff --git ") { (isHeader, path) = (true, nil) }
            if line.hasPrefix("@@") {
                isHeader = false
                next = start(of: line) ?? 0
            } else if isHeader {
                if line.hasPrefix("+++ ") { path = name(line.dropFirst(4)) }
            } else if next > 0, line.isEmpty || line.hasPrefix("+") || line.hasPrefix(" ") {
                next += 1
                return PatchLine(text: String(line), isHeader: false, path: path, number: next - 1)
            }
            return PatchLine(text: String(line), isHeader: isHeader, path: nil, number: nil)
        }
    }

    /// Of `@@ -12,7 +12,9 @@` the number after the plus.
    private static func start(of line: Substring) -> Int? {
        line.split(separator: " ").dropFirst(2).first.flatMap { part in
            part.hasPrefix("+") ? Int(part.dropFirst().prefix { $0 != "," }) : nil
        }
    }

    /// Of `b/src/sort.c` what stands behind the folder; git quotes names with special characters, and these are left as they are.
    private static func name(_ text: Substring) -> String? {
        let text = text.prefix { $0 != "\t" }
        return text.hasPrefix("b/") ? String(text.dropFirst(2)) : nil
    }
}
