/// The files that the binary carries, by where they go in a repository.
package enum Templates {
    /// A program that drives a run through `hone ask` and `hone tell`; needs Python 3 and nothing else.
    package static var askTell: [TemplateFile] {
        [TemplateFile(path: "climb.py", bytes: PackageResources.climb_py, executable: true)]
    }

    /// What Python programs talk to hone with: a package of one module.
    package static var pythonClient: [UInt8] { PackageResources.client_hone_py }

    /// What an agent is told of hone: Markdown without a head, which each agent has in a form of its own.
    package static var skill: String { text(PackageResources.skill_md) }

    /// A shell script that runs its arguments and tells where their time goes, in lines on `HONE_RESULTS`.
    package static var scout: String { text(PackageResources.scout_sh) }

    /// What Python imports to tell the same of itself.
    package static var scoutOfPython: String { text(PackageResources.scout_py) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The small repository of `hone demo`: a C program with its check, its benchmark and its study.
    ///
    /// Sorted by path. Its sources lie in `templates/demo`; the build embeds them by file name, so names are unique there.
    package static var demo: [TemplateFile] {
        [
            TemplateFile(path: ".gitignore", bytes: PackageResources.gitignore),
            TemplateFile(path: "README.md", bytes: PackageResources.README_md),
            TemplateFile(path: "bench/bench.c", bytes: PackageResources.bench_c),
            TemplateFile(path: "bench/build.sh", bytes: PackageResources.build_sh, executable: true),
            TemplateFile(path: "bench/check.c", bytes: PackageResources.check_c),
            TemplateFile(path: "bench/count.c", bytes: PackageResources.count_c),
            TemplateFile(path: "bench/count.h", bytes: PackageResources.count_h),
            TemplateFile(path: "bench/run.sh", bytes: PackageResources.run_sh, executable: true),
            TemplateFile(path: "bench/sample.h", bytes: PackageResources.sample_h),
            TemplateFile(path: "hone.yaml", bytes: PackageResources.hone_yaml),
            TemplateFile(path: "src/wordcount.c", bytes: PackageResources.wordcount_c),
            TemplateFile(path: "src/wordcount.h", bytes: PackageResources.wordcount_h),
        ]
    }
}
