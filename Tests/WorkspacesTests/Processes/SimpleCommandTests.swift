import Testing

@testable import Workspaces

struct SimpleCommandTests {
    @Test(arguments: [
        ("python3 eval/score.py --seeds=3", ["python3", "eval/score.py", "--seeds=3"]),
        (" ./score\n", ["./score"]),
        ("make  -s bench", ["make", "-s", "bench"]),
    ])
    func `a name and arguments need no shell`(text: String, words: [String]) {
        #expect(SimpleCommand(["/bin/sh", "-c", text])?.words == words)
    }

    @Test(arguments: [
        "", " ", "A=1 ./score", "cd src && make", "./score | tail -n 1", "./score > out", "./score 'a b'",
        "./score $X",
        "ls *.py", "~/score", "exit 3", "exec ./score", "./score # now", "a\nb", "time ./score", ". ./env",
        "./score &",
        "{ ./score", "! ./score", "-c ./score", "./scoré", "./score\ta", "./score a[1]", "if", "echo 1",
    ])
    func `whatever else a shell may read is left to it`(text: String) {
        #expect(SimpleCommand(["/bin/sh", "-c", text]) == nil)
    }

    @Test func `a command that is no shell's is none`() {
        #expect(SimpleCommand(["env", "-c", "true"]) == nil)
        #expect(SimpleCommand(["/bin/sh", "-c", "./score", "name"]) == nil)
    }
}
