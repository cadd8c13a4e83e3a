//! Where a walk over the tokens of a text is.

/// The containers the walk is in, and the pointer to where it is.
#[derive(Default)]
pub(crate) struct Way {
    pointer: String,
    levels: Vec<Level>,
}

/// A container that is open.
struct Level {
    /// Length of the pointer to the container itself.
    length: usize,
    kind: Kind,
}

enum Kind {
    /// A list: the number of its next item.
    List(usize),
    /// An object: whether a key comes next.
    Object(bool),
}

impl Way {
    pub(crate) fn open_list(&mut self) {
        self.levels.push(Level { length: self.pointer.len(), kind: Kind::List(0) });
    }

    pub(crate) fn open_object(&mut self) {
        self.levels.push(Level { length: self.pointer.len(), kind: Kind::Object(true) });
    }

    /// Leaves the container at hand, which is itself a value of the one around it.
    pub(crate) fn close(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.pointer.truncate(level.length);
        }
        self.value_done();
    }

    /// Whether the next scalar is a key.
    pub(crate) fn expects_key(&self) -> bool {
        matches!(self.levels.last(), Some(Level { kind: Kind::Object(true), .. }))
    }

    /// Takes the key of the member that follows; gives the pointer to it.
    pub(crate) fn key(&mut self, key: &str) -> &str {
        if let Some(level) = self.levels.last_mut() {
            self.pointer.truncate(level.length);
            level.kind = Kind::Object(false);
        }
        self.push(key);
        &self.pointer
    }

    /// A value begins: the pointer to it, if it is an item of a list.
    pub(crate) fn value_begins(&mut self) -> Option<&str> {
        let Some(Level { length, kind: Kind::List(next) }) = self.levels.last_mut() else {
            return None;
        };
        self.pointer.truncate(*length);
        let token = next.to_string();
        *next += 1;
        self.push(&token);
        Some(&self.pointer)
    }

    /// A value is over: in an object, a key comes next.
    pub(crate) fn value_done(&mut self) {
        if let Some(Level { kind: Kind::Object(expects_key), .. }) = self.levels.last_mut() {
            *expects_key = true;
        }
    }

    fn push(&mut self, token: &str) {
        self.pointer.push('/');
        for character in token.chars() {
            match character {
                '~' => self.pointer.push_str("~0"),
                '/' => self.pointer.push_str("~1"),
                other => self.pointer.push(other),
            }
        }
    }
}
