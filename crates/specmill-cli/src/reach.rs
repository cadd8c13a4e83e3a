//! Which files a document may bring in, as options of every command that reads one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use specmill::{Generator, Remote};
use specmill_core::source::Reach;

#[derive(Clone, Debug, Args)]
pub(crate) struct ReachArguments {
    /// The folder in which and below which the document's files are; its own folder by default
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// Read what the document refers to by URL, or only URLs that begin with this one, again for each
    /// further one. What was read is pinned by its SHA-256 in a file beside the document (`api.yaml.lock`)
    #[arg(
        long,
        value_name = "URL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        value_parser = beginning
    )]
    allow_remote: Vec<String>,
    /// A folder that keeps what was read from URLs, so that it is not fetched again
    #[arg(long, value_name = "FOLDER", requires = "allow_remote")]
    remote_cache: Option<PathBuf>,
}

/// The beginning of URLs; an empty one is that of all.
fn beginning(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') => Ok(text.to_owned()),
        None if text.is_empty() => Ok(String::new()),
        _ => {
            Err("a URL begins with `https://` and a host, such as `https://example.com/`"
                .to_owned())
        }
    }
}

impl ReachArguments {
    fn remote(&self) -> Option<Remote> {
        let remote = match self.allow_remote.as_slice() {
            [] => return None,
            all if all.iter().any(String::is_empty) => Remote::any(),
            beginnings => Remote::within(beginnings),
        };
        Some(match &self.remote_cache {
            Some(folder) => remote.cache(folder),
            None => remote,
        })
    }

    /// The root folder, where it is named.
    pub(crate) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The generator with these options.
    pub(crate) fn of(&self, mut generator: Generator) -> Generator {
        if let Some(root) = &self.root {
            generator = generator.root(root);
        }
        match self.remote() {
            Some(remote) => generator.remote(remote),
            None => generator,
        }
    }

    /// The same for what reads a document by itself.
    pub(crate) fn reach(&self) -> Reach {
        let remote = self.remote().map(|remote| Arc::new(remote) as _);
        Reach { root: self.root.clone(), remote, ..Reach::default() }
    }
}
