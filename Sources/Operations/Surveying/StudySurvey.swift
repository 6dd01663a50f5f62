import StudyFile
import StudyModel
import Wiring

/// Looks at a repository before there is a study for it.
package struct StudySurvey: Sendable {
    let workbench: Workbench
    let studies: Studies

    /// Looks, and returns a form in which what was answered already stands; throws an `ErrorReport` for an answer that is none.
    ///
    /// - Parameters:
    ///   - name: the study's; `nil` for one made of the folder's.
    ///   - proposals: with `.left` nobody is looked for who could propose.
    package func form(_ answers: StudyAnswers, name: String?, proposals: StudyForm.Proposals) async throws
        -> StudyForm
    {
        if let name, RunName.given(name) == nil {
            throw ErrorReport(
                what: "'\(name)' cannot be a study's name",
                hint:
                    "Use lower-case letters, digits and hyphens, \(RunName.longestGiven) at most; 'journal' and 'trash' are taken",
                exit: .wrongUsage)
        }
        let checkout = try await SurveyedCheckout(workbench)
        let proposers =
            proposals == .taken && answers.proposer == nil ? await SurveyedProposers(checkout) : nil
        if case .agent(let preset)? = answers.proposer, checkout.program(preset.executable) == nil {
            throw ErrorReport(
                what: "There is no program '\(preset.executable)' on the PATH",
                hint: "Install it, or name another with `--proposer`", exit: .wrongUsage)
        }
        return try StudyForm(
            answers, name: name ?? studies.suggestedName, checkout: checkout, proposers: proposers,
            proposals: proposals)
    }

    /// Runs a command once, to see what it gives.
    package var trial: MeasureTrial { MeasureTrial(workbench: workbench, studies: studies) }
}
