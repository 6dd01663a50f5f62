extension Templates {
    /// Studies to begin from in daily work: each a small program of its kind, ready to run, to be replaced by one's own.
    ///
    /// The sources of each lie in a folder of its name, named apart from those of others.
    static var daily: [StudyTemplate] { [c, config, prompt, python, rust, swift] }

    private static var c: StudyTemplate {
        daily(
            "c", "A C program to speed up: make, a check, hyperfine",
            [
                (".gitignore", PackageResources.c_gitignore), ("Makefile", PackageResources.c_Makefile),
                ("README.md", PackageResources.c_README_md), ("check.c", PackageResources.c_check_c),
                ("hone.yaml", PackageResources.c_hone_yaml), ("main.c", PackageResources.c_main_c),
                ("primes.c", PackageResources.c_primes_c), ("primes.h", PackageResources.c_primes_h),
            ])
    }

    private static var config: StudyTemplate {
        daily(
            "config", "A program's settings to tune, without a model; Python",
            [
                (".gitignore", PackageResources.config_gitignore),
                ("README.md", PackageResources.config_README_md),
                ("hone.yaml", PackageResources.config_hone_yaml),
                ("settings.ini", PackageResources.config_settings_ini),
                ("workload.py", PackageResources.config_workload_py),
            ])
    }

    private static var prompt: StudyTemplate {
        daily(
            "prompt",
            "A prompt that is judged by examples with their answers; Python, then any model's endpoint",
            [
                (".gitignore", PackageResources.prompt_gitignore),
                ("README.md", PackageResources.prompt_README_md),
                ("cases.jsonl", PackageResources.prompt_cases_jsonl),
                ("endpoint.py", PackageResources.endpoint_py),
                ("evaluate.py", PackageResources.prompt_evaluate_py),
                ("hone.yaml", PackageResources.prompt_hone_yaml),
                ("lines.txt", PackageResources.prompt_lines_txt),
                ("model.py", PackageResources.prompt_model_py),
                ("prompt.txt", PackageResources.prompt_prompt_txt),
                ("propose.py", PackageResources.prompt_propose_py), ("study.py", PackageResources.study_py),
            ])
    }

    private static var python: StudyTemplate {
        daily(
            "python", "A Python function to speed up: pytest, pytest-benchmark",
            [
                (".gitignore", PackageResources.py_gitignore), ("README.md", PackageResources.py_README_md),
                ("bench_words.py", PackageResources.py_bench_words_py),
                ("hone.yaml", PackageResources.py_hone_yaml),
                ("requirements.txt", PackageResources.py_requirements_txt),
                ("test_words.py", PackageResources.py_test_words_py),
                ("words.py", PackageResources.py_words_py),
            ])
    }

    private static var rust: StudyTemplate {
        daily(
            "rust", "A Rust function to speed up: cargo",
            [
                (".gitignore", PackageResources.rust_gitignore),
                ("Cargo.lock", PackageResources.rust_Cargo_lock),
                ("Cargo.toml", PackageResources.rust_Cargo_toml),
                ("README.md", PackageResources.rust_README_md),
                ("hone.yaml", PackageResources.rust_hone_yaml),
                ("src/bin/bench.rs", PackageResources.rust_bench_rs),
                ("src/lib.rs", PackageResources.rust_lib_rs),
                ("tests/product.rs", PackageResources.rust_product_rs),
            ])
    }

    private static var swift: StudyTemplate {
        daily(
            "swift", "A Swift function to speed up: the package manager",
            [
                (".gitignore", PackageResources.swift_gitignore),
                ("Package.swift", PackageResources.swift_Package_swift_txt),
                ("README.md", PackageResources.swift_README_md),
                ("Sources/Sort/Sort.swift", PackageResources.swift_Sort_swift_txt),
                ("Sources/bench/main.swift", PackageResources.swift_bench_swift_txt),
                ("Sources/check/main.swift", PackageResources.swift_check_swift_txt),
                ("hone.yaml", PackageResources.swift_hone_yaml),
            ])
    }

    private static func daily(
        _ name: String, _ summary: String, _ files: [(path: String, bytes: [UInt8])]
    ) -> StudyTemplate {
        StudyTemplate(
            name: name, summary: summary,
            files: files.map { TemplateFile(path: $0.path, bytes: $0.bytes) }, starts: [])
    }
}
