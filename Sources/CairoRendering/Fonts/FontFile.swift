import Plotting

/// Where a face lies on disk and which Debian package puts it there.
struct FontFile {
  let path: String
  let package: String

  init(path: String, package: String) {
    self.path = path
    self.package = package
  }

  init(_ face: FontFace) {
    switch face {
    case .text: self.init(inter: "Regular")
    case .textSemibold: self.init(inter: "SemiBold")
    case .mathItalic: self.init(katex: "Math-Italic")
    case .mathBoldItalic: self.init(katex: "Math-BoldItalic")
    case .mathRegular: self.init(katex: "Main-Regular")
    case .mathBold: self.init(katex: "Main-Bold")
    case .mathTextItalic: self.init(katex: "Main-Italic")
    case .mathCaligraphic: self.init(katex: "Caligraphic-Regular")
    case .mathBlackboard: self.init(katex: "AMS-Regular")
    case .mathFraktur: self.init(katex: "Fraktur-Regular")
    case .mathSansSerif: self.init(katex: "SansSerif-Regular")
    case .mathTypewriter: self.init(katex: "Typewriter-Regular")
    case .mathScript: self.init(katex: "Script-Regular")
    case .mathSize1: self.init(katex: "Size1-Regular")
    case .mathSize2: self.init(katex: "Size2-Regular")
    case .mathSize3: self.init(katex: "Size3-Regular")
    case .mathSize4: self.init(katex: "Size4-Regular")
    }
  }

  private init(inter style: String) {
    path = "/usr/share/fonts/opentype/inter/Inter-\(style).otf"
    package = "fonts-inter"
  }

  private init(katex style: String) {
    path = "/usr/share/fonts/truetype/katex/KaTeX_\(style).ttf"
    package = "fonts-katex"
  }
}
