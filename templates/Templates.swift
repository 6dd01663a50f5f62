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

    /// What a forge runs each night, by the forge's form of it: a workflow of GitHub, a pipeline of GitLab.
    package static var githubWorkflow: String { nightly(PackageResources.hone_github_yml) }
    package static var gitlabPipeline: String { nightly(PackageResources.hone_gitlab_yml) }

    /// The shell's part is the same for all, and stands as deep as its place is.
    private static func nightly(_ bytes: [UInt8]) -> String {
        let scripts = [
            "{{night}}": text(PackageResources.hone_night_sh),
            "{{gain}}": text(PackageResources.hone_gain_sh),
        ]
        return text(bytes).split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            line -> [String] in
            let indentation = line.prefix { $0 == " " }
            guard let script = scripts[String(line.dropFirst(indentation.count))] else {
                return [String(line)]
            }
            return script.split(separator: "\n").map { String(indentation) + $0 }
        }.joined(separator: "\n")
    }

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
