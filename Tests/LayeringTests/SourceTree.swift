import Foundation

/// The package's own source files, read from the checkout that the tests were built from.
struct SourceTree {
    struct File {
        /// Relative to the top of the package.
        let path: String
        let text: String

        /// The target that it belongs to.
        var target: String {
            let parts = path.split(separator: "/").map(String.init)
            switch parts[0] {
            case "templates": return "Templates"
            case "hooks": return "GitHooks"
            default: return parts[1]
            }
        }

        /// The folder of the target that it lies in; `nil` beside those.
        var folder: String? {
            let parts = path.split(separator: "/").map(String.init)
            return parts.count > 3 ? parts[2] : nil
        }

        /// The names of the types that it declares for other files.
        var declared: [String] {
            let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
            return code.compactMap { line in
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                guard line.first?.isLetter == true, words.first != "private", words.first != "fileprivate",
                    let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count
                else { return nil }
                return String(words[kind + 1])
            }
        }

        /// Every word of its code, without those of texts.
        var words: Set<String> {
            let lines = code.map { $0.replacing(/"[^"]*"/, with: "") }
            return Set(
                lines.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }.map(String.init))
        }

        /// The text's lines, without what follows `//`.
        let code: [String]

        init(path: String, text: String) {
            self.path = path
            self.text = text
            let slash = UInt8(ascii: "/")
            code = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
                line in
                let pairs = zip(line.indices, line.indices.dropFirst())
                let comment = pairs.first { line[$0] == slash && line[$1] == slash }
                return String(decoding: line[..<(comment?.0 ?? line.endIndex)], as: UTF8.self)
            }
        }

        /// The modules that it imports.
        var imports: [String] {
            code.filter { $0.utf8.contains(UInt8(ascii: "m")) && $0.contains("import") }.compactMap { line in
                let words = line.split(separator: " ")
                guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                    words[..<position].allSatisfy({ Self.importAttributes.contains($0) })
                else { return nil }
                let kinds: Set<Substring> = [
                    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
                ]
                let name = kinds.contains(words[position + 1]) ? words[position + 2] : words[position + 1]
                return name.split(separator: ".").first.map(String.init)
            }
        }

        private static let importAttributes: Set<Substring> = [
            "private", "fileprivate", "internal", "package", "public", "@_exported", "@testable",
            "@preconcurrency",
            "@_implementationOnly", "@_spi(Experimental)",
        ]
    }

    /// The top of the package.
    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    let files: [File]

    /// Reads all Swift files below the folders.
    init(_ folders: [String]) throws {
        let top = Self.top
        files = try folders.flatMap { folder in
            let names = FileManager.default.enumerator(atPath: top.path + "/" + folder)?.compactMap {
                $0 as? String
            }
            return try (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { name in
                let url = URL(filePath: "\(top.path)/\(folder)/\(name)")
                return File(path: "\(folder)/\(name)", text: try String(contentsOf: url, encoding: .utf8))
            }
        }
    }
}
