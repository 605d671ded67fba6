//: ---
//: title: Prose
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

// What this tour quotes must stand in it: every fenced block of Swift, without its comment marks, is looked for in the
// file that it is in, outside of the fences.
struct Drift: Error { var file, quote: String }
for file in ["prose.swift", "cells.swift", "figures.swift"] {
  var (quotes, rest, open) = ([String](), "", [String]?.none)
  for line in try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n") {
    if line == "//: ```swift" {
      open = []
    } else if line == "//: ```", let quote = open {
      quotes.append(quote.joined(separator: "\n"))
      open = nil
    } else if open != nil {
      open?.append(String(line.dropFirst(4)))
    } else {
      rest += line + "\n"
    }
  }
  for quote in quotes where !rest.contains(quote + "\n") {
    throw Drift(file: file, quote: quote)
  }
}

//: A notebook interleaves prose, code, and what the code finds, as Knuth proposed for programs [@knuth1984]. It is written for people, in the order in which they should
//: read. Here is some code.

let faces = 6
let outcomes = (1...3).reduce(1) { product, _ in product * faces }

//: And here is what it found: three dice can fall in \(outcomes) ways. @fig-dice shows what comes of adding up more of them.

//| label: fig-dice
//| caption: >-
//|   The sum of one die, of two, and so on (bars), beside the normal distribution with the same mean and variance. Press play, or click and use the
//|   arrow keys.
//| alt: >-
//|   Bars that are flat for one die, a triangle for two, and soon follow a bell-shaped curve closely.
//| fold: true
func sums(of count: Int) -> [Double] {
  (0..<count).reduce([1.0]) { p, _ in
    (0..<p.count + faces - 1).map { s in
      (0..<faces).reduce(0.0) { $0 + (p.indices.contains(s - $1) ? p[s - $1] / Double(faces) : 0) }
    }
  }
}
try Steps(1...10, names: (1...10).map { $0 == 1 ? "one die" : "\($0) dice" }) { count in
  let p = sums(of: count)
  let bell = Normal(
    mean: 3.5 * Double(count), standardDeviation: (35.0 / 12 * Double(count)).squareRoot())
  let values = p.indices.map { Double($0 + count) }
  return Figure(
    Chart {
      BarMark(x: values, y: p, width: 0.9).foregroundStyle(.series(1)).opacity(0.5)
      FunctionMark(over: 0...61) { bell.density($0) }.foregroundStyle(.series(2))
        .lineStyle(width: 1.8)
    }.xAxis("sum", domain: 0...61).yAxis("probability"), height: .inches(2.4))
}

//: # Text {#sec-text}
//:
//: Prose stands in comments that begin with `//:`, and is Markdown.
//:
//: ```swift
//: //: Words can be *emphasized*, **strong**, `code`, or ~~gone~~.
//: //: A [link](https://www.swift.org) leads away.
//: //: Quotes "curl" by themselves; dots and dashes -- well... -- do too.
//: //:
//: //: 1. A list with numbers
//: //:    - and one inside it.
//: //: 2. Its second item.
//: //:
//: //: > A quotation.
//: ```
//:
//: Words can be *emphasized*, **strong**, `code`, or ~~gone~~.
//: A [link](https://www.swift.org) leads away.
//: Quotes "curl" by themselves; dots and dashes -- well... -- do too.
//:
//: 1. A list with numbers
//:    - and one inside it.
//: 2. Its second item.
//:
//: > A quotation.

//: # Values {#sec-values}
//:
//: An expression in `\(…)` is replaced by its value, in prose, in formulas, in captions and in alternative texts.

let share = 1.0 / 3

//: ```swift
//: //: A third is \(share) or \(share, decimals: 2) or \(percent: share),
//: //: and in a formula $p = \(share, digits: 4)$.
//: ```
//:
//: A third is \(share) or \(share, decimals: 2) or \(percent: share),
//: and in a formula $p = \(share, digits: 4)$.
//:
//: Whatever Swift can compute can stand there, and what has no value yet is an error with its place.

//: # Mathematics {#sec-mathematics}
//:
//: Formulas are TeX. A displayed one gets a number from its label.
//:
//: ```swift
//: //: The log-likelihood exceeds its bound by a divergence:
//: //:
//: //: $$ \operatorname{KL}(Q \,\|\, P)
//: //:   = \sum_Z Q(Z) \log \frac{Q(Z)}{P(Z)} \ge 0 . $$ {#eq-divergence}
//: //:
//: //: @eq-divergence is zero only for $Q = P$.
//: ```
//:
//: The log-likelihood exceeds its bound by a divergence:
//:
//: $$ \operatorname{KL}(Q \,\|\, P)
//:   = \sum_Z Q(Z) \log \frac{Q(Z)}{P(Z)} \ge 0 . $$ {#eq-divergence}
//:
//: @eq-divergence is zero only for $Q = P$.
//:
//: A mistake in a formula is an error too, and nothing is left for a browser to typeset.

//: # References and citations {#sec-references}
//:
//: Sections, equations, figures, tables, listings and statements are referred to by their labels, works by their keys in the bibliography.
//:
//: ```swift
//: //: See @sec-values and @fig-dice, or only the number, [-@eq-divergence].
//: //: EM was named in a famous paper [@dempster1977, section 2].
//: //: Its authors say so [-@dempster1977]; @knuth1984 does not.
//: //: Other papers are as famous [see @knuth1984; @dempster1977, p. 1].
//: ```
//:
//: See @sec-values and @fig-dice, or only the number, [-@eq-divergence].
//: EM was named in a famous paper [@dempster1977, section 2].
//: Its authors say so [-@dempster1977]; @knuth1984 does not.
//: Other papers are as famous [see @knuth1984; @dempster1977, p. 1].
//:
//: Hold the pointer over a reference to see what it leads to. One that leads nowhere is an error.

//: # Terms {#sec-terms}
//:
//: ```swift
//: //: The [odds]{.term} of an event are $p / (1 - p)$, its probability
//: //: over that of the contrary. At [odds]{.term} of one it is a toss-up.
//: ```
//:
//: The [odds]{.term} of an event are $p / (1 - p)$, its probability
//: over that of the contrary. At [odds]{.term} of one it is a toss-up.
//:
//: A term is explained where it stands first, and its later mentions lead back there.

//: # Notes {#sec-notes}
//:
//: A footnote and a side remark both stand in the margin, if there is one.
//:
//: ```swift
//: //: Sums of dice are nearly normal.[^moivre]
//: //:
//: //: [^moivre]: De Moivre knew in 1733, for coins.
//: //:
//: //: ::: {.aside}
//: //: The faces of a die have mean $7/2$ and variance $35/12$.
//: //: :::
//: ```
//:
//: Sums of dice are nearly normal.[^moivre]
//:
//: [^moivre]: De Moivre knew in 1733, for coins.
//:
//: ::: {.aside}
//: The faces of a die have mean $7/2$ and variance $35/12$.
//: :::

//: # Statements and proofs {#sec-statements}
//:
//: ```swift
//: //: ::: {.theorem #thm-dice title="Two dice"}
//: //: Seven is the most probable sum of two dice.
//: //: :::
//: //:
//: //: ::: {.proof}
//: //: Whatever the first die shows, one face of the second makes seven.
//: //: No other sum can say so.
//: //: :::
//: ```
//:
//: ::: {.theorem #thm-dice title="Two dice"}
//: Seven is the most probable sum of two dice.
//: :::
//:
//: ::: {.proof}
//: Whatever the first die shows, one face of the second makes seven.
//: No other sum can say so.
//: :::
//:
//: Besides `theorem` there are `lemma`, `corollary`, `proposition`, `conjecture`, `definition`, `example`, `exercise`, `solution` and `remark`, each
//: with numbers of its own and a prefix for labels: `thm-`, `lem-`, `cor-`, `prp-`, `cnj-`, `def-`, `exm-`, `exr-`, `sol-`, `rem-`. With
//: `collapse="true"` a block is folded, which suits solutions:
//:
//: ```swift
//: //: ::: {.exercise #exr-three}
//: //: Which sums of three dice are the most probable?
//: //: :::
//: //:
//: //: ::: {.solution collapse="true"}
//: //: Ten and eleven, which are equally far from the mean $21/2$.
//: //: :::
//: ```
//:
//: ::: {.exercise #exr-three}
//: Which sums of three dice are the most probable?
//: :::
//:
//: ::: {.solution collapse="true"}
//: Ten and eleven, which are equally far from the mean $21/2$.
//: :::

//| include: false
let three = sums(of: 3)
precondition(three.indices.filter { three[$0] > three.max()! - 1e-12 } == [7, 8])

//: # Callouts {#sec-callouts}
//:
//: ```swift
//: //: ::: {.callout-warning title="Do not bet on it"}
//: //: The dice have no memory.
//: //: :::
//: ```
//:
//: ::: {.callout-warning title="Do not bet on it"}
//: The dice have no memory.
//: :::
//:
//: The other kinds are `note`, `tip`, `important` and `caution`. They fold too, and `appearance="simple"` or `"minimal"` and `icon="false"` make them
//: quieter:
//:
//: ::: {.callout-note title="A note"}
//: Something worth knowing.
//: :::
//:
//: ::: {.callout-tip collapse="true" title="A folded tip"}
//: Something worth finding.
//: :::
//:
//: ::: {.callout-important appearance="simple" title="Important, but simple"}
//: Something not to be missed.
//: :::
//:
//: ::: {.callout-caution appearance="minimal" icon="false" title="A quiet caution"}
//: Something that can go wrong.
//: :::

//: # Side by side {#sec-columns}
//:
//: ```swift
//: //: ::: {.columns}
//: //: ::: {.column width="60%"}
//: //: The wide column holds the argument.
//: //: :::
//: //: ::: {.column width="40%"}
//: //: The narrow one holds the objection.
//: //: :::
//: //: :::
//: ```
//:
//: ::: {.columns}
//: ::: {.column width="60%"}
//: The wide column holds the argument.
//: :::
//: ::: {.column width="40%"}
//: The narrow one holds the objection.
//: :::
//: :::
//:
//: `::: {layout-ncol=3}` makes columns of equal width from the blocks inside, and `::: {.column-page}` takes the whole page.

//: # Other files {#sec-include}
//:
//: A Markdown file, or one section of it, can stand in a notebook. Its labels and formulas are numbered with the rest.
//:
//: ```swift
//: //: {{< include jensen.md#sec-says >}}
//: ```
//:
//: {{< include jensen.md#sec-says >}}
