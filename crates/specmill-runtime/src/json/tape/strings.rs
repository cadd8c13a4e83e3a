//! Strings and white space in JSON text.

use crate::text::{chunk, eight, ends_of_plain, is_plain};

/// Strings longer than so many words are looked at in blocks.
const WORDS: usize = 4;

/// Where plain text that begins at `at` ends: at a `"`, a `\`, a control, or the end of it all.
#[inline(always)]
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    for _ in 0..WORDS {
        let Some(chunk) = chunk(bytes, at) else { return tail_end(bytes, at) };
        let ends = ends_of_plain(u64::from_le_bytes(*chunk));
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    long_end(bytes, at)
}

/// As [`plain_end`], for long strings: a block has no condition in it, so that processors look at many
/// bytes at once.
#[inline(never)]
fn long_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = chunk::<32>(bytes, at) {
        if !block.iter().fold(true, |all, byte| all & is_plain(*byte)) {
            break;
        }
        at += 32;
    }
    tail_end(bytes, at)
}

#[inline(never)]
fn tail_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !is_plain(*byte)).unwrap_or(rest.len())
}

/// Where white space that may begin at `at` ends. There is none, or one space, or a new line.
#[inline(always)]
pub(super) fn after_space(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ') if bytes.get(at + 1).is_some_and(|byte| *byte > b' ') => at + 1,
        Some(b' ' | b'\n' | b'\r' | b'\t') => after_spaces(bytes, at + 1),
        _ => at,
    }
}

/// Texts are indented by spaces.
#[inline]
fn after_spaces(bytes: &[u8], mut at: usize) -> usize {
    loop {
        while let Some(chunk) = chunk(bytes, at) {
            let others = u64::from_le_bytes(*chunk) ^ eight(b' ');
            if others != 0 {
                at += others.trailing_zeros() as usize / 8;
                break;
            }
            at += 8;
        }
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
            _ => return at,
        }
    }
}

/// What the escape stands for whose backslash is before `at`, and where it ends. Surrogates come in pairs.
#[inline]
pub(super) fn escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let char = match bytes.get(at)? {
        b'n' => '\n',
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return unicode_escape(bytes, at + 1),
        _ => return None,
    };
    Some((char, at + 1))
}

fn unicode_escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let unit = hexadecimal(chunk(bytes, at)?)?;
    if !(0xD800..0xDC00).contains(&unit) {
        // None of the second half of a pair.
        return Some((char::from_u32(unit)?, at + 4));
    }
    let [b'\\', b'u', digits @ ..]: &[u8; 6] = chunk(bytes, at + 4)? else { return None };
    let second = hexadecimal(digits)?.checked_sub(0xDC00).filter(|second| *second < 0x400)?;
    let char = char::from_u32(0x1_0000 + ((unit - 0xD800) << 10 | second))?;
    Some((char, at + 10))
}

fn hexadecimal(digits: &[u8; 4]) -> Option<u32> {
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::{after_space, plain_end};

    #[test]
    fn every_byte_in_every_place() {
        for length in [0, 1, 7, 8, 9, 31, 32, 33, 40, 63, 64, 65, 100] {
            for place in 0..length {
                for byte in 0..=0xff_u8 {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    let plain = byte >= 0x20 && byte != b'"' && byte != b'\\';
                    let end = if plain { length } else { place };
                    assert_eq!(plain_end(&text, 0), end, "{byte:#x} at {place} of {length}");
                }
            }
        }
    }

    #[test]
    fn space_of_any_length() {
        for length in 0..40 {
            for byte in 0..=0xff_u8 {
                let text = [" ".repeat(length).as_bytes(), &[byte, b' ', b'a']].concat();
                let is_space = matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
                let end = if is_space { length + 2 } else { length };
                assert_eq!(after_space(&text, 0), end, "{byte:#x} after {length}");
                assert_eq!(after_space(&text[..=length], 0), length + usize::from(is_space));
            }
        }
    }
}
