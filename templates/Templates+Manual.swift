extension Templates {
    /// The pages of the manual that are of no command, or say more of one than its definition does: Markdown, in the order in which they are listed.
    ///
    /// Their sources lie in `templates/manual`, named apart from all other templates.
    package static var manual: [[UInt8]] {
        [
            PackageResources.manual_study_md, PackageResources.manual_sweep_md,
            PackageResources.manual_evaluator_md, PackageResources.manual_examples_md,
            PackageResources.manual_proposers_md, PackageResources.manual_gains_md,
            PackageResources.manual_git_md, PackageResources.manual_json_md,
            PackageResources.manual_glossary_md, PackageResources.manual_hone_md,
            PackageResources.manual_init_md,
        ]
    }
}
