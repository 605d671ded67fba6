internal import Storage

extension ProseReader {
  /// Replaces the include directives in some lines of prose with the texts that they include.
  ///
  /// Included lines keep their own file and number, so that problems are reported where they can be
  /// fixed. A blank line separates an included text from the text around it, and its front matter
  /// is left out.
  ///
  /// - Parameters:
  ///   - lines: The lines, all of one file.
  ///   - chain: The files that are being read, the chapter first. Including one of them is an
  ///     error.
  mutating func including(_ lines: [Line], within chain: [String]? = nil) -> [Line] {
    let chain = chain ?? [Literate.path(path, relativeTo: "")]
    var fences = CodeFences()
    var result: [Line] = []
    for line in lines {
      let directive = fences.encloses(line.text) ? .text : IncludeDirective.read(line.text)
      guard directive != .text else {
        result.append(line)
        continue
      }
      let blank = Line(text: "", number: line.number, column: line.column, file: line.file)
      let column = line.column + line.text.prefix(while: \.isWhitespace).utf8.count
      let place = SourceLocation(
        file: line.file ?? path, line: line.number, column: column)
      do throws(Diagnostics) {
        // In a list item, the included text belongs to the item as well.
        let indentation = line.text.prefix { $0 == " " || $0 == "\t" }
        let lines = try included(directive, from: place, within: chain).map {
          indentation.isEmpty || $0.text.isEmpty ? $0 : $0.indented(by: indentation)
        }
        result += [blank] + lines + [blank]
      } catch {
        diagnostics += error.list
        result.append(blank)
      }
    }
    return result
  }

  /// The lines that replace an include directive.
  private mutating func included(
    _ directive: IncludeDirective.Line, from place: SourceLocation, within chain: [String]
  ) throws(Diagnostics) -> [Line] {
    guard case .include(let directive) = directive else {
      throw Diagnostics([Diagnostic(.malformedInclude, at: place)])
    }
    let target = Literate.path(directive.path, relativeTo: place.file)
    guard target.hasSuffix(".md") else {
      throw Diagnostics([Diagnostic(.includeOfOtherKind(path: target), at: place)])
    }
    guard !chain.contains(target) else {
      throw Diagnostics([Diagnostic(.circularInclude(chain: chain + [target]), at: place)])
    }
    var lines = try lines(of: target, from: place)
    if let name = directive.section {
      let sections = MarkdownSection.sections(of: lines)
      guard let section = sections.first(where: { $0.isNamed(name) }) else {
        let names = sections.flatMap { [$0.label, $0.slug].compactMap(\.self) }
        let problem = ReadingProblem.missingSection(
          name: name, path: target, suggestion: suggestion(for: name, among: names))
        throw Diagnostics([Diagnostic(problem, at: place)])
      }
      lines = Array(lines[section.lines])
    }
    return including(closed(lines), within: chain + [target])
  }

  /// The lines of a file without its front matter.
  private mutating func lines(
    of target: String, from place: SourceLocation
  ) throws(Diagnostics) -> [Line] {
    let file: SourceFile
    do throws(Diagnostics) {
      file = try files.file(at: target)
    } catch {
      guard case ReadingProblem.unreadable? = error.list.first?.problem else { throw error }
      let known = files.markdownFiles(in: parentFolder(of: target))
      let problem = ReadingProblem.missingInclude(
        path: target, suggestion: suggestion(for: lastName(of: target), among: known))
      throw Diagnostics([Diagnostic(problem, at: place)])
    }
    included.insert(target)
    var rest = file.lines.enumerated().map {
      Line(text: $1, number: $0 + 1, column: 1, file: target)
    }[...]
    // The contents of an included file's front matter are ignored; it only has to be closed.
    var reader = ProseReader(path: target, files: files)
    _ = takeFrontMatter(&rest, &reader)
    diagnostics += reader.diagnostics
    return Array(rest)
  }

  /// The lines, with the last fence closed if it is open, so that the lines after them are not
  /// code.
  private func closed(_ lines: [Line]) -> [Line] {
    var fences = CodeFences()
    for line in lines { _ = fences.encloses(line.text) }
    guard let fence = fences.closing, let last = lines.last else { return lines }
    return lines + [Line(text: fence, number: last.number, column: 1, file: last.file)]
  }
}

extension Report {
  /// The files that are included by others of the list and are therefore not chapters of their own.
  ///
  /// Files that include each other in a circle, and that no other file includes, are not in the
  /// result, so that the circle is reported.
  static func included(among paths: [String], files: TextFiles) -> Set<String> {
    var includes: [String: Set<String>] = [:]
    for path in paths {
      guard let file = try? files.file(at: path) else { continue }
      includes[path] = Set(directives(in: file).map { Literate.path($0.path, relativeTo: path) })
    }
    let targets = Set(includes.flatMap { path, targets in targets.subtracting([path]) })
    var reached: Set<String> = []
    var waiting = paths.filter { !targets.contains(Literate.path($0, relativeTo: "")) }
    while let path = waiting.popLast() {
      for target in includes[path] ?? [] where reached.insert(target).inserted {
        waiting.append(target)
      }
    }
    return Set(paths.filter { reached.contains(Literate.path($0, relativeTo: "")) })
  }

  private static func directives(in file: SourceFile) -> [IncludeDirective] {
    guard file.text.containsBytes(of: "{{<") else { return [] }
    var fences = CodeFences()
    return file.lines.compactMap { line in
      let prose = file.path.hasSuffix(".md") ? line : line.drop { $0 == " " }.dropPrefix("//:")
      guard !fences.encloses(prose), case .include(let directive) = IncludeDirective.read(prose)
      else {
        return nil
      }
      return directive
    }
  }
}

extension ProseReader.Line {
  fileprivate func indented(by spaces: Substring) -> ProseReader.Line {
    var line = self
    line.text = spaces + text
    line.column -= spaces.utf8.count
    return line
  }
}

extension Substring {
  fileprivate func dropPrefix(_ prefix: String) -> Substring {
    hasPrefix(prefix) ? dropFirst(prefix.count) : self
  }
}
