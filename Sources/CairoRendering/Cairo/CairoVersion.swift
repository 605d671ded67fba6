internal import CCairo

/// The version of Cairo at run time, such as `1.16.0`.
public let cairoVersion = String(cString: cairo_version_string())
