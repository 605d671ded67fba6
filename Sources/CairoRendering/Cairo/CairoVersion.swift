internal import CCairo

/// The version of the Cairo that draws, such as `1.16.0`.
public let cairoVersion = String(cString: cairo_version_string())
