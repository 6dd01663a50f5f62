import StudyModel
import TestSupport
import Testing

/// Every claim is what `git check-ignore --no-index` says of the same patterns and paths.
struct PatternListTests {
    static let paths = [
        "a", "b", "ab", "abc", "a.c", "b.c", "a.h", ".a", "a/b", "a/b.c", "a/b/c", "a/b/c.c", "a/b/c/d",
        "b/a",
        "b/a.c", "b/a/c", "c/a/b", "c/b/a", "c/d/a/b", "src/a.c", "src/sub/a.c", "src/sub/b.h", "lib/src/a.c",
        "foo", "foo/bar", "foo/x/bar", "foo/x/y/bar", "foox/y/bar", "foobar", "foo/bar/baz", "x/foo",
        "x/foo/bar",
        "#a", "!a", "a b", "a ", "a\\b", "a*b", "a?b", "[a]", "a]b", "a-b", "a^b", "é", "aéb", "日本/語", "A",
        "Ab",
        "a1", "a9", "b5/c", "-", "deep/er/and/deep/er/still.txt", "x.tar.gz", "a..b", "a.", "..a",
    ]

    static let single = [
        "a", "/a", "a/", "/a/", "a/b", "/a/b", "a/b/", "*", "/*", "*/", "/*/", "**", "/**", "**/", "a/*",
        "a/**",
        "a/**/", "**/a", "**/a/", "**/b/c", "a/**/c", "a/**/b", "*.c", "/*.c", "a/*.c", "a/**/*.c", "**/*.c",
        "src/**",
        "src", "src/", "src/*.c", "**/src/*.c", "?", "??", "a?c", "a?b", "?/b", "a/?", "[ab]", "[!a]", "[^a]",
        "[a-c]",
        "[c-a]", "[]]", "[]a]", "a[]]b", "[!]]", "[-]", "[a-]", "a[-x]b", "[a/]b", "a[/]b", "a[!x]b",
        "[[:alpha:]]",
        "[[:upper:]]*", "a[[:digit:]]", "[[:bogus:]]", "[[:alpha:]x-]*", "[[:alpha]", "[a", "a[", "a\\",
        "\\a", "\\#a",
        "#a", "\\!a", "!a", "a\\ b", "a b", "a\\ ", "a ", "a  ", " a", "a\\*b", "a\\?b", "\\[a\\]", "[\\]]",
        "a[\\]]b",
        "[\\a-\\c]", "a\\\\b", "foo**/bar", "foo**bar", "foo/**bar", "**bar", "/foo**", "f*/**/bar",
        "f*o**/bar",
        "***/bar", "foo/***/bar", "foo/***", "foo/**/**/bar", "**/**/bar", "foo*", "*foo*", "f*o*b*r",
        "foo/*/bar",
        "*/bar", "*/*/bar", "é", "?é?", "??é?", "[é]", "日本", "日本/*", "a//b", "//a", "a//", "/", "//", "", " ",
        "!",
        "!/", "\\", "./a", "../a", ".*", "..a", "*.", "*.*", "*.tar.*", "deep/**/still.txt", "deep/**/er/*",
        "**/er/**/*.txt",
        "foo\\/bar", "**\\/bar", "foo/**\\/bar", "A", "*[!b]", "[a-c][1-9]", "?[[:digit:]]/", "[!/]",
        "x/foo/", "\\**",
    ]

    static let lists: [[String]] = [
        ["*.c", "!a.c"], ["!a.c", "*.c"], ["src/", "!src/a.c"], ["src/*", "!src/a.c"],
        ["src/**", "!src/sub/"],
        ["src/**", "!src/sub/", "src/sub/b.h"], ["*", "!*/", "!*.c"], ["*", "!foo", "!foo/**"],
        ["/*", "!/foo", "/foo/*", "!/foo/bar"],
        ["a", "!a", "a"], ["a/", "!a"], ["!a", "!b"], ["foo/**", "!foo/x/", "foo/x/y"],
        ["**/a", "!/b/**", "*.c"],
        ["#a", "a b", "!*.c", "*.h"], ["[ab]", "![b]"], ["", "a", ""], [],
    ]

    @Test func `a pattern matches what git says it matches`() throws {
        let repository = try TemporaryRepository()
        for pattern in Self.single { try expectAgreement([pattern], on: Self.paths, in: repository) }
    }

    @Test func `the last pattern that matches decides, from the top folder down`() throws {
        let repository = try TemporaryRepository()
        for patterns in Self.lists { try expectAgreement(patterns, on: Self.paths, in: repository) }
    }

    @Test(arguments: [11, 22, 33] as [UInt64])
    func `made-up patterns match what git says they match`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "\\a", "**/", "/**", "a/", "!", "-", "[a-b]",
        ]
        let names = ["a", "b", "ab", "ba", "a-", "aab"]
        let paths =
            names
            + names.flatMap { top in
                names.flatMap { middle in ["\(top)/\(middle)"] + names.map { "\(top)/\(middle)/\($0)" } }
            }
        let repository = try TemporaryRepository()
        for _ in 0..<60 {
            let patterns = (0...generator.below(3)).map { _ in
                (0...generator.below(5)).map { _ in pieces[generator.below(pieces.count)] }.joined()
            }
            try expectAgreement(patterns, on: paths, in: repository)
        }
    }

    @Test func `paths that look alike are told apart by their bytes`() {
        let composed = PatternList(["caf\u{E9}"])
        #expect(composed.matches("caf\u{E9}"))
        #expect(!composed.matches("cafe\u{301}"))
    }

    @Test func `a folder is covered as git covers it`() {
        #expect(PatternList(["build/"]).matchesFolder("build"))
        #expect(PatternList(["build/"]).matchesFolder("build/objects"))
        #expect(!PatternList(["build/"]).matches("build"))
        #expect(!PatternList(["*.o"]).matchesFolder("build"))
    }

    private func expectAgreement(
        _ patterns: [String], on paths: [String], in repository: TemporaryRepository
    ) throws {
        let list = PatternList(patterns)
        let ours = paths.filter(list.matches)
        let theirs = try ignored(by: patterns, of: paths, in: repository)
        #expect(ours == theirs, "patterns: \(patterns)")
    }

    private func ignored(
        by patterns: [String], of paths: [String], in repository: TemporaryRepository
    ) throws -> [String] {
        try repository.write(patterns.map { $0 + "\n" }.joined(), to: ".git/info/exclude")
        let input = paths.joined(separator: "\0") + "\0"
        let arguments = ["check-ignore", "--no-index", "--stdin", "-z", "--verbose", "--non-matching"]
        let fields = try repository.runGit(arguments, input: input).output
            .split(separator: "\0", omittingEmptySubsequences: false).dropLast()
        try #require(fields.count == paths.count * 4)
        return paths.indices.filter { index in
            let pattern = fields[index * 4 + 2]
            return !pattern.isEmpty && pattern.first != "!"
        }.map { paths[$0] }
    }
}
