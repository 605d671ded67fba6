/// The offsets at which the lines of a text begin, to convert byte offsets into lines and columns.
struct LineTable {
  /// The offset of each line's first byte.
  let starts: [Int]

  init(_ text: String) {
    var starts = [0]
    var text = text
    text.withUTF8 { bytes in
      for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
    }
    self.starts = starts
  }

  /// The line of a byte, from 1.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line and column of a byte, both from 1.
  func position(at offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    return (line, offset - starts[line - 1] + 1)
  }
}
