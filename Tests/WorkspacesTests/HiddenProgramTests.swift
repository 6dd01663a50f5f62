import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

/// Programs of the user's checkout that a command names by PATH.
struct HiddenProgramTests {
    @Test(arguments: [
        ("python bench.py", ["python"]),
        ("X=1 exec python3 a.py && make; ./run | sort", ["python3", "make", "./run", "sort"]),
        ("if test -e a; then time pytest; fi", ["pytest"]),
        ("echo \"$(node a.js)\"", ["node", "\""]),
    ])
    func `names of programs stand where a shell begins a command`(text: String, names: [String]) {
        #expect(CommandLine.shell(text).programs == names)
        #expect(CommandLine.direct(["make", "x; python"]).programs == ["make"])
    }

    @Test func `what PATH names in the checkout is hidden, wherever in the study it is named`() throws {
        let folder = try TemporaryDirectory()
        for name in ["tools/bin/mytool", "node_modules/.bin/tsc"] {
            try folder.write("#!/bin/sh\n", to: name)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/" + name)
        }
        let path = "\(folder.path)/node_modules/.bin:\(folder.path)/tools/bin:/usr/bin:/bin"
        let found = { (command: String, change: (inout EvaluatorSettings) -> Void, sandbox: Sandbox) in
            var settings = EvaluatorSettings(
                command: TimedCommand(run: .shell(command), timeout: .seconds(1)))
            change(&settings)
            return HiddenProgram.first(of: settings, path: path, below: folder.path, in: sandbox)
        }
        let confined = Sandbox.bubblewrap(executable: "/usr/bin/bwrap")
        #expect(found("make && mytool", { _ in }, confined)?.path == "tools/bin/mytool")
        #expect(found("tools/bin/mytool; sh x", { _ in }, confined) == nil)
        let build = found(
            "sh x", { $0.build = TimedCommand(run: .direct(["tsc"]), timeout: .seconds(1)) }, confined)
        #expect(build?.root == "node_modules")
        #expect(found("mytool", { $0.sandbox.read = [folder.path + "/tools"] }, confined) == nil)
        #expect(found("mytool", { _ in }, .plain(.turnedOff)) == nil)
    }
}
