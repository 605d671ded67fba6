/// Five rounds of ten tosses, each made with one of two coins; which one was not recorded.
///
/// Source: C. B. Do and S. Batzoglou, What is the expectation maximization algorithm?, Nature
/// Biotechnology 26 (2008) 897–899, doi:10.1038/nbt1406.
public enum CoinTosses {
  /// The tosses of each round, `H` for heads and `T` for tails.
  public static let rounds = ["HTTTHHTHTH", "HHHHTHHHHH", "HTHHHHHTHH", "HTHTTTHHTT", "THHHTHHHTH"]
  /// The number of heads in each round.
  public static let heads = [5, 9, 8, 4, 7]
  /// The number of tosses in a round.
  public static let tosses = 10
}
