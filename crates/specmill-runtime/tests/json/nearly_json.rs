//! Small texts that are nearly JSON, by chance: for `src/json/tape/differential.rs`.

use fastrand::Rng;

/// What texts begin as.
pub(super) const SEEDS: &[&str] = &[
    "null",
    "true",
    " false ",
    "0",
    "-0",
    "-1.5e+3",
    "1e400",
    "1E-400",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "0.1234567890123456789",
    "123456789012345678901234567890",
    "-0.006929283495992422",
    "-4.547132266452536e-05",
    "\"\"",
    "\"a\"",
    "\"\\u00e9\\n\"",
    "\"\\ud83d\\ude00\"",
    "\"é😀\"",
    "[]",
    "{}",
    "[ ]",
    "{ }",
    "[1,2,3]",
    "[[],{}]",
    "{\"a\":1}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":{\"b\":1,\"b\":[2,{\"c\":3}]},\"\\u0061\":null}",
    "{\"id\":\"a\",\"on\":true,\"at\":1711471533,\"share\":0.25,\"of\":null}",
    "\u{feff}{}",
    "{\n  \"object\": \"list\",\n  \"data\": [\n    {\n      \"id\": \"abc\"\n    }\n  ]\n}\n",
    "[\"a string that is longer than thirty-two bytes, so that it is looked at in blocks\"]",
    "{\"\":0,\"a\":1,\"aa\":2,\"aaa\":3,\"aba\":4,\"aca\":5,\"ada\":6,\"\":7}",
    "[0.5,-0.25,1e2,1E-2,10.0,3]",
    "[{\"a\":1,\"b\":[{\"c\":1,\"d\":2}]},{\"a\":1,\"b\":[{\"c\":1,\"d\":2},{\"c\":3,\"d\":4}]}]",
    "[{\"a\":{\"b\":1},\"c\":2},{\"a\":{\"b\":1,\"b\":2},\"c\":3,\"a\":4},{\"a\":5,\"c\":6,\"d\":7,\"d\":8}]",
    "[{\"a\":1,\"b\":2,\"c\":3},{\"a\":1,\"c\":3},{\"a\":1,\"c\":3,\"b\":2},{},{\"b\":0,\"b\":1,\"a\":2}]",
    "{\"x\":[{\"a\":1}],\"a\":[{\"a\":1,\"a\":2}],\"y\":{\"a\":[[{\"a\":0}],[{\"a\":0,\"a\":1}]]}}",
];

/// What is put into them.
const TOKENS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\"",
    b"\\",
    b"\\\"",
    b"\\\\",
    b"\\/",
    b"\\b",
    b"\\f",
    b"\\n",
    b"\\r",
    b"\\t",
    b"\\u",
    b"\\u0000",
    b"\\u00E9",
    b"\\ud800",
    b"\\udc00",
    b"\\uD83D\\uDE00",
    b"\\ud83d\\u0041",
    b"\\x",
    b" ",
    b"\n",
    b"\r",
    b"\t",
    b"        ",
    b"\x00",
    b"\x1f",
    b"\x7f",
    b"\x0b",
    b"\xc2\xa0",
    b"\xff",
    b"\xc3",
    b"\xc3\xa9",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80",
    b"\xef\xbb\xbf",
    b"null",
    b"true",
    b"false",
    b"nul",
    b"NaN",
    b"Infinity",
    b"0",
    b"00",
    b"-",
    b"+",
    b".",
    b"e",
    b"E",
    b"1",
    b"9",
    b"00000000",
    b"12345678",
    b"99999999",
    b"e-",
    b"e+1",
    b"e22",
    b"e-22",
    b"e308",
    b"e-323",
    b"e99999999999999999999",
    b"9007199254740993",
    b"9223372036854775807",
    b"9223372036854775808",
    b"18446744073709551615",
    b"18446744073709551616",
    b"\"a\":",
    b",\"a\":1",
    b",\"b\":2",
    b"//",
    b"'",
];

pub(super) struct Texts {
    random: Rng,
    text: Vec<u8>,
}

impl Texts {
    pub(super) fn new(seed: u64) -> Self {
        Self { random: Rng::with_seed(seed), text: Vec::new() }
    }

    /// The next one; the same for each seed.
    pub(super) fn next(&mut self) -> &[u8] {
        self.text.clear();
        match self.random.u8(..16) {
            0..4 => self.number(),
            4 => self.string(),
            5 => self.object(),
            6 => self.list(),
            _ => {
                let seed = SEEDS[self.random.usize(..SEEDS.len())];
                self.text.extend_from_slice(seed.as_bytes());
            }
        }
        // A third stays as it is.
        for _ in 0..self.random.u8(..6).saturating_sub(1) {
            self.change();
        }
        &self.text
    }

    fn change(&mut self) {
        let at = self.random.usize(..=self.text.len());
        let end = self.text.len().min(at + self.random.usize(..6));
        match self.random.u8(..10) {
            0..4 => {
                let token = TOKENS[self.random.usize(..TOKENS.len())];
                self.text.splice(at..at, token.iter().copied());
            }
            4 => {
                let token = TOKENS[self.random.usize(..TOKENS.len())];
                self.text.splice(at..end, token.iter().copied());
            }
            5 => drop(self.text.drain(at..end)),
            6 => {
                let bytes = self.text[at..end].to_vec();
                let to = self.random.usize(..=self.text.len());
                self.text.splice(to..to, bytes);
            }
            7 => {
                if let Some(byte) = self.text.get_mut(at) {
                    *byte = self.random.u8(..);
                }
            }
            8 => self.text.truncate(at),
            _ => {
                let tail = self.text.split_off(at);
                match self.random.bool() {
                    true => self.number(),
                    false => self.string(),
                }
                self.text.extend(tail);
            }
        }
    }

    fn digits(&mut self, most: usize) {
        let digits = self.random.usize(..=most);
        let kind = self.random.u8(..4);
        for _ in 0..digits {
            self.text.push(match kind {
                0 => b'0',
                1 => b'9',
                _ => self.random.u8(b'0'..=b'9'),
            });
        }
    }

    fn number(&mut self) {
        if self.random.bool() {
            self.text.push(b'-');
        }
        match self.random.bool() {
            true => self.text.push(self.random.u8(b'0'..=b'9')),
            false => self.text.push(b'1'),
        }
        if self.random.bool() {
            self.digits(22);
        }
        if self.random.bool() {
            self.text.push(b'.');
            self.digits(6);
            self.digits(20);
        }
        if self.random.u8(..3) == 0 {
            let exponent = match self.random.bool() {
                true => self.random.i32(-30..=30),
                false => self.random.i32(-400..=400),
            };
            self.text.extend_from_slice(format!("e{exponent}").as_bytes());
        }
    }

    fn string(&mut self) {
        self.text.push(b'"');
        for _ in 0..self.random.u8(..3) {
            let plain = match self.random.u8(..8) {
                0 => 40,
                _ => 10,
            };
            let plain = self.random.usize(..plain);
            self.text.extend(std::iter::repeat_n(b'x', plain));
            let token = TOKENS[self.random.usize(..TOKENS.len())];
            if self.random.bool() {
                self.text.extend_from_slice(token);
            }
        }
        self.text.push(b'"');
    }

    /// Objects that are nearly the same.
    fn list(&mut self) {
        self.text.push(b'[');
        let begin = self.text.len();
        self.object();
        let first = self.text[begin..].to_vec();
        for _ in 0..self.random.u8(1..4) {
            self.text.push(b',');
            let begin = self.text.len();
            self.text.extend_from_slice(&first);
            if self.random.bool() {
                let at = self.random.usize(begin..=self.text.len());
                let token: &[u8] = [&b"\"a\":1,"[..], b",\"b\":2", b"n", b"\\u0061", b"{}", b"1"]
                    [self.random.usize(..6)];
                self.text.splice(at..at, token.iter().copied());
            }
        }
        self.text.push(b']');
    }

    /// Members of few names, some of them spelled otherwise.
    fn object(&mut self) {
        const NAMES: [&str; 8] = ["a", "b", "\\u0061", "ab", "aa", "", "a\\n", "é"];
        let members = match self.random.u8(..32) {
            0 => self.random.usize(..100),
            _ => self.random.usize(..8),
        };
        self.text.push(b'{');
        for member in 0..members {
            if member > 0 {
                self.text.push(b',');
            }
            let name = match self.random.bool() {
                true => NAMES[self.random.usize(..NAMES.len())].to_owned(),
                false => format!("n{}", self.random.u8(..=200)),
            };
            self.text.extend_from_slice(format!("\"{name}\":").as_bytes());
            match self.random.u8(..4) {
                0 => self.text.extend_from_slice(b"{\"a\":[]}"),
                1 => self.text.extend_from_slice(b"[1,\"b\"]"),
                2 => self.number(),
                _ => self.text.extend_from_slice(b"null"),
            }
        }
        self.text.push(b'}');
    }
}
