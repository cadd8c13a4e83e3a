//! One token shared by all calls, requested by one of them.

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

/// How long to go on with a token that is being renewed, before the provider is asked once more.
const PAUSE: Duration = Duration::from_secs(5);

/// A provider and the last token it returned.
///
/// The provider runs as a task of its own: a call that has asked and then is not polled for a while
/// (one of many in a buffer) must not hold up the others.
pub(crate) struct TokenSource {
    provider: Box<dyn TokenProvider>,
    state: Mutex<State>,
    /// Notified whenever a round has ended.
    ended: Notify,
}

#[derive(Default)]
struct State {
    current: Option<IssuedToken>,
    /// The round in which the provider is being asked.
    round: Option<u64>,
    /// How many rounds were begun.
    begun: u64,
    /// How many rounds ended with an answer, a token or an error.
    answered: u64,
    /// What the last of these failed with.
    failure: Option<SharedError>,
}

/// A token from the provider, and when it expires.
#[derive(Clone)]
pub(crate) struct IssuedToken {
    pub(crate) secret: Secret,
    /// The number of the provider's answer that it is.
    answer: u64,
    /// When it is renewed, and when it expires; `None` for never.
    renew_at: Option<Instant>,
    expires_at: Option<Instant>,
}

/// What a provider returned: a token, how long it is still valid, and how long before that it is renewed.
type Answer = Result<(Secret, Option<(Duration, Duration)>), BoxError>;

/// The state of the current token, for a call that needs one.
enum TokenLookup {
    Good(IssuedToken),
    /// Valid for this long, and due to be renewed.
    Expiring(IssuedToken, Duration),
    Failed(SharedError),
    Missing,
}

impl TokenSource {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self { provider: Box::new(provider), state: Mutex::default(), ended: Notify::new() }
    }

    /// Returns a valid token. The provider has `limit` to return one, and is no longer asked when
    /// this future is dropped.
    ///
    /// # Errors
    /// What the provider failed with, for all calls that waited for it.
    pub(crate) async fn token(
        self: &Arc<Self>,
        limit: Duration,
        clock: &Clock,
    ) -> Result<IssuedToken, SharedError> {
        let answered_before = self.state().answered;
        loop {
            // Created before the state is read, so that no end of a round is missed.
            let ended = self.ended.notified();
            let lookup = self.state().look_up(answered_before);
            let _asker = match lookup {
                TokenLookup::Good(current) => return Ok(current),
                TokenLookup::Failed(failure) => return Err(failure),
                TokenLookup::Expiring(current, left) => {
                    // It shall not take all the time in which the token is good, and goes on when
                    // this call does.
                    self.ask(left / 2, clock);
                    return Ok(current);
                }
                TokenLookup::Missing => self.ask(limit, clock).map(Asker),
            };
            ended.await;
            // When a runtime shuts down, rounds end at once: yield, so that it can.
            tokio::task::yield_now().await;
        }
    }

    /// The server has refused this token: it is given out no more, unless it was replaced already.
    pub(crate) fn refuse(&self, refused: &IssuedToken) {
        let mut state = self.state();
        state.current = state.current.take().filter(|current| current.answer != refused.answer);
    }

    /// Asks the provider, unless it is being asked.
    fn ask(self: &Arc<Self>, limit: Duration, clock: &Clock) -> Option<Asking> {
        let number = self.state().begin()?;
        let round = Round { source: self.clone(), number };
        let clock = clock.clone();
        let task = tokio::spawn(async move {
            // A call that can wait longer than the limit asks again.
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
        let is_still_the_old = !is_token && state.current.is_some();
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
    /// The state of the token for a call that began after `answered_before` answers.
    fn look_up(&mut self, answered_before: u64) -> TokenLookup {
        let now = now();
        let is_over = |time: Option<Instant>| time.is_some_and(|time| time <= now);
        match &mut self.current {
            Some(current) if !is_over(current.expires_at) => {
                if !is_over(current.renew_at) {
                    return TokenLookup::Good(current.clone());
                }
                current.renew_at = now.checked_add(PAUSE);
                let left = current.expires_at.map_or(PAUSE, |end| end.duration_since(now));
                TokenLookup::Expiring(current.clone(), left)
            }
            // However short its life: the call has waited for it.
            Some(current) if current.answer > answered_before => TokenLookup::Good(current.clone()),
            _ => match &self.failure {
                Some(failure) if self.answered > answered_before => {
                    TokenLookup::Failed(failure.clone())
                }
                _ => TokenLookup::Missing,
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
            Ok((secret, life)) => {
                self.current = Some(IssuedToken {
                    secret,
                    answer: self.answered,
                    renew_at: life.and_then(|(left, lead)| after(left.saturating_sub(lead))),
                    expires_at: life.and_then(|(left, _)| after(left)),
                });
            }
        }
    }
}

/// One request to the provider.
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

/// A handle to a round, for the call that began it.
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
