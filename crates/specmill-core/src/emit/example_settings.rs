//! What the caller says about the crate that examples are compiled in.

use std::fmt;

/// How examples in the documentation of operations reach the client: by the paths that callers of the
/// including crate write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examples {
    pub(super) path: String,
    pub(super) runtime: String,
    pub(super) client: Option<String>,
}

impl Examples {
    /// Examples for a client that callers find at `path`, the name of the crate included: `my_crate`
    /// if `src/lib.rs` includes the client, `my_crate::api` if its module `api` does.
    #[must_use]
    pub fn of(path: impl Into<String>) -> Self {
        Self { path: path.into(), runtime: "specmill_runtime".to_owned(), client: None }
    }

    /// Where callers find the modules `http` and `json` of `specmill-runtime`, if the crate exports
    /// them: `my_crate`. Without a word it is `specmill_runtime`, which callers depend on then.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = path.into();
        self
    }

    /// How a client is made: a Rust expression with `Client` in scope, which may use `?` and whose
    /// errors become a `Box<dyn Error>`. Without a word, a client is built with the credential that the
    /// operation needs, out of the environment.
    #[must_use]
    pub fn client(mut self, expression: impl Into<String>) -> Self {
        self.client = Some(expression.into());
        self
    }
}

/// Why [`Examples`] cannot be written into examples, which have to be Rust.
#[derive(Debug)]
pub enum ExamplesFault {
    /// The path is none of a crate or module.
    NoPath(String),
    /// The expression takes more than one line.
    SeveralLines(String),
    /// The expression is none; what the parser says.
    NoExpression(String, syn::Error),
}

impl fmt::Display for ExamplesFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPath(path) => write!(f, "`{path}` is no path of a crate or module"),
            Self::SeveralLines(client) => write!(f, "`{client}` takes more than one line"),
            Self::NoExpression(client, error) => write!(f, "`{client}` is no expression: {error}"),
        }
    }
}

impl std::error::Error for ExamplesFault {}

/// Checks that the paths and the expression of `examples` are Rust.
///
/// # Errors
///
/// When one of them is not, or takes more than a line.
pub fn check_examples(examples: &Examples) -> Result<(), ExamplesFault> {
    for path in [&examples.path, &examples.runtime] {
        if path.contains('\n')
            || syn::parse_str::<syn::Path>(path).map_or(true, |path| !is_plain(&path))
        {
            return Err(ExamplesFault::NoPath(path.clone()));
        }
    }
    let Some(client) = &examples.client else { return Ok(()) };
    if client.contains('\n') {
        return Err(ExamplesFault::SeveralLines(client.clone()));
    }
    // As it is written, so that nothing else can follow it.
    match syn::parse_str::<syn::Stmt>(&format!("let client = {client};")) {
        Ok(_) => Ok(()),
        Err(error) => Err(ExamplesFault::NoExpression(client.clone(), error)),
    }
}

/// Whether `path` is made of names alone.
fn is_plain(path: &syn::Path) -> bool {
    path.segments.iter().all(|segment| segment.arguments.is_none())
}

impl<P: Into<String>> From<P> for Examples {
    fn from(path: P) -> Self {
        Self::of(path)
    }
}
