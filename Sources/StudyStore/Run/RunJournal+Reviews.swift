import Git
import StudyModel

extension RunJournal {
    /// Records what a person decides or says about a candidate; the review note follows.
    ///
    /// The person is who git would put as author. Throws `StoreError.unknownCandidate` for what is none of the run's.
    ///
    /// - Parameter program: the program whose opinion it is; `nil` for the person's.
    @discardableResult
    package func review(
        _ candidate: CommitID, _ decision: ReviewRecord.Decision, text: String, as program: String? = nil
    ) async throws -> ReviewRecord {
        try await withCurrentRun { view in
            guard view.step(of: candidate) != nil else {
                throw StoreError.unknownCandidate(candidate)
            }
            let person = try await author()
            let review = ReviewRecord(
                candidate: candidate, decision: decision, text: text, name: program ?? person.name,
                email: program == nil ? person.email : "", by: program == nil ? .person : .program,
                recordedAt: site.options.now())
            try await record { _ in Addendum(event: .reviewed(review)) }
            return review
        }
    }

    /// Who git would put as author now.
    package func author() async throws -> (name: String, email: String) {
        let author = try site.options.authorship(in: repository).author
        return (author.name, author.email)
    }
}
