import Literate
import Parallelism
import Reports
import Storage
import SystemPackage

/// The rows that reports are read in, for the links from each to the one before and after it.
///
/// A row is what the sources say, and not what happens to be in the output folder: the reports that
/// are directly in one folder of reports, by number and name. So a report that is rendered alone gives
/// the same bytes as one that is rendered with its folder.
struct ReportRows {
  /// The row of each report, by the path of its source.
  private var rows: [String: [ReportLink]] = [:]

  /// Finds the rows of some reports.
  ///
  /// Several reports of one source, one for each value of a parameter, take the place of that source.
  ///
  /// - Parameters:
  ///   - reports: The reports.
  ///   - search: Finds those beside them.
  init(around reports: [Report], found search: ReportSearch) {
    let variants = Dictionary(grouping: reports, by: \.path)
    let folders = Dictionary(grouping: variants.keys, by: folder(of:))
    for (folder, sources) in folders {
      let paths = search.reportsDirectly(in: folder)
      let links = zip(paths, paths.concurrentMap { link(to: $0, search.log) })
        .sorted { $0.1 < $1.1 }
      let row = links.flatMap { path, link in
        let name = Report.lastName(of: path)
        guard let source = sources.first(where: { Report.lastName(of: $0) == name }),
          let variants = variants[source]
        else { return [link] }
        return variants.map { ReportLink(name: $0.name, title: link.title, order: link.order) }
      }
      for source in sources { rows[source] = row }
    }
  }

  /// The reports before and after one.
  func neighbors(of report: Report) -> (previous: ReportLink?, next: ReportLink?) {
    rows[report.path, default: []].neighbors(of: report.name)
  }
}

/// A link to the report at a path; one that cannot be read is called by its name.
private func link(to path: String, _ log: FileLog) -> ReportLink {
  (try? ReportLink(beginningOf: path, files: .disk(log)))
    ?? ReportLink(name: reportName(path), title: reportName(path))
}

/// The folder that a report is in.
private func folder(of path: String) -> String {
  let path = FilePath(path)
  let isNamed = path.lastComponent?.kind == .regular
  let folder = (isNamed ? path : path.absolute).removingLastComponent()
  return folder.isEmpty ? "." : folder.string
}
