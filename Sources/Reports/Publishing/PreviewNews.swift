import FoundationEssentials
import Literate
import Storage

/// The news for pages that reload while their notebooks are edited.
///
/// A previewed page ends with the template `preview`. Its script loads `preview.js` from the output
/// folder several times a second. That script contains the newest version of each page and the
/// problems. It is a script beside the pages because a page opened from disk may load nothing else.
/// A preview therefore needs no server, and works with any.
public struct PreviewNews: Encodable, Equatable, Sendable {
  /// The name of the file in the output folder.
  public static let file = "preview.js"

  /// The newest versions of the pages, by name.
  public var versions: [String: String] = [:]
  /// The problems as shown in the terminal; empty if there are none.
  public var problems = ""
  /// Whether notebooks are being rendered, so that more news will follow soon.
  public var isRendering = false

  /// Creates empty news.
  public init() {}

  /// The bytes of the script with the news.
  public func script() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Array("lecternNews(".utf8) + (try encoder.encode(self)) + Array(");\n".utf8)
  }
}

extension PublishedReport {
  /// Adds the preview script to the page.
  ///
  /// - Returns: The version of the page.
  public mutating func follow(by templates: Templates) -> String {
    Reports.follow(&files["index.html", default: []], name: name, news: "../", templates)
  }
}

extension ReportIndex {
  /// The name of the index page in the news.
  ///
  /// No report has it, because a report's name is that of a folder.
  public static let name = ""

  /// Adds the preview script to the index page.
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
  // After the end of the page; browsers treat it as part of the body.
  page += Array(templates.render(view).utf8) + [UInt8(ascii: "\n")]
  return version
}
