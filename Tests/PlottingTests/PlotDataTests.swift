import Plotting
import Testing

struct PlotDataTests {
  private func json(_ chart: Chart) throws -> String {
    try Figure(chart).displayList(metrics: testMetrics).json()
  }

  @Test func `a plot says its axes, and its marks their values in data units`() throws {
    let chart = Chart {
      LineMark(x: [0.0, 1, 2], y: [0, 0.1 + 0.2, 100]).label("f")
      RuleMark(y: 12)
    }
    .xAxis("$n$", scale: .symmetricLog(threshold: 2)).yAxis(scale: .log, domain: 0.1...100)
    let text = try json(chart)
    #expect(text.contains(#""x":{"kind":"symlog","domain":[0,2],"range":["#))
    #expect(text.contains(#""threshold":2,"label":"n"}"#))
    #expect(text.contains(#""y":{"kind":"log","domain":[0.1,100],"range":["#))
    // Zero has no place on the axis; 0.1 + 0.2 has five digits at most.
    #expect(
      text.contains(
        #"{"kind":"line","series":"f","readings":[{"manner":"curve","x":[1,2],"y":[0.3,100]}]}"#))
    #expect(text.hasSuffix(#"{"kind":"rule"}]}]}"#))
  }

  @Test func `names of an axis are listed, and nothing can end a script`() throws {
    let text = try json(
      Chart("</script>") { BarMark(x: ["a</script>", "\"b\\"], y: [1, 2]).label("<") })
    #expect(text.contains(#""names":["a\u003c/script>","\"b\\"]"#))
    #expect(!text.contains("<"))
  }

  @Test func `points on a straight way are left out of curves, and points stay`() throws {
    let xs = (0...100).map(Double.init)
    let curve = try json(Chart { LineMark(x: xs, y: xs) })
    #expect(curve.contains(#""x":[0,100],"y":[0,100]"#))
    let points = try json(Chart { PointMark(x: xs, y: xs) })
    #expect(points.contains(#""manner":"points","x":[0,1,2,"#))
  }

  @Test func `a value is exact to a hundred-thousandth of its axis`() throws {
    let text = try json(
      Chart { PointMark(x: [1 / 3.0, 2], y: [1e-7 / 3, 1e-7]) }.yAxis(domain: 0...1e-7))
    #expect(text.contains(#""x":[0.33333,2]"#) && text.contains(#""y":[3.3333e-08,1e-07]"#))
  }

  @Test func `what changes from step to step names its steps`() throws {
    let steps = try Steps([1.0, 1, 2]) { height in
      Figure(
        Chart {
          LineMark(x: [0.0, 1], y: [0, 2])
          PointMark(x: [0.5], y: [height])
        })
    }
    let text = try steps.displayLists(metrics: testMetrics).json()
    #expect(text.hasPrefix(#"{"steps":3,"plots":[{"#))
    #expect(text.contains(#"{"steps":[0,1,2],"manner":"curve","x":[0,1],"y":[0,2]}"#))
    #expect(text.contains(#"{"steps":[0,1],"manner":"points","x":[0.5],"y":[1]}"#))
    #expect(text.contains(#"{"steps":[2],"manner":"points","x":[0.5],"y":[2]}"#))
  }
}
