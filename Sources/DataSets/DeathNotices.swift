/// Death notices of women aged 80 and over in The Times of London, 1910 to 1912: the number of days,
/// of 1096, with each number of notices.
///
/// Source: V. Hasselblad, Estimation of finite mixtures of distributions from the exponential family,
/// Journal of the American Statistical Association 64 (1969) 1459–1471,
/// doi:10.1080/01621459.1969.10501071.
public enum DeathNotices {
  /// The numbers of notices on a day, 0 to 9.
  public static let counts = Array(0...9)
  /// The number of days with each number of notices in ``counts``.
  public static let days = [162, 267, 271, 185, 111, 61, 27, 8, 3, 1]
}
