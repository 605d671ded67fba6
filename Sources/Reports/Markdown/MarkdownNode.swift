import CCommonMark
import Synchronization

/// A node of cmark-gfm's syntax tree, as a value.
struct MarkdownNode: Equatable {
  /// The kind of a node.
  enum Kind: Equatable {
    case document
    case paragraph
    case heading(level: Int)
    case quote
    case list(start: Int?, tight: Bool)
    case item
    case checkedItem(Bool)
    case codeBlock(info: String)
    case htmlBlock
    case rule
    case footnoteDefinition
    case table(alignments: [Alignment])
    case tableRow(isHeader: Bool)
    case tableCell
    case text
    case softBreak
    case lineBreak
    case code
    case html
    case emphasis
    case strong
    case strikethrough
    case link(url: String, title: String)
    case image(url: String, title: String)
    case footnoteReference
  }

  /// The alignment of a table column.
  enum Alignment: String {
    case none
    case leading
    case center
    case trailing
  }

  var kind: Kind
  /// The text of a leaf.
  var literal = ""
  /// The line on which the node begins, from 1.
  var line: Int
  var children: [MarkdownNode] = []
}

extension MarkdownNode {
  /// Parses GitHub Flavored Markdown: tables, strikethrough, task lists, bare links, footnotes, and
  /// typographic quotes and dashes.
  init(markdown: [UInt8]) {
    // Extensions register their special characters in a table shared by all parsers of the process,
    // so only one parser may run at a time.
    self = parsing.withLock { extensions in
      let options =
        CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE
        | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
      let parser = cmark_parser_new(options)
      defer { cmark_parser_free(parser) }
      for name in extensions {
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
      }
      markdown.withUnsafeBytes {
        cmark_parser_feed(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
      }
      let document = cmark_parser_finish(parser)
      defer { cmark_node_free(document) }
      return document.map(MarkdownNode.init(copying:)) ?? MarkdownNode(kind: .document, line: 1)
    }
  }

  /// Copies a cmark node and its descendants.
  private init(copying node: OpaquePointer) {
    kind = Kind(of: node)
    line = Int(cmark_node_get_start_line(node))
    if let text = cmark_node_get_literal(node) { literal = String(cString: text) }
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(MarkdownNode(copying: child))
      next = cmark_node_next(child)
    }
  }
}

/// Registers the extensions once, and serializes parsing across threads.
private let parsing: Mutex<[String]> = {
  cmark_gfm_core_extensions_ensure_registered()
  return Mutex(["table", "strikethrough", "autolink", "tasklist"])
}()

extension MarkdownNode.Kind {
  fileprivate init(of node: OpaquePointer) {
    // Extension nodes can be identified only by their type names; footnotes have types but no
    // names.
    switch cmark_node_get_type(node) {
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      self = .footnoteDefinition
      return
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      self = .footnoteReference
      return
    default: break
    }
    switch String(cString: cmark_node_get_type_string(node)) {
    case "document": self = .document
    case "heading": self = .heading(level: Int(cmark_node_get_heading_level(node)))
    case "block_quote": self = .quote
    case "list":
      let ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      self = .list(
        start: ordered ? Int(cmark_node_get_list_start(node)) : nil,
        tight: cmark_node_get_list_tight(node) != 0)
    case "item": self = .item
    case "tasklist": self = .checkedItem(cmark_gfm_extensions_get_tasklist_item_checked(node))
    case "code_block":
      self = .codeBlock(info: cmark_node_get_fence_info(node).map { String(cString: $0) } ?? "")
    case "html_block": self = .htmlBlock
    case "thematic_break": self = .rule
    case "table":
      let count = Int(cmark_gfm_extensions_get_table_columns(node))
      let alignments = cmark_gfm_extensions_get_table_alignments(node)
      self = .table(
        alignments: (0..<count).map {
          switch alignments?[$0] {
          case UInt8(ascii: "l"): .leading
          case UInt8(ascii: "c"): .center
          case UInt8(ascii: "r"): .trailing
          default: .none
          }
        })
    case "table_header": self = .tableRow(isHeader: true)
    case "table_row": self = .tableRow(isHeader: false)
    case "table_cell": self = .tableCell
    case "text": self = .text
    case "softbreak": self = .softBreak
    case "linebreak": self = .lineBreak
    case "code": self = .code
    case "html_inline": self = .html
    case "emph": self = .emphasis
    case "strong": self = .strong
    case "strikethrough": self = .strikethrough
    case "link": self = .link(url: url(of: node), title: title(of: node))
    case "image": self = .image(url: url(of: node), title: title(of: node))
    default: self = .paragraph
    }
  }
}

private func url(of node: OpaquePointer) -> String {
  cmark_node_get_url(node).map { String(cString: $0) } ?? ""
}

private func title(of node: OpaquePointer) -> String {
  cmark_node_get_title(node).map { String(cString: $0) } ?? ""
}
