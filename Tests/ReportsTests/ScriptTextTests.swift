import Testing

@testable import Reports

@Suite struct `Compact scripts` {
  @Test(
    arguments: [
      ("const a = 1;\n  // why\n  b( a , 2 );\n", "const a=1;b(a,2);"),
      ("a = b\nc = d\n", "a=b\nc=d"),
      ("if (a) {\n  b();\n}\nc();", "if(a){b();}\nc();"),
      ("x\n  .map(f)\n  .filter(g);", "x.map(f).filter(g);"),
      ("a + +b - -c + d", "a+ +b- -c+d"),
      (#"f("a  // b", 'c  d')"#, #"f("a  // b",'c  d')"#),
      ("`a  ${ b + `  ${c}  ` }  // d` ; e", "`a  ${ b + `  ${c}  ` }  // d`;e"),
      (#"s.match(/[/ ]  "\/ x/g) / 2"#, #"s.match(/[/ ]  "\/ x/g)/2"#),
      ("return /  a/ ;", "return/  a/;"),
      ("a /* one\n two */ b", "a\nb"),
      ("a = b // c\nd = e", "a=b\nd=e"),
      ("let x\n++y", "let x\n++y"),
      ("typeof a in b", "typeof a in b"),
      ("", ""),
    ])
  func `nothing goes that means something`(script: String, compact: String) {
    #expect(ScriptText.compact(script) == compact)
  }

  @Test func `what is compact stays as it is`() throws {
    let script = try Templates(folder: templatesFolder).script(for: .init())
    #expect(ScriptText.compact(script) == script)
  }
}
