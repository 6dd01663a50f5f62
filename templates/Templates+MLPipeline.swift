extension Templates {
    /// MLAgentBench's two tables, from one function and from many.
    ///
    /// Its sources lie in `templates/ml-pipeline`, named apart from those of other templates.
    static var mlPipeline: StudyTemplate {
        StudyTemplate(
            name: "ml-pipeline",
            summary: "A pipeline that learns from tables, from one function and from many; scikit-learn",
            files: ofEveryStudy + [
                TemplateFile(path: ".gitignore", bytes: PackageResources.ml_gitignore),
                TemplateFile(path: "README.md", bytes: PackageResources.ml_README_md),
                TemplateFile(path: "evaluate.py", bytes: PackageResources.ml_evaluate_py),
                TemplateFile(path: "hone.yaml", bytes: PackageResources.ml_hone_yaml),
                TemplateFile(path: "prepare.py", bytes: PackageResources.ml_prepare_py),
                TemplateFile(path: "regression.yaml", bytes: PackageResources.ml_regression_yaml),
                TemplateFile(path: "sweep.yaml", bytes: PackageResources.ml_sweep_yaml),
            ] + pieces,
            starts: [
                .init(
                    branch: "one-function",
                    files: [TemplateFile(path: "pipeline.py", bytes: PackageResources.ml_pipeline_one_py)],
                    summary: "Begin with one function"),
                .init(
                    branch: "many-functions",
                    files: [TemplateFile(path: "pipeline.py", bytes: PackageResources.ml_pipeline_many_py)],
                    summary: "Begin with five functions"),
            ])
    }

    private static var pieces: [TemplateFile] {
        [
            piece("ensemble_model", "boosting", PackageResources.ensemble_model_boosting_py),
            piece("ensemble_model", "forest", PackageResources.ensemble_model_forest_py),
            piece("ensemble_model", "linear", PackageResources.ensemble_model_linear_py),
            piece("ensemble_model", "tree", PackageResources.ensemble_model_tree_py),
            piece("pipeline", "whole", PackageResources.pipeline_whole_py),
            piece("predict", "likely", PackageResources.predict_likely_py),
            piece("predict", "one", PackageResources.predict_one_py),
            piece("predict", "plain", PackageResources.predict_plain_py),
            piece("preprocess", "codes", PackageResources.preprocess_codes_py),
            piece("preprocess", "drop", PackageResources.preprocess_drop_py),
            piece("preprocess", "numbers", PackageResources.preprocess_numbers_py),
            piece("preprocess", "onehot", PackageResources.preprocess_onehot_py),
            piece("select_features", "all", PackageResources.select_features_all_py),
            piece("select_features", "first", PackageResources.select_features_first_py),
            piece("select_features", "related", PackageResources.select_features_related_py),
            piece("train_model", "misspelled", PackageResources.train_model_misspelled_py),
            piece("train_model", "plain", PackageResources.train_model_plain_py),
            piece("train_model", "sample", PackageResources.train_model_sample_py),
        ]
    }
}
