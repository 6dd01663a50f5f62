import StudyModel

/// Replies of models that were paid for, from the moment they came until their step is recorded: local files, by step and by what was asked.
///
/// A run that is killed in between finds them here and does not ask again. Of a recorded step the journal has the reply, and nothing is
/// left here.
extension RunJournal {
    /// Returns what was kept under a name for a step that is not recorded yet, or `nil` where nothing was.
    package nonisolated func keptReply(_ name: String, of step: StepID) throws -> String? {
        try LocalFile.read(repliesFolder(of: step) + "/\(name).json")
    }

    /// Keeps a text under a name, durably.
    package nonisolated func keepReply(_ text: String, as name: String, of step: StepID) throws {
        try options.failpoints.around("reply") {
            try LocalFile.replaceDurably(repliesFolder(of: step) + "/\(name).json", with: text)
        }
    }

    /// Removes what was kept for steps that are recorded; what cannot be removed is harmless and stays.
    func forgetReplies() throws {
        for name in try LocalFile.names(in: repliesFolder) {
            guard let step = StepID(folder: name), history.steps[step] != nil else { continue }
            try options.failpoints.reach("before forgetting replies")
            LocalFile.removeFolder(repliesFolder + "/" + name)
        }
    }

    private nonisolated var repliesFolder: String { localFolder + "replies" }

    private nonisolated func repliesFolder(of step: StepID) -> String { "\(repliesFolder)/\(step.folder)" }
}

extension StepID {
    fileprivate var folder: String { "\(number)@\(writer)" }

    fileprivate init?(folder: String) {
        let parts = folder.split(separator: "@")
        guard parts.count == 2, let number = Int(parts[0]), let writer = WriterID(text: String(parts[1]))
        else {
            return nil
        }
        self.init(number: number, writer: writer)
    }
}
