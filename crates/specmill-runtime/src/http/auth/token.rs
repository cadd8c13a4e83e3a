//! Tokens that expire, and token providers.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;
use crate::text::Secret;

/// A token is renewed when this part of its life is left, as one over it,
const LAST_PART: u32 = 10;
/// and never earlier than this before its end, unless the provider says so.
const LONGEST_LEAD: Duration = Duration::from_secs(60);

/// A bearer token, and how long it is valid. `Debug` does not show it.
///
/// A string converts into a token that does not expire.
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Token {
    secret: Secret,
    expiry: Option<Expiry>,
    renew_before: Option<Duration>,
}

auto_traits!([] Token: Send + Sync + Unpin);

#[derive(Clone, Copy, Debug)]
enum Expiry {
    In(Duration),
    At(SystemTime),
}

impl Token {
    /// Creates a token that does not expire unless a lifetime is set.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { secret: token.into(), expiry: None, renew_before: None }
    }

    /// Sets how long it is valid, from when the provider returns it (`expires_in` of RFC 6749, section
    /// 5.1).
    pub fn expires_in(mut self, duration: Duration) -> Self {
        self.expiry = Some(Expiry::In(duration));
        self
    }

    /// Sets when it expires.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiry = Some(Expiry::At(time));
        self
    }

    /// Sets how long before its end it is renewed, while calls go on using it: a tenth of its life by
    /// default, and 60 s at most. At most half of its life is taken.
    pub fn renew_before(mut self, end: Duration) -> Self {
        self.renew_before = Some(end);
        self
    }

    /// The token itself, for a provider that makes another of it.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The token, how long from `now` it is still valid (`None` if it does not expire), and how long
    /// before that it is renewed.
    pub(crate) fn into_parts(self, now: SystemTime) -> (Secret, Option<(Duration, Duration)>) {
        let left = self.expiry.map(|expiry| match expiry {
            Expiry::In(left) => left,
            Expiry::At(time) => time.duration_since(now).unwrap_or_default(),
        });
        let lead = |left: Duration| match self.renew_before {
            Some(lead) => lead.min(left / 2),
            None => (left / LAST_PART).min(LONGEST_LEAD),
        };
        (self.secret, left.map(|left| (left, lead(left))))
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

/// The future of [`TokenProvider::token`]. It is `Send` and `Unpin`.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send + 'a>>;

auto_traits!([] TokenFuture<'static>: Send + Unpin);

/// A source of tokens; see [`Credential::token_provider`](crate::http::Credential::token_provider)
/// for when it is called. Every closure that returns a future of a token, or of a text, is one.
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no tokens: `TokenProvider` is not implemented for it",
    label = "not a closure that returns a future of a token",
    note = "a token that stays the same is given to `bearer`; for one that expires, pass a closure that \
            owns what it uses and returns a future of `Result<Token, BoxError>`"
)]
pub trait TokenProvider: Send + Sync + 'static {
    /// Returns a valid token.
    ///
    /// # Errors
    /// Any; it becomes the source of the call's error. Its text is shown, so that it must hold no
    /// secret.
    fn token(&self) -> TokenFuture<'_>;
}

#[diagnostic::do_not_recommend]
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
