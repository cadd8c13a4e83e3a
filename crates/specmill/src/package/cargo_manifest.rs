//! A `Cargo.toml` as plain data.

use std::fmt::{self, Display, Formatter};

use specmill_core::diagnostics::one_line;

/// A `Cargo.toml`; its `Display` is the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CargoManifest {
    /// The name of the package.
    pub name: String,
    /// What the package is, in one line.
    pub description: String,
    /// The features, in the order they are written; `default` is one of them.
    pub features: Vec<CargoFeature>,
    /// What its code depends on.
    pub dependencies: Vec<Dependency>,
    /// What its build script depends on.
    pub build_dependencies: Vec<Dependency>,
    /// What its tests depend on.
    pub dev_dependencies: Vec<Dependency>,
}

/// A feature of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CargoFeature {
    /// Its name.
    pub name: String,
    /// The features it turns on: `tracing`, `specmill-runtime/tracing`.
    pub enables: Vec<String>,
    /// What it is, in a comment above it.
    pub comment: String,
}

impl CargoFeature {
    /// A feature that turns on others.
    pub fn new(
        name: impl Into<String>,
        enables: impl IntoIterator<Item = impl Into<String>>,
        comment: impl Into<String>,
    ) -> Self {
        let enables = enables.into_iter().map(Into::into).collect();
        Self { name: name.into(), enables, comment: comment.into() }
    }
}

/// Something that a package depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependency {
    /// The name of the package.
    pub name: String,
    /// The version that is needed, or a later one that is compatible; none where a path says enough.
    pub version: Option<String>,
    /// Where its source is, from the folder of the package that depends on it.
    pub path: Option<String>,
    /// Whether its default features are off.
    pub without_default_features: bool,
    /// The features it is needed with.
    pub features: Vec<String>,
    /// Whether only features bring it in.
    pub is_optional: bool,
}

impl Dependency {
    /// A dependency on a version of a published package.
    pub fn version(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self { name: name.into(), version: Some(version.into()), ..Self::default() }
    }

    /// A dependency on a package at a path.
    pub fn path(name: impl Into<String>, path: impl Into<String>) -> Self {
        Self { name: name.into(), path: Some(path.into()), ..Self::default() }
    }
}

impl Display for CargoManifest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "[package]\nname = {}\nversion = \"0.1.0\"", text(&self.name))?;
        writeln!(f, "edition = \"2024\"\nrust-version = \"1.88\"")?;
        writeln!(f, "description = {}", text(&self.description))?;
        if !self.features.is_empty() {
            writeln!(f, "\n[features]")?;
            self.features.iter().try_for_each(|feature| feature.fmt(f))?;
        }
        for (table, dependencies) in [
            ("dependencies", &self.dependencies),
            ("build-dependencies", &self.build_dependencies),
            ("dev-dependencies", &self.dev_dependencies),
        ] {
            if !dependencies.is_empty() {
                writeln!(f, "\n[{table}]")?;
                dependencies.iter().try_for_each(|dependency| dependency.fmt(f))?;
            }
        }
        writeln!(f, "\n[package.metadata.docs.rs]\nall-features = true")?;
        writeln!(f, "rustdoc-args = [\"--cfg\", \"docsrs\"]")
    }
}

/// Columns a line may take.
const WIDTH: usize = 100;

impl Display for CargoFeature {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for line in self.comment.lines() {
            writeln!(f, "# {}", one_line(line))?;
        }
        let enables: Vec<String> = self.enables.iter().map(|feature| text(feature)).collect();
        let line = format!("{} = [{}]", self.name, enables.join(", "));
        if line.chars().count() <= WIDTH {
            return writeln!(f, "{line}");
        }
        writeln!(f, "{} = [", self.name)?;
        enables.iter().try_for_each(|feature| writeln!(f, "    {feature},"))?;
        writeln!(f, "]")
    }
}

impl Display for Dependency {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(path) = &self.path {
            parts.push(format!("path = {}", text(path)));
        }
        if let Some(version) = &self.version {
            parts.push(format!("version = {}", text(version)));
        }
        if self.without_default_features {
            parts.push("default-features = false".to_owned());
        }
        if !self.features.is_empty() {
            let features: Vec<String> = self.features.iter().map(|feature| text(feature)).collect();
            parts.push(format!("features = [{}]", features.join(", ")));
        }
        if self.is_optional {
            parts.push("optional = true".to_owned());
        }
        match (&self.version, parts.as_slice()) {
            (Some(version), [_]) => writeln!(f, "{} = {}", self.name, text(version)),
            _ => writeln!(f, "{} = {{ {} }}", self.name, parts.join(", ")),
        }
    }
}

/// A basic string of TOML, on one line.
fn text(text: &str) -> String {
    // What is no character of a line is written out with a backslash, which is one of the text then.
    format!("\"{}\"", one_line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_string() {
        let manifest = CargoManifest {
            name: "pets".to_owned(),
            description: "A \"client\"\n[dependencies]\nevil = \"1\" \\".to_owned(),
            features: vec![CargoFeature::new("pets", ["a/b"], "of\n[x]\r\n\u{7}tag")],
            dependencies: vec![Dependency::version("a", "1"), Dependency::path("b", "../b \"c\"")],
            ..CargoManifest::default()
        };
        let expected = r#"[package]
name = "pets"
version = "0.1.0"
edition = "2024"
rust-version = "1.88"
description = "A \"client\"\\n[dependencies]\\nevil = \"1\" \\"

[features]
# of
# [x]
# \u{7}tag
pets = ["a/b"]

[dependencies]
a = "1"
b = { path = "../b \"c\"" }

[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]
"#;
        assert_eq!(manifest.to_string(), expected);
    }
}
