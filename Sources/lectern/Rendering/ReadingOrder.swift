import Literate
import Parallelism
import Reports
import Storage
import SystemPackage

/// The order in which reports are read, for links to the previous and next report.
///
/// The reports directly in one folder of reports form a sequence, sorted by number and name. It depends
/// on the sources and not on the contents of the output folder, so that a report rendered alone has the
/// same bytes as one rendered with its folder.
struct ReadingOrder {
  /// The sequence that contains each report, by the path of the report's source.
  private var sequences: [String: [ReportLink]] = [:]

  /// Determines the sequences that contain some reports.
  ///
  /// In a sweep, the reports for all values of a parameter take the place of their source.
  ///
  /// - Parameters:
  ///   - reports: The reports.
  ///   - search: Finds the other reports in their folders.
  init(around reports: [Report], using search: ReportSearch) {
    let variants = Dictionary(grouping: reports, by: \.path)
    let folders = Dictionary(grouping: variants.keys, by: folder(of:))
    for (folder, sources) in folders {
      let paths = search.reportsDirectly(in: folder)
      let links = zip(paths, paths.concurrentMap { link(to: $0, search.log) })
        .sorted { $0.1 < $1.1 }
      let sequence = links.flatMap { path, link in
        let name = Report.lastName(of: path)
        guard let source = sources.first(where: { Report.lastName(of: $0) == name }),
          let variants = variants[source]
        else { return [link] }
        return variants.map { ReportLink(name: $0.name, title: link.title, order: link.order) }
      }
      for source in sources { sequences[source] = sequence }
    }
  }

  /// The previous and next report.
  func neighbors(of report: Report) -> (previous: ReportLink?, next: ReportLink?) {
    sequences[report.path, default: []].neighbors(of: report.name)
  }
}

/// A link to the report at a path; if the report cannot be read, its title is the name of its folder.
private func link(to path: String, _ log: FileLog) -> ReportLink {
  (try? ReportLink(beginningOf: path, files: .disk(log)))
    ?? ReportLink(name: reportName(path), title: reportName(path))
}

/// The folder that contains a report.
private func folder(of path: String) -> String {
  let path = FilePath(path)
  let isNamed = path.lastComponent?.kind == .regular
  let folder = (isNamed ? path : path.absolute).removingLastComponent()
  return folder.isEmpty ? "." : folder.string
}
