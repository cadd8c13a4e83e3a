//! From a path to the file in which what it names is defined.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Module, Names};

pub(crate) struct Crate {
    modules: BTreeMap<Names, Module>,
}

impl Crate {
    pub(crate) fn new(modules: Vec<Module>) -> Self {
        Self { modules: modules.into_iter().map(|module| (module.path.clone(), module)).collect() }
    }

    /// From each file to each that it asks for something, or that it passes something on from.
    pub(crate) fn arrows(&self) -> Vec<(String, String)> {
        let mut arrows = Vec::new();
        for module in self.modules.values() {
            let paths = module.uses.iter().map(|(path, _)| path).chain(&module.paths);
            for file in paths.flat_map(|path| self.files(module, path)) {
                arrows.push((module.file.clone(), file));
            }
        }
        arrows
    }

    /// The files that define what the path names; none of what is of another crate, and of a module
    /// by itself: it is what is taken from it that counts.
    fn files(&self, module: &Module, path: &[String]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        if let Some(path) = self.absolute(module, path) {
            self.follow(&path, &mut BTreeSet::new(), &mut found);
        }
        found
    }

    /// The path from the root of the crate; none if it leads elsewhere.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let mut base = module.path.clone();
        match first.as_str() {
            "crate" => return Some(rest.to_vec()),
            "self" => return Some([base, rest.to_vec()].concat()),
            "super" => {
                base.pop();
                let ups = rest.iter().take_while(|name| *name == "super").count();
                base.truncate(base.len().checked_sub(ups)?);
                return Some([base, rest[ups..].to_vec()].concat());
            }
            _ => {}
        }
        let child = [base.clone(), vec![first.clone()]].concat();
        if self.modules.contains_key(&child) {
            return Some([base, path.to_vec()].concat());
        }
        let (used, _) = module.uses.iter().find(|(used, name)| name == first && used != path)?;
        let used = self.absolute(module, used)?;
        Some([used, rest.to_vec()].concat())
    }

    /// `seen` are the paths that have led here: `use`s may go round in a ring.
    fn follow(&self, path: &[String], seen: &mut BTreeSet<Names>, found: &mut BTreeSet<String>) {
        if !seen.insert(path.to_vec()) {
            return;
        }
        let mut module = Names::new();
        for (at, name) in path.iter().enumerate() {
            let Some(here) = self.modules.get(&module) else { return };
            let rest = &path[at + 1..];
            let child = [module.clone(), vec![name.clone()]].concat();
            let is_module = self.modules.contains_key(&child);
            let passed_on = here.uses.iter().find(|(_, other)| other == name);
            match passed_on {
                // A module and a function may share a name.
                Some((used, _)) if !is_module || rest.is_empty() => {
                    if let Some(used) = self.absolute(here, used) {
                        self.follow(&[used, rest.to_vec()].concat(), seen, found);
                    }
                    return;
                }
                _ if is_module => module = child,
                _ => return self.item(here, name, seen, found),
            }
        }
    }

    /// Something that is no module and that `here` does not pass on by its name.
    fn item(
        &self,
        here: &Module,
        name: &String,
        seen: &mut BTreeSet<Names>,
        found: &mut BTreeSet<String>,
    ) {
        if !here.defined.contains(name) {
            if let Some(file) = self.file_of_macro(here, name) {
                found.insert(file);
                return;
            }
            let all = self.wholes(here).filter(|used| self.has(used, name, &mut BTreeSet::new()));
            let all: Vec<_> = all.collect();
            for used in &all {
                self.follow(&[used.clone(), vec![name.clone()]].concat(), seen, found);
            }
            if !all.is_empty() {
                return;
            }
        }
        found.insert(here.file.clone());
    }

    /// The modules of which `here` uses all there is.
    fn wholes(&self, here: &Module) -> impl Iterator<Item = Names> {
        let wholes = here.uses.iter().filter(|(_, name)| name == "*");
        wholes.filter_map(|(used, _)| self.absolute(here, used))
    }

    /// Whether something of this name can be taken from a module.
    fn has(&self, module: &[String], name: &String, seen: &mut BTreeSet<Names>) -> bool {
        let Some(here) = self.modules.get(module).filter(|_| seen.insert(module.to_vec())) else {
            return false;
        };
        here.defined.contains(name)
            || here.uses.iter().any(|(_, other)| other == name)
            || self.wholes(here).any(|used| self.has(&used, name, seen))
    }

    /// An exported macro is at the root of the crate, wherever it is written.
    fn file_of_macro(&self, here: &Module, name: &String) -> Option<String> {
        let mut all = self.modules.values().filter(|_| here.path.is_empty());
        all.find(|module| module.macros.contains(name)).map(|module| module.file.clone())
    }
}
