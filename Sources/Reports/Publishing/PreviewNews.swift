import FoundationEssentials
import Literate
import Storage

/// Pages that reload while their notebooks are edited.
///
/// A page that is previewed ends with the template `preview`. Its script looks several times a second
/// into `preview.js`, a script in the output folder that says which version of each page is the newest
/// and what is wrong. A script, and beside the pages, since a page that was opened from the disk may
/// load nothing else: so a preview needs no server, and works with any.
public struct PreviewNews: Encodable, Equatable, Sendable {
  /// The name of the news' file in the output folder.
  public static let file = "preview.js"

  /// The newest version of each page, by the page's name.
  public var versions: [String: String] = [:]
  /// What is wrong, as the terminal shows it; empty if nothing is.
  public var problems = ""
  /// Whether notebooks are being rendered, so that there will be other news soon.
  public var isRendering = false

  /// Creates news of nothing.
  public init() {}

  /// The bytes of the script that tells the news.
  public func script() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Array("lecternNews(".utf8) + (try encoder.encode(self)) + Array(");\n".utf8)
  }
}

extension PublishedReport {
  /// Makes the page follow the news.
  ///
  /// - Returns: The version of the page.
  public mutating func follow(by templates: Templates) -> String {
    Reports.follow(&files["index.html", default: []], name: name, news: "../", templates)
  }
}

extension ReportIndex {
  /// The index page's name in the news; no report has it, for a report's name is that of a folder.
  public static let name = ""

  /// Makes the index page follow the news.
  ///
  /// - Returns: The version of the page.
  public static func follow(_ page: inout [UInt8], by templates: Templates) -> String {
    Reports.follow(&page, name: name, news: "", templates)
  }
}

private func follow(
  _ page: inout [UInt8], name: String, news folder: String, _ templates: Templates
) -> String {
  let version = Digest(page).description
  let view = PreviewView(name: name, version: version, news: folder + PreviewNews.file)
  // After the end of the page: a browser takes it for a part of the body.
  page += Array(templates.render(view).utf8) + [UInt8(ascii: "\n")]
  return version
}
