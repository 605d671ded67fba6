import Plotting
import Testing

struct FigureDataTests {
  private func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false
    )
    .map(String.init)
  }

  @Test func `each mark gives its rows, and columns that it lacks are empty`() throws {
    let figure = Figure(
      Chart {
        PointMark(x: [1.0, 2.5], y: [3.0, .nan]).label("a")
        AreaMark(x: [0, 1], yStart: [0, 1], yEnd: [1e-7, 2])
      })
    #expect(
      lines(try figure.csv()) == [
        "mark,series,x,y,yStart,yEnd", "point,a,1,3,,", "point,a,2.5,,,", "area,,0,,0,1e-07",
        "area,,1,,1,2", "",
      ])
  }

  @Test func `fields with commas, quotes and line breaks are quoted`() throws {
    let chart = Chart {
      BarMark(x: ["a,b", "say \"x\"", "two\nlines"], y: [1, 2, 3]).label("n")
    }
    #expect(
      lines(try Figure(chart).csv()) == [
        "mark,series,x,y", "bar,n,\"a,b\",1", "bar,n,\"say \"\"x\"\"\",2", "bar,n,\"two\nlines\",3",
        "",
      ])
  }

  @Test func `histograms give their bins, heat maps their cells`() throws {
    let chart = Chart { HistogramMark([0, 0.5, 1, 3], bins: .edges([0, 1, 2, 3])) }
    #expect(
      lines(try Figure(chart).csv()).dropFirst() == [
        "histogram,,0,1,2", "histogram,,1,2,1", "histogram,,2,3,1", "",
      ])
    let map = Chart {
      HeatMapMark(columns: ["u", "v"], rows: ["a", "b"], values: [[1, 2], [3, 4]])
    }
    #expect(
      lines(try Figure(map).csv()) == [
        "mark,series,x,y,value", "heat map,,u,a,1", "heat map,,v,a,2", "heat map,,u,b,3",
        "heat map,,v,b,4", "",
      ])
  }

  @Test func `charts and steps are named in front`() throws {
    let figure = Figure {
      Row {
        Chart("left") { LineMark(x: [0], y: [1]) }
        Chart { LineMark(x: [0], y: [2]) }
      }
    }
    #expect(
      lines(try figure.csv()) == [
        "chart,mark,series,x,y", "left,line,,0,1", "2,line,,0,2", "",
      ])
    let steps = try Steps(1...2, names: ["E 1", "M 1"]) { n in
      Figure(Chart { RuleMark(x: Double(n)) })
    }
    #expect(
      lines(try steps.csv()) == ["step,mark,series,x", "E 1,rule,,1", "M 1,rule,,2", ""])
  }

  @Test func `data that a figure refuses are refused here too`() {
    #expect(throws: PlottingError.unequalColumns(mark: "point", lengths: [1, 2])) {
      try Figure(Chart { PointMark(x: [1], y: [1, 2]) }).csv()
    }
  }
}
