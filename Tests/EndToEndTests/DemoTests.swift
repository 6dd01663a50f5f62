import TestSupport
import Testing

extension EndToEnd {
    @Suite(.needs("cc")) struct DemoTests {
        @Test
        func `the demo ends with a confirmed gain, and with the commands for what stands in the folder`()
            throws
        {
            let user = try UserRepository()
            try user.repository.commit(
                "Start", files: ["bench/run.sh": "echo 1\n", "sort.c": "int x = 10;\n"])
            let said = try user.succeed("demo", user.surroundings + "/tried")
            let gain = try #require(said.firstMatch(of: /is better than the base by \+(\d+)\.\d%/))
            #expect(try #require(Int(gain.1)) > 50)
            let end = said.split(separator: "\n").suffix(8).filter { !$0.hasPrefix("      ") }
            #expect(end.suffix(3) == ["  hone init --yes", "  hone run", "  hone land best"])
            #expect(said.contains("Found in '\(user.path)': "))
            #expect(try user.repository.git("status", "--porcelain") == "")
        }
    }
}
