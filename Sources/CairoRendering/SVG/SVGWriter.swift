import Plotting

/// Writes a display list as SVG: groups with roles and series keys, glyph outlines that are defined
/// once and reused, and CSS variables for colors if the theme follows the page.
///
/// Cairo's own SVG surface is not used: its ids repeat across files, so that two figures on one
/// page would show each other's glyphs.
struct SVGWriter {
  private let theme: Theme
  private let stepCount: Int?
  private let lettering: SVGLettering
  private let fonts: FontLibrary
  private var text = SVGText()
  /// The numbers of the classes for color mixtures, in the order of their rules.
  private var mixtures: [MixtureKey: Int] = [:]
  private var rules = (fallback: SVGText(), mixed: SVGText())
  private var glyphs: [GlyphKey: Int] = [:]
  private var definitions = SVGText()
  private var masks = 0

  private struct MixtureKey: Hashable {
    let mixture: SeriesMixture
    let property: String
  }

  private struct GlyphKey: Hashable {
    let face: FontFace
    let scalar: Unicode.Scalar
    let form: GlyphForm?
  }

  static func svg(
    of list: DisplayList, idPrefix: String?, lettering: SVGLettering, fonts: FontLibrary
  ) throws -> String {
    try svg(
      of: list, layers: list.items.map(StepLayer.shared), count: nil, idPrefix: idPrefix,
      lettering: lettering, fonts: fonts)
  }

  /// The SVG of several steps; `count` is nil for a single figure.
  static func svg(
    of list: DisplayList, layers: [StepLayer], count: Int?, idPrefix: String?,
    lettering: SVGLettering, fonts: FontLibrary
  ) throws -> String {
    var writer = SVGWriter(
      theme: list.theme, stepCount: count, lettering: lettering, fonts: fonts)
    for layer in layers { try writer.write(layer) }
    return writer.document(list).named(idPrefix)
  }

  private init(theme: Theme, stepCount: Int?, lettering: SVGLettering, fonts: FontLibrary) {
    self.theme = theme
    self.stepCount = stepCount
    self.lettering = lettering
    self.fonts = fonts
  }

  private func document(_ list: DisplayList) -> SVGText {
    let (width, height) = (list.size.width, list.size.height)
    var svg: SVGText = "<svg xmlns=\"http://www.w3.org/2000/svg\""
    svg += " viewBox=\"0 0 \(SVGNumber.text(width)) \(SVGNumber.text(height))\""
    svg += " width=\"\(SVGNumber.text(width / 0.75))\" height=\"\(SVGNumber.text(height / 0.75))\""
    if let steps = stepCount { svg += " data-steps=\"\(steps)\"" }
    svg += " role=\"img\" aria-labelledby=\"\(id: "title") \(id: "desc")\""
    let ink = theme.followsPage ? ";" + css("fill", .ink) : ""
    svg += " style=\"max-width:100%;height:auto\(ink)\" fill=\"\(theme.ink.hexadecimal)\">\n"
    let title = list.title.isEmpty ? list.summary : list.title
    svg += "<title id=\"\(id: "title")\">\(escaped(title))</title>\n"
    svg += "<desc id=\"\(id: "desc")\">\(escaped(list.summary))</desc>\n"
    if !definitions.isEmpty { svg += "<defs>\(definitions)</defs>\n" }
    if !rules.mixed.isEmpty {
      // A viewer without color-mix would drop the variables together with the rule that contains
      // it.
      svg += "<style>\(rules.fallback)@supports(color:color-mix(in oklab,red,red)){\(rules.mixed)}"
      svg += "</style>\n"
    }
    if !theme.followsPage {
      svg += "<path d=\"\(SVGPathData(Path(Rect(x: 0, y: 0, width: width, height: height))).text)\""
      svg += " fill=\"\(theme.background.hexadecimal)\"/>\n"
    }
    svg += text
    svg += "</svg>\n"
    return svg
  }
}

extension SVGWriter {
  private mutating func write(_ layer: StepLayer) throws {
    switch layer {
    case .shared(let item): try write(item)
    case .group(let groups, let layers):
      open(groups[0])
      for layer in layers { try write(layer) }
      text += "</g>\n"
    case .steps(let steps):
      for (run, items) in StepLayer.runs(of: steps) {
        openSteps(run)
        for item in items { try write(item) }
        text += "</g>\n"
      }
    case .shown(let steps, let item):
      openSteps(steps)
      try write(item)
      text += "</g>\n"
    }
  }

  /// Opens the group of consecutive steps, hidden unless it includes the last step.
  private mutating func openSteps(_ steps: ClosedRange<Int>) {
    let numbers = steps.map(String.init).joined(separator: " ")
    let isVisible = steps.upperBound == (stepCount ?? 1) - 1
    text += "<g data-step=\"\(numbers)\"\(isVisible ? "" : " style=\"display:none\"")>\n"
  }

  private mutating func open(_ group: DisplayGroup) {
    text += "<g data-role=\"\(group.role.rawValue)\""
    if let kind = group.kind { text += " data-kind=\"\(escaped(kind))\"" }
    if let series = group.series { text += " data-series=\"\(escaped(series))\"" }
    text += ">\n"
    if let title = group.title { text += "<title>\(escaped(title))</title>\n" }
  }

  private mutating func write(_ item: DisplayItem) throws {
    switch item {
    case .path(let path, let fill, let stroke): write(path, fill, stroke)
    case .markers(let markers): try write(markers)
    case .text(let run): try write(run)
    case .image(let image, let rect): try write(image, in: rect)
    case .group(let group):
      guard !group.items.isEmpty else { return }
      open(group)
      for item in group.items { try write(item) }
      text += "</g>\n"
    }
  }

  private mutating func write(_ path: Path, _ fill: Fill?, _ stroke: Stroke?) {
    text += "<path d=\"\(SVGPathData(path).text)\""
    if let fill {
      text += " fill=\"\(theme.color(of: fill.paint).hexadecimal)\""
      if fill.opacity < 1 { text += " fill-opacity=\"\(SVGNumber.text(fill.opacity))\"" }
      text += " fill-rule=\"evenodd\""
    }
    if let stroke {
      text += fill == nil ? " fill=\"none\"" : ""
      text += " stroke=\"\(theme.color(of: stroke.paint).hexadecimal)\""
      text += " stroke-width=\"\(SVGNumber.text(stroke.width))\""
      if stroke.opacity < 1 { text += " stroke-opacity=\"\(SVGNumber.text(stroke.opacity))\"" }
      if stroke.dash.contains(where: { $0 > 0 }) {
        let lengths = stroke.dash.map(SVGNumber.text).joined(separator: " ")
        text += " stroke-dasharray=\"\(lengths)\""
      }
      if stroke.cap == .round { text += " stroke-linecap=\"round\"" }
      if !stroke.isSnapped { text += " stroke-linejoin=\"round\"" }
    }
    text += "\(pageStyle([("fill", fill?.paint), ("stroke", stroke?.paint)]))/>\n"
  }

  /// The single style attribute that lets the page override colors; an element cannot have two.
  private func pageStyle(_ paints: [(property: String, paint: Paint?)]) -> String {
    guard theme.followsPage else { return "" }
    let rules = paints.compactMap { property, paint in
      paint.flatMap { isVariable($0) ? css(property, $0) : nil }
    }
    return rules.isEmpty ? "" : " style=\"\(rules.joined(separator: ";"))\""
  }

  private mutating func write(_ markers: Markers) throws {
    if markers.centers.count >= markerLayerThreshold {
      if theme.followsPage, markers.paints.count == 1, isVariable(markers.paints[0]) {
        return try writeMask(of: markers)
      }
      let (image, rect) = try markers.layer(theme: theme)
      return try write(image, in: rect)
    }
    if theme.followsPage {
      var last: SeriesMixture?
      for case .mixture(let mixture) in markers.paints where mixture != last {
        define(mixture, SVGMarkers.property(of: markers.symbol))
        last = mixture
      }
    }
    let writer = self
    text += SVGMarkers(markers) { property, paint in writer.paint(property, paint) }.text
  }

  /// Writes many symbols of one color as a masked rectangle, so that the page can change the color.
  private mutating func writeMask(of markers: Markers) throws {
    var white = markers
    white.paints = [.color(Color(hex: 0xFFFFFF))]
    let (image, rect) = try white.layer(theme: theme)
    let id = "k\(masks)"
    masks += 1
    text += "<mask id=\"\(id: id)\">\n"
    try write(image, in: rect)
    text += "</mask>\n<path mask=\"url(#\(id: id))\" d=\"\(SVGPathData(Path(rect)).text)\""
    text += "\(paint("fill", markers.paints[0]))/>\n"
  }

  /// Assigns a class to a mixture; its rule mixes the series colors of the page.
  private mutating func define(_ mixture: SeriesMixture, _ property: String) {
    let key = MixtureKey(mixture: mixture, property: property)
    guard mixtures[key] == nil else { return }
    let name = Self.mixtureClass(mixtures.count)
    mixtures[key] = mixtures.count
    let fallback = theme.color(of: .mixture(mixture)).hexadecimal
    rules.fallback += ".\(id: name){\(property):\(fallback)}"
    var (mixed, sum) = ("", 0.0)
    for (number, fraction) in mixture.weights {
      let name = variable(of: .series(number)) ?? ""
      let color = "var(\(name),\(theme.palette[number].hexadecimal))"
      sum += fraction
      let percent = Int((100 * fraction / sum).rounded())
      mixed = mixed.isEmpty ? color : "color-mix(in oklab,\(mixed),\(color) \(percent)%)"
    }
    if !mixed.isEmpty { rules.mixed += ".\(id: name){\(property):\(mixed)}" }
  }

  private static func mixtureClass(_ number: Int) -> String { "m\(String(number, radix: 36))" }

  private mutating func write(_ run: TextRun) throws {
    guard let size = run.box.glyphs.first?.size else { return }
    let unit = 1000 / size
    text +=
      "<g transform=\"translate(\(SVGNumber.text(run.origin.x)) \(SVGNumber.text(run.origin.y)))"
    if run.isVertical { text += "rotate(-90)" }
    text += "scale(\(SVGNumber.factor(1 / unit)))\""
    if run.paint != .ink { text += paint("fill", run.paint) }
    text += ">"
    if lettering == .live {
      text.append(SVGLiveText(run.box, unit: unit).element)
    } else {
      try writeOutlines(of: run.box, size: size)
    }
    for rule in run.box.rules {
      let scaled = Rect(
        x: rule.x * unit, y: rule.y * unit, width: rule.width * unit, height: rule.height * unit)
      text += "<path d=\"\(SVGPathData(Path(scaled), scale: 1).text)\"/>"
    }
    text += "</g>\n"
  }

  private mutating func writeOutlines(of box: TextBox, size: Double) throws {
    let unit = 1000 / size
    for glyph in box.glyphs {
      guard let id = try definition(of: glyph) else { continue }
      let (x, y) = (
        Int((glyph.origin.x * unit).rounded()), Int((glyph.origin.y * unit).rounded())
      )
      text += "<use href=\"#\(id: id)\""
      if glyph.size == size {
        if x != 0 { text += " x=\"\(x)\"" }
        if y != 0 { text += " y=\"\(y)\"" }
      } else {
        text += " transform=\"translate(\(x) \(y))scale(\(SVGNumber.factor(glyph.size / size)))\""
      }
      text += "/>"
    }
  }

  /// The suffix of the id of a glyph's outline, which is defined at first use; nil for blanks.
  private mutating func definition(of glyph: TextBox.Glyph) throws -> String? {
    let key = GlyphKey(face: glyph.face, scalar: glyph.scalar, form: glyph.form)
    if let number = glyphs[key] { return number < 0 ? nil : String(number, radix: 36) }
    let outline = try fonts.outline(of: glyph)
    guard !outline.elements.isEmpty else {
      glyphs[key] = -1
      return nil
    }
    let number = glyphs.values.count { $0 >= 0 }
    glyphs[key] = number
    let id = String(number, radix: 36)
    definitions += "<path id=\"\(id: id)\" d=\"\(SVGPathData(outline, scale: 1).text)\"/>\n"
    return id
  }

  private mutating func write(_ image: RasterImage, in rect: Rect) throws {
    guard image.isComplete else { return }
    let data = base64(try image.png())
    text += "<image x=\"\(SVGNumber.text(rect.x))\" y=\"\(SVGNumber.text(rect.y))\""
    text += " width=\"\(SVGNumber.text(rect.width))\" height=\"\(SVGNumber.text(rect.height))\""
    text += " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\""
    text += " href=\"data:image/png;base64,\(data)\"/>\n"
  }

  /// The attribute of a color, and the style that lets the page override it.
  private func paint(_ property: String, _ paint: Paint) -> SVGText {
    if case .mixture(let mixture) = paint,
      let number = mixtures[MixtureKey(mixture: mixture, property: property)]
    {
      return " class=\"\(id: Self.mixtureClass(number))\""
    }
    let color = theme.color(of: paint).hexadecimal
    guard theme.followsPage, isVariable(paint) else { return " \(property)=\"\(color)\"" }
    return " \(property)=\"\(color)\" style=\"\(css(property, paint))\""
  }

  private func css(_ property: String, _ paint: Paint) -> String {
    let color = theme.color(of: paint).hexadecimal
    if case .toned(let own) = paint {
      let percent = Int(((1 - Paint.tone) * 100).rounded())
      let ink = "var(--figure-ink,\(theme.ink.hexadecimal))"
      return "\(property):color-mix(in oklab,\(own.hexadecimal) \(percent)%,\(ink))"
    }
    return variable(of: paint).map { "\(property):var(\($0),\(color))" } ?? "\(property):\(color)"
  }

  /// Whether the page may change the color.
  private func isVariable(_ paint: Paint) -> Bool {
    if case .toned = paint { true } else { variable(of: paint) != nil }
  }

  private func variable(of paint: Paint) -> String? {
    switch paint {
    case .ink: "--figure-ink"
    case .muted: "--figure-muted"
    case .grid: "--figure-grid"
    case .background: "--figure-background"
    case .series(let number):
      "--series-\(theme.palette.place(of: number) + 1)"
    case .color, .toned, .mixture: nil
    }
  }
}
