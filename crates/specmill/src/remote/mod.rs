//! Files that documents refer to by URL.

mod allowed;
mod cache;
mod http;
mod lock;

use std::path::{Path, PathBuf};
use std::time::Duration;

use specmill_core::source::{Fetched, Refusal};
use url::Url;

use self::allowed::Allowed;
use self::lock::Lock;

/// How long reading one file may take, from the first connection to the last byte.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Reads the files that a document refers to by URL (`$ref: https://…`), with the feature `remote`.
///
/// Only `https` and `http` are read, at most 5 redirects are followed, none of them from `https` to `http`,
/// and the limits of [`Generator::limits`](crate::Generator::limits) hold. What was read is pinned: its
/// SHA-256 is written to a file beside the document, named after it with `.lock` at the end
/// (`api.yaml.lock`), which belongs into version control. Where it is not the same any more, the reference
/// is an error of the document (`changed-url`), and nothing of it is used.
///
/// ```
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("pets.yaml");
/// # std::fs::write(&path, "
/// # openapi: 3.0.0
/// # info: {title: Pets, version: '1'}
/// # paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}
/// # ").unwrap();
/// use specmill::{Generator, Remote};
///
/// let remote = Remote::within(["https://example.com/schemas/"]).cache("target/remote");
/// let output = Generator::new(&path).remote(remote).render()?;
/// # Ok::<(), specmill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Remote {
    allowed: Allowed,
    cache: Option<PathBuf>,
    timeout: Duration,
}

impl Remote {
    /// Reads any URL that a document names, those of the machine's own network among them. For documents
    /// of strangers [`Remote::within`] is better.
    #[must_use]
    pub fn any() -> Self {
        Self { allowed: Allowed::Any, cache: None, timeout: TIMEOUT }
    }

    /// Reads the URLs that begin with one of these: `https://example.com/schemas/` has what is below that
    /// path, `https://example.com` all of that origin. Redirects must stay within them, too. With none,
    /// nothing is read.
    #[must_use]
    pub fn within(beginnings: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let allowed = Allowed::Within(beginnings.into_iter().map(Into::into).collect());
        Self { allowed, ..Self::any() }
    }

    /// A folder that keeps what was read, by its SHA-256. What is pinned and kept there is not fetched
    /// again, so that no network is needed. None by default.
    #[must_use]
    pub fn cache(mut self, folder: impl Into<PathBuf>) -> Self {
        self.cache = Some(folder.into());
        self
    }

    /// How long reading one file may take, redirects included: 30 s by default. All files of a document
    /// together may take 300 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}

impl specmill_core::source::Remote for Remote {
    fn resolve(&self, base: Option<&str>, reference: &str) -> Result<String, Refusal> {
        let base = base.and_then(|base| Url::parse(base).ok());
        let resolved = match &base {
            Some(base) => base.join(reference),
            None => Url::parse(reference),
        };
        let mut url = resolved.map_err(|error| Refusal {
            code: "invalid-reference",
            message: format!("`{reference}` is not a URL: {error}"),
            help: "correct it, such as `https://example.com/schemas.yaml`".to_owned(),
        })?;
        url.set_fragment(None);
        self.allowed.check(&url)?;
        Ok(url.into())
    }

    fn read(
        &self,
        document: &Path,
        url: &str,
        most: u64,
        within: Duration,
    ) -> Result<Fetched, Refusal> {
        let mut lock = Lock::beside(document)?;
        let pin = lock.pin(url).cloned();
        if let (Some(pin), Some(folder)) = (&pin, &self.cache)
            && let Some(bytes) = cache::read(folder, &pin.hash, most)
        {
            return Ok(Fetched { url: pin.found_at.clone(), bytes });
        }
        let fetched = http::fetch(&self.allowed, url, most, within.min(self.timeout))?;
        let hash = cache::hash(&fetched.bytes);
        match pin {
            Some(pin) if pin.hash != hash => return Err(lock.changed(url, &pin.hash, &hash)),
            Some(_) => {}
            None => lock.add(url, &fetched.url, &hash)?,
        }
        if let Some(folder) = &self.cache {
            cache::write(folder, &hash, &fetched.bytes)?;
        }
        Ok(fetched)
    }

    fn files(&self, document: &Path) -> Vec<PathBuf> {
        vec![lock::path(document)]
    }
}
