//! The clients, each a crate of a workspace of its own.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use specmill_core::Limits;
use specmill_core::source::{self, Node, Overlays};

/// A client that is measured.
pub(crate) struct Client {
    pub(crate) package: String,
    pub(crate) title: String,
    pub(crate) document: PathBuf,
    /// The one tag that is asked for; `None` for all.
    pub(crate) tag: Option<String>,
}

/// What the names of the crates begin with, by which the compiler's runs are told.
const PREFIX: &str = "client_of_";

/// Whether the compiler's runs for this crate are measured.
pub(crate) fn is_measured(package: &str) -> bool {
    package.starts_with(PREFIX)
}

impl Client {
    fn new(title: String, document: PathBuf, tag: Option<String>) -> Self {
        let words = title.split(|char: char| !char.is_ascii_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let package = format!("{PREFIX}{}", words.join("_").to_lowercase());
        Self { package, title, document, tag }
    }
}

/// OpenAI's own documents, as far as they are there, whole and with one tag.
pub(crate) fn official() -> Vec<Client> {
    let documents = [
        ("2.3.0 (OpenAPI 3.0)", "openai-2.3.0-oas30.yaml"),
        ("2026-08 (OpenAPI 3.1)", "openai-2026-08-oas31.yaml"),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut clients = Vec::new();
    for (title, file) in documents {
        let folders = root.ancestors().skip(1).map(|folder| folder.join("shared/specs"));
        if let Some(path) = folders.map(|folder| folder.join(file)).find(|path| path.is_file()) {
            let invites = (format!("{title}, Invites only"), path.clone(), Some("Invites".into()));
            clients.push(Client::new(title.into(), path, None));
            clients.push(Client::new(invites.0, invites.1, invites.2));
        }
    }
    clients
}

/// The bundled description, whole and with each of its tags alone.
pub(crate) fn by_tag() -> Result<Vec<Client>, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let document = source::read(&path, &Overlays::Beside, &Limits::default())?;
    let tags = document.root.get("tags").and_then(Node::as_array).unwrap_or_default();
    let names = tags.iter().filter_map(|tag| tag.get("name")?.as_str().map(str::to_owned));
    let mut clients = vec![Client::new("all tags".into(), path.clone(), None)];
    clients.extend(names.map(|name| Client::new(name.clone(), path.clone(), Some(name))));
    Ok(clients)
}

/// Writes the crates and returns the folder of their workspace.
pub(crate) fn write(clients: &[Client]) -> Result<PathBuf, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client_cost");
    let runtime = root.join("crates/specmill-runtime");
    let mut members = Vec::new();
    for client in clients {
        let source = workspace.join(&client.package).join("src");
        fs::create_dir_all(&source)?;
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nspecmill-runtime = {{ path = {:?}, default-features = false, features = [\"jiff\", \"uuid\"] }}\n",
            client.package,
            runtime.display().to_string(),
        );
        fs::write(workspace.join(&client.package).join("Cargo.toml"), manifest)?;
        let generator = specmill::Generator::new(&client.document).name("client");
        let generator = match &client.tag {
            Some(tag) => generator.tags([tag]),
            None => generator,
        };
        for file in generator.render()?.files() {
            let path = source.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&source))?;
            fs::write(path, &file.text)?;
        }
        let text = format!("//! {}.\n\ninclude!(\"client.rs\");\n", client.title);
        fs::write(source.join("lib.rs"), text)?;
        members.push(format!("\"{}\"", client.package));
    }
    let manifest = format!("[workspace]\nmembers = [{}]\nresolver = \"3\"\n", members.join(", "));
    fs::write(workspace.join("Cargo.toml"), manifest)?;
    // The same versions as here, and nothing to download.
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    Ok(workspace)
}

/// The size of a library, where the mode makes one.
pub(crate) fn rlib_bytes(workspace: &Path, mode: &str, package: &str) -> Option<u64> {
    let path = workspace.join("target").join(mode).join(format!("lib{package}.rlib"));
    fs::metadata(path).ok().map(|found| found.len())
}
