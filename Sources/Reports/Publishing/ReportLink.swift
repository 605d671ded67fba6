/// A report on the shelf, for a link to it from another one.
///
/// Links are in the order of the shelf: by the reports' numbers, those without one behind the others,
/// and then by name.
public struct ReportLink: Comparable, Sendable {
  /// The name of the report's folder.
  public var name: String
  /// The title, without mark-up.
  public var title: String
  /// The report's place on the shelf, where it has one.
  public var order: Int?

  /// Creates a link.
  public init(name: String, title: String, order: Int? = nil) {
    self.name = name
    self.title = title
    self.order = order
  }

  /// Whether the first report stands before the second one on the shelf.
  public static func < (first: ReportLink, second: ReportLink) -> Bool {
    (first.order ?? .max, first.name) < (second.order ?? .max, second.name)
  }
}

extension ShelfCard {
  /// A link to this report from another one.
  public var link: ReportLink { ReportLink(name: name, title: plainTitle ?? name, order: order) }
}

extension Document {
  /// A link to this report from another one.
  public var link: ReportLink { ReportLink(name: name, title: title.plainText, order: order) }
}

extension [ReportLink] {
  /// The reports in the order of the shelf, some of them anew.
  public func replacing(with new: [ReportLink]) -> [ReportLink] {
    let names = Set(new.map(\.name))
    return (filter { !names.contains($0.name) } + new).sorted()
  }

  /// The reports before and behind one.
  public func neighbours(of name: String) -> (previous: ReportLink?, next: ReportLink?) {
    guard let index = firstIndex(where: { $0.name == name }) else { return (nil, nil) }
    return (index > 0 ? self[index - 1] : nil, index + 1 < count ? self[index + 1] : nil)
  }
}
