/// Patterns as in a `.gitignore` file: the last that matches decides, `!` takes back.
package struct PatternList: Hashable, Sendable {
    package let patterns: [String]

    package init(_ patterns: [String]) { self.patterns = patterns }
}
