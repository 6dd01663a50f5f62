import Operations
import Platform
import WebUI

extension ErrorReport {
    /// The words for an error that a layer below is known to throw; `nil` for any other.
    init?(known error: any Error) {
        if let error = error as? WebUIError {
            self.init(error)
        } else {
            self.init(known: error, offsetMinutes: SystemClock.offsetMinutes())
        }
    }

    private init(_ problem: WebUIError) {
        switch problem {
        case .portTaken(let port):
            self.init(
                what: "Port \(port) is taken by another program",
                hint: "Name another one with `--port`, or leave it out to get one that is free")
        case .cannotListen(let reason):
            self.init(what: "The site cannot listen on this machine", causes: [reason])
        case .brokenPage(let name):
            self.init(
                what: "The page '\(name)' of this program is broken",
                hint: "Nothing that was recorded is lost. Please report this with what you did", exit: .ourBug
            )
        }
    }
}
