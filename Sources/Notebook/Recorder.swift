internal import CFileAccess
internal import CairoRendering
@preconcurrency internal import Glibc
internal import NotebookOutputs

/// Appends events to the file that the generator named.
struct Recorder {
  private let events: Int32
  /// The folder for figures.
  let folder: String
  /// The name of the chapter.
  let chapter: String
  /// The cell that is open.
  var cell = 0
  /// How many figures the open cell has rendered.
  var figures = 0
  /// The size in points that the open cell asks for; 0 leaves a side as the figure has it.
  var figureSize: (width: Double, height: Double) = (0, 0)
  let position: ReachedPosition

  /// The recorder of a rendered notebook; `nil` when a notebook runs alone.
  static func fromEnvironment() -> Recorder? {
    guard let events = getenv(RunEnvironment.events), let folder = getenv(RunEnvironment.folder)
    else { return nil }
    let descriptor = open(String(cString: events), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      complain("cannot write the events file \(String(cString: events))")
    }
    let accesses = "\(String(cString: folder))/\(RunEnvironment.accesses)"
    let sightings = open(accesses, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard sightings >= 0 else { complain("cannot write \(accesses)") }
    file_access_start(sightings, folder)
    // Text must be in its file before a trap can lose it, so buffers end with their line.
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

  /// How much the program has written so far.
  var lengths: StreamLengths {
    fflush(nil)
    return StreamLengths(
      output: Int(lseek(STDOUT_FILENO, 0, SEEK_CUR)), error: Int(lseek(STDERR_FILENO, 0, SEEK_CUR)))
  }

  /// Writes an event as one line in one call.
  func append(_ event: Event) {
    do {
      let bytes = try event.encoded()
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(events, $0.baseAddress, $0.count) }
        guard written > 0 || errno == EINTR else { complain("cannot write to the events file") }
        rest = rest.dropFirst(max(written, 0))
      }
    } catch {
      complain("cannot encode an event: \(error)")
    }
  }
}

/// Ends the program: without its events a render would show something other than what happened.
private func complain(_ reason: String) -> Never {
  fputs("lectern: \(reason) (\(String(cString: strerror(errno))))\n", stderr)
  exit(70)
}
