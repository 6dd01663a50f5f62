import ArgumentParser

struct CompletionsCommand: ParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell.",
        discussion: """
            For now: source <(hone completions bash). For good: `hone install`, which puts every shell's script and the manual
            where they are looked for.
            """)

    static let examples = [
        CommandExample(
            "hone completions bash > ~/.bash_completion.d/hone", "Keep the script where your bash looks")
    ]

    @Argument(help: "The shell: bash, zsh or fish.")
    var shell: ShellScript.Shell

    func run() {
        Console(environment: ThisProcess.environment()).writeExactly(ShellScript(shell: shell).text)
    }
}
