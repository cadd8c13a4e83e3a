//! What stands in a JSON string as it is: all but `"`, `\` and controls (RFC 8259 §7).
//!
//! Most strings are a few bytes long. Eight of them are one number, in which a byte is found by arithmetic
//! ("Determine if a word has a byte less than n", Sean Eron Anderson, Bit Twiddling Hacks).

/// The number whose eight bytes are `byte`.
pub(crate) const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The upper bit of each of eight bytes that is not plain; those above the first may have theirs without being
/// so.
#[inline(always)]
pub(crate) const fn ends_of_plain(word: u64) -> u64 {
    // With one bit changed, `"` follows on the controls, and nothing else does.
    let control_or_quote = (word ^ eight(2)).wrapping_sub(eight(0x21));
    let backslash = (word ^ eight(b'\\')).wrapping_sub(eight(1));
    (control_or_quote | backslash) & !word & eight(0x80)
}

#[inline(always)]
pub(crate) const fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// The `N` bytes from `at` on, if there are so many.
#[inline(always)]
pub(crate) fn chunk<const N: usize>(bytes: &[u8], at: usize) -> Option<&[u8; N]> {
    bytes.get(at..)?.first_chunk()
}

/// Whether all of a text is plain.
#[inline(always)]
pub(crate) fn is_all_plain(text: &[u8]) -> bool {
    let is_plain_word = |word: &[u8; 8]| ends_of_plain(u64::from_le_bytes(*word)) == 0;
    // The last word may begin in the one before it, and so may the last half of one.
    if let Some(last) = text.last_chunk() {
        let (words, _) = text.as_chunks::<8>();
        return is_plain_word(last) && words.iter().all(is_plain_word);
    }
    match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            ends_of_plain(u64::from(first) | u64::from(last) << 32) == 0
        }
        _ => text.iter().all(|byte| is_plain(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ends_of_plain, is_all_plain, is_plain};

    #[test]
    fn every_byte_in_every_place() {
        for length in 0..40 {
            for place in 0..length {
                for byte in 0..=0xff_u8 {
                    for around in *b"a #!]\x7f" {
                        let mut text = vec![around; length];
                        text[place] = byte;
                        assert_eq!(is_all_plain(&text), is_plain(byte), "{byte:#x} at {place}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_first_that_is_not_plain() {
        for first in 0..=0xff_u8 {
            for second in 0..=0xff_u8 {
                let word = [b'a', first, second, 0xff, b'"', b'a', 0, b'a'];
                let place = word.iter().position(|byte| !is_plain(*byte)).unwrap();
                let ends = ends_of_plain(u64::from_le_bytes(word));
                assert_eq!(ends.trailing_zeros() as usize / 8, place, "{word:?}");
            }
        }
    }
}
