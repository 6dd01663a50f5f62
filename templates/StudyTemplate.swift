/// A study that is ready to run, with the starting artifacts that it compares.
package struct StudyTemplate: Sendable {
    /// As `hone init --template` knows it.
    package let name: String
    /// One line.
    package let summary: String
    /// What all of its branches hold.
    package let files: [TemplateFile]
    /// The starting artifacts, each on a branch of its own; none where `files` has it.
    package let starts: [Start]

    /// A branch with a starting artifact.
    package struct Start: Sendable {
        package let branch: String
        package let files: [TemplateFile]
        /// The subject of its commit.
        package let summary: String
    }
}
