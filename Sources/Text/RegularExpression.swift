import Cpcre2

/// A regular expression in Perl's syntax, matched by PCRE2 within one line, with as much work as is allowed and no more.
///
/// Some patterns take time exponential in the length of a line that does not match, and lines come from programs that nobody vouches for. So each item
/// of the pattern that is tried is counted (PCRE2's automatic callouts), and the search is given up at a number that is the same on every machine.
package struct RegularExpression: Hashable, Sendable {
    package let pattern: String

    /// The search took more work than is allowed.
    package struct TooMuchWork: Error, Hashable {}

    /// Items of a pattern that are tried in one search: about a second of work.
    private static let allowed = 50_000_000

    /// Returns `nil` where the text is no regular expression.
    package init?(_ pattern: String) {
        guard let code = Self.compile(pattern) else { return nil }
        pcre2_code_free_8(code)
        self.pattern = pattern
    }

    /// Returns what the first group has of the last match in the last line that has a match: all of the match where the pattern has no group, and an empty text
    /// where the group had no part in it.
    package func lastMatch(in text: String) throws(TooMuchWork) -> String? {
        guard let code = Self.compile(pattern) else { return nil }
        defer { pcre2_code_free_8(code) }
        var search = Search(code)
        defer { search.free() }
        for line in text.lines.reversed() {
            if let found = try search.lastMatch(in: line) { return found }
        }
        return nil
    }

    private static func compile(_ pattern: String) -> OpaquePointer? {
        var (error, offset) = (Int32(0), 0)
        let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_AUTO_CALLOUT) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        return Array(pattern.utf8).withUnsafeBufferPointer {
            pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, nil)
        }
    }

    /// What PCRE2 needs to match one pattern with many lines; to be freed.
    private struct Search {
        private let code: OpaquePointer
        private let context: OpaquePointer?
        private let matches: OpaquePointer?
        private let left: UnsafeMutablePointer<Int>

        init(_ code: OpaquePointer) {
            self.code = code
            context = pcre2_match_context_create_8(nil)
            matches = pcre2_match_data_create_from_pattern_8(code, nil)
            left = .allocate(capacity: 1)
            left.initialize(to: RegularExpression.allowed)
            // Kibibytes of memory for what can be gone back to.
            pcre2_set_heap_limit_8(context, 64 << 10)
            let count:
                @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?) ->
                    Int32 = {
                        guard let left = $1?.assumingMemoryBound(to: Int.self) else {
                            return PCRE2_ERROR_CALLOUT
                        }
                        left.pointee -= 1
                        return left.pointee > 0 ? 0 : PCRE2_ERROR_CALLOUT
                    }
            pcre2_set_callout_8(context, count, left)
        }

        func free() {
            pcre2_match_data_free_8(matches)
            pcre2_match_context_free_8(context)
            left.deallocate()
        }

        mutating func lastMatch(in line: some StringProtocol) throws(TooMuchWork) -> String? {
            let bytes = Array(line.utf8)
            var (last, start): (Range<Int>?, Int) = (nil, 0)
            while start <= bytes.count {
                let found = bytes.withUnsafeBufferPointer {
                    pcre2_match_8(
                        code, $0.baseAddress, $0.count, start, UInt32(PCRE2_NO_UTF_CHECK), matches, context)
                }
                if found == PCRE2_ERROR_NOMATCH { break }
                guard found > 0, let bounds = pcre2_get_ovector_pointer_8(matches) else {
                    throw TooMuchWork()
                }
                let whole = bounds[0]..<max(bounds[0], bounds[1])
                let hasGroup = pcre2_get_ovector_count_8(matches) > 1
                // A group that had no part in the match has -1 for its bounds, or is not counted where it is among the last.
                let isSet = found > 1 && bounds[2] >= 0 && bounds[3] >= bounds[2]
                last = hasGroup ? (isSet ? bounds[2]..<bounds[3] : 0..<0) : whole
                start = whole.isEmpty ? Self.next(after: whole.upperBound, in: bytes) : whole.upperBound
            }
            return last.map { String(decoding: bytes[$0], as: UTF8.self) }
        }

        /// Where the character after a place begins.
        private static func next(after place: Int, in bytes: [UInt8]) -> Int {
            var next = place + 1
            while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
            return next
        }
    }
}
