//! One token for all calls, asked for by one of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::AbortHandle;

use super::token::TokenProvider;
use crate::box_error::BoxError;
use crate::clock::{Clock, Instant, after, now, timeout};
use crate::http::error::SharedError;
use crate::http::trace;
use crate::text::Secret;

/// A token is renewed when this part of its life is left, as one over it,
const LAST_PART: u32 = 10;
/// and never earlier than this before its end.
const LONGEST_LEAD: Duration = Duration::from_secs(60);
/// How long to go on with a token that is being renewed, before the provider is asked once more.
const PAUSE: Duration = Duration::from_secs(5);

/// A provider and the token it has given last.
///
/// The provider runs as a task of its own: a call that has asked and then is not polled for a while
/// (one of many in a buffer) must not hold up the others.
pub(crate) struct TokenSource {
    provider: Box<dyn TokenProvider>,
    state: Mutex<State>,
    /// Told whenever a round has ended.
    ended: Notify,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// The round in which the provider is being asked.
    round: Option<u64>,
    /// How many rounds were begun.
    begun: u64,
    /// How many rounds ended with an answer, a token or an error.
    answered: u64,
    /// What the last of these failed with.
    failure: Option<SharedError>,
}

/// A token that a call may send.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) secret: Secret,
    /// Which answer it was.
    answer: u64,
    /// When it is renewed, and when it is good no more; never, if there is none.
    renew_at: Option<Instant>,
    expires_at: Option<Instant>,
}

/// What a provider gave: a token, and how long it is still good.
type Answer = Result<(Secret, Option<Duration>), BoxError>;

/// What there is for a call that wants a token.
enum Look {
    Good(Held),
    /// Good for so long, and to be renewed.
    Ageing(Held, Duration),
    Failed(SharedError),
    Nothing,
}

impl TokenSource {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self { provider: Box::new(provider), state: Mutex::default(), ended: Notify::new() }
    }

    /// A token that is good now. The provider has `limit` to give it, and is asked no longer when
    /// this future is dropped.
    ///
    /// # Errors
    /// What the provider failed with, for all calls that waited for it.
    pub(crate) async fn token(
        self: &Arc<Self>,
        limit: Duration,
        clock: &Clock,
    ) -> Result<Held, SharedError> {
        let answered_before = self.state().answered;
        loop {
            // Made before the state is looked at, so that no end is missed.
            let ended = self.ended.notified();
            let look = self.state().look(answered_before);
            let _asker = match look {
                Look::Good(held) => return Ok(held),
                Look::Failed(failure) => return Err(failure),
                Look::Ageing(held, left) => {
                    // It shall not take all the time in which the token is good, and goes on when
                    // this call does.
                    self.ask(left / 2, clock);
                    return Ok(held);
                }
                Look::Nothing => self.ask(limit, clock).map(Asker),
            };
            ended.await;
            // Where a runtime is about to end, rounds end as they begin: it must get its turn.
            tokio::task::yield_now().await;
        }
    }

    /// The server has refused this token: it is given out no more, unless it was replaced already.
    pub(crate) fn refuse(&self, refused: &Held) {
        let mut state = self.state();
        state.held = state.held.take().filter(|held| held.answer != refused.answer);
    }

    /// Asks the provider, unless it is being asked.
    fn ask(self: &Arc<Self>, limit: Duration, clock: &Clock) -> Option<Asking> {
        let number = self.state().begin()?;
        let round = Round { source: self.clone(), number };
        let clock = clock.clone();
        let task = tokio::spawn(async move {
            // Who can wait longer than the limit asks again.
            let answer = timeout(limit, round.source.provider.token()).await;
            let answer =
                answer.ok().map(|answer| answer.map(|token| token.into_parts(clock.now())));
            round.source.end(number, answer);
        });
        Some(Asking { source: self.clone(), number, task: task.abort_handle() })
    }

    /// Ends a round, unless it has ended. Without an answer, those who wait ask again.
    fn end(&self, number: u64, answer: Option<Answer>) {
        let mut state = self.state();
        if state.round != Some(number) {
            return;
        }
        state.round = None;
        let is_token = matches!(answer, Some(Ok(_)));
        state.note(answer);
        let is_still_the_old = !is_token && state.held.is_some();
        drop(state);
        self.ended.notify_waiters();
        if is_still_the_old {
            trace::token_not_renewed();
        }
    }

    /// Never held while anything is awaited.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What there is for a call that came when there had been so many answers.
    fn look(&mut self, answered_before: u64) -> Look {
        let now = now();
        let is_over = |time: Option<Instant>| time.is_some_and(|time| time <= now);
        match &mut self.held {
            Some(held) if !is_over(held.expires_at) => {
                if !is_over(held.renew_at) {
                    return Look::Good(held.clone());
                }
                held.renew_at = now.checked_add(PAUSE);
                let left = held.expires_at.map_or(PAUSE, |end| end.duration_since(now));
                Look::Ageing(held.clone(), left)
            }
            // However short its life: it is what the call has waited for.
            Some(held) if held.answer > answered_before => Look::Good(held.clone()),
            _ => match &self.failure {
                Some(failure) if self.answered > answered_before => Look::Failed(failure.clone()),
                _ => Look::Nothing,
            },
        }
    }

    fn begin(&mut self) -> Option<u64> {
        if self.round.is_some() {
            return None;
        }
        self.begun += 1;
        self.round = Some(self.begun);
        self.round
    }

    fn note(&mut self, answer: Option<Answer>) {
        let Some(answer) = answer else { return };
        self.answered += 1;
        self.failure = None;
        match answer {
            Err(error) => self.failure = Some(error.into()),
            Ok((secret, left)) => {
                let lead = |left: Duration| (left / LAST_PART).min(LONGEST_LEAD);
                self.held = Some(Held {
                    secret,
                    answer: self.answered,
                    renew_at: left.and_then(|left| after(left - lead(left))),
                    expires_at: left.and_then(after),
                });
            }
        }
    }
}

/// The provider being asked.
struct Round {
    source: Arc<TokenSource>,
    number: u64,
}

impl Drop for Round {
    /// Of a round that has ended, it does nothing.
    fn drop(&mut self) {
        let has_panicked = std::thread::panicking();
        let answer = has_panicked.then(|| Err("the token provider panicked".into()));
        self.source.end(self.number, answer);
    }
}

/// A round as seen from without.
struct Asking {
    source: Arc<TokenSource>,
    number: u64,
    task: AbortHandle,
}

/// The call that has asked, and waits.
struct Asker(Asking);

impl Drop for Asker {
    /// A provider may hang; whoever still waits for it shall be free to ask anew, at once and not
    /// when the task comes to be dropped.
    fn drop(&mut self) {
        self.0.task.abort();
        self.0.source.end(self.0.number, None);
    }
}
