//! What the caller says about the crate that examples are compiled in.

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

    /// What of it is no Rust, or takes more than a line, if anything.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        for path in [&self.path, &self.runtime] {
            if path.contains('\n')
                || syn::parse_str::<syn::Path>(path).map_or(true, |path| !is_plain(&path))
            {
                return Some(format!("`{path}` is no path of a crate or module"));
            }
        }
        let client = self.client.as_ref()?;
        if client.contains('\n') {
            return Some(format!("`{client}` takes more than one line"));
        }
        // As it is written, so that nothing else can follow it.
        let error = syn::parse_str::<syn::Stmt>(&format!("let client = {client};")).err()?;
        Some(format!("`{client}` is no expression: {error}"))
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
