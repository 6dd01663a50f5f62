extension Templates {
    /// Atari games, with many steps of a trace shown and with one.
    ///
    /// Its sources lie in `templates/atari`, named apart from those of other templates.
    static var atari: StudyTemplate {
        StudyTemplate(
            name: "atari",
            summary: "A policy that plays Atari games, with many steps of a trace shown and with one; ale-py",
            files: ofEveryStudy + [
                TemplateFile(path: ".gitignore", bytes: PackageResources.atari_gitignore),
                TemplateFile(path: "README.md", bytes: PackageResources.atari_README_md),
                TemplateFile(path: "episodes.jsonl", bytes: PackageResources.atari_episodes_jsonl),
                TemplateFile(path: "evaluate.py", bytes: PackageResources.atari_evaluate_py),
                TemplateFile(path: "games.py", bytes: PackageResources.atari_games_py),
                TemplateFile(path: "hone.yaml", bytes: PackageResources.atari_hone_yaml),
                TemplateFile(path: "policy.py", bytes: PackageResources.atari_policy_py),
                TemplateFile(path: "prepare.py", bytes: PackageResources.atari_prepare_py),
                TemplateFile(path: "sweep.yaml", bytes: PackageResources.atari_sweep_yaml),
                piece("foresee", "ball", PackageResources.foresee_ball_py),
                piece("foresee", "bounce", PackageResources.foresee_bounce_py),
                piece("foresee", "line", PackageResources.foresee_line_py),
                piece("foresee", "misspelled", PackageResources.foresee_misspelled_py),
                piece("foresee", "nothing", PackageResources.foresee_nothing_py),
                piece("select_action", "away", PackageResources.select_action_away_py),
                piece("select_action", "down", PackageResources.select_action_down_py),
                piece("select_action", "onward", PackageResources.select_action_onward_py),
                piece("select_action", "serve", PackageResources.select_action_serve_py),
                piece("select_action", "still", PackageResources.select_action_still_py),
            ],
            starts: [])
    }
}
