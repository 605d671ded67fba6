import Glibc
import Storage

extension Publisher {
  /// Writes the index page, which lists the published reports whose source exists.
  ///
  /// Other publishers are locked out while the cards are read and the page is written, so that of
  /// two simultaneous renders neither loses a report of the other.
  ///
  /// - Parameter page: Creates the page from the reports' cards, in their order.
  /// - Returns: The outcome. If the page could not be written, its `failures` have the reason:
  ///   `Occupied` if the index page is not Lectern's, `FileFailure`, or an error that `page`
  ///   throws.
  /// - Throws: `FileFailure` if the output folder cannot be opened.
  public func publishIndex(_ page: ([ReportCard]) throws -> [UInt8]) throws -> IndexPublication {
    guard kind(of: output) != .absent else { return IndexPublication() }
    return try whileLocked {
      let failures = recoverAll()
      let published = publishedReports()
      let reports = published.reports
      var index = IndexPublication(failures: failures + published.failures)
      index.leftOvers = leftOvers(among: reports)
      let cards = cards(of: reports, without: index.leftOvers)
      do {
        let manifest = try OutputManifest.manifest(in: output) ?? OutputManifest()
        let replacesPage = try isOurs(file: "index.html", manifest)
        if !cards.isEmpty || replacesPage {
          index.publication = try publishLocked(file: "index.html", page(cards))
        }
      } catch {
        index.failures.append(error)
      }
      return index
    }
  }

  /// The cards of the reports on the index page, in its order.
  public func cards() -> [ReportCard] {
    let reports = publishedReports().reports
    return cards(of: reports, without: leftOvers(among: reports))
  }

  private func cards(
    of reports: [(name: String, manifest: ReportManifest)], without leftOvers: [LeftOver]
  ) -> [ReportCard] {
    let leftOver = Set(leftOvers.map(\.name))
    return reports.filter { !leftOver.contains($0.name) }.compactMap(\.manifest.card)
      .sorted { $0.link < $1.link }
  }

  private func leftOvers(among reports: [(name: String, manifest: ReportManifest)]) -> [LeftOver] {
    guard let here = resolved(output) else { return [] }
    return reports.compactMap { name, manifest in
      guard let relative = manifest.source else { return nil }
      let source = path(relative, in: here)
      return isReport(source)
        ? nil : LeftOver(path: "\(output)/\(name)", source: shortened(source), name: name)
    }
  }

  /// Removes the left-over reports.
  ///
  /// The files that their manifests list are removed, and the folders that become empty. Files of
  /// somebody else remain.
  ///
  /// - Parameter isDryRun: Whether only to determine what would be removed.
  /// - Throws: `FileFailure` if the output folder cannot be opened.
  public func removeLeftOvers(isDryRun: Bool = false) throws -> Cleaning {
    try whileLocked {
      var cleaning = Cleaning()
      if !isDryRun { cleaning.failures = recoverAll() }
      let published = publishedReports()
      let reports = published.reports
      cleaning.failures += published.failures
      cleaning.unknown = reports.filter { $0.manifest.source == nil }.map { "\(output)/\($0.name)" }
      for leftOver in leftOvers(among: reports) {
        do {
          let files = reports.first { $0.name == leftOver.name }?.manifest.files ?? []
          let contents = try FolderContents(of: leftOver.path)
          let kept = contents.foreign(to: files)
          if !isDryRun {
            let own = files.filter { contents.entries[$0]?.kind == .file }
            try contents.remove(own + [manifestName])
          }
          cleaning.removals.append(
            Cleaning.Removal(leftOver: leftOver, kept: kept.map { "\(leftOver.path)/\($0)" }))
        } catch {
          cleaning.failures.append(error)
        }
      }
      return cleaning
    }
  }
}
