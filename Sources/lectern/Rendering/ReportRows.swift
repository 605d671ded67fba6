import FoundationEssentials
import Literate
import Reports

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
  init(around reports: [Report]) {
    let variants = Dictionary(grouping: reports, by: \.path)
    let folders = Dictionary(grouping: variants.keys, by: folderAbove)
    for (folder, sources) in folders {
      let paths = reportsDirectly(in: folder)
      let links = zip(paths, paths.concurrentMap(link)).sorted { $0.1 < $1.1 }
      let row = links.flatMap { path, link in
        guard let source = sources.first(where: { lastName(of: $0) == lastName(of: path) }),
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
private func link(to path: String) -> ReportLink {
  (try? ReportLink(beginningOf: path))
    ?? ReportLink(name: reportName(path), title: reportName(path))
}

/// The folder that something is in.
private func folderAbove(_ path: String) -> String {
  let last = path.split(separator: "/").last
  guard last == "." || last == ".." else { return parent(of: path) }
  return parent(of: URL(filePath: path).standardizedFileURL.path(percentEncoded: false))
}

private func lastName(of path: String) -> String { Report.lastName(of: path) }
