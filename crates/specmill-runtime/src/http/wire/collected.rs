//! The bytes of a body, put together within a limit.

use bytes::Bytes;

/// The most that is read of an answer unless the caller says otherwise, in bytes (256 MiB): far
/// more than JSON of an API has, and what a machine can spare.
pub(crate) const MAX_ANSWER_SIZE: usize = 256 << 20;
/// The most that is kept of the body of an error, in bytes (1 MiB).
pub(crate) const MAX_ERROR_SIZE: usize = 1 << 20;
/// From this capacity on, room is made in steps of a quarter, so that little of it is unused.
const LARGE: usize = 1 << 20;

/// A body as far as it has come.
#[derive(Default)]
pub(crate) struct Collected {
    bytes: Vec<u8>,
    /// How long it is to be, if that was told.
    announced: Option<usize>,
    most: usize,
}

/// The body is longer than may be read.
pub(crate) struct TooLarge;

impl Collected {
    /// An empty one for at most `most` bytes, of which `announced` are to come.
    ///
    /// # Errors
    /// When more are to come.
    pub(crate) fn new(announced: Option<u64>, most: usize) -> Result<Self, TooLarge> {
        // A length that no memory can hold is over the limit as well.
        let announced = announced.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        match announced {
            Some(length) if length > most => Err(TooLarge),
            announced => Ok(Self { bytes: Vec::new(), announced, most }),
        }
    }

    /// Takes what came; if that is too much, as much of it as may be read.
    ///
    /// # Errors
    /// When there is more than may be read.
    pub(crate) fn push(&mut self, piece: &[u8]) -> Result<(), TooLarge> {
        let room = self.most.saturating_sub(self.bytes.len());
        let fitting = piece.get(..room).unwrap_or(piece);
        self.make_room(fitting.len());
        self.bytes.extend_from_slice(fitting);
        if fitting.len() < piece.len() { Err(TooLarge) } else { Ok(()) }
    }

    /// Makes room as it is needed: a server that announces much and sends little gets little.
    fn make_room(&mut self, more: usize) {
        let (length, capacity) = (self.bytes.len(), self.bytes.capacity());
        let needed = length.saturating_add(more);
        if needed <= capacity {
            return;
        }
        let step = if capacity < LARGE { capacity } else { capacity / 4 };
        let mut next = needed.max(capacity.saturating_add(step)).min(self.most);
        if let Some(announced) = self.announced.filter(|announced| *announced >= needed) {
            let is_near = announced <= LARGE || announced < next;
            next = if is_near { announced } else { next };
        }
        self.bytes.reserve_exact(next - length);
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// What came, at most the first `most` bytes of it.
    pub(crate) fn cut(mut self, most: usize) -> Bytes {
        if self.bytes.len() > most {
            self.bytes.truncate(most);
            self.bytes.shrink_to_fit();
        }
        self.into_bytes()
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        Bytes::from(self.bytes)
    }
}

/// Why an answer is not read, and what to do.
pub(crate) fn too_large(most: usize) -> String {
    let most = match most >> 20 {
        mebibytes if mebibytes << 20 == most && most > 0 => format!("{mebibytes} MiB"),
        _ => format!("{most} bytes"),
    };
    format!(
        "the answer is larger than {most}, the most that is read into memory; allow more with \
         `max_answer_size` on the client or the call, or take it as it comes with `into_download()`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(announced: Option<u64>, most: usize, pieces: &[usize]) -> (usize, usize, bool) {
        let Ok(mut all) = Collected::new(announced, most) else { return (0, 0, false) };
        let is_whole = pieces.iter().all(|size| all.push(&vec![b'x'; *size]).is_ok());
        (all.len(), all.bytes.capacity(), is_whole)
    }

    #[test]
    fn no_more_than_the_limit_is_taken() {
        assert_eq!(collected(None, 10, &[4, 6]), (10, 10, true));
        assert_eq!(collected(None, 10, &[4, 7]), (10, 10, false));
        assert_eq!(collected(None, 0, &[0]), (0, 0, true));
        assert_eq!(collected(Some(11), 10, &[]), (0, 0, false));
        assert_eq!(collected(Some(u64::MAX), usize::MAX, &[4]).0, 4);
        // The announced length is wrong.
        assert_eq!(collected(Some(3), 10, &[4, 7]).0, 10);
    }

    #[test]
    fn little_room_is_made_that_is_not_used() {
        let piece = 64 << 10;
        let (length, capacity, _) =
            collected(Some(piece as u64 * 100), MAX_ANSWER_SIZE, &[piece; 3]);
        assert!((length..=length * 2).contains(&capacity), "{length} of {capacity}");
        for announced in [None, Some(piece as u64 * 100)] {
            let (length, capacity, _) = collected(announced, MAX_ANSWER_SIZE, &[piece; 100]);
            assert!((length..=length * 5 / 4).contains(&capacity), "{length} of {capacity}");
        }
        assert_eq!(collected(Some(1000), MAX_ANSWER_SIZE, &[100]).1, 1000);
    }

    #[test]
    fn the_limit_is_told_in_its_unit() {
        assert!(too_large(MAX_ANSWER_SIZE).contains("larger than 256 MiB,"));
        assert!(too_large(1000).contains("larger than 1000 bytes,"));
        assert!(too_large(0).contains("larger than 0 bytes,"));
    }
}
