//! The way down to the value at hand, written out only when someone asks.

use super::Pointer;

/// A path from the root, as a list linked through the stack of the walk that is on it.
///
/// A [`Pointer`] is text and costs an allocation a step; a walk over a document of 100 000 values
/// needs one only where it finds a fault.
///
/// ```
/// use specmill_core::tree::Trail;
///
/// let root = Trail::root();
/// let paths = root.member("paths");
/// assert_eq!(paths.member("/invites").item(0).pointer().as_str(), "/paths/~1invites/0");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Trail<'a> {
    step: Step<'a>,
    parent: Option<&'a Trail<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Trail<'a> {
    /// The whole document.
    #[must_use]
    pub const fn root() -> Self {
        Self { step: Step::Root, parent: None }
    }

    /// One step down, to the member `name`.
    #[must_use]
    pub fn member<'b>(&'b self, name: &'b str) -> Trail<'b> {
        Trail { step: Step::Member(name), parent: Some(self) }
    }

    /// One step down, to the item number `index`, counted from 0.
    #[must_use]
    pub fn item(&self, index: usize) -> Trail<'_> {
        Trail { step: Step::Item(index), parent: Some(self) }
    }

    /// The path as a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let mut steps = vec![self.step];
        let mut parent = self.parent;
        while let Some(trail) = parent {
            steps.push(trail.step);
            parent = trail.parent;
        }
        steps.iter().rev().fold(Pointer::root(), |pointer, step| match step {
            Step::Root => pointer,
            Step::Member(name) => pointer.child(name),
            Step::Item(index) => pointer.child(index),
        })
    }
}
