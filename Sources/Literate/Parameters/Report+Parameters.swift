extension Chapter {
  /// Sets the parameters that the chapter declares; other settings are ignored.
  ///
  /// - Returns: A problem for each value that its parameter cannot have.
  mutating func set(_ settings: [ParameterSetting]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for setting in settings {
      guard let parameter = parameters.first(where: { $0.name.value == setting.name.value }) else {
        continue
      }
      if let value = parameter.value(of: setting.value.value) {
        set(parameter, to: value)
      } else {
        let problem = ReadingProblem.parameterValue(
          name: parameter.name.value, value: setting.value.value, allowed: parameter.allowed)
        problems.append(Diagnostic(problem, at: setting.value.location))
      }
    }
    return problems
  }

  /// The default is not recorded as a value, so that setting it causes no rerun.
  fileprivate mutating func set(_ parameter: Parameter, to value: String) {
    parameterValues[parameter.name.value] = value == parameter.defaultValue ? nil : value
  }
}

/// Reports the settings of parameters that are not in a list.
func unknownParameters(
  _ settings: [ParameterSetting], among parameters: [Parameter]
) -> [Diagnostic] {
  let names = parameters.map(\.name.value)
  return settings.filter { !names.contains($0.name.value) }.map {
    let problem = ReadingProblem.unknownParameter(
      name: $0.name.value, suggestion: suggestion(for: $0.name.value, among: names))
    return Diagnostic(problem, at: $0.name.location)
  }
}

extension Report {
  /// The parameters that the chapters declare, in order, without duplicates.
  public var parameters: [Parameter] {
    var found: [Parameter] = []
    for parameter in chapters.flatMap(\.parameters)
    where !found.contains(where: { $0.name.value == parameter.name.value }) {
      found.append(parameter)
    }
    return found
  }

  /// The name of each parameter and the value that the chapters run with.
  public var parameterValues: [(name: String, value: String)] {
    parameters.map { parameter in
      let name = parameter.name.value
      let chapter = chapters.first { $0.parameters.contains { $0.name.value == name } }
      return (name, chapter?.parameterValues[name] ?? parameter.defaultValue)
    }
  }

  /// Returns the report with other values for some of its parameters.
  ///
  /// - Parameter values: Names and values. Names that no chapter declares are ignored.
  /// - Throws: ``ParameterError/value(name:value:allowed:)`` if a parameter cannot have its value.
  public func setting(
    _ values: [(name: String, value: String)]
  ) throws(ParameterError) -> Report {
    var report = self
    for (name, text) in values {
      for index in chapters.indices {
        guard let parameter = chapters[index].parameters.first(where: { $0.name.value == name })
        else { continue }
        guard let value = parameter.value(of: text) else {
          throw .value(name: name, value: text, allowed: parameter.allowed)
        }
        report.chapters[index].set(parameter, to: value)
      }
    }
    return report
  }

  /// Returns the report as one of a sweep, with the values in its name and its subtitle.
  public func named(after values: [(name: String, value: String)]) -> Report {
    guard !values.isEmpty else { return self }
    var report = self
    for (name, value) in values {
      let word = value.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" }
      report.name += "-\(name)-\(String(word))"
    }
    let words = values.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    let old = frontMatter.subtitle ?? (chapters.count == 1 ? chapters[0].frontMatter.subtitle : nil)
    let origin = Prose.Origin(line: 1, anchors: [Prose.Anchor(markdown: 1, source: 1)])
    report.frontMatter.subtitle = Prose(
      markdown: old.map { "\(words) ·\n\($0.markdown)" } ?? words,
      origins: [origin] + (old?.origins ?? []), file: old?.file ?? folder)
    return report
  }
}
