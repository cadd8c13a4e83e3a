//! The `Cargo.toml` of a package.

use std::path::Path;

use specmill_core::emit::Dates;

use super::cargo_manifest::{CargoManifest, Dependency};
use super::features::Features;
use super::relative::relative;
use super::{Package, readme};
use crate::output::Output;

impl Package {
    pub(super) fn manifest(&self, output: &Output, features: &Features) -> CargoManifest {
        let mut dependencies = vec![self.runtime(output, &self.folder)];
        dependencies.extend(self.other_crates(output));
        CargoManifest {
            name: self.name.package().to_owned(),
            description: readme::description(&output.outline.client.title),
            features: features.all.clone(),
            is_workspace: self.is_crate_per_tag,
            dependencies,
            build_dependencies: match self.is_code_in_tree {
                true => Vec::new(),
                false => vec![self.ours("specmill", &self.folder)],
            },
            dev_dependencies: vec![Dependency::version("insta", "1")],
        }
    }

    /// The runtime, as a crate in `folder` depends on it.
    pub(super) fn runtime(&self, output: &Output, folder: &Path) -> Dependency {
        let mut runtime = self.ours("specmill-runtime", folder);
        runtime.without_default_features = true;
        runtime.features = match output.outline.options.dates {
            Dates::Jiff => vec!["jiff".to_owned(), "uuid".to_owned()],
            Dates::Chrono => vec!["chrono".to_owned(), "uuid".to_owned()],
            _ => vec!["uuid".to_owned()],
        };
        runtime
    }

    /// One of specmill's own crates, as one in `folder` depends on it.
    fn ours(&self, name: &str, folder: &Path) -> Dependency {
        match &self.specmill {
            Some(checkout) => {
                let path = relative(folder, &checkout.join("crates").join(name));
                Dependency::path(name, path)
            }
            None => Dependency::version(name, env!("CARGO_PKG_VERSION")),
        }
    }
}
