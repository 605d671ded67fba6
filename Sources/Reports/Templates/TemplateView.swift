import Mustache

/// The names available in a template or a repeated section: the fields of a type.
///
/// A field is text, HTML, a number, a Boolean, another `TemplateFields` or an array of them. The
/// section of a field that is nil or empty is left out.
protocol TemplateFields: MustacheParent, Sendable {
  /// Creates fields without content, to check a template.
  init()
}

/// The view of a template: its top-level fields.
protocol TemplateView: TemplateFields {
  /// The name of the template, which is its file name without extension.
  static var template: String { get }
}

extension TemplateFields {
  func child(named name: String) -> Any? {
    for child in Mirror(reflecting: self).children where child.label == name {
      guard let optional = child.value as? any OptionalField else { return child.value }
      // A nil field ends the search, so that a containing view's field of that name is not used.
      return optional.content ?? NoContent()
    }
    return nil
  }
}

/// A field that is nil.
private struct NoContent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}

private protocol OptionalField {
  var content: Any? { get }
}

extension Optional: OptionalField {
  fileprivate var content: Any? { self }
}

// MARK: Fields

/// A field of a view, as templates see it.
struct TemplateField: Equatable {
  var name: String
  /// The fields of the section, if it has its own.
  var fields: [TemplateField]?
}

extension TemplateFields {
  /// The fields, in declaration order.
  static var fields: [TemplateField] {
    Mirror(reflecting: Self()).children.compactMap { child in
      guard let name = child.label else { return nil }
      let inner = (type(of: child.value) as? any NestedFields.Type)?.inner
      return TemplateField(name: name, fields: inner?.fields)
    }
  }
}

/// A field that has its own fields.
private protocol NestedFields {
  static var inner: any TemplateFields.Type { get }
}

extension Optional: NestedFields where Wrapped: TemplateFields {
  fileprivate static var inner: any TemplateFields.Type { Wrapped.self }
}

extension Array: NestedFields where Element: TemplateFields {
  fileprivate static var inner: any TemplateFields.Type { Element.self }
}

extension String {
  /// The text as a field: nil if it is empty, so that its section is left out.
  var nonEmpty: String? { isEmpty ? nil : self }
}
