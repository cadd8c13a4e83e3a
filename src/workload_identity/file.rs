//! Tokens in files.

use std::fs::File;
use std::future::ready;
use std::io::{self, Read};
use std::path::PathBuf;

use specmill_runtime::http::{BoxError, Token, TokenFuture, TokenProvider};

/// Where Kubernetes puts the token of a pod's service account.
const KUBERNETES: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";
/// The most that is read of a file, in bytes: no token is longer.
const LONGEST: u64 = 1 << 20;

/// A token in a file, which the platform keeps fresh: that of a service account of Kubernetes by default
/// (`/var/run/secrets/kubernetes.io/serviceaccount/token`). It is read anew each time.
#[derive(Clone, Debug)]
pub struct ServiceAccountFile(PathBuf);

impl ServiceAccountFile {
    /// The token in the file at `path`, such as that of a projected volume.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    fn read(&self) -> io::Result<String> {
        let mut text = String::new();
        File::open(&self.0)?.take(LONGEST).read_to_string(&mut text)?;
        Ok(text)
    }
}

impl Default for ServiceAccountFile {
    fn default() -> Self {
        Self::new(KUBERNETES)
    }
}

impl TokenProvider for ServiceAccountFile {
    fn token(&self) -> TokenFuture<'_> {
        // Platforms keep it in memory, where reading does not wait.
        let path = self.0.display();
        let token = match self.read() {
            Ok(text) if text.trim().is_empty() => {
                Err(BoxError::from(format!("the token file `{path}` is empty")))
            }
            Ok(text) => Ok(Token::new(text.trim())),
            Err(error) => Err(format!("the token file `{path}` cannot be read: {error}").into()),
        };
        Box::pin(ready(token))
    }
}
