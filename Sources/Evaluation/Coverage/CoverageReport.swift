import StudyModel
import Text

/// Reads which lines a program executed from what the tools for that write, told apart by how it begins.
///
/// lcov's tracefile (`man geninfo`), which `llvm-cov export -format=lcov`, `coverage lcov`, `c8` and others write too; JSON of gcov (`gcov --json-format
/// --stdout`, one object a line) and of coverage.py (`coverage json`). Several reports may stand one after the other, and other lines between them.
struct CoverageReport {
    /// By the path that the tool wrote.
    private(set) var files: [String: LineCoverage.File] = [:]

    init(_ bytes: [UInt8]) {
        if let whole = JSONReader.read(bytes[...]) {
            read(whole)
            return
        }
        var path: String?
        for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
            if line.first == UInt8(ascii: "{"), let object = JSONReader.read(line) {
                read(object)
            } else if line.starts(with: "SF:".utf8) {
                path = String(decoding: line.dropFirst(3), as: UTF8.self)
            } else if line.starts(with: "end_of_record".utf8) {
                path = nil
            } else if line.starts(with: "DA:".utf8), let path {
                let parts = line.dropFirst(3).split(separator: UInt8(ascii: ",")).map {
                    String(decoding: $0, as: UTF8.self)
                }
                if parts.count > 1, let number = Int(parts[0]), let count = Double(parts[1]) {
                    add(number, isExecuted: count > 0, of: path)
                }
            }
        }
    }

    private mutating func read(_ object: JSONValue) {
        // coverage.py has its files by path, gcov in a list.
        for (path, file) in object["files"]?.fields ?? [:] {
            for (key, isExecuted) in [("executed_lines", true), ("missing_lines", false)] {
                for line in file[key]?.elements ?? [] { add(line.line, isExecuted: isExecuted, of: path) }
            }
        }
        for file in object["files"]?.elements ?? [] {
            guard let path = file["file"]?.string else { continue }
            for line in file["lines"]?.elements ?? [] {
                guard let count = line["count"]?.number else { continue }
                add(line["line_number"]?.line, isExecuted: count > 0, of: path)
            }
        }
    }

    private mutating func add(_ line: Int?, isExecuted: Bool, of path: String) {
        guard let line, line > 0 else { return }
        files[path, default: .init()].add(line: line, isExecuted: isExecuted)
    }

    /// What the reports say of the files at some paths of the tree: a tool may write where they lay when it ran.
    func coverage(of paths: [String]) -> LineCoverage {
        let known = Set(paths)
        var result: [String: LineCoverage.File] = [:]
        for (written, file) in files.sorted(by: { $0.key < $1.key }) {
            var path = written[...]
            if path.hasPrefix("./") { path = path.dropFirst(2) }
            // The longest end of it that is a path.
            while !known.contains(String(path)), let slash = path.firstIndex(of: "/") {
                path = path[path.index(after: slash)...]
            }
            guard known.contains(String(path)) else { continue }
            var sum = result[String(path)] ?? .init()
            for line in file.executed { sum.add(line: line, isExecuted: true) }
            for line in file.missed { sum.add(line: line, isExecuted: false) }
            result[String(path)] = sum
        }
        return LineCoverage(result)
    }
}

extension JSONValue {
    fileprivate var line: Int? { number.flatMap { Int(exactly: $0) } }
}
