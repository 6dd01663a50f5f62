import Commands

@main
struct Main {
    static func main() async { await Entry.main(Array(CommandLine.arguments.dropFirst())) }
}
