import Testing

@testable import Reports

@Suite struct `Compact scripts` {
  @Test(
    arguments: [
      ("f = 1;\n  // why\n  g( f , 2 );\n", "f=1;g(f,2);"),
      ("a = b\nc = d\n", "a=b\nc=d"),
      ("if (a) {\n  b();\n}\nc();", "if(a){b();}\nc();"),
      ("x\n  .map(f)\n  .filter(g);", "x.map(f).filter(g);"),
      ("a + +b - -c + d", "a+ +b- -c+d"),
      ("a++ + ++b", "a++ + ++b"),
      (#"f("a  // b", 'c  d')"#, #"f("a  // b",'c  d')"#),
      ("`a  ${ b + `  ${c}  ` }  // d` ; e", "`a  ${b+`  ${c}  `}  // d`;e"),
      (#"s.match(/[/ ]  "\/ x/g) / 2"#, #"s.match(/[/ ]  "\/ x/g)/2"#),
      ("return /  a/ ;", "return/  a/;"),
      ("a /* one\n two */ b", "a\nb"),
      ("a = b // c\nd = e", "a=b\nd=e"),
      ("let x\n++y", "let x\n++y"),
      ("typeof a in b", "typeof a in b"),
      ("", ""),
      // Declarations in a row are one, and only those.
      ("let x = 1;\nlet y = 2; f();\nlet z = 3;", "let x=1,y=2;f();let z=3;"),
      ("let f = () => { let x = 1; g(x); };\nlet y;", "let f=()=>{let x=1;g(x);},y;"),
      ("let x = 1; if (x) { g(); } let y = 2;", "let x=1;if(x){g();}let y=2;"),
      ("let x = 1\ng(); let y = 2;", "let x=1\ng();let y=2;"),
      ("for (let x = 1; x < 2; x++) g(); let y = 2;", "for(let x=1;x<2;x++)g();let y=2;"),
      ("let x = `${ f(() => { let y; }) }`; let z;", "let x=`${f(()=>{let y;})}`,z;"),
    ])
  func `nothing goes that means something`(script: String, compact: String) {
    #expect(ScriptText.compact(script) == compact)
  }

  @Test(
    arguments: [
      // Declared names, in every place where they stand.
      ("const long = 1, other = long;", "let a=1,b=a;"),
      ("const [long, other] = f(long);", "let[a,b]=f(a);"),
      ("(long, other = value) => long + value", "(a,b=value)=>a+value"),
      (
        "for (const long of list) g(`x ${long}`, { key: long });",
        "for(let a of list)g(`x ${a}`,{key:a});"
      ),
      ("let long = f((x) => { x(long); });", "let a=f((x)=>{x(a);});"),
      ("const f = (one) => (one ? one : two);", "let f=(a)=>(a?a:two);"),
      // What could be a property stays as it is, everywhere.
      ("const long = x.long;", "let long=x.long;"),
      ("const { long, key: other } = x; f(long, other);", "let{long,key:a}=x;f(long,a);"),
      ("const long = 1; f({ long });", "let long=1;f({long});"),
      // Neither do other people's names change, nor does one take theirs.
      ("const a = 1; const long = b(a);", "let a=1,c=b(a);"),
      ("const name = 1; document.f(long);", "let name=1;document.f(long);"),
      ("f(\"long\"); const long = 1;", "f(\"long\");let a=1;"),
    ])
  func `a script's own names become short`(script: String, compact: String) {
    #expect(ScriptText.compact(script) == compact)
  }

  @Test func `what is compact stays as it is`() throws {
    let script = try Templates(folder: templatesFolder).script(for: [.figures, .player])
    #expect(ScriptText.compact(script).utf8.count == script.utf8.count)
  }
}
