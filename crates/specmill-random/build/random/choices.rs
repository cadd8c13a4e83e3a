//! Where every choice comes from: bytes, so that whoever shrinks the bytes shrinks what was chosen.

/// A stream of choices. Once the bytes are used up, the first alternative is always taken.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    bytes: Vec<u8>,
    at: usize,
}

impl Choices {
    /// The choices that `bytes` make.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// `count` bytes of choices from `seed` (SplitMix64, Steele et al. 2014).
    pub(crate) fn seeded(seed: u64, count: usize) -> Self {
        let mut state = seed;
        let mut bytes = Vec::with_capacity(count + 8);
        while bytes.len() < count {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut word = state;
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            bytes.extend((word ^ (word >> 31)).to_le_bytes());
        }
        Self::new(bytes)
    }

    /// A number below `bound`, which is at most 256.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(byte) % bound.max(1)
    }

    /// True in one of `times`.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of `all`.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
