import StudyStore
import Workspaces

extension EvaluatorFiles {
    /// The files as a run's journal keeps them.
    package var stored: [EvaluatorFile] {
        files.map {
            EvaluatorFile(path: $0.path, bytes: $0.bytes, mode: $0.executable ? .executable : .plain)
        }
    }
}

extension OverlayFile {
    /// A file as a run's journal kept it.
    package init(_ file: EvaluatorFile) {
        self.init(path: file.path, bytes: file.bytes, executable: file.mode == .executable)
    }
}
