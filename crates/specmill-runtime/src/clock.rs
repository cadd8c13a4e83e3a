//! Time, all of it: what time it is, and waiting. Nothing else in this crate asks the system.
//!
//! Waits and limits are counted by tokio's clock, which its tests can stop. What servers say in dates
//! is compared with the wall clock, which [`Clock`] provides.

use std::fmt;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::runtime::Handle;
pub(crate) use tokio::time::{Instant, Sleep, sleep, sleep_until, timeout, timeout_at};

/// The wall clock: the system's, unless the client was given another.
#[derive(Clone, Default)]
pub(crate) struct Clock(Option<Arc<dyn Fn() -> SystemTime + Send + Sync>>);

impl Clock {
    pub(crate) fn of(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(now)))
    }

    /// What time it is.
    pub(crate) fn now(&self) -> SystemTime {
        match &self.0 {
            Some(now) => now(),
            None => SystemTime::now(),
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Clock(given)" } else { "Clock(system)" })
    }
}

/// Now, for what is counted.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// The time after `wait`; `None` if it is too far off to be represented.
pub(crate) fn after(wait: Duration) -> Option<Instant> {
    now().checked_add(wait)
}

/// Why calls cannot run where they are awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuntimeFault {
    Outside,
    WithoutTimers,
    WithoutSockets,
}

impl fmt::Display for RuntimeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Outside => {
                "calls run on tokio, and there is no tokio runtime here: await them inside of one \
                 that was built with `enable_all()`, or use the feature `blocking`"
            }
            Self::WithoutTimers => {
                "the tokio runtime has no timers, which time limits and retries need: build it with \
                 `enable_all()` or `enable_time()`"
            }
            Self::WithoutSockets => {
                "the tokio runtime has no driver for sockets: build it with `enable_all()` or \
                 `enable_io()`"
            }
        })
    }
}

impl std::error::Error for RuntimeFault {}

/// Whether calls can wait here.
///
/// Only by making a timer can one tell whether tokio has any: without, it panics, and says so to the
/// panic hook.
pub(crate) fn check_runtime() -> Result<(), RuntimeFault> {
    if Handle::try_current().is_err() {
        return Err(RuntimeFault::Outside);
    }
    catch_unwind(|| drop(sleep(Duration::ZERO))).map_err(|_| RuntimeFault::WithoutTimers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_says_what_it_was_told() {
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(5);
        assert_eq!(Clock::of(move || then).clone().now(), then);
        assert!(Clock::default().now() > then);
    }

    #[test]
    fn what_a_runtime_lacks_is_told() {
        let check = |builder: &mut tokio::runtime::Builder| {
            builder.build().unwrap().block_on(async { check_runtime() })
        };
        assert_eq!(check_runtime(), Err(RuntimeFault::Outside));
        for mut builder in [
            tokio::runtime::Builder::new_current_thread(),
            tokio::runtime::Builder::new_multi_thread(),
        ] {
            assert_eq!(check(&mut builder), Err(RuntimeFault::WithoutTimers));
            assert_eq!(check(builder.enable_time()), Ok(()));
        }
    }
}
