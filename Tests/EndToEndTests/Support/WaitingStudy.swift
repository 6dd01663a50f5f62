import TestSupport

/// A study whose judge says when it has begun on a candidate and then waits to be let go on.
struct WaitingStudy {
    let user: UserRepository
    let began: Doorbell
    let go: Doorbell
    private let never: Doorbell
    /// In the command lines of the judge, of a process that it starts beside itself, and of a daemon that hides.
    let mark = "mark-\(UInt64.random(in: .min ... .max))"

    /// - Parameter sandbox: the mode.
    init(sandbox: String = "auto") throws {
        let folder = try TemporaryDirectory()
        began = try Doorbell(at: folder.path + "/began")
        go = try Doorbell(at: folder.path + "/go")
        never = try Doorbell(at: folder.path + "/never")
        let judge = """
            if ! cmp -s numbers.txt judge/base.txt; then
              setsid env -i sh -c "trap '' HUP INT TERM; read -r line < \(never.path)" \(mark) &
              (read -r line < \(never.path)) & child=$!
              echo > \(began.path)
              read -r line < \(go.path)
              kill $child
            fi
            awk '{ sum += $2 } END { print sum }' numbers.txt
            """
        let study = Study.sum(
            steps: 3, command: "sh judge/wait.sh \(mark)",
            evaluator: "  sandbox: {mode: \(sandbox), write: [\(folder.path)]}")
        user = try UserRepository(
            study,
            files: ["judge/wait.sh": judge, "judge/base.txt": study.files["numbers.txt"] ?? ""])
        self.folder = folder
    }

    private let folder: TemporaryDirectory
}
