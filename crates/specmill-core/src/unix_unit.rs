//! Which formats of numbers are points in time.

/// The unit of a Unix time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnixUnit {
    /// Seconds since 1970-01-01T00:00:00Z.
    Seconds,
    /// Milliseconds since then.
    Milliseconds,
}

impl UnixUnit {
    /// Both, in the order in which they are named.
    pub const ALL: [Self; 2] = [Self::Seconds, Self::Milliseconds];

    /// The unit that a format of integers and numbers names. `unixtime` is that of the OpenAPI Format
    /// Registry, `unix-time` Stripe's. What names no unit (`timestamp`, `epoch`) is either one with some
    /// API, and so none here.
    #[must_use]
    pub fn of_format(format: &str) -> Option<Self> {
        let bare: String = format.chars().filter(|char| !matches!(char, '-' | '_')).collect();
        match bare.to_ascii_lowercase().as_str() {
            "unixtime" | "unixtimestamp" | "unixseconds" | "unixtimeseconds" | "epochseconds"
            | "epochsecond" | "secondssinceepoch" => Some(Self::Seconds),
            "unixms"
            | "unixmillis"
            | "unixmilliseconds"
            | "unixtimems"
            | "unixtimemillis"
            | "unixtimemilliseconds"
            | "unixtimestampms"
            | "unixtimestampmillis"
            | "unixtimestampmilliseconds"
            | "epochms"
            | "epochmilli"
            | "epochmillis"
            | "epochmilliseconds"
            | "timestampms"
            | "timestampmillis"
            | "timestampmilliseconds"
            | "millisecondssinceepoch" => Some(Self::Milliseconds),
            _ => None,
        }
    }

    /// The value of `x-specmill-type`, and the format as which the stages know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "unix-time",
            Self::Milliseconds => "unix-time-ms",
        }
    }
}
