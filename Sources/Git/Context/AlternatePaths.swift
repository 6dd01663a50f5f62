/// The object folders that a variable names, as git reads and writes them: parted by colons, and between quotes, escaped as in C, where a path has one.
enum AlternatePaths {
    /// Returns the paths of a variable's value; what is not quoted right is taken as it stands.
    static func read(_ value: String) -> [String] {
        var paths: [String] = []
        var rest = Array(value.utf8)[...]
        while !rest.isEmpty {
            if rest.first == UInt8(ascii: "\""), let (path, end) = quoted(rest) {
                paths.append(path)
                rest = rest[end...]
            } else {
                let path = rest.prefix { $0 != UInt8(ascii: ":") }
                if !path.isEmpty { paths.append(String(decoding: path, as: UTF8.self)) }
                rest = rest[path.endIndex...]
            }
            rest = rest.drop { $0 == UInt8(ascii: ":") }
        }
        return paths
    }

    /// Returns the value that names these paths.
    static func text(_ paths: [String]) -> String {
        paths.map { path in
            guard path.contains(":") || path.hasPrefix("\"") else { return path }
            return "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }.joined(separator: ":")
    }

    /// A path between quotes, and where it ends; `nil` where they do not close before a colon or the end.
    private static func quoted(_ text: ArraySlice<UInt8>) -> (path: String, end: Int)? {
        var bytes: [UInt8] = []
        var place = text.startIndex + 1
        while place < text.endIndex {
            let byte = text[place]
            if byte == UInt8(ascii: "\"") {
                let end = place + 1
                guard end == text.endIndex || text[end] == UInt8(ascii: ":") else { return nil }
                return (String(decoding: bytes, as: UTF8.self), end)
            }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                place += 1
                continue
            }
            guard let (escaped, length) = escape(text[(place + 1)...]) else { return nil }
            bytes.append(escaped)
            place += 1 + length
        }
        return nil
    }

    /// What follows a backslash: a letter of C's, or three octal digits.
    private static func escape(_ text: ArraySlice<UInt8>) -> (byte: UInt8, length: Int)? {
        guard let first = text.first else { return nil }
        let letters: [UInt8: UInt8] = [
            UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
            UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
            UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        ]
        if let byte = letters[first] { return (byte, 1) }
        guard let byte = UInt8(String(decoding: text.prefix(3), as: UTF8.self), radix: 8), text.count >= 3
        else { return nil }
        return (byte, 3)
    }
}
