//! The command by which the code of a package is generated again.

use specmill_core::emit::Dates;

use super::Package;
use super::document::Placed;
use super::relative::relative;
use crate::generator::Generator;

impl Package {
    /// `specmill generate spec/api.yaml --crate --out . --name pets`, with the options that make a difference;
    /// it is run in the package's folder.
    pub(super) fn command(&self, generator: &Generator, placed: &Placed) -> String {
        let mut words = vec!["specmill generate".to_owned(), quoted(&placed.path)];
        words.push(format!("--crate --out . --name {}", self.name.package()));
        for overlay in placed.overlays.iter().flatten() {
            words.push(format!("--overlay {}", quoted(overlay)));
        }
        if let Some(root) = &placed.root {
            words.push(format!("--root {}", quoted(root)));
        }
        match generator.dates {
            Dates::Chrono => words.push("--dates chrono".to_owned()),
            Dates::Text => words.push("--dates text".to_owned()),
            _ => {}
        }
        for (option, is_on) in [
            ("--no-copy", self.is_document_in_place),
            ("--strict", generator.strict),
            ("--keep-undeclared", generator.keep_undeclared),
            ("--group-by-path", generator.group_by_path),
        ] {
            if is_on {
                words.push(option.to_owned());
            }
        }
        if let Some(checkout) = &self.specmill {
            words.push(format!("--specmill {}", quoted(&relative(&self.folder, checkout))));
        }
        words.join(" ")
    }
}

/// A word of a shell.
fn quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "-_./".contains(char);
    match word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
