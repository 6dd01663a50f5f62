import Testing

@testable import Commands

struct UnknownCommandTests {
    @Test(arguments: [
        ("chekc", "'chekc' is no command of hone", "Did you mean `hone check`?"),
        ("stauts --json", "'stauts' is no command of hone", "Did you mean `hone status`?"),
        ("runs lst", "'lst' is no command of hone runs", "Did you mean `hone runs list`?"),
        ("xyzzyplugh", "'xyzzyplugh' is no command of hone", "See `hone --help`"),
    ])
    func `a word that is no command is named, with the nearest that is one`(
        _ words: String, _ what: String, _ hint: String
    ) throws {
        let typo = try #require(
            UnknownCommand(words.split(separator: " ").map(String.init), in: Hone.configuration))
        #expect(typo.what == what)
        #expect(typo.hint == hint)
    }

    @Test(arguments: ["check", "runs list", "log sort-1 --quik", "--hlep", "runs --hlep", ""])
    func `what a command is given is none of its commands`(_ words: String) {
        #expect(UnknownCommand(words.split(separator: " ").map(String.init), in: Hone.configuration) == nil)
    }
}
