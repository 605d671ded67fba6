/// Animals of four phenotypes, whose probabilities depend on one parameter θ of genetic linkage: the
/// first example of the paper that named EM.
///
/// The probabilities are (1/2 + θ/4, (1 − θ)/4, (1 − θ)/4, θ/4).
///
/// Source: C. R. Rao, Linear Statistical Inference and Its Applications (1973) 368–369, as used by
/// A. P. Dempster, N. M. Laird and D. B. Rubin, Journal of the Royal Statistical Society B 39 (1977)
/// 1–38, doi:10.1111/j.2517-6161.1977.tb01600.x.
public enum GeneticLinkage {
  /// The number of animals of each phenotype, 197 in total.
  public static let counts = [125, 18, 20, 34]
}
