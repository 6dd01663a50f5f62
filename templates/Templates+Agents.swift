extension Templates {
    /// What an agent is told of hone: Markdown without a head, which each agent has in a form of its own.
    package static var skill: String { String(decoding: PackageResources.skill_md, as: UTF8.self) }
}
