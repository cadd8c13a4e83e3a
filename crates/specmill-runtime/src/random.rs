//! Random numbers that no one can guess: boundaries, markers, keys and names of files are made of them.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};

use crate::clock::Clock;

/// A number from the operating system.
pub(crate) fn random() -> u128 {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u128::from_ne_bytes(bytes),
        Err(_) => u128::from(hashed()) << 64 | u128::from(hashed()),
    }
}

/// A number from 0 up to 1, which it never is.
pub(crate) fn fraction() -> f64 {
    // As many bits as an `f64` holds.
    (random() >> 75) as f64 / (1_u64 << 53) as f64
}

/// Where the operating system has none to give now: from the keys of a hasher, which it gave before.
/// A process that was forked has the same keys, hence what else tells it from its parent.
#[cold]
fn hashed() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    std::process::id().hash(&mut hasher);
    Clock::default().now().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_differ_and_use_all_bits() {
        let numbers: HashSet<_> = (0..1000).map(|_| random()).collect();
        assert_eq!(numbers.len(), 1000);
        let (all, any) = numbers.iter().fold((u128::MAX, 0), |(all, any), n| (all & n, any | n));
        assert_eq!((all, any), (0, u128::MAX));
        assert_ne!(hashed(), hashed());
        assert!((0..1000).all(|_| (0.0..1.0).contains(&fraction())));
    }
}
