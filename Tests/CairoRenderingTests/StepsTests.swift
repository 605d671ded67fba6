import CairoRendering
import Plotting
import Testing

struct StepsTests {
  private func steps() throws -> Steps {
    try Steps(1...4) { count in
      Figure(
        Chart("Growth") { LineMark(x: 0...count, y: (0...count).map { Double($0 * $0) }) }
          .xAxis("$n$"), width: .inches(3), height: .inches(2))
    }
  }

  @Test func `charts share their axes`() throws {
    for list in try steps().displayLists().lists {
      #expect(try #require(plot(list.items)).x.scale.domain == 0...4)
    }
  }

  @Test func `what does not change is written once, and one step is visible`() throws {
    let svg = try steps().svg()
    #expect(svg.matches(of: /data-role="axis" data-kind="x"/).count == 1)
    #expect(svg.contains("data-steps=\"4\""))
    let groups = svg.matches(of: /<g data-step="([0-9 ]+)"( style="display:none")?>/)
    #expect(groups.map { String($0.1) } == ["0", "1", "2", "3"])
    #expect(groups.map { $0.2 == nil } == [false, false, false, true])
  }

  @Test func `a point is written once for all neighboring steps that give it one color`() throws {
    let shares: [[[Double]]] = [
      [[1, 0], [1, 0], [0.5, 0.5]], [[1, 0], [0, 1], [0.5, 0.5]], [[1, 0], [0, 1], [1, 0]],
    ]
    let svg = try Steps(shares) { shares in
      Figure(
        Chart { PointMark(x: [0, 1, 2], y: [0, 1, 0]).foregroundStyle(mixing: shares) })
    }.svg()
    let spans = svg.matches(of: /<g data-step="([0-9 ]+)"( style="display:none")?>/)
    #expect(spans.map { String($0.1) } == ["0", "0 1", "1 2", "2"])
    #expect(spans.map { $0.2 == nil } == [false, false, true, true])
    #expect(svg.matches(of: /m[-0-9. ]+h0/).count == 5)
    // Three colors, each with a rule for viewers that cannot mix.
    #expect(svg.matches(of: /\.f[0-9a-z]+-m[0-9]{stroke:#[0-9a-f]{6}}/).count == 3)
    let even =
      "color-mix(in oklab,var(--series-1,#0072b2),var(--series-2,#d55e00) 50%)"
    #expect(svg.contains(even) && svg.contains("@supports(color:color-mix(in oklab,red,red))"))
  }

  @Test func `what lists of different lengths end with is shared`() throws {
    let svg = try Steps(1...3) { count in
      Figure(
        Chart {
          TrajectoryMark(x: (0..<count).map(Double.init), y: Array(repeating: 0, count: count))
        })
    }.svg()
    // The ring at the start.
    #expect(svg.matches(of: /<path fill="none"[^>]* d="m[^"]*c[^"]*"/).count == 1)
  }

  @Test func `plots stay where they are, however much room the titles need`() throws {
    let titles = [
      "short", "a title that is so long that it takes two lines of its narrow chart",
    ]
    let steps = try Steps(titles) { title in
      Figure(
        Chart(title) { LineMark(x: [0.0, 1], y: [0, 1]) }.yAxis("$y$"), width: .inches(2.4),
        height: .inches(2))
    }
    let lists = try steps.displayLists().lists
    let plots = try lists.map { list in
      let svg = try #require(plot(list.items))
      return [svg.x.scale.start, svg.x.scale.end, svg.y.scale.start, svg.y.scale.end]
    }
    #expect(plots[0] == plots[1])
    let alone = try steps.figures[0].displayList(metrics: .installed)
    #expect(try #require(plot(alone.items)).y.scale.end < plots[0][3])
    // Axes, grid and line are written once.
    let svg = try steps.svg()
    #expect(svg.matches(of: /data-role="grid"/).count == 1)
    #expect(svg.matches(of: /data-kind="line"/).count == 1)
  }

  private func plot(_ items: [DisplayItem]) -> PlotAxes? {
    for case .group(let group) in items {
      if let axes = group.axes ?? plot(group.items) { return axes }
    }
    return nil
  }

  @Test func `an animated PNG has a frame for each step`() throws {
    let file = try steps().animatedPNG(dpi: 72)
    let names = ["acTL", "fcTL", "fdAT", "IDAT"].map { name in
      let bytes = Array(name.utf8)
      return file.indices.dropLast(4).count { Array(file[$0..<($0 + 4)]) == bytes }
    }
    #expect(names == [1, 4, 3, 1])
  }
}

struct MarkerLayerTests {
  private func scatter(_ count: Int) -> Figure {
    let xs = (0..<count).map { Double(($0 &* 7919) % 10_007) }
    let ys = (0..<count).map { Double(($0 &* 104_729) % 9973) }
    return Figure(Chart { PointMark(x: xs, y: ys).symbolSize(1) })
  }

  @Test func `fifty thousand points become a picture inside vector axes`() throws {
    let few = try scatter(1000).svg()
    let many = try scatter(50_000).svg()
    #expect(!few.contains("<image") && many.contains("<image"))
    #expect(many.utf8.count < 1_500_000 && many.contains("data-role=\"axis\""))
    // The page colors what is under the mask; fixed themes need none.
    let mask = try #require(many.firstMatch(of: /<mask id="([^"]+)">/)).1
    #expect(many.contains("<path mask=\"url(#\(mask))\""))
    #expect(many.contains("style=\"fill:var(--series-1,#0072b2)\"/>"))
    #expect(try !scatter(50_000).theme(.print).svg().contains("<mask"))
  }
}
