//! Where the API keeps and handles data.

use std::fmt;
use std::str::FromStr;

/// The region whose endpoint calls go to, for projects with data residency. It is given where a base URL is:
///
/// ```no_run
/// use openai_rest::{Client, DataResidency};
///
/// # fn main() -> Result<(), openai_rest::Error> {
/// let client = Client::builder_from_env()?.base_url(DataResidency::Eu).build()?;
/// let domestic = client.with(|options| options.base_url(DataResidency::Us));
/// # Ok(()) }
/// ```
///
/// A project has a region, and its keys work at that region's endpoint alone. Regions that are not listed
/// here are given as a URL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataResidency {
    /// `https://api.openai.com/v1`, the default.
    #[default]
    Global,
    /// The United States: `https://us.api.openai.com/v1`.
    Us,
    /// Europe: `https://eu.api.openai.com/v1`.
    Eu,
    /// The United Arab Emirates: `https://ae.api.openai.com/v1`.
    Ae,
    /// Australia: `https://au.api.openai.com/v1`.
    Au,
    /// India: `https://in.api.openai.com/v1`.
    In,
    /// Japan: `https://jp.api.openai.com/v1`.
    Jp,
}

/// A text is no region that [`DataResidency`] has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegion(String);

/// Each region by its name in settings.
const REGIONS: [(&str, DataResidency, &str); 7] = [
    ("global", DataResidency::Global, "https://api.openai.com/v1"),
    ("us", DataResidency::Us, "https://us.api.openai.com/v1"),
    ("eu", DataResidency::Eu, "https://eu.api.openai.com/v1"),
    ("ae", DataResidency::Ae, "https://ae.api.openai.com/v1"),
    ("au", DataResidency::Au, "https://au.api.openai.com/v1"),
    ("in", DataResidency::In, "https://in.api.openai.com/v1"),
    ("jp", DataResidency::Jp, "https://jp.api.openai.com/v1"),
];

impl DataResidency {
    /// The base URL of the region's endpoint.
    #[must_use]
    pub fn base_url(self) -> &'static str {
        self.entry().2
    }

    fn entry(self) -> (&'static str, Self, &'static str) {
        let [global, ..] = REGIONS;
        REGIONS.into_iter().find(|(_, region, _)| *region == self).unwrap_or(global)
    }
}

impl From<DataResidency> for String {
    fn from(region: DataResidency) -> Self {
        region.base_url().to_owned()
    }
}

/// The name of the region, such as `eu`.
impl fmt::Display for DataResidency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry().0)
    }
}

/// Reads the name of a region: `global`, `us`, `eu`, `ae`, `au`, `in` or `jp`.
impl FromStr for DataResidency {
    type Err = UnknownRegion;

    fn from_str(name: &str) -> Result<Self, UnknownRegion> {
        let found = REGIONS.into_iter().find(|(known, ..)| known.eq_ignore_ascii_case(name.trim()));
        found.map(|(_, region, _)| region).ok_or_else(|| UnknownRegion(name.to_owned()))
    }
}

impl fmt::Display for UnknownRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = REGIONS.iter().map(|(name, ..)| *name).collect();
        write!(f, "there is no region `{}`; known are {}", self.0.escape_debug(), known.join(", "))
    }
}

impl std::error::Error for UnknownRegion {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_a_name_and_an_endpoint() {
        for (name, region, url) in REGIONS {
            assert_eq!((region.to_string().as_str(), region.base_url()), (name, url));
            assert_eq!(name.to_ascii_uppercase().parse(), Ok(region));
        }
        assert_eq!(DataResidency::default().base_url(), "https://api.openai.com/v1");
        let error = "mars".parse::<DataResidency>().unwrap_err();
        assert!(error.to_string().ends_with("`mars`; known are global, us, eu, ae, au, in, jp"));
    }
}
