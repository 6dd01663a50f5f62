extension Templates {
    /// Questions of BIG-Bench Extra Hard, with batches of one, three and five.
    ///
    /// Its sources lie in `templates/bbeh`, named apart from those of other templates.
    static var bbeh: StudyTemplate {
        StudyTemplate(
            name: "bbeh",
            summary:
                "A prompt and the code that reads answers off, with batches of 1, 3 and 5; needs Python 3 alone",
            files: ofEveryStudy + [
                TemplateFile(path: ".gitignore", bytes: PackageResources.bbeh_gitignore),
                TemplateFile(path: "README.md", bytes: PackageResources.bbeh_README_md),
                TemplateFile(path: "endpoint.py", bytes: PackageResources.endpoint_py),
                TemplateFile(path: "evaluate.py", bytes: PackageResources.bbeh_evaluate_py),
                TemplateFile(path: "hone.yaml", bytes: PackageResources.bbeh_hone_yaml),
                TemplateFile(path: "model.py", bytes: PackageResources.bbeh_model_py),
                TemplateFile(path: "prepare.py", bytes: PackageResources.bbeh_prepare_py),
                TemplateFile(path: "questions.jsonl", bytes: PackageResources.bbeh_questions_jsonl),
                TemplateFile(path: "scorers.py", bytes: PackageResources.bbeh_scorers_py),
                TemplateFile(path: "solver.py", bytes: PackageResources.bbeh_solver_py),
                TemplateFile(path: "sweep.yaml", bytes: PackageResources.bbeh_sweep_yaml),
                piece("extract_answer", "constant", PackageResources.extract_answer_constant_py),
                piece("extract_answer", "last", PackageResources.extract_answer_last_py),
                piece("extract_answer", "letter", PackageResources.extract_answer_letter_py),
                piece("extract_answer", "misspelled", PackageResources.extract_answer_misspelled_py),
                piece("extract_answer", "whole", PackageResources.extract_answer_whole_py),
                piece("extract_answer", "words", PackageResources.extract_answer_words_py),
                piece("prompt", "form", PackageResources.prompt_form_py),
                piece("prompt", "guess", PackageResources.prompt_guess_py),
                piece("prompt", "plain", PackageResources.prompt_plain_py),
                piece("prompt", "steps", PackageResources.prompt_steps_py),
                piece("prompt", "thorough", PackageResources.prompt_thorough_py),
            ],
            starts: [])
    }
}
