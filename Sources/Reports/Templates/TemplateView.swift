import Mustache

/// The names that a template, or a part of one that is repeated, can use: the fields of a type.
///
/// A field is text, HTML, a number, a switch, another `TemplateFields` or an array of them. One that
/// is nil or empty leaves its section out.
protocol TemplateFields: MustacheParent, Sendable {
  /// Fields without content, from which a template is checked.
  init()
}

/// What a template is filled with.
protocol TemplateView: TemplateFields {
  /// The name of the template, which is that of its file.
  static var template: String { get }
}

extension TemplateFields {
  func child(named name: String) -> Any? {
    for child in Mirror(reflecting: self).children where child.label == name {
      guard let optional = child.value as? any OptionalField else { return child.value }
      // Nil ends the search: the name must not be found in a view that contains this one.
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

// MARK: What fields there are

/// A field of a view, as a template sees it.
struct TemplateField: Equatable {
  var name: String
  /// The fields of a section of that name, where it has its own.
  var fields: [TemplateField]?
}

extension TemplateFields {
  /// The fields, in the order of their declarations.
  static var fields: [TemplateField] {
    Mirror(reflecting: Self()).children.compactMap { child in
      guard let name = child.label else { return nil }
      let inner = (type(of: child.value) as? any NestedFields.Type)?.inner
      return TemplateField(name: name, fields: inner?.fields)
    }
  }
}

/// A field with fields of its own.
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
  /// The text as a field: nil where there is none, so that its section is left out.
  var nonEmpty: String? { isEmpty ? nil : self }
}
