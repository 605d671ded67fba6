import Foundation
import Glibc
import Storage
import Testing

@testable import Reports

/// Does some work as a user whom permissions bind; the superuser can write everywhere.
private func asOrdinaryUser(in folder: String, _ work: () throws -> Void) throws {
  guard geteuid() == 0 else { return try work() }
  for path in [folder] + tree(of: folder) { lchown(path, nobody, nobody) }
  actAs(nobody)
  defer { actAs(0) }
  try work()
}

private let nobody: uid_t = 65534

/// Makes the files that this thread opens, and no other thread, be opened as another user's.
private func actAs(_ user: uid_t) {
  // Linux's own; Swift's Glibc leaves it out.
  typealias Function = @convention(c) (uid_t) -> CInt
  let function = unsafeBitCast(dlsym(nil, "setfsuid"), to: Function.self)
  _ = function(user)
}

private func tree(of folder: String) -> [String] {
  (FileManager.default.subpaths(atPath: folder) ?? []).map { "\(folder)/\($0)" }
}

@Suite struct `After a publisher was killed` {
  private let one = publishedReport(["index.html": "1", "figures/a.svg": "a"])
  private let two = publishedReport(["index.html": "2", "figures/a.svg": "a"])

  @Test func `while it made its hidden folder, that is removed`() throws {
    try withTemporaryFolder { (folder) throws in
      mkdir("\(folder)/.r.lectern-new", 0o777)
      try Publisher(output: folder).publish(one)
      #expect(try names(in: folder) == ["r"])
      // The mark may have been cut off.
      try write("", to: "\(folder)/.r.lectern-new/.lectern.json")
      try Publisher(output: folder).publish(two)
      #expect(try names(in: folder) == ["r"])
    }
  }

  @Test func `while it wrote, the old report is whole and the rest is removed`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(one)
      try write(#"{"files":["index.html"]}"#, to: "\(folder)/.r.lectern-new/.lectern.json")
      try write("half", to: "\(folder)/.r.lectern-new/figures/b.svg")
      #expect(try !publisher.publish(one).isNew)
      #expect(try names(in: folder) == ["r"])
      #expect(try tree("\(folder)/r").keys.sorted().last == "index.html")
    }
  }

  @Test func `between two renames, the old report comes back`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(one)
      rename("\(folder)/r", "\(folder)/.r.lectern-old")
      try write("mine", to: "\(folder)/.r.lectern-old/mine.txt")
      try publisher.publish(two)
      #expect(try names(in: folder) == ["r"])
      #expect(try tree("\(folder)/r")["mine.txt"] == "mine")
      #expect(try tree("\(folder)/r")["index.html"] == "2")
    }
  }

  @Test func `before it removed the old report, what came into that is kept`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(one)
      try FileManager.default.copyItem(
        atPath: "\(folder)/r", toPath: "\(folder)/.r.lectern-new")
      try write("late", to: "\(folder)/.r.lectern-new/notes/late.txt")
      try publisher.publish(two)
      #expect(try names(in: folder) == ["r"])
      #expect(try tree("\(folder)/r")["notes/late.txt"] == "late")
      // A file that the place has as well is somebody's other version: neither is lost.
      try write("mine", to: "\(folder)/r/mine.txt")
      try FileManager.default.copyItem(
        atPath: "\(folder)/r", toPath: "\(folder)/.r.lectern-new")
      #expect(throws: Publisher.Occupied(path: "\(folder)/.r.lectern-new")) {
        try publisher.publish(one)
      }
      #expect(try tree("\(folder)/.r.lectern-new")["mine.txt"] == "mine")
    }
  }

  @Test func `a folder that is write-protected since is removed too`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(one)
      try FileManager.default.copyItem(
        atPath: "\(folder)/r", toPath: "\(folder)/.r.lectern-new")
      try asOrdinaryUser(in: folder) { () throws in
        chmod("\(folder)/.r.lectern-new/figures", 0o500)
        chmod("\(folder)/.r.lectern-new", 0)
        chmod("\(folder)/r/figures", 0o500)
        chmod("\(folder)/r", 0o500)
        #expect(try publisher.publish(two).isNew)
        #expect(try names(in: folder) == ["r"])
        #expect(try publisher.publish(one).isNew)
        #expect(try tree("\(folder)/r")["figures/a.svg"] == "a")
      }
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser can give files away"))
  func `a folder of another user is that report's failure`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(one)
      try asOrdinaryUser(in: folder) { () throws in
        actAs(0)
        try write("", to: "\(folder)/.r.lectern-new/.lectern.json")
        try write("", to: "\(folder)/.r.lectern-new/figures/a.svg")
        actAs(nobody)
        let failure = #expect(throws: FileFailure.self) { try publisher.publish(two) }
        #expect(failure?.operation == "unlink" && failure?.code == EACCES)
        #expect(try tree("\(folder)/r")["index.html"] == "1")
        let index = try publisher.publishIndex { _ in [1] }
        #expect(index.publication?.isNew == true && index.failures.count == 1)
      }
    }
  }

  @Test func `a report whose folder cannot be read is not replaced`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(one)
      try write("mine", to: "\(folder)/r/private/mine.txt")
      try asOrdinaryUser(in: folder) { () throws in
        chmod("\(folder)/r/private", 0)
        #expect(throws: FileFailure.self) { try publisher.publish(two) }
        chmod("\(folder)/r/private", 0o700)
        #expect(try tree("\(folder)/r")["private/mine.txt"] == "mine")
        #expect(try publisher.publish(two).isNew)
      }
    }
  }
}
