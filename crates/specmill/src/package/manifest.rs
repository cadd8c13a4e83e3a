//! The `Cargo.toml` of a package.

use specmill_core::emit::Dates;

use super::cargo_manifest::{CargoManifest, Dependency};
use super::features::Features;
use super::relative::relative;
use super::{Package, readme};
use crate::output::Output;

impl Package {
    pub(super) fn manifest(&self, output: &Output, features: &Features) -> CargoManifest {
        let mut runtime = self.ours("specmill-runtime");
        runtime.without_default_features = true;
        runtime.features = match output.outline.options.dates {
            Dates::Jiff => vec!["jiff".to_owned(), "uuid".to_owned()],
            Dates::Chrono => vec!["chrono".to_owned(), "uuid".to_owned()],
            _ => vec!["uuid".to_owned()],
        };
        CargoManifest {
            name: self.name.package().to_owned(),
            description: readme::description(&output.outline.client.title),
            features: features.all.clone(),
            dependencies: vec![runtime],
            build_dependencies: match self.is_code_in_tree {
                true => Vec::new(),
                false => vec![self.ours("specmill")],
            },
            dev_dependencies: vec![Dependency::version("insta", "1")],
        }
    }

    /// One of specmill's own crates.
    fn ours(&self, name: &str) -> Dependency {
        match &self.specmill {
            Some(checkout) => {
                let path = relative(&self.folder, &checkout.join("crates").join(name));
                Dependency::path(name, path)
            }
            None => Dependency::version(name, env!("CARGO_PKG_VERSION")),
        }
    }
}
