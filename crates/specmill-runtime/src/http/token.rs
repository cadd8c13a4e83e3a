//! Tokens that expire, and what gives them: one token for all calls, got by one of them.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, timeout_at};

use super::body::BoxError;
use super::error::SharedError;
use super::secret::Secret;
use super::trace;

/// A token is renewed when this part of its life is left, as one over it,
const LAST_PART: u32 = 10;
/// and never earlier than this before its end.
const LONGEST_LEAD: Duration = Duration::from_secs(60);
/// How long to go on with a token that could not be renewed ahead of its end, before trying again.
const PAUSE: Duration = Duration::from_secs(5);

/// A bearer token, and how long it is good for. `Debug` does not show it.
///
/// A text is a token that does not expire.
#[derive(Clone, Debug)]
#[must_use]
pub struct Token {
    secret: Secret,
    expiry: Option<Expiry>,
}

#[derive(Clone, Copy, Debug)]
enum Expiry {
    In(Duration),
    At(SystemTime),
}

impl Token {
    /// A token that does not expire, unless it is said when.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { secret: token.into(), expiry: None }
    }

    /// How long it is good for, from when the provider gives it (`expires_in` of RFC 6749, section
    /// 5.1).
    pub fn expires_in(mut self, duration: Duration) -> Self {
        self.expiry = Some(Expiry::In(duration));
        self
    }

    /// Until when it is good.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiry = Some(Expiry::At(time));
        self
    }
}

impl From<Secret> for Token {
    fn from(token: Secret) -> Self {
        Self::new(token)
    }
}

impl From<String> for Token {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

impl From<&str> for Token {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

/// The future of [`TokenProvider::token`].
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send + 'a>>;

/// Gives tokens; see [`Credential::token_provider`](super::Credential::token_provider) for when it
/// is asked. Every closure that returns a future of a token, or of a text, is one.
///
/// ```
/// use specmill_runtime::http::{BoxError, Token, TokenFuture, TokenProvider};
///
/// /// A token in a file, which something else keeps fresh.
/// struct TokenFile(std::path::PathBuf);
///
/// impl TokenProvider for TokenFile {
///     fn token(&self) -> TokenFuture<'_> {
///         Box::pin(async move {
///             let token = std::fs::read_to_string(&self.0)?;
///             Ok(Token::new(token.trim()))
///         })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is good now.
    ///
    /// # Errors
    /// Any; it becomes the source of the call's error. Its text is shown, so that it must hold no
    /// secret.
    fn token(&self) -> TokenFuture<'_>;
}

impl<F, A, T, E> TokenProvider for F
where
    F: Fn() -> A + Send + Sync + 'static,
    A: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<BoxError>,
{
    fn token(&self) -> TokenFuture<'_> {
        let token = self();
        Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
    }
}

/// A provider and the token it has given last.
pub(crate) struct TokenSource {
    provider: Box<dyn TokenProvider>,
    state: Mutex<State>,
    /// Held by the one call that asks the provider. A call that is dropped, or a provider that
    /// panics, leaves it to the next that waits.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// How many times the provider has given a token or failed.
    rounds: u64,
    /// What the last round failed with.
    failure: Option<SharedError>,
}

/// A token that a call may send.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) secret: Secret,
    /// The round that gave it.
    round: u64,
    /// When it is renewed, and when it is good no more; never, if there is none.
    renew_at: Option<Instant>,
    expires_at: Option<Instant>,
}

impl Held {
    fn is_over(time: Option<Instant>) -> bool {
        time.is_some_and(|time| time <= Instant::now())
    }
}

impl TokenSource {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Box::new(provider),
            state: Mutex::default(),
            asking: tokio::sync::Mutex::default(),
        }
    }

    /// A token that is good now.
    ///
    /// # Errors
    /// What the provider failed with, for all calls that waited for it.
    pub(crate) async fn token(&self) -> Result<Held, SharedError> {
        let (held, rounds) = {
            let state = self.state();
            (state.held.clone(), state.rounds)
        };
        match held.filter(|held| !Held::is_over(held.expires_at)) {
            Some(held) if Held::is_over(held.renew_at) => Ok(self.renewed(held).await),
            Some(held) => Ok(held),
            None => self.asked_for(rounds).await,
        }
    }

    /// The server has refused this token: it is given out no more, unless it is the last one no
    /// longer.
    pub(crate) fn refuse(&self, refused: &Held) {
        let mut state = self.state();
        state.held = state.held.take().filter(|held| held.round != refused.round);
    }

    /// The token of a round that this call waited for, else a new one.
    async fn asked_for(&self, rounds_before: u64) -> Result<Held, SharedError> {
        let _asking = self.asking.lock().await;
        {
            let state = self.state();
            if let Some(held) = state.held.as_ref().filter(|held| held.round > rounds_before) {
                return Ok(held.clone());
            }
            if let Some(failure) = state.failure.as_ref().filter(|_| state.rounds > rounds_before) {
                return Err(failure.clone());
            }
        }
        self.ask().await
    }

    /// A new token in place of one that is still good, which stands if there is none.
    async fn renewed(&self, held: Held) -> Held {
        let Ok(_asking) = self.asking.try_lock() else { return held };
        if let Some(newer) = self.state().held.as_ref().filter(|other| other.round > held.round) {
            return newer.clone();
        }
        // A provider that hangs shall not use up the time in which the token is good.
        let now = Instant::now();
        let left = held.expires_at.map_or(PAUSE, |end| end.saturating_duration_since(now));
        if let Ok(Ok(newer)) = timeout_at(now + left / 2, self.ask()).await {
            return newer;
        }
        trace::token_not_renewed();
        if let Some(held) = &mut self.state().held {
            held.renew_at = Instant::now().checked_add(PAUSE);
        }
        held
    }

    /// Asks the provider. Only for who holds `asking`.
    async fn ask(&self) -> Result<Held, SharedError> {
        let answer = self.provider.token().await;
        let mut state = self.state();
        state.rounds += 1;
        match answer {
            Ok(Token { secret, expiry }) => {
                let left = expiry.map(|expiry| match expiry {
                    Expiry::In(left) => left,
                    Expiry::At(time) => time.duration_since(SystemTime::now()).unwrap_or_default(),
                });
                // What is too far off to be counted never comes.
                let after = |wait| Instant::now().checked_add(wait);
                let lead = |left: Duration| (left / LAST_PART).min(LONGEST_LEAD);
                let held = Held {
                    secret,
                    round: state.rounds,
                    renew_at: left.and_then(|left| after(left - lead(left))),
                    expires_at: left.and_then(after),
                };
                state.failure = None;
                Ok(state.held.insert(held).clone())
            }
            Err(error) => {
                let failure = SharedError::from(error);
                state.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    /// Never held while anything is awaited.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
