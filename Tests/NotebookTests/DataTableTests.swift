import Notebook
import Testing

@Suite struct `Data tables` {
  @Test func `give columns by name and type`() throws {
    let table = try DataTable("name,length,count\na,1.5,2\nb, -3e2 ,NA\n")
    #expect(table.names == ["name", "length", "count"])
    #expect(try table.texts("name") == ["a", "b"])
    #expect(try table.numbers("length") == [1.5, -300])
    #expect(try table.numbers("count")[0] == 2)
    #expect(try table.numbers("count")[1].isNaN)
    #expect(table.rows[1] == ["b", " -3e2 ", nil])
  }

  @Test func `may contain quoted separators, line breaks and quotation marks`() throws {
    let table = try DataTable("a,b\r\n\"x, y\",\"two\nlines\"\r\n\"say \"\"hi\"\"\",\n\nlast,1")
    #expect(try table.texts("a") == ["x, y", "say \"hi\"", "last"])
    #expect(try table.texts("b") == ["two\nlines", "", "1"])
  }

  @Test func `may be separated by tabs`() throws {
    #expect(try DataTable("a\tb\n1,5\t2\n", separator: "\t").texts("a") == ["1,5"])
  }

  @Test func `may begin with a byte-order mark`() throws {
    #expect(try DataTable("\u{FEFF}id,x\n1,2\n").numbers("id") == [1])
  }

  @Test func `may be separated by semicolons, with decimal commas`() throws {
    let table = try DataTable("a;b\n1;2,5\n3;-0,25\n", separator: ";")
    #expect(try table.numbers("b") == [2.5, -0.25])
    #expect(throws: DataError.otherSeparator(path: "text", found: ";")) {
      try DataTable("a;b\n1;2,5\n")
    }
    #expect(throws: DataError.otherSeparator(path: "text", found: ";")) {
      try DataTable("name;\"height, cm\";kg\nA;171;63\n")
    }
    // No separator gives the same number of columns in every line.
    #expect(throws: DataError.raggedRow(path: "text", line: 2, count: 3, expected: 2)) {
      try DataTable("a,b\n1,2,3\n")
    }
    #expect(throws: DataError.otherSeparator(path: "text", found: "\t")) {
      try DataTable("a\tb\n1\t2\n")
    }
  }

  @Test(arguments: [
    ("", DataError.empty(path: "text")),
    ("a,a\n", .duplicateColumn(path: "text", name: "a")),
    ("a,b\n1,2\n3\n", .raggedRow(path: "text", line: 3, count: 1, expected: 2)),
    ("a\n1\n\"open\nstill", .unclosedQuote(path: "text", line: 3)),
    ("a\n\"two\nlines\"\nx,y\n", .raggedRow(path: "text", line: 4, count: 2, expected: 1)),
  ])
  func `that are malformed throw an error with a line`(_ text: String, _ error: DataError) {
    #expect(throws: error) { try DataTable(text) }
  }

  @Test func `report the line of a field that is not a number`() throws {
    let table = try DataTable("a\n1\n\n1.2.3\n")
    #expect(throws: DataError.notANumber(path: "text", line: 4, column: "a", field: "1.2.3")) {
      try table.numbers("a")
    }
    #expect(throws: DataError.noColumn(path: "text", name: "b", names: ["a"])) {
      try table.texts("b")
    }
    #expect(throws: DataError.missing(path: "no/such.csv")) {
      try DataTable(contentsOf: "no/such.csv")
    }
  }
}
