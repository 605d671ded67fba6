/// Death notices of women aged eighty and above in The Times of London, 1910 to 1912: for each number
/// of notices, on how many of 1096 days it occurred.
///
/// Source: V. Hasselblad, Estimation of finite mixtures of distributions from the exponential family,
/// Journal of the American Statistical Association 64 (1969) 1459–1471,
/// doi:10.1080/01621459.1969.10501071.
public enum DeathNotices {
  /// The numbers of notices on a day, 0 to 9.
  public static let counts = Array(0...9)
  /// The days with as many notices as ``counts`` says.
  public static let days = [162, 267, 271, 185, 111, 61, 27, 8, 3, 1]
}
