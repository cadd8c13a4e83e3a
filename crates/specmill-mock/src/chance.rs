//! What befalls a request by chance: how long its answer is held back, and whether it fails. Chance has a
//! seed, so that it is the same on every run.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use specmill_core::spec::{Operation, Status};

use crate::hash;
use crate::latency::Latency;

/// Counts of requests. Two requests of different targets that share one only depend on each other's order.
const COUNTS: usize = 1 << 12;

/// Statuses of operations that describe none that may befall any request.
const UNDESCRIBED: [u16; 3] = [429, 500, 503];

/// What is left to chance.
pub(crate) struct Chance {
    pub(crate) seed: u64,
    pub(crate) latency: Option<Latency>,
    /// The share of requests that fail, from 0 to 1.
    pub(crate) fail_rate: f64,
    /// How often each request was sent, by a part of its hash.
    counts: Vec<AtomicU32>,
}

/// What befalls one request.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fate {
    pub(crate) delay: Duration,
    /// If it fails: which of the statuses it gets, counted from the start again.
    failure: Option<u64>,
}

impl Default for Chance {
    fn default() -> Self {
        let counts = std::iter::repeat_with(AtomicU32::default).take(COUNTS).collect();
        Self { seed: 0, latency: None, fail_rate: 0.0, counts }
    }
}

impl Chance {
    /// Decides by the seed, the method and target of a request, and how many of them were before it: other
    /// requests between two do not matter, so that clients may send several at a time. Bodies do not matter
    /// either, since the boundaries of multipart bodies are others on every run.
    pub(crate) fn fate(&self, request: &Request<Bytes>) -> Fate {
        if self.latency.is_none() && self.fail_rate <= 0.0 {
            return Fate::default();
        }
        let target = request.uri().path_and_query().map_or("", |target| target.as_str());
        let request = hash::of([request.method().as_str().as_bytes(), b" ", target.as_bytes()]);
        let place = usize::try_from(hash::mixed(request) % COUNTS as u64).unwrap_or_default();
        let count = self.counts.get(place).map_or(0, |count| count.fetch_add(1, Ordering::Relaxed));
        let mut state =
            hash::mixed(self.seed ^ request.rotate_left(32)).wrapping_add(u64::from(count));
        let mut next = || {
            state = hash::mixed(state);
            state
        };
        let delay = self.latency.map(|latency| latency.at(share(next()))).unwrap_or_default();
        let fails = share(next()) < self.fail_rate;
        Fate { delay, failure: fails.then(&mut next) }
    }

    /// All counts start again.
    pub(crate) fn reset(&self) {
        self.counts.iter().for_each(|count| count.store(0, Ordering::Relaxed));
    }
}

impl Fate {
    /// The status that the request fails with, if it does: one that the operation describes and that may
    /// befall any request, which are 429 and those of servers, else one of three. Others would say
    /// something of the request that is not so.
    pub(crate) fn failure(&self, operation: &Operation) -> Option<StatusCode> {
        let chosen = self.failure?;
        let described = operation.responses.iter().filter_map(|response| match response.status {
            Status::Exact(code @ (429 | 500..=599)) => Some(code),
            Status::Range(5) => Some(500),
            _ => None,
        });
        let mut codes: Vec<u16> = described.collect();
        if codes.is_empty() {
            codes.extend(UNDESCRIBED);
        }
        let place = usize::try_from(chosen % codes.len() as u64).unwrap_or_default();
        codes.get(place).and_then(|code| StatusCode::from_u16(*code).ok())
    }
}

/// A number as a share of all numbers: from 0 to just below 1.
fn share(number: u64) -> f64 {
    // A float has 53 bits.
    (number >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fates(chance: &Chance, target: &str, count: usize) -> Vec<(Duration, bool)> {
        let request = Request::get(target).body(Bytes::new()).unwrap();
        let fate = || chance.fate(&request);
        (0..count).map(|_| fate()).map(|fate| (fate.delay, fate.failure.is_some())).collect()
    }

    fn chance(seed: u64) -> Chance {
        let latency = Some("10ms..20ms".parse().unwrap());
        Chance { seed, latency, fail_rate: 0.25, ..Chance::default() }
    }

    #[test]
    fn a_seed_decides_and_other_requests_do_not() {
        let of_one = fates(&chance(1), "/a", 200);
        assert_eq!(of_one, fates(&chance(1), "/a", 200));
        assert_ne!(of_one, fates(&chance(2), "/a", 200));
        assert_ne!(of_one, fates(&chance(1), "/b", 200));
        let mixed = chance(1);
        let alternately = (0..200).map(|_| {
            fates(&mixed, "/b", 1);
            fates(&mixed, "/a", 1)[0]
        });
        assert_eq!(alternately.collect::<Vec<_>>(), of_one);
        mixed.reset();
        assert_eq!(fates(&mixed, "/a", 200), of_one);
    }

    #[test]
    fn the_rate_is_kept_and_the_latency_too() {
        let all = fates(&chance(7), "/a", 10_000);
        let failed = all.iter().filter(|(_, failed)| *failed).count();
        assert!((2_300..2_700).contains(&failed), "{failed}");
        let (least, most) = (Duration::from_millis(10), Duration::from_millis(20));
        assert!(all.iter().all(|(delay, _)| (least..=most).contains(delay)));
        for (fail_rate, expected) in [(0.0, 0), (1.0, 10_000)] {
            let chance = Chance { fail_rate, ..chance(7) };
            let failed = fates(&chance, "/a", 10_000).into_iter().filter(|(_, failed)| *failed);
            assert_eq!(failed.count(), expected);
        }
    }
}
