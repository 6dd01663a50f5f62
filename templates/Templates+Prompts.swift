extension Templates {
    /// The prompts of the `chat` proposer, as Mustache templates.
    package enum Prompt: CaseIterable, Hashable, Sendable {
        case system, user, repair
        /// How an answer has to be written, one for each form.
        case blocks, blocksJSON, whole, wholeJSON, diff

        /// The template.
        package var text: String { String(decoding: bytes, as: UTF8.self) }

        private var bytes: [UInt8] {
            switch self {
            case .system: PackageResources.prompt_system_mustache
            case .user: PackageResources.prompt_user_mustache
            case .repair: PackageResources.prompt_repair_mustache
            case .blocks: PackageResources.prompt_blocks_mustache
            case .blocksJSON: PackageResources.prompt_blocks_json_mustache
            case .whole: PackageResources.prompt_whole_mustache
            case .wholeJSON: PackageResources.prompt_whole_json_mustache
            case .diff: PackageResources.prompt_diff_mustache
            }
        }
    }
}
