import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Two users of one group, in one repository.
    struct SharedRepositoryTests {
        @Test(
            .needs("setpriv"), .enabled(if: geteuid() == 0, "only root can be somebody else"),
            arguments: ["group", "all"])
        func `of two users each goes on with what the other made, whatever their umask`(sharing: String)
            throws
        {
            let folder = try TemporaryDirectory()
            try folder.write(Self.script(sharing), to: "script.sh")
            for (name, text) in Study.sum(steps: 2).allFiles { try folder.write(text, to: "files/" + name) }
            let result = try TestProcess.run(
                ["sh", "script.sh"], in: folder.path,
                environment: HoneBinary.environment(home: folder.path).merging(["HONE": HoneBinary.path]) {
                    $1
                }
            )
            if result.status == 77 { try Test.cancel("others may not run what was built here") }
            #expect(result.output == Self.expected, "\(result.errors)")
        }

        private static func script(_ sharing: String) -> String {
            """
            set -e
            one=61501 two=61502 group=61600
            chmod 755 . && mkdir repository && chmod -R a+rX files
            for user in $one $two; do mkdir -p home-$user && chown $user:$group home-$user; done
            as() { user=$1; shift; setpriv --reuid $user --regid $group --clear-groups \\
                env HOME="$PWD/home-$user" XDG_CACHE_HOME="$PWD/home-$user/cache" \\
                GIT_CONFIG_GLOBAL="$PWD/config" HONE="$HONE" sh -c "set -e; umask 077; cd repository; $*"; }
            printf '[safe]\\n\\tdirectory = *\\n[user]\\n\\tname = Ann\\n\\temail = ann@example.com\\n' > config
            chmod 644 config && chown $one:$group repository && chmod 2770 repository
            as $one 'test -x "$HONE" && "$HONE" --version' > version 2>&1 || exit 77
            as $one 'git init -q -b main --shared=\(sharing) . && git config gc.auto 0 && cp -r ../files/. . \\
                && git add -A && git commit -q -m start && chmod -R g+rwX hone.yaml numbers.txt judge'
            as $one '"$HONE" run' > one
            as $two '"$HONE" run --resume --steps 4' > two
            as $two '"$HONE" run' > three
            as $one '"$HONE" run --resume sum-2 --steps 4' > four
            grep -hc '^step' one two three four
            as $two '"$HONE" review sum-1:1 --reject -m no' > five
            as $one '"$HONE" status' | grep -c '^sum-'
            as $two 'git gc -q && git fsck --strict --no-dangling --no-progress && git branch -a | wc -l'
            find repository/.git -not -perm -g=r -not -name COMMIT_EDITMSG
            find repository/.git/hone repository/.git/refs -type d -not -perm -g=rwxs
            find repository/.git/hone repository/.git/refs -type f -not -perm -g=rw

            """
        }

        private static let expected = """
            3
            2
            3
            2
            2
            5

            """
    }
}
