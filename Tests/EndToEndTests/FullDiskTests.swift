import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A disk that has no room left, made of memory in a mount namespace of its own.
    struct FullDiskTests {
        @Test func `a full disk ends a run with an error and harms nothing`() throws {
            let folder = try TemporaryDirectory()
            try folder.write(Self.script, to: "script.sh")
            for (name, text) in Study.sum(steps: 3).allFiles { try folder.write(text, to: "files/" + name) }
            try FileManager.default.createDirectory(
                atPath: folder.path + "/disk", withIntermediateDirectories: true)
            var environment = HoneBinary.environment(home: folder.path)
            environment["HONE"] = HoneBinary.path
            let result = try TestProcess.run(
                ["unshare", "--mount", "--map-root-user", "--user", "sh", "script.sh"], in: folder.path,
                environment: environment)
            if result.status == 77 || result.errors.contains("unshare:") {
                try Test.cancel("this machine does not let a test mount a file system: \(result.errors)")
            }
            #expect(result.output == Self.expected, "\(result.errors)")
        }

        /// Fills the disk after the first step, goes on in vain, makes room, and goes on to the end.
        private static let script = """
            mount -t tmpfs -o size=3m tmpfs disk 2>/dev/null || exit 77
            cp -r files disk/repository && cd disk/repository || exit 1
            git init -q -b main . && git config user.name Ann && git config user.email ann@example.com
            git config gc.auto 0 && git add -A && git commit -q -m start
            $HONE run --steps 1 >/dev/null || exit 1
            refs() { git for-each-ref --format='%(refname) %(objectname)'; }
            refs > ../../before
            dd if=/dev/zero of=../filler bs=1k 2>/dev/null
            $HONE run --resume --steps 3 2>&1 >/dev/null | sed "/^Note: /d; s/^Caused by: .*/Caused by: …/"
            refs | cmp - ../../before && echo the same refs
            git fsck --strict --no-dangling --no-progress && echo sound
            rm ../filler
            $HONE run --resume --steps 3 >/dev/null && $HONE log --json | grep -c '"step"'
            git fsck --strict --no-dangling --no-progress && echo sound
            """ + "\n"

        private static let expected = """
            Error: The disk is full
            Caused by: …
            Hint: Nothing that was recorded is lost. Make room, then give the command again; a run goes on with `hone run --resume`
            the same refs
            sound
            4
            sound
            """ + "\n"
    }
}
