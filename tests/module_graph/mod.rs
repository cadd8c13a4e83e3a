//! Which file of a crate takes something from which other, read from the tokens of its sources.
//!
//! What is asked for counts where it is defined: a path through any number of `pub use`s leads to the
//! file behind them, so that no folder can pass on what those above it may not be asked for. Unit
//! tests are not read.

mod resolve;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use resolve::Crate;
use tokens::read;

/// The files of a crate, and of each the other files that it names something of.
pub(crate) struct Imports {
    /// By path from the root of the crate's `src`, without the ending.
    pub(crate) files: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// Reads all sources in `folder`, the `src` of a crate.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut sources = Vec::new();
        collect(folder, "", &mut sources);
        let modules = sources.iter().flat_map(|(file, text)| read(file, text)).collect();
        let whole = Crate::new(modules);
        let mut files: BTreeMap<String, BTreeSet<String>> =
            sources.iter().map(|(file, _)| (file.clone(), BTreeSet::new())).collect();
        for (from, to) in whole.arrows() {
            if from != to {
                files.entry(from).or_default().insert(to);
            }
        }
        Self { files }
    }

    /// Every arrow, from a file to one that it names something of.
    pub(crate) fn arrows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().flat_map(|(from, all)| all.iter().map(|to| (from.as_str(), to.as_str())))
    }

    /// The rings of imports: files each of which leads to all the others.
    pub(crate) fn rings(&self) -> Vec<Vec<String>> {
        let reach: BTreeMap<_, _> =
            self.files.keys().map(|file| (file, self.reachable(file))).collect();
        let mut rings = BTreeSet::new();
        for file in self.files.keys() {
            let back = |other: &&String| reach.get(other).is_some_and(|all| all.contains(file));
            let ring: Vec<String> = reach[file].iter().filter(back).cloned().collect();
            if ring.len() > 1 {
                rings.insert(ring);
            }
        }
        rings.into_iter().collect()
    }

    fn reachable(&self, from: &str) -> BTreeSet<String> {
        let (mut found, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(file) = open.pop() {
            for next in self.files.get(&file).into_iter().flatten() {
                if found.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        found
    }
}

/// The folder a file is in; of `a/mod`, that is `a`.
pub(crate) fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn collect(folder: &Path, prefix: &str, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), into);
        } else if let Some(stem) = name.strip_suffix(".rs") {
            let text = fs::read_to_string(&path).expect("source files are UTF-8");
            into.push((format!("{prefix}{stem}"), text));
        }
    }
}

#[test]
fn what_is_asked_for_counts_where_it_is_defined() {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "lib.rs",
        "mod low; mod high; mod other; pub use high::Top; pub mod api { pub use super::low::*; }",
    );
    write("low/mod.rs", "mod a; mod b; pub(crate) use a::{A, build as make};");
    write("low/a.rs", "pub(crate) struct A; pub(crate) fn build() {}");
    write(
        "low/b.rs",
        "use {super::A, crate::{Top, other::{self, inner::Inner}}}; fn f() { other::go(); }",
    );
    write(
        "high.rs",
        "/// use crate::other::X;\nuse super::api::A;\npub struct Top(super::low::A);",
    );
    write(
        "other/mod.rs",
        "pub mod inner; pub fn go() {} #[cfg(test)] mod tests { use crate::high::Top; }",
    );
    write(
        "other/inner.rs",
        "pub struct Inner; macro_rules! x { () => { $crate::high::Top } } fn f() { \
         vec![super::super::low::make(), self::g()] } fn g() {} const T: &str = \"crate::high\";",
    );
    let imports = Imports::of(root.path());
    let of = |file: &str| imports.files[file].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("low/b"), ["high", "low/a", "other/inner", "other/mod"]);
    assert_eq!(of("high"), ["low/a"]);
    assert_eq!(of("other/mod"), [] as [&str; 0]);
    assert_eq!(of("other/inner"), ["low/a"]);
    assert_eq!(of("low/mod"), ["low/a"]);
    assert!(imports.rings().is_empty(), "{:?}", imports.rings());
    write("low/a.rs", "pub(crate) struct A; pub(crate) fn build() -> crate::Top {}");
    assert_eq!(Imports::of(root.path()).rings(), [["high", "low/a"]]);
}
