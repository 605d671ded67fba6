internal import CFileAccess
internal import CairoRendering
@preconcurrency internal import Glibc
internal import NotebookOutputs

/// Appends events to the file that `lectern render` names.
struct Recorder {
  private let events: Int32
  /// The folder for figures.
  let folder: String
  /// The name of the chapter.
  let chapter: String
  /// The current cell.
  var cell = 0
  /// The number of figures that the current cell has drawn.
  var figures = 0
  /// The size of the current cell's figures in points; 0 keeps a figure's own width or height.
  var figureSize: (width: Double, height: Double) = (0, 0)
  let position: ReachedPosition

  /// The recorder during a render; nil in a stand-alone program.
  static func fromEnvironment() -> Recorder? {
    guard let events = getenv(RunEnvironment.events), let folder = getenv(RunEnvironment.folder)
    else { return nil }
    let descriptor = open(String(cString: events), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      fail("cannot write the events file \(String(cString: events))")
    }
    let accessPath = "\(String(cString: folder))/\(RunEnvironment.accesses)"
    let accesses = open(accessPath, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard accesses >= 0 else { fail("cannot write \(accessPath)") }
    file_access_start(accesses, folder)
    // Line buffering, so that a trap does not lose printed lines.
    setvbuf(stdout, nil, _IOLBF, 1 << 16)
    let recorder = Recorder(
      events: descriptor, folder: String(cString: folder),
      chapter: getenv(RunEnvironment.chapter).map { String(cString: $0) } ?? "",
      position: ReachedPosition(folder: String(cString: folder)))
    recorder.append(.started(version: Event.version, libraries: ["Cairo": cairoVersion]))
    return recorder
  }

  private init(events: Int32, folder: String, chapter: String, position: ReachedPosition) {
    self.events = events
    self.folder = folder
    self.chapter = chapter
    self.position = position
  }

  /// The lengths of the output streams so far.
  var lengths: StreamLengths {
    fflush(nil)
    return StreamLengths(
      output: Int(lseek(STDOUT_FILENO, 0, SEEK_CUR)), error: Int(lseek(STDERR_FILENO, 0, SEEK_CUR)))
  }

  /// Appends an event as one line.
  func append(_ event: Event) {
    do {
      let bytes = try event.encoded()
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(events, $0.baseAddress, $0.count) }
        guard written > 0 || errno == EINTR else { fail("cannot write to the events file") }
        rest = rest.dropFirst(max(written, 0))
      }
    } catch {
      fail("cannot encode an event: \(error)")
    }
  }
}

/// Ends the program, because a render with missing events would show wrong results.
private func fail(_ reason: String) -> Never {
  fputs("lectern: \(reason) (\(String(cString: strerror(errno))))\n", stderr)
  exit(70)
}
