extension Templates {
    /// Asks evaluators that were written for OpenEvolve; goes beside a study that `hone init --from` made.
    package static var openEvolveRunner: TemplateFile {
        TemplateFile(path: "hone_openevolve.py", bytes: PackageResources.hone_openevolve_py)
    }

    /// The same for scripts that call GEPA.
    package static var gepaRunner: TemplateFile {
        TemplateFile(path: "hone_gepa.py", bytes: PackageResources.hone_gepa_py)
    }
}
