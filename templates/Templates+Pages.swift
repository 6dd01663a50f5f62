extension Templates {
    /// The pages of the report and of the local site: Mustache templates by name, with what they share.
    ///
    /// Their sources lie in `templates/pages`; the build embeds them by file name, so names are unique in all of `templates`.
    package static var pages: [String: [UInt8]] {
        [
            "candidate_body": PackageResources.candidate_body_mustache,
            "candidate_page": PackageResources.candidate_page_mustache,
            "choices": PackageResources.choices_mustache,
            "costs": PackageResources.costs_mustache,
            "curve_chart": PackageResources.curve_chart_mustache,
            "curve_figure": PackageResources.curve_figure_mustache,
            "examples": PackageResources.examples_mustache,
            "intervals": PackageResources.intervals_mustache,
            "lineage_tree": PackageResources.lineage_tree_mustache,
            "message_page": PackageResources.message_page_mustache,
            "opinions": PackageResources.opinions_mustache,
            "patch": PackageResources.patch_mustache,
            "report_head": PackageResources.report_head_mustache,
            "report_page": PackageResources.report_page_mustache,
            "run_heading": PackageResources.run_heading_mustache,
            "run_page": PackageResources.run_page_mustache,
            "run_row": PackageResources.run_row_mustache,
            "runs_list": PackageResources.runs_list_mustache,
            "runs_page": PackageResources.runs_page_mustache,
            "score_chart": PackageResources.score_chart_mustache,
            "score_figure": PackageResources.score_figure_mustache,
            "site_head": PackageResources.site_head_mustache,
            "step_row": PackageResources.step_row_mustache,
            "steps_table": PackageResources.steps_table_mustache,
            "sweep_body": PackageResources.sweep_body_mustache,
            "sweep_page": PackageResources.sweep_page_mustache,
            "sweep_report": PackageResources.sweep_report_mustache,
        ]
    }

    /// The style sheet of every page.
    package static var pageStyle: [UInt8] { PackageResources.pages_css }

    /// The script of the report; everything can be read without it.
    package static var reportScript: [UInt8] { PackageResources.report_page_js }

    /// The script of the site: puts in what has changed.
    package static var siteScript: [UInt8] { PackageResources.site_page_js }
}
