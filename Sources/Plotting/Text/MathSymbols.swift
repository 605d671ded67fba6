/// The commands for single characters, with their scalar, face and spacing class.
let mathSymbols: [String: MathNode] = {
  typealias Table = [(String, Unicode.Scalar)]
  var symbols: [String: MathNode] = [:]
  func add(_ table: Table, _ face: FontFace, _ atomClass: MathNode.AtomClass) {
    for (name, scalar) in table { symbols[name] = .symbol(scalar, face, atomClass) }
  }
  let lowerGreek: Table = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("omicron", "ο"), ("pi", "π"), ("varpi", "ϖ"), ("rho", "ρ"), ("varrho", "ϱ"),
    ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "ϕ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"),
  ]
  let upperGreek: Table = [
    ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"),
    ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
  ]
  let letters: Table = [
    ("ell", "ℓ"), ("hbar", "ℏ"), ("infty", "∞"), ("partial", "∂"), ("nabla", "∇"),
    ("forall", "∀"), ("exists", "∃"), ("emptyset", "∅"), ("prime", "′"), ("ldots", "…"),
    ("dots", "…"), ("cdots", "⋯"), ("vdots", "⋮"), ("top", "⊤"), ("bot", "⊥"), ("angle", "∠"),
    ("Re", "ℜ"), ("Im", "ℑ"), ("aleph", "ℵ"), ("neg", "¬"), ("dagger", "†"), ("star", "⋆"),
    ("%", "%"), ("#", "#"), ("&", "&"), ("_", "_"), ("$", "$"), ("degree", "°"),
  ]
  let binary: Table = [
    ("cdot", "⋅"), ("times", "×"), ("pm", "±"), ("mp", "∓"), ("div", "÷"), ("ast", "∗"),
    ("circ", "∘"), ("bullet", "∙"), ("oplus", "⊕"), ("otimes", "⊗"), ("cup", "∪"), ("cap", "∩"),
    ("setminus", "∖"), ("wedge", "∧"), ("land", "∧"), ("vee", "∨"), ("lor", "∨"),
  ]
  let relations: Table = [
    ("mid", "∣"), ("parallel", "∥"), ("Vert", "∥"), ("le", "≤"), ("leq", "≤"), ("ge", "≥"),
    ("geq", "≥"), ("ne", "≠"), ("neq", "≠"), ("approx", "≈"), ("sim", "∼"), ("simeq", "≃"),
    ("cong", "≅"), ("equiv", "≡"), ("propto", "∝"), ("ll", "≪"), ("gg", "≫"), ("in", "∈"),
    ("ni", "∋"), ("subset", "⊂"), ("subseteq", "⊆"), ("supset", "⊃"), ("supseteq", "⊇"),
    ("to", "→"), ("rightarrow", "→"), ("leftarrow", "←"), ("gets", "←"), ("mapsto", "↦"),
    ("Rightarrow", "⇒"), ("Leftarrow", "⇐"), ("leftrightarrow", "↔"), ("Leftrightarrow", "⇔"),
    ("uparrow", "↑"), ("downarrow", "↓"), ("perp", "⊥"), ("prec", "≺"), ("succ", "≻"),
  ]
  let openings: Table = [
    ("{", "{"), ("lbrace", "{"), ("langle", "⟨"), ("lfloor", "⌊"), ("lceil", "⌈"),
    ("lvert", "∣"), ("lVert", "∥"),
  ]
  let closings: Table = [
    ("}", "}"), ("rbrace", "}"), ("rangle", "⟩"), ("rfloor", "⌋"), ("rceil", "⌉"),
    ("rvert", "∣"), ("rVert", "∥"),
  ]
  add(lowerGreek, .mathItalic, .ordinary)
  add(upperGreek, .mathRegular, .ordinary)
  add(letters, .mathRegular, .ordinary)
  add(binary, .mathRegular, .binary)
  add(relations, .mathRegular, .relation)
  add(openings, .mathRegular, .opening)
  add(closings, .mathRegular, .closing)
  symbols["|"] = .symbol("∥", .mathRegular, .ordinary)
  symbols["colon"] = .symbol(":", .mathRegular, .punctuation)
  return symbols
}()

/// The commands for large operators such as ∑.
let largeOperators: [String: Unicode.Scalar] = [
  "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂",
]

/// The functions typeset upright under their own names.
let functionNames: Set<String> = [
  "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arg", "dim", "deg", "ker",
  "Pr", "max", "min", "sup", "inf", "lim", "det", "gcd",
]

/// The commands for marks above a base.
let mathAccents: [String: MathNode.Accent] = [
  "hat": .glyph("^"), "widehat": .glyph("^"), "tilde": .glyph("~"), "widetilde": .glyph("~"),
  "bar": .glyph("\u{2C9}"), "vec": .glyph("\u{20D7}"), "dot": .glyph("\u{2D9}"),
  "ddot": .glyph("\u{A8}"), "check": .glyph("\u{2C7}"), "breve": .glyph("\u{2D8}"),
  "overline": .overline, "underline": .underline,
]

/// The commands that select the face of the letters in their argument.
let mathAlphabets: [String: FontFace] = [
  "mathbf": .mathBold, "mathrm": .mathRegular, "mathit": .mathTextItalic,
  "mathcal": .mathCaligraphic, "mathbb": .mathBlackboard, "mathfrak": .mathFraktur,
  "mathsf": .mathSansSerif, "mathtt": .mathTypewriter, "mathscr": .mathScript,
  "boldsymbol": .mathBoldItalic, "bm": .mathBoldItalic, "mathnormal": .mathItalic,
]

/// The commands for spaces, in em; a mu is 1/18 em.
let mathSpaces: [String: Double] = [
  ",": 3.0 / 18, ":": 4.0 / 18, ";": 5.0 / 18, "!": -3.0 / 18, " ": 0.25, "quad": 1, "qquad": 2,
]
