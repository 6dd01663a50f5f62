import GitHooks
import TestSupport
import Testing

struct GitHookTests {
    @Test(arguments: GitHook.allCases)
    func `every hook is a script that any POSIX shell can read, and known as hone's`(hook: GitHook) throws {
        #expect(GitHook.isOurs(hook.bytes))
        #expect(!GitHook.isOurs(Array("#!/bin/sh\necho hone: \n".utf8)))
        let folder = try TemporaryDirectory()
        try folder.write(hook.bytes, to: "hook")
        for shell in [["sh"], ["bash", "--posix"]] {
            let result = try TestProcess.run(
                shell + ["-n", "hook"], in: folder.path, environment: ["PATH": "/usr/bin:/bin"])
            #expect(result.status == 0, "\(result.errors)")
        }
    }
}
