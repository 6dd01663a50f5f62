import StudyModel
import Text

/// What every slot of a run holds beside the candidate.
package struct SlotLayout: Hashable, Sendable {
    /// The evaluator's files; they win over the candidate's.
    package var overlay: [OverlayFile]
    /// Of the evaluator's files and of the candidate's, what is in a slot only while it is revealed.
    package var hidden: PatternList
    package var inputs: [EvaluatorInput]
    package var keep: KeepSettings
    /// The folder that relative inputs are found in; `nil` in a bare repository.
    package var checkout: String?
    /// The study's setup command in words; a snapshot that another one left is not used.
    package var setup: String

    package init(
        overlay: [OverlayFile] = [], hidden: PatternList = PatternList([]), inputs: [EvaluatorInput] = [],
        keep: KeepSettings = .init(), checkout: String? = nil, setup: String = ""
    ) {
        self.overlay = overlay
        self.hidden = hidden
        self.inputs = inputs
        self.keep = keep
        self.checkout = checkout
        self.setup = setup
    }

    /// Takes a study's evaluator and its files as they were collected.
    package init(_ settings: EvaluatorSettings, files: EvaluatorFiles, checkout: String?) {
        self.init(
            overlay: files.files, hidden: PatternList(settings.hidden), inputs: settings.inputs,
            keep: settings.keep, checkout: checkout, setup: settings.setup?.run.description ?? "")
    }

    var visibleOverlay: [OverlayFile] { overlay.filter { !hidden.matches($0.path) } }
    var hiddenOverlay: [OverlayFile] { overlay.filter { hidden.matches($0.path) } }

    /// Names what decides which files of a tree are in a slot: slots and views of another key are made anew.
    var contentKey: String {
        let files = EvaluatorFiles(visibleOverlay).digest
        return Digest(Array((["1", files] + hidden.patterns).joined(separator: "\n").utf8)).hexadecimal
    }

    /// Names what a setup depends on beside the base.
    var setupKey: String {
        let parts = [setup, EvaluatorFiles(overlay).digest] + keep.paths
        return Digest(Array(parts.joined(separator: "\n").utf8)).hexadecimal
    }
}
