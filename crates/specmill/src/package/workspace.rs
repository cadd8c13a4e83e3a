//! A package whose client is several crates: the package itself joins them, and the others are in its folder
//! `crates`.

use std::collections::BTreeMap;

use specmill_core::emit::{self, ClientCrate, CrateDependency, CrateNames};
use specmill_core::ir::Api;
use specmill_core::output::{File, FileKind};
use specmill_core::passes::{self, WEBHOOKS};
use specmill_core::with_stack;

use super::Package;
use super::agreed::{EVERY_TAG, MOCK};
use super::cargo_manifest::{CargoFeature, CargoManifest, Dependency};
use super::features::{self, Features};
use crate::error::Error;
use crate::fault::Fault;
use crate::generator::Generator;
use crate::output::Output;

/// The folder of the other crates.
const FOLDER: &str = "crates";

impl Package {
    /// The client in the crates of this package, without its files beside it.
    pub(super) fn client(&self, generator: &Generator) -> Result<Output, Error> {
        match self.is_crate_per_tag {
            true => generator.render_crates(|client| self.crate_names(client)),
            false => generator.render(),
        }
    }

    /// The names that the crates and the conditions in them are made of.
    fn crate_names(&self, client: &Api) -> CrateNames {
        let features = features::of(client, true);
        let module = |tag: &str| {
            let mut groups = client.groups.iter();
            groups.find(|group| group.tag.as_deref() == Some(tag)).map(|group| group.module)
        };
        let tags = features.tags.iter();
        let mut of_modules: BTreeMap<_, _> =
            tags.filter_map(|(feature, tag)| Some((module(tag)?, feature.clone()))).collect();
        let webhooks = client.webhooks.iter();
        of_modules.extend(webhooks.map(|webhooks| (webhooks.module, WEBHOOKS.to_owned())));
        let package = self.name.package().to_owned();
        CrateNames { package, of_modules, every: EVERY_TAG.to_owned() }
    }

    /// Lets the features of the package bring in the crates that they stand for.
    pub(super) fn join_features(&self, features: &mut Features, output: &Output) {
        let Some(((whole, _), others)) = output.crates.split_first() else { return };
        for dependency in &whole.dependencies {
            let stands_for_it =
                |feature: &&mut CargoFeature| dependency.feature.as_ref() == Some(&feature.name);
            if let Some(feature) = features.all.iter_mut().find(stands_for_it) {
                feature.enables.push(format!("dep:{}", dependency.name));
            }
        }
        if let Some(mock) = features.all.iter_mut().find(|feature| feature.name == MOCK) {
            // It has a method for each operation.
            mock.enables.push(EVERY_TAG.to_owned());
            let mocked = others.iter().filter(|(one, _)| one.has_mock);
            mock.enables.extend(mocked.map(|(one, _)| format!("{}/{MOCK}", one.name)));
        }
    }

    /// The other crates of the package, as it depends on them.
    pub(super) fn other_crates(&self, output: &Output) -> Vec<Dependency> {
        let Some((whole, _)) = output.crates.first() else { return Vec::new() };
        let dependency = |dependency: &CrateDependency| {
            let path = format!("{FOLDER}/{}", dependency.name);
            let is_optional = dependency.feature.is_some();
            Dependency { is_optional, ..Dependency::path(&dependency.name, path) }
        };
        whole.dependencies.iter().map(dependency).collect()
    }

    /// The files of the other crates.
    pub(super) fn files_of_other_crates(&self, output: &Output) -> Vec<File> {
        let mut files = Vec::new();
        for (one, sources) in output.crates.iter().skip(1) {
            let folder = format!("{FOLDER}/{}", one.name);
            let manifest = self.manifest_of(one, output, &folder).to_string();
            let manifest = File::new(format!("{folder}/Cargo.toml"), manifest);
            files.push(manifest.kind(FileKind::Start));
            let source =
                |file: &File| File::new(format!("{folder}/src/{}", file.path), file.text.clone());
            files.extend(sources.iter().map(source));
        }
        files
    }

    fn manifest_of(&self, one: &ClientCrate, output: &Output, folder: &str) -> CargoManifest {
        let mut dependencies = vec![self.runtime(output, &self.folder.join(folder))];
        let others = one.dependencies.iter();
        dependencies.extend(
            others.map(|other| Dependency::path(&other.name, format!("../{}", other.name))),
        );
        let mock =
            CargoFeature::new(MOCK, ["specmill-runtime/testing"], "A part of the mock of the API.");
        // Examples call the client, which is in the package itself.
        let whole = || Dependency::path(self.name.package(), "../..");
        CargoManifest {
            name: one.name.clone(),
            description: one.description.clone(),
            features: if one.has_mock { vec![mock] } else { Vec::new() },
            dependencies,
            dev_dependencies: if one.has_operations { vec![whole()] } else { Vec::new() },
            ..CargoManifest::default()
        }
    }
}

impl Generator {
    /// As [`Generator::render`], as several crates, which get these names. The files are those of the one that
    /// joins the others.
    fn render_crates(
        &self,
        names: impl FnOnce(&Api) -> CrateNames + Send,
    ) -> Result<Output, Error> {
        let rendered = || -> Result<Output, Error> {
            let (mut output, options) = self.understood()?;
            let crates =
                passes::crates(&output.outline.client, passes::MOST_LINES).ok_or(Fault::NoTags)?;
            let names = names(&output.outline.client);
            for (one, tokens) in emit::crates(&output.outline.client, &crates, &options, &names) {
                let files = self.formatted(&tokens)?;
                match output.crates.is_empty() {
                    true => (output.files, output.crates) = (files, vec![(one, Vec::new())]),
                    false => output.crates.push((one, files)),
                }
            }
            Ok(output)
        };
        Ok(self.listed(with_stack(rendered).map_err(Fault::NoThread)??))
    }
}
