import StudyModel
import Testing

struct CommandLineTests {
    @Test(arguments: [
        (
            CommandLine.shell("X=a.py python3 'b c.py' && ./d.sh|tee e>f"),
            ["X", "a.py", "python3", "b", "c.py", "./d.sh", "tee", "e", "f"]
        ),
        (
            .direct(["sh", "-c", "python3 b.py", "c d.py"]),
            ["sh", "-c", "python3 b.py", "python3", "b.py", "c d.py", "c", "d.py"]
        ),
        (.direct(["./a.sh"]), ["./a.sh"]), (.shell(""), []), (.direct([""]), [""]),
    ])
    func `what may be a file's name is found in a shell's text and in a list`(
        _ command: CommandLine, _ names: [String]
    ) {
        #expect(command.mentions == names)
    }
}
