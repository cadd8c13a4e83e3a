//! A number for a text, where a name is cut or a file is to be known again.

/// FNV-1a of 64 bits (draft-eastlake-fnv): the same on every machine and with every version of Rust.
pub(crate) fn fnv1a(text: &str) -> u64 {
    fnv1a_bytes(text.bytes())
}

/// As [`fnv1a`], of bytes.
pub(crate) fn fnv1a_bytes(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
