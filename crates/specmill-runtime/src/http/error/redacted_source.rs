//! What caused an error, where it tells a secret.

use std::error::Error;
use std::fmt;
use std::iter::successors;
use std::sync::Arc;

use crate::text::Secrets;

/// An error that several calls can fail with.
pub(crate) type SharedError = Arc<dyn Error + Send + Sync>;

/// An error that tells a secret, in its words without it. The error itself is inside, as it was.
pub(crate) struct RedactedSource {
    error: SharedError,
    /// Which of the chain of sources that `error` begins this is.
    depth: usize,
    secrets: Secrets,
    source: Option<Box<Self>>,
}

impl RedactedSource {
    /// `error` itself, unless it or one of its sources tells one of `secrets`.
    pub(crate) fn unless_harmless(error: SharedError, secrets: &Secrets) -> SharedError {
        let tells = |error: &(dyn Error + 'static)| {
            secrets.are_in(&error.to_string()) || secrets.are_in(&format!("{error:?}"))
        };
        let length = chain(&*error).count();
        if !chain(&*error).any(tells) {
            return error;
        }
        let layers = (0..length).rev().fold(None, |source: Option<Box<Self>>, depth| {
            let (error, secrets) = (error.clone(), secrets.clone());
            Some(Box::new(Self { error, depth, secrets, source }))
        });
        match layers {
            Some(first) => SharedError::from(first as Box<dyn Error + Send + Sync>),
            None => error,
        }
    }

    /// The first error of the type `E` in the chain that begins with the error inside.
    pub(crate) fn find<E: Error + 'static>(&self) -> Option<&E> {
        find(&*self.error)
    }

    fn inner(&self) -> &(dyn Error + 'static) {
        let first: &(dyn Error + 'static) = &*self.error;
        chain(&*self.error).nth(self.depth).unwrap_or(first)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, mut text: String) -> fmt::Result {
        self.secrets.take_out(&mut text);
        f.write_str(&text)
    }
}

/// The first error of the type `E` in a chain of sources.
pub(crate) fn find<'e, E: Error + 'static>(
    error: &'e (dyn Error + Send + Sync + 'static),
) -> Option<&'e E> {
    chain(error).find_map(|error| match error.downcast_ref::<RedactedSource>() {
        Some(redacted) => redacted.find(),
        None => error.downcast_ref(),
    })
}

fn chain<'e>(
    error: &'e (dyn Error + Send + Sync + 'static),
) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    let first: &'e (dyn Error + 'static) = error;
    successors(Some(first), |error: &&'e (dyn Error + 'static)| (*error).source())
}

impl fmt::Display for RedactedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.inner().to_string())
    }
}

impl fmt::Debug for RedactedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = self.inner();
        self.write(f, if f.alternate() { format!("{inner:#?}") } else { format!("{inner:?}") })
    }
}

impl Error for RedactedSource {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn shared(error: io::Error) -> SharedError {
        Arc::new(error)
    }

    #[test]
    fn words_are_without_the_secret_and_the_error_is_as_it_was() {
        let secrets: Secrets = ["sk-1234"].into_iter().collect();
        let inner = io::Error::new(io::ErrorKind::NotFound, "no sk-1234");
        let outer = io::Error::new(io::ErrorKind::TimedOut, inner);
        let hidden = RedactedSource::unless_harmless(shared(outer), &secrets);
        assert_eq!(hidden.to_string(), "no [secret]");
        for shown in [format!("{hidden:?}"), format!("{hidden:#?}")] {
            assert!(shown.contains("TimedOut") && !shown.contains("sk-1234"), "{shown}");
        }
        let mut texts = chain(&*hidden).map(ToString::to_string);
        assert!(texts.all(|text| !text.contains("sk-1234")));
        let found = find::<io::Error>(&*hidden).unwrap();
        assert_eq!(found.kind(), io::ErrorKind::TimedOut);

        let harmless = shared(io::Error::other("no"));
        let same = RedactedSource::unless_harmless(harmless, &secrets);
        assert!(same.downcast_ref::<io::Error>().is_some());
    }
}
