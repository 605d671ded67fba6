import Foundation
import Testing

@Suite struct `New reports` {
  @Test func `render without errors`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let created = try lectern.run("new", "running-means")
    #expect(created.status == 0 && created.error == "")
    #expect(
      created.output == """
        Created notebooks/running-means/chapter.swift
        To see its page while you edit it, run: lectern preview notebooks/running-means

        """)
    let result = try lectern.run()
    #expect(result.status == 0 && result.error == "")
    #expect(try lectern.read("output/running-means/index.html").contains("Running means"))
    #expect(lectern.exists("output/running-means/figures/fig-mean.pdf"))
    #expect(try lectern.run("new", "running-means").status == 2)
    #expect(try lectern.run("new", "../elsewhere").status == 2)
  }
}
