/// What a candidate's program does while it is built, gated and measured.
extension HostileCase {
    static let candidates =
        cases("candidate: the evaluator's files", Attack.candidate, judges)
        + cases("candidate: results and traces", Attack.candidate, results)
        + cases("candidate: leftovers", Attack.candidate, leftovers)
        + cases("candidate: processes and output", Attack.candidate, processes)
        + cases("candidate: spying and writing outside", Attack.candidate, outside)
        + cases("candidate: the machine", needsSandbox: true, Attack.candidate, machine)

    /// An honest evaluator never prints less than 0.
    private static let judges = [
        ("rewritten", "echo 'echo -1000' > eval/score.sh; echo 8"),
        ("removed and made anew", "rm -f eval/score.sh; echo 'echo -1000' > eval/score.sh; echo 8"),
        ("moved away", "mv eval evil; mkdir eval; echo 'echo -1000' > eval/score.sh; echo 8"),
        ("a link in its place", "echo 'echo -1000' > fake; ln -sf ../fake eval/score.sh; echo 8"),
        ("hard link in its place", "echo 'echo -1000' > fake; ln -f fake eval/score.sh; echo 8"),
        (
            "written while it is read",
            "(while :; do echo 'echo -1000' > eval/score.sh; done) & sleep 0.05; kill $!; echo 8"
        ),
        (
            "its time set back",
            "touch -r eval/score.sh t; echo 'echo -1000' > eval/score.sh; touch -r t eval/score.sh; echo 8"
        ),
        ("made read-only", "chmod 444 eval/score.sh; chmod 555 eval; echo 8"),
        ("a program before others", "printf '#!/bin/sh\\necho -1000\\n' > tail; chmod +x tail; echo 8"),
        ("its parent is written to", "echo 'echo -1000' > /proc/$PPID/fd/1 2>/dev/null; echo 8"),
        ("its parent is killed", "kill -KILL $PPID; echo 8"),
        (
            "a profile of the shell",
            "echo 'echo -1000' > .profile; echo 'echo -1000' > $HOME/.profile; export ENV=$PWD/.profile; echo 8"
        ),
    ]

    private static let results = [
        ("a second score on the output", "echo -1000; echo 8"),
        ("no number", "echo NaN"),
        ("infinity", "echo Infinity"),
        ("1e999", "echo 1e999"),
        ("a number of a megabyte", "head -c 1000000 /dev/zero | tr '\\0' 9"),
        ("nothing", ":"),
        ("fails", "exit 3"),
        ("a hole as result", "truncate -s 30G \"$HONE_RESULTS\" 2>/dev/null; echo 8"),
        ("a pipe as result", "rm -f \"$HONE_RESULTS\"; mkfifo \"$HONE_RESULTS\" 2>/dev/null; echo 8"),
        (
            "a link as result",
            "rm -f \"$HONE_RESULTS\"; ln -s OUTSIDE/mark \"$HONE_RESULTS\" 2>/dev/null; echo 8"
        ),
        ("a folder as result", "rm -f \"$HONE_RESULTS\"; mkdir \"$HONE_RESULTS\" 2>/dev/null; echo 8"),
        ("a hole as trace", "truncate -s 20G \"$HONE_TRACES/a.jsonl\" 2>/dev/null; echo 8"),
        ("a pipe as trace", "mkfifo \"$HONE_TRACES/a.jsonl\" 2>/dev/null; echo 8"),
        ("a link as trace", "ln -s /etc/passwd \"$HONE_TRACES/a.jsonl\" 2>/dev/null; echo 8"),
        (
            "traces of 2,000 names",
            "i=0; while [ $i -lt 2000 ]; do : > \"$HONE_TRACES/$i.jsonl\"; i=$((i+1)); done; echo 8"
        ),
        (
            "a trace whose line never ends",
            "head -c 30000000 /dev/zero | tr '\\0' x > \"$HONE_TRACES/a.jsonl\"; echo 8"
        ),
        (
            "traces in folders out of it",
            "mkdir -p \"$HONE_TRACES/../../x\" 2>/dev/null; echo x > \"$HONE_TRACES/../../x/y\" 2>/dev/null; echo 8"
        ),
        (
            "escape sequences",
            "printf '\\033[2J\\033]0;x\\007\\n'; printf '\\033[31m\\342\\200\\256' >&2; exit 1"
        ),
    ]

    private static let leftovers = [
        ("a file for the next", "echo 4 > leftover; [ -e leftover2 ] && echo 1; echo 4 > leftover2; echo 8"),
        ("in what is kept", "mkdir -p build; [ -e build/x ] && echo 1; echo x > build/x; echo 8"),
        ("in the home", "[ -e $HOME/x ] && echo 1; echo x > $HOME/x; echo 8"),
        (
            "in the temporary folder",
            "[ -e /tmp/hostile-left ] && echo 1; echo x > /tmp/hostile-left; echo 8; rm -f /tmp/hostile-left"
        ),
        ("a pipe", "mkfifo pipe; echo 8"),
        (
            "a folder that nobody may enter",
            "mkdir -p locked/in; echo x > locked/in/x; chmod 000 locked; echo 8"
        ),
        (
            "a file that cannot be removed",
            "echo x > stuck; chattr +i stuck 2>/dev/null; echo 8; chattr -i stuck 2>/dev/null; true"
        ),
        (
            "2,000 files",
            "mkdir -p many; i=0; while [ $i -lt 2000 ]; do : > many/$i; i=$((i+1)); done; echo 8"
        ),
        (
            "1,000 levels",
            "d=.; i=0; while [ $i -lt 1000 ]; do mkdir d && cd d || break; i=$((i+1)); done; echo 8"
        ),
        ("a hole of 1 TiB", "truncate -s 1T hole; echo 8"),
        ("names of any bytes", "printf x > \"$(printf '\\377\\033[2J')\"; echo 8"),
        ("junk in git's folder", "echo junk > .git; echo 8"),
        ("its own program changed", "echo 'echo 1' > src/prog.sh; echo 8"),
    ]

    /// Two forks, a session of its own, no environment, no signal that it takes, and nobody may look at it.
    static let hidden = """
        perl -MPOSIX -e '
            exit if fork; POSIX::setsid(); exit if fork; %ENV = (); close STDIN; close STDOUT; close STDERR; chdir "/";
            $SIG{$_} = "IGNORE" for grep { !/KILL|STOP|NUM|RT/ } keys %SIG;
            syscall(157, 4, 0, 0, 0, 0); $0 = "sleep 171717"; sleep 1 while 1'

        """

    /// A daemon, and an end to the process that hone has put above what it runs; in the sandbox there is none to be seen.
    static let unkept = """
        setsid env -i sleep 171717 >/dev/null 2>&1 </dev/null &
        p=$$; while [ "$p" -gt 1 ]; do
            if [ "$(cat /proc/$p/comm)" = supervisor ]; then kill -KILL $p; break; fi
            p=$(cut -d' ' -f4 /proc/$p/stat)
        done

        """

    private static let processes = [
        ("a program goes on", "sleep 171717 & echo 8"),
        ("in a session of its own", "setsid sleep 171717 >/dev/null 2>&1 </dev/null & echo 8"),
        (
            "with nothing of the environment",
            "setsid env -i sh -c 'trap \"\" TERM HUP INT; sleep 171717' >/dev/null 2>&1 </dev/null & echo 8"
        ),
        ("hidden in every way", HostileCase.hidden + "echo 8"),
        ("ends what would end it", HostileCase.unkept + "echo 8"),
        ("never ends", "sleep 171717"),
        ("hears no signal", "trap '' TERM INT HUP; while :; do sleep 171717; done"),
        ("200 programs", "i=0; while [ $i -lt 200 ]; do sleep 171717 & i=$((i+1)); done; echo 8"),
        ("holds the output", "sleep 171717 & echo 8"),
        ("30 MB of output", "head -c 30000000 /dev/zero | tr '\\0' x; echo; echo 8"),
        ("a line end a byte", "head -c 3000000 /dev/zero | tr '\\0' '\\n'; echo 8"),
        ("30 MB of errors", "head -c 30000000 /dev/zero | tr '\\0' x >&2; echo 8"),
        ("output that is no text", "head -c 100000 /dev/urandom >&2; echo 8"),
        ("ends by a signal", "kill -SEGV $$"),
        ("stopped", "kill -STOP $$"),
        ("closes everything", "exec 0<&- 1>&- 2>&-"),
    ]

    private static let outside = [
        ("writes outside", "touch OUTSIDE/owned 2>/dev/null; echo 8"),
        ("prints the hidden file and fails", "cat hid/answer >&2; cat hid/answer; exit 1"),
        ("the environment", "env >&2; exit 1"),
        ("what other processes know", "cat /proc/[0-9]*/environ 2>/dev/null >&2; exit 1"),
        ("the repository by its path", "cat OUTSIDE/../repository/hid/answer >&2; exit 1"),
        ("writes to the repository", "echo x > OUTSIDE/../repository/owned 2>/dev/null; echo 8"),
        (
            "listens and connects",
            "perl -MIO::Socket::INET -e 'IO::Socket::INET->new(PeerAddr => \"127.0.0.1:22\", Timeout => 1)'; echo 8"
        ),
    ]

    private static let machine = [
        ("mounted over", "echo 'echo -1000' > fake; mount --bind fake eval/score.sh 2>/dev/null; echo 8"),
        ("kills everything", "kill -KILL -1; echo 8"),
        ("signals everything", "kill -TERM -1; kill -INT -1; echo 8"),
        ("the system's files", "rm -rf /usr/bin/env 2>/dev/null; echo x >> /etc/passwd 2>/dev/null; echo 8"),
        ("mounts", "umount -l / 2>/dev/null; mount -t proc none /tmp 2>/dev/null; echo 8"),
    ]

    /// What was seen at a test may not come back to the search.
    static let sealed = cases(
        "candidate: sealed examples", Attack.sealed,
        [
            (
                "kept and printed later",
                "mkdir -p build; cat $HONE_EXAMPLES > build/leak.$HONE_SPLIT 2>/dev/null; cat build/leak.test build/leak.validation >&2 2>/dev/null; echo 8"
            ),
            (
                "kept and printed at a failure",
                "mkdir -p build; cat $HONE_EXAMPLES > build/leak.$HONE_SPLIT 2>/dev/null; cat build/leak.test build/leak.validation >&2 2>/dev/null && exit 1; echo 8"
            ),
            (
                "in the home",
                "cat $HONE_EXAMPLES > $HOME/leak.$HONE_SPLIT 2>/dev/null; cat $HOME/leak.test >&2 2>/dev/null; echo 8"
            ),
            (
                "in the slot",
                "cat $HONE_EXAMPLES > src/leak.$HONE_SPLIT 2>/dev/null; cat src/leak.test >&2 2>/dev/null; echo 8"
            ),
            (
                "beside the results",
                "cat $HONE_EXAMPLES > $(dirname $HONE_RESULTS)/leak 2>/dev/null; cat $(dirname $HONE_RESULTS)/leak >&2 2>/dev/null; echo 8"
            ),
            (
                "a program that stays to tell",
                "[ \"$HONE_SPLIT\" = test ] && { setsid sh -c 'sleep 1; cat $HONE_EXAMPLES > build/leak.test; sleep 171717' >/dev/null 2>&1 </dev/null & }; cat build/leak.test >&2 2>/dev/null; echo 8"
            ),
        ])
}
