//! The list of what was written into a folder: by it a later run knows which files are its own, and which
//! of them somebody has edited since.
//!
//! A line for each file, sorted, with a hash of its text. Where two branches wrote different clients, git
//! leaves both lines and its marks: a file that has either text is known.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::fnv::fnv1a_bytes;

const HEAD: &str = "\
# The files that specmill wrote here, each with a hash of its text (FNV-1a). By them it tells what it may
# replace or remove, so keep this file beside them. After a merge conflict, run specmill again.
";

/// The largest list that is read, in bytes: ten thousand files are far less.
pub(super) const MOST_BYTES: u64 = 4 << 20;

/// The files that were written, each with the hashes of the texts it may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FileList(BTreeMap<String, BTreeSet<u64>>);

impl FileList {
    /// Reads a list. Whatever is no line of it says nothing, such as the marks of a merge conflict.
    pub(super) fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for line in text.lines() {
            if let Some((hash, path)) = line.split_once(' ')
                && hash.len() == 16
                && let Ok(hash) = u64::from_str_radix(hash, 16)
                && is_below(path)
            {
                list.0.entry(path.to_owned()).or_default().insert(hash);
            }
        }
        list
    }

    pub(super) fn add(&mut self, path: &str, text: &[u8]) {
        self.0.entry(path.to_owned()).or_default().insert(hash(text));
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether the file `path` was written with this text.
    pub(super) fn has_text(&self, path: &str, text: &[u8]) -> bool {
        self.0.get(path).is_some_and(|hashes| hashes.contains(&hash(text)))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What this list or the other has.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (path, hashes) in &other.0 {
            both.0.entry(path.clone()).or_default().extend(hashes);
        }
        both
    }

    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (path, hashes) in &self.0 {
            for hash in hashes {
                // Writing to a `String` does not fail.
                let _ = writeln!(text, "{hash:016x} {path}");
            }
        }
        text
    }
}

/// A list may come from anybody's repository: no path of it leads out of its folder.
fn is_below(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    path.split('/').all(is_name) && !path.contains(['\\', ':', '\0'])
}

/// A hash of a text, whatever ends its lines: git may change that.
fn hash(text: &[u8]) -> u64 {
    fnv1a_bytes(without_returns(text))
}

/// Whether two texts are the same, whatever ends their lines.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    one == other || without_returns(one).eq(without_returns(other))
}

fn without_returns(text: &[u8]) -> impl Iterator<Item = u8> {
    let ends_line = |at: usize| text.get(at..at + 2) == Some(b"\r\n");
    text.iter().enumerate().filter(move |(at, _)| !ends_line(*at)).map(|(_, byte)| *byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let mut list = FileList::default();
        list.add("src/a b.rs", b"one");
        list.add("Cargo.toml", b"two\n");
        let read = FileList::parse(&list.text());
        assert_eq!(read, list);
        assert!(read.has_text("Cargo.toml", b"two\r\n") && !read.has_text("Cargo.toml", b"three"));
    }

    #[test]
    fn a_merge_conflict_leaves_both_texts() {
        let (mut ours, mut theirs) = (FileList::default(), FileList::default());
        ours.add("a.rs", b"one");
        theirs.add("a.rs", b"two");
        let line = |list: &FileList| list.text().lines().last().unwrap().to_owned();
        let text =
            format!("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n", line(&ours), line(&theirs));
        assert_eq!(FileList::parse(&text), ours.and(&theirs));
    }

    #[test]
    fn nothing_outside_of_the_folder_is_listed() {
        for path in ["/etc/passwd", "../a", "a/../../b", "a//b", "C:\\a", "", "a/."] {
            assert_eq!(FileList::parse(&format!("{:016x} {path}\n", 1)), FileList::default());
        }
    }
}
