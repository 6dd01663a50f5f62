import Operations

extension WebUIError: Reportable {
    package var report: ErrorReport {
        switch self {
        case .portTaken(let port):
            ErrorReport(
                what: "Port \(port) is taken by another program",
                hint: "Name another one with `--port`, or leave it out to get one that is free")
        case .cannotListen(let reason):
            ErrorReport(what: "The site cannot listen on this machine", causes: [reason])
        case .brokenPage(let name):
            ErrorReport(
                what: "The page '\(name)' of this program is broken",
                hint: "Nothing that was recorded is lost. Please report this with what you did", exit: .ourBug
            )
        }
    }
}
