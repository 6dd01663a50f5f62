/// What is done to the repository of a run, and to the one that it was pushed to.
extension HostileCase {
    static let damages = cases(
        "damage in the repository", Attack.damage,
        [
            ("no folder of hone's", "rm -rf .git/hone"),
            ("hone's folder is a file", "rm -rf .git/hone; echo x > .git/hone"),
            ("empty branches", "for r in $(find .git/refs/heads/hone -type f); do : > $r; done"),
            ("junk in branches", "for r in $(find .git/refs/heads/hone -type f); do echo junk > $r; done"),
            (
                "branches removed",
                "git for-each-ref --format='%(refname)' refs/heads/hone | while read r; do git update-ref -d $r; done"
            ),
            (
                "branches moved",
                "git for-each-ref --format='%(refname)' refs/heads/hone | while read r; do git update-ref $r main; done"
            ),
            (
                "notes removed",
                "git for-each-ref --format='%(refname)' refs/notes | while read r; do git update-ref -d $r; done"
            ),
            (
                "notes that are a file",
                "git update-ref refs/notes/hone/score $(echo x | git hash-object -w --stdin)"
            ),
            ("notes that are a tree", "git update-ref refs/notes/hone/score $(git rev-parse main^{tree})"),
            (
                "the journal removed",
                "git for-each-ref --format='%(refname)' refs/hone | while read r; do git update-ref -d $r; done"
            ),
            (
                "the journal is main",
                "git for-each-ref --format='%(refname)' refs/hone/journal | while read r; do git update-ref $r main; done"
            ),
            (
                "the journal is a file",
                "git for-each-ref --format='%(refname)' refs/hone/journal | while read r; do git update-ref $r $(echo x | git hash-object -w --stdin); done"
            ),
            (
                "the journal one event shorter",
                "git for-each-ref --format='%(refname)' refs/hone/journal | while read r; do git update-ref $r $r~1 2>/dev/null; done"
            ),
            ("locks of branches", "for r in $(find .git/refs/heads/hone -type f); do : > $r.lock; done"),
            (
                "locks of notes",
                "mkdir -p .git/refs/notes/hone; : > .git/refs/notes/hone/score.lock; : > .git/packed-refs.lock"
            ),
            ("refs packed", "git pack-refs --all --prune"),
            ("gc", "git gc -q --prune=now"),
            ("repacked", "git repack -adq; git prune"),
            ("reflogs away", "git reflog expire --expire=now --all; git gc -q --prune=now"),
            (
                "an index of hone's that is junk",
                "find .git/hone -type f | while read f; do echo junk > \"$f\"; done"
            ),
            ("files of hone's are empty", "find .git/hone -type f | while read f; do : > \"$f\"; done"),
            (
                "files of hone's are cut",
                "find .git/hone -type f | while read f; do truncate -s -7 \"$f\" 2>/dev/null; done"
            ),
            (
                "pipes in hone's folder",
                "find .git/hone -type f | while read f; do rm \"$f\"; mkfifo \"$f\"; done"
            ),
            (
                "a byte of each pack turned",
                "for p in .git/objects/pack/*.pack; do chmod u+w $p; printf '\\377' | dd of=$p bs=1 seek=40 conv=notrunc 2>/dev/null; done"
            ),
            ("an index of a pack removed", "rm -f .git/objects/pack/*.idx"),
            (
                "left packs of dead programs",
                "echo x > .git/objects/pack/tmp_pack_hone-1-2-3; echo x > .git/objects/pack/tmp_idx_x; for p in .git/objects/pack/*.pack; do : > ${p%.pack}.keep; done"
            ),
            ("main moved on", "git commit -q --allow-empty -m on"),
            ("main removed", "git checkout -q --detach; git branch -qD main"),
            ("the base's file changed", "echo 'echo 3' > src/prog.sh; git commit -qam other"),
        ])

    static let remotes = cases(
        "a remote", Attack.remote,
        [
            (
                "a journal that is a tree",
                "git update-ref refs/hone/journal/toy-8/aaaaaaaa $(git rev-parse main^{tree})"
            ),
            (
                "a journal that is a file",
                "git update-ref refs/hone/journal/toy-8/aaaaaaaa $(echo x | git hash-object -w --stdin)"
            ),
            ("a journal that is main", "git update-ref refs/hone/journal/toy-8/aaaaaaaa main"),
            ("a journal of a writer that is none", "git update-ref refs/hone/journal/toy-1/x main"),
            (
                "another's journal is junk",
                "git for-each-ref --format='%(refname)' refs/hone/journal | while read r; do git update-ref $r main; done"
            ),
            (
                "a branch of hone's for every ref",
                "for n in a b c; do git update-ref refs/heads/hone/toy-1/$n main; done; git update-ref refs/heads/hone/toy-9/best main"
            ),
            (
                "notes that are a file",
                "git update-ref refs/notes/hone/score $(echo x | git hash-object -w --stdin)"
            ),
            ("notes that are main", "git update-ref refs/notes/hone/score main"),
            (
                "2,000 runs that are none",
                "for i in $(seq 2000); do echo \"create refs/hone/journal/x-$i/aaaaaaaa $(git rev-parse main)\"; done | git update-ref --stdin"
            ),
            (
                "refs of other names below hone's",
                "git update-ref refs/hone/evil main; git update-ref refs/hone/journal/evil main; git update-ref refs/hone/journal/toy-1/aaaaaaaa/deep main"
            ),
            (
                "a landing that somebody else claims",
                """
                r=$(git for-each-ref --format='%(refname)' refs/hone/journal | head -1); evil=$(git commit-tree main^{tree} -m evil)
                e() { printf '{"kind":"%s","record":{"candidate":"%s","email":"e@e","from":"%s","id":"f-f","name":"evil","onto":"refs/heads/main","recordedAt":1795916999,"result":"%s"},"version":1}' $1 $(git rev-parse main) $evil $(git rev-parse main) | git hash-object -w --stdin; }
                for k in landing landed; do t=$(printf '100644 blob %s\\tevent.json\\n' $(e $k) | git mktree); t=$(printf '040000 tree %s\\t%s\\n' $t $k | git mktree); t=$(printf '040000 tree %s\\tevents\\n' $t | git mktree); git update-ref $r $(git commit-tree $t -p $r -p $evil -m $k); done
                """
            ),
        ])
}
