import Operations
import StudyFile
import WebUI
import Wiring

extension ErrorReport {
    /// The words for an error that a layer below is known to throw; `nil` for any other.
    init?(known error: any Error) {
        switch error {
        case let report as ErrorReport: self = report
        case let problem as Problem: self.init(problem)
        case let error as StudyFileError: self.init(error)
        case let error as WebUIError: self.init(error)
        default: return nil
        }
    }
}
