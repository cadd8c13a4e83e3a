//! Numbers with more digits than `f64` tells apart, found again in the text they were read from.
//!
//! `serde_json` hands each number on as a value of 64 bits. What it could not be kept in is known by
//! its place: as the n-th number of the text.

/// More significant digits than this, and an `f64` is not what was written (IEEE 754-2019, §5.12.2).
const MOST_DIGITS: usize = 17;

/// Where such a number is: how many numbers stand before it, and at which byte it begins.
type Found = (u32, u32);

/// The numbers with many digits of a text, in order. They are looked for when the first number comes
/// that is no whole one of 64 bits, which most documents do not have.
#[derive(Debug, Default)]
pub(super) struct LongNumbers {
    found: Option<std::vec::IntoIter<Found>>,
    next: Option<Found>,
}

impl LongNumbers {
    /// Where the number begins that has `before` numbers before it, if it has many digits. Asked in
    /// rising order.
    #[inline]
    pub(super) fn start(&mut self, before: u32, input: &str) -> Option<u32> {
        let found = self.found.get_or_insert_with(|| {
            let mut found = find(input).into_iter();
            self.next = found.next();
            found
        });
        while self.next.is_some_and(|(number, _)| number < before) {
            self.next = found.next();
        }
        self.next.filter(|(number, _)| *number == before).map(|(_, start)| start)
    }
}

fn find(input: &str) -> Vec<Found> {
    if has_long_run(input.as_bytes()) { scan(input.as_bytes()) } else { Vec::new() }
}

/// Whether there may be a number with many digits: a run of them has eight bytes in a row, counted
/// from the start, of digits and points alone. Processors look at eight at a time.
fn has_long_run(input: &[u8]) -> bool {
    let (chunks, _) = input.as_chunks::<8>();
    let is_run = |chunk: &[u8; 8]| {
        chunk.iter().fold(true, |all, byte| all & matches!(byte, b'.' | b'0'..=b'9'))
    };
    chunks.iter().enumerate().any(|(at, chunk)| {
        is_run(chunk) && {
            let digit = |byte: &&u8| matches!(byte, b'.' | b'0'..=b'9');
            let (before, after) = input.split_at(at * 8);
            let before = before.iter().rev().take_while(digit).take(MOST_DIGITS).count();
            before + after.iter().take_while(digit).take(MOST_DIGITS + 1).count() > MOST_DIGITS
        }
    })
}

/// Goes through JSON that was read without a fault.
fn scan(input: &[u8]) -> Vec<Found> {
    let (mut found, mut numbers, mut at) = (Vec::new(), 0_u32, 0);
    while let Some(byte) = input.get(at) {
        match byte {
            b'"' => at = after_string(input, at + 1),
            b'-' | b'0'..=b'9' => {
                let text = text(input.get(at..).unwrap_or_default());
                if significant(text) > MOST_DIGITS {
                    // It fits: a tape counts to 4 GiB.
                    found.push((numbers, at as u32));
                }
                numbers = numbers.wrapping_add(1);
                at += text.len();
            }
            _ => at += 1,
        }
    }
    found
}

/// The byte after a string whose text begins at `at`.
fn after_string(input: &[u8], mut at: usize) -> usize {
    loop {
        let rest = input.get(at..).unwrap_or_default();
        match memchr::memchr2(b'"', b'\\', rest) {
            None => return input.len(),
            Some(found) if rest.get(found) == Some(&b'"') => return at + found + 1,
            Some(found) => at += found + 2,
        }
    }
}

/// The number that `input` begins with.
pub(super) fn text(input: &[u8]) -> &[u8] {
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    input.get(..input.iter().take_while(is_part).count()).unwrap_or_default()
}

/// How many digits a number has, without zeros before and after.
fn significant(number: &[u8]) -> usize {
    let mantissa = number.split(|byte| matches!(byte, b'e' | b'E')).next().unwrap_or_default();
    let digits = || mantissa.iter().filter(|byte| byte.is_ascii_digit());
    let before = digits().take_while(|byte| **byte == b'0').count();
    let after = digits().rev().take_while(|byte| **byte == b'0').count();
    digits().count().saturating_sub(before + after)
}

#[cfg(test)]
mod tests {
    use super::{find, significant};

    #[test]
    fn only_what_counts_is_counted() {
        for (number, digits) in [
            ("0", 0),
            ("-1.50", 2),
            ("0.0000000000000000000012", 2),
            ("120000000000000000000000", 2),
            ("123456789012345678", 18),
            ("-12345678.9012345678e-5", 18),
        ] {
            assert_eq!(significant(number.as_bytes()), digits, "{number}");
        }
    }

    #[test]
    fn wherever_it_stands() {
        let long = "0.123456789012345678";
        for before in 0..20 {
            let text = format!("{}[1,\"9\\\"9\",{{\"8\":2.5}},{long}]", " ".repeat(before));
            let start = text.find(long).unwrap() as u32;
            assert_eq!(find(&text), [(2, start)]);
            assert_eq!(find(&text.replace("78]", "]")), []);
        }
        assert_eq!(find("\"123456789012345678901234567890\""), []);
        assert_eq!(find("123456789012345678901"), [(0, 0)]);
    }
}
